"""What one works with, on the screen and on the command line alike: the open library, the journal, the settings.

Opens and closes them; decides which folders are meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from reader.actions.copies import Copies
from reader.actions.session import Session, for_folders, load_session
from reader.assets import asset
from reader.errors import UsageError
from reader.i18n import speak, tr
from reader.journal import Journal
from reader.journal.device import machine_id
from reader.journal.newer import refuse_newer
from reader.journal.strict import StrictJournal
from reader.library import Library
from reader.library.zone import zone_named
from reader.paths import Paths
from reader.settings import Settings, load_settings


@dataclass(slots=True)
class Desk:
    """The open library and journal, and how the user wants to see them."""

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
    pictures_folder: Path
    """Where pictures of the web are kept."""
    copies: Copies
    """What was read, as it was then."""
    trust_file: Path
    """What the user has agreed to that the feeds of folders may do."""
    is_lasting: bool = True
    """The session is about these folders; not about the sample or single files, which are only looked at."""
    warnings: tuple[str, ...] = ()
    """What was wrong with the settings: said once, at the start."""
    welcome: str = ""
    """A line for those who came without a folder."""


@contextmanager
def open_desk(
    named: Sequence[Path],
    flags: Mapping[str, Any],
    paths: Paths,
    environ: Mapping[str, str],
    *,
    is_strict: bool = False,
) -> Iterator[Desk]:
    """Open what was named, else the settings' folders, else the last ones, else the sample feed.

    ``is_strict``: an act that cannot be written raises JournalError, and does not wait until it can. Raises ``UsageError`` where something was named that does not exist.
    """
    loaded = load_settings(paths.settings_file, environ, flags)
    speak(loaded.settings.language)
    if not loaded.settings.chinese_alike:
        from reader.text.folding import choose  # a table of characters: for those who change it

        choose(chinese_alike=False)
    last = load_session(paths.screen_state)
    folders, welcome, missing = _folders(named, loaded.settings, last, paths.subscriptions)
    lasting = not welcome and all(folder.is_dir() for folder in folders)  # no sample, no single file
    session = for_folders(last, tuple(map(str, folders)) if lasting else last.folders)
    zone, _ = zone_named(loaded.settings.timezone)
    shared = Path(loaded.settings.journal).expanduser() if loaded.settings.journal else None
    journal = (StrictJournal if is_strict else Journal).open(
        paths.journal, machine=machine_id(paths.data), shared=shared
    )
    refuse_newer(journal.folder / journal.device)
    try:
        library = Library.open(folders, paths, journal, loaded.settings)
        try:
            unmarked = _carry_ids(library) if shared and lasting else ()
            warnings = (
                *loaded.warnings,
                *missing,
                *unmarked,
                *filter(None, [library.told_once, library.notice]),
            )
            yield Desk(
                library,
                journal,
                loaded.settings,
                session,
                paths.screen_state,
                zone,
                environ,
                paths.searches,
                paths.subscriptions,
                paths.pictures,
                Copies(paths.copies),
                paths.trust,
                lasting,
                warnings,
                welcome,
            )
        finally:
            journal.close()  # what the journal does not take now the index must not keep
            library.close()
    finally:
        journal.close()


def _carry_ids(library: Library) -> list[str]:
    """Let the folders carry the ids that they are known by, so that other devices know them by these.

    Returns a sentence for each that cannot be written.
    """
    from reader.library.folder import share_id  # for those who share

    return [told for folder in library.folders if (told := share_id(folder))]


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
        return [path for path in found if path], "", []
    missing: list[str] = []
    for source in (settings.folders, last.folders):
        looked_for = [(folder, _found(Path(folder), expand=True)) for folder in source]
        missing += [
            tr("The folder {path} is not there", path=folder) for folder, path in looked_for if not path
        ]
        if there := [path for _, path in looked_for if path]:
            own = [subscriptions] if subscriptions.is_dir() and subscriptions not in there else []
            return [*there, *own], "", missing
    if subscriptions.is_dir():
        return [subscriptions], "", missing
    return [asset("sample_feed")], tr("This is the sample feed. Your own folder: newsreader FOLDER"), missing


def _found(path: Path, *, expand: bool = False) -> Path | None:
    """Return the path, absolute, if there is something that one may look at; ``expand`` a ``~`` at its beginning."""
    try:
        path = (path.expanduser() if expand else path).absolute()
        path.stat()
    except (OSError, RuntimeError, ValueError):  # forbidden; a home of nobody; a name that cannot be
        return None
    return path
