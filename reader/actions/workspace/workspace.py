"""The workspace of screen and command line: the open library, the journal, the settings.

Opens and closes them; decides which folders are meant.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, dataclass_transform

from reader.actions.finding.saved_searches import searches_mistakes
from reader.actions.reading.read_versions import ReadVersions
from reader.actions.workspace.newsboat_offer import with_answer
from reader.actions.workspace.old_files import move_old_files
from reader.actions.workspace.preferences import load_preferences
from reader.actions.workspace.session import Session, for_folders, load_session
from reader.assets import asset
from reader.errors import UsageError
from reader.i18n import tr
from reader.journal import Journal
from reader.journal.device import device_id
from reader.journal.newer import refuse_newer
from reader.journal.strict import StrictJournal
from reader.library import Library
from reader.library.scan.folders import is_open
from reader.paths import ACCOUNTS_FILE, Paths
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.journal.survey import LogSummary
    from reader.library.search.run_query import Since

FEEDS_FILE = "feeds.toml"
"""As ``reader.feeds.following.subscriptions`` has it, which the start need not load."""


@dataclass_transform(kw_only_default=True)
class _Made:
    """Takes the values of its attributes by name; types are checked as a dataclass's, which would cost the start 5 ms."""

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)


class Workspace(_Made):
    """The open library and journal, and how the user wants to see them. Made by names."""

    library: Library
    """The open folders and their index."""
    journal: Journal
    """What the user did."""
    settings: Settings
    """In force."""
    session: Session
    """As the last one left it; the screen changes it."""
    paths: Paths
    """The program's own files and folders."""
    zone: tzinfo
    """The zone in which dates are shown, and in which zone-less ones were written."""
    environ: Mapping[str, str]
    """The environment's variables."""
    read_versions: ReadVersions
    """The read versions of articles."""
    trust_file: Path
    """The file with the user's answers about feeds."""
    is_lasting: bool = True
    """The session remembers these folders; False for the sample and single files."""
    warnings: tuple[str, ...] = ()
    """Mistakes in the settings and the like, as sentences to show at the start."""
    welcome: str = ""
    """A sentence for users without a folder of articles, for the page that welcomes them."""
    is_named: bool = False
    """The folders were named at the start: nothing is opened beside them unless the user wants it."""
    is_in_page: bool = False
    """The screen is in a browser: nothing there starts a program, fetches, or leaves the open folders."""
    is_sample: bool = False
    """Only the sample feed is open."""
    opens_next: Path | None = None
    """A folder or a file with which the user wants to go on: the screen begins again with that."""

    def where_set(self, *path: str) -> str:
        """Return the file and the line in which a setting was written, or something in it, as the beginning of a sentence."""
        from reader.toml.reading import read_toml  # only where something is wrong with them

        return read_toml(self.paths.settings_file).where(*path)

    def is_open(self, folder: Path) -> bool:
        """Return whether a folder is one of those that are open."""
        return is_open(self.library.folders, folder)

    def logs(self) -> "list[LogSummary]":
        """Return what the journal's folder holds, a row per device; reads all of it."""
        from reader.journal.survey import survey  # only for those who ask

        return survey(self.journal.folder)

    def compact_journal(self) -> None:
        """Shorten this device's log if it is due. May be cut anywhere; takes long, so in a thread."""
        from reader.journal.compaction import compact_if_due  # after the first frame

        compact_if_due(self.journal.folder / self.journal.device, self.journal.compact)


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
    settings, wrong, zone = load_preferences(paths, environ, flags)
    unmoved = move_old_files(paths)
    last = load_session(paths.screen_state)
    settings = with_answer(settings, last)
    own = [paths.subscriptions] if _holds_something(paths) else []
    folders, welcome, missing = _folders(named, settings, last, own)
    if with_feeds and named and own and _were_beside(folders, last, *own):
        folders += own
    lasting = not welcome and all(folder.is_dir() for folder in folders)  # no sample, no single file
    session = for_folders(last, tuple(map(str, folders)) if lasting else last.folders)
    shared = Path(settings.sync_folder).expanduser() if settings.sync_folder else None
    journal = (StrictJournal if is_strict else Journal).open(
        paths.journal, machine=device_id(paths.data), shared=shared
    )
    refuse_newer(journal.folder / journal.device)
    try:
        library = Library.open(folders, paths, journal, settings, _first_fetched)
        library.last_seen = partial(_last_seen, paths.last_sessions, library)
        try:
            unmarked = _share_ids(library) if shared and lasting else ()
            wrong = (
                *wrong,
                *unmoved,
                *searches_mistakes(paths.searches),
                *missing,
                *_accounts_inside(folders),
            )
            warnings = (*wrong, *unmarked, *filter(None, [library.opening_notice, library.notice]))
            yield Workspace(
                library=library, journal=journal, settings=settings, session=session, paths=paths, zone=zone,
                environ=environ, read_versions=ReadVersions(paths.read_versions), trust_file=paths.trust,
                is_lasting=lasting, warnings=warnings, welcome=welcome, is_named=bool(named), is_sample=bool(welcome),
            )  # fmt: skip
        finally:
            journal.close()  # what the journal does not take now the index must not keep
            library.close()
    finally:
        journal.close()


def _first_fetched(folder: Path, feed: str) -> Mapping[str, int]:
    """Return when the entries of a feed were first fetched, by the ledgers of its folder."""
    from reader.feeds.files.arrivals import entry_arrivals  # 20 ms: only where an index has a new entry

    return entry_arrivals(folder, feed)


def _last_seen(file: Path, library: Library) -> "Since":
    """Return up to where the last session with these folders came."""
    from reader.actions.workspace.last_session import last_seen  # the language of queries: after the start

    return last_seen(file, library)


def _accounts_inside(folders: Sequence[Path]) -> list[str]:
    """Return a sentence for each file of accounts that lies in a folder, where it is not read."""
    if not any(os.path.lexists(folder / ACCOUNTS_FILE) for folder in folders):
        return []
    from reader.sync.accounts import ignored_files  # nearly never

    return ignored_files(folders)


def _share_ids(library: Library) -> list[str]:
    """Write the ids of the folders into them, so that other devices know them by these.

    Returns a sentence for each that cannot be written.
    """
    from reader.library.scan.folders import share_id  # for those who share

    return [sentence for folder in library.folders if (sentence := share_id(folder))]


def _folders(
    named: Sequence[Path], settings: Settings, last: Session, own: Sequence[Path]
) -> tuple[list[Path], str, list[str]]:
    """Return the folders to open, a welcome for users without one, and warnings about missing ones.

    ``own`` is the folder of feeds, which is opened beside them, if it holds something.
    """
    if named:
        found = [_found(path) for path in named]
        if None in found:
            missed = named[found.index(None)]
            raise UsageError(tr("There is no folder or file {path}; see newsreader --help", path=missed))
        if any(path and not path.is_dir() for path in found):
            # For those who name single files.
            from reader.actions.workspace.named_files import refuse_what_is_no_text

            refuse_what_is_no_text(path for path in found if path)
        return [path for path in found if path], "", []
    missing: list[str] = []
    for source in (settings.folders, last.folders):
        looked_for = [(folder, _found(Path(folder), expand=True)) for folder in source]
        missing += [
            tr("The folder {path} does not exist", path=folder) for folder, path in looked_for if not path
        ]
        if there := [path for _, path in looked_for if path]:
            return [*there, *(folder for folder in own if folder not in there)], "", missing
    if own:
        return [*own], "", missing
    return (
        [asset("sample_feed")],
        tr("The list has a sample to look around in; newsreader FOLDER opens a folder of yours at once."),
        missing,
    )


def _were_beside(folders: Sequence[Path], last: Session, subscriptions: Path) -> bool:
    """Return whether the folder of feeds was opened beside these folders when they were open last."""
    opened = (*map(str, folders), str(subscriptions))
    return last.feeds_beside and last.folders == opened


def _holds_something(paths: Paths) -> bool:
    """Return whether the folder of feeds has feeds or articles, or gets the entries of an account; a new one has nothing."""
    subscriptions = paths.subscriptions
    try:
        names = [entry.name for entry in os.scandir(subscriptions) if not entry.name.startswith(".")]
        if names == [FEEDS_FILE]:
            return b"[[" in (subscriptions / FEEDS_FILE).read_bytes() or paths.accounts.exists()
    except OSError:
        return False
    return bool(names)


def _found(path: Path, *, expand: bool = False) -> Path | None:
    """Return the absolute path if it exists and is readable; ``expand``: of a leading ``~`` too."""
    try:
        path = (path.expanduser() if expand else path).absolute()
        path.stat()
    except (OSError, RuntimeError, ValueError):  # forbidden; ~ of an unknown user; an impossible name
        return None
    return path
