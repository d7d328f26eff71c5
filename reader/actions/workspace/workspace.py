"""What one works with, on the screen and on the command line alike: the open library, the journal, the settings.

Opens and closes them; decides which folders are meant.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reader.actions.finding.query_faults import query_fault
from reader.actions.finding.saved_searches import searches_mistakes
from reader.actions.reading.read_versions import ReadVersions
from reader.actions.workspace.session import Session, for_folders, load_session
from reader.assets import asset
from reader.errors import UsageError
from reader.i18n import speak, tr
from reader.journal import Journal
from reader.journal.device import device_id
from reader.journal.newer import refuse_newer
from reader.journal.strict import StrictJournal
from reader.library import Library
from reader.library.scan.zone import zone_named
from reader.paths import Paths
from reader.settings import Loaded, Settings, load_settings

FEEDS_FILE = "feeds.toml"
"""As ``reader.feeds.following.subscriptions`` has it, which the start need not load."""


class Workspace(SimpleNamespace):  # no dataclass: those cost the start 5 ms and more
    """The open library and journal, and how the user wants to see them. Made by names."""

    library: Library
    journal: Journal
    settings: Settings
    session: Session
    session_file: Path
    zone: tzinfo
    """The zone in which dates are shown, and in which zone-less ones were written."""
    environ: Mapping[str, str]
    searches_file: Path
    """Where searches are saved that have a name."""
    feeds_folder: Path
    """Where feeds go that are followed in no folder of one's own."""
    images_folder: Path
    """Where pictures of the web are kept."""
    copies: ReadVersions
    """What was read, as it was then."""
    trust_file: Path
    """What the user has agreed to that the feeds of folders may do."""
    settings_file: Path
    """What the user may have written settings into."""
    is_lasting: bool = True
    """The session is about these folders; not about the sample or single files, which are only looked at."""
    warnings: tuple[str, ...] = ()
    """What was wrong with the settings: said once, at the start."""
    welcome: str = ""
    """A line for those who came without a folder."""
    is_named: bool = False
    """The folders were named at the start: nothing is opened beside them unless the user wants it."""
    is_sample: bool = False
    """Only the sample feed was there to be opened."""

    def where_keys(self, command: str) -> str:
        """Return the file and the line in which the keys of a command were written, as the beginning of a sentence."""
        from reader.toml.reading import read_toml  # only where something is wrong with them

        return read_toml(self.settings_file).where("keys", command)


@contextmanager
def open_workspace(
    named: Sequence[Path],
    flags: Mapping[str, Any],
    paths: Paths,
    environ: Mapping[str, str],
    *,
    is_strict: bool = False,
    with_feeds: bool = False,
) -> Iterator[Workspace]:
    """Open what was named, else the settings' folders, else the last ones, else the sample feed.

    ``is_strict``: an act that cannot be written raises JournalError, and does not wait until it can. ``with_feeds``: the
    folder of feeds is opened beside what was named, if it was when these folders were left. Raises ``UsageError`` where
    something was named that does not exist.
    """
    loaded = _in_force(load_settings(paths.settings_file, environ, flags, query_fault))
    last = load_session(paths.screen_state)
    folders, welcome, missing = _folders(named, loaded.settings, last, paths.subscriptions)
    if with_feeds and named and _were_beside(folders, last, paths.subscriptions):
        folders.append(paths.subscriptions)
    lasting = not welcome and all(folder.is_dir() for folder in folders)  # no sample, no single file
    session = for_folders(last, tuple(map(str, folders)) if lasting else last.folders)
    zone, _ = zone_named(loaded.settings.timezone)
    shared = Path(loaded.settings.journal).expanduser() if loaded.settings.journal else None
    journal = (StrictJournal if is_strict else Journal).open(
        paths.journal, machine=device_id(paths.data), shared=shared
    )
    refuse_newer(journal.folder / journal.device)
    try:
        library = Library.open(folders, paths, journal, loaded.settings)
        try:
            unmarked = _carry_ids(library) if shared and lasting else ()
            wrong = (*loaded.warnings, *searches_mistakes(paths.searches), *missing)
            warnings = (*wrong, *unmarked, *filter(None, [library.opening_notice, library.notice]))
            yield Workspace(
                library=library, journal=journal, settings=loaded.settings, session=session,
                session_file=paths.screen_state, zone=zone, environ=environ, searches_file=paths.searches,
                feeds_folder=paths.subscriptions, images_folder=paths.images, copies=ReadVersions(paths.copies),
                trust_file=paths.trust, settings_file=paths.settings_file, is_lasting=lasting, warnings=warnings,
                welcome=welcome, is_named=bool(named), is_sample=bool(welcome),
            )  # fmt: skip
        finally:
            journal.close()  # what the journal does not take now the index must not keep
            library.close()
    finally:
        journal.close()


def _in_force(loaded: Loaded) -> Loaded:
    """Let the settings that hold for the whole process begin to."""
    speak(loaded.settings.language)
    if not loaded.settings.chinese_alike:
        from reader.text.folding import choose  # a table of characters: for those who change it

        choose(chinese_alike=False)
    return loaded


def _carry_ids(library: Library) -> list[str]:
    """Let the folders carry the ids that they are known by, so that other devices know them by these.

    Returns a sentence for each that cannot be written.
    """
    from reader.library.scan.folders import share_id  # for those who share

    return [sentence for folder in library.folders if (sentence := share_id(folder))]


def _folders(
    named: Sequence[Path], settings: Settings, last: Session, subscriptions: Path
) -> tuple[list[Path], str, list[str]]:
    """Return the folders to open, a welcome for those who have none, and warnings about missing ones.

    ``subscriptions`` is opened beside what one has, where it is there.
    """
    if named:
        found = [_found(path) for path in named]
        if None in found:
            missed = named[found.index(None)]
            raise UsageError(tr("There is no folder or file {path}; see newsreader --help", path=missed))
        if any(path and not path.is_dir() for path in found):
            from reader.actions.workspace.named_files import (
                refuse_what_is_no_text,  # for those who name single files
            )

            refuse_what_is_no_text(path for path in found if path)
        return [path for path in found if path], "", []
    missing: list[str] = []
    for source in (settings.folders, last.folders):
        looked_for = [(folder, _found(Path(folder), expand=True)) for folder in source]
        missing += [
            tr("The folder {path} is not there", path=folder) for folder, path in looked_for if not path
        ]
        if there := [path for _, path in looked_for if path]:
            own = [subscriptions] if _holds_something(subscriptions) and subscriptions not in there else []
            return [*there, *own], "", missing
    if _holds_something(subscriptions):
        return [subscriptions], "", missing
    return (
        [asset("sample_feed")],
        tr("A sample to look around in. Yours: newsreader FOLDER · A follows a feed"),
        missing,
    )


def _were_beside(folders: Sequence[Path], last: Session, subscriptions: Path) -> bool:
    """Return whether the folder of feeds was opened beside these folders when they were open last."""
    opened = (*map(str, folders), str(subscriptions))
    return last.feeds_beside and last.folders == opened and _holds_something(subscriptions)


def _holds_something(subscriptions: Path) -> bool:
    """Return whether feeds are followed in the folder of feeds, or there are articles: one that was only made has neither."""
    try:
        names = [entry.name for entry in os.scandir(subscriptions) if not entry.name.startswith(".")]
        if names == [FEEDS_FILE]:
            return b"[[" in (subscriptions / FEEDS_FILE).read_bytes()
    except OSError:
        return False
    return bool(names)


def _found(path: Path, *, expand: bool = False) -> Path | None:
    """Return the path, absolute, if there is something that one may look at; ``expand`` a ``~`` at its beginning."""
    try:
        path = (path.expanduser() if expand else path).absolute()
        path.stat()
    except (OSError, RuntimeError, ValueError):  # forbidden; a home of nobody; a name that cannot be
        return None
    return path
