"""The folder of the feeds that are followed in no folder of the user's: opened beside what is open, once there are feeds."""

from reader.actions.desk import FEEDS_FILE, Desk
from reader.actions.session import save_session
from reader.i18n import tr
from reader.library.folder import is_open, share_id


def is_closed(desk: Desk) -> bool:
    """Return whether feeds are followed in the folder of feeds, and it is not open."""
    folder = desk.feeds_folder
    return (folder / FEEDS_FILE).is_file() and not is_open(desk.library.folders, folder)


def is_wanted(desk: Desk) -> bool:
    """Return whether the folder of feeds belongs beside what is open, and is not open.

    Not beside folders that were named at the start: these are what the user wants to see.
    """
    return not desk.is_named and is_closed(desk)


def open_feeds_folder(desk: Desk) -> bool:
    """Open the folder of feeds beside what is open; False: it is open already. In a worker.

    The next start opens it, too: beside the folders that are open now, or in the place of the sample. Raises UsageError
    and IndexUnusableError.
    """
    if not desk.library.open_beside(desk.feeds_folder):
        return False
    own, session = str(desk.feeds_folder), desk.session
    if desk.is_sample:
        session = session._replace(folders=(own,), open_groups=(), article=None, group="")
    elif desk.is_lasting:
        session = session._replace(folders=(*session.folders, own), feeds_beside=desk.is_named)
    if session != desk.session:
        desk.session, desk.is_lasting = session, True
        save_session(desk.session_file, session)
    if desk.settings.journal and desk.is_lasting:
        for folder in desk.library.folders:
            share_id(folder)  # what cannot be written is said at the next start
    return True


def told_of_sample(desk: Desk) -> str:
    """Return what becomes of the sample once feeds are followed, as a sentence; empty where it is not open."""
    return tr("The sample feed closes when you quit") if desk.is_sample else ""
