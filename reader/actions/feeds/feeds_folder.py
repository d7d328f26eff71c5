"""The program's own folder of feeds, opened beside the user's folders once it has feeds."""

from reader.actions.workspace.session import save_session
from reader.actions.workspace.workspace import FEEDS_FILE, Workspace
from reader.library.scan.folders import share_id


def is_closed(workspace: Workspace) -> bool:
    """Return whether feeds are followed in the folder of feeds, and it is not open."""
    folder = workspace.paths.subscriptions
    return (folder / FEEDS_FILE).is_file() and not workspace.is_open(folder)


def is_wanted(workspace: Workspace) -> bool:
    """Return whether the folder of feeds belongs beside what is open, and is not open.

    Not beside folders that were named at the start: the user wants to see those only.
    """
    return not workspace.is_named and is_closed(workspace)


def open_feeds_folder(workspace: Workspace) -> bool:
    """Open the folder of feeds beside what is open; False: it is open already. In a worker.

    The next start opens it too: beside the folders that are open now, or instead of the sample. Raises UsageError
    and IndexUnusableError.
    """
    if not workspace.library.open_beside(workspace.paths.subscriptions):
        return False
    own, session = str(workspace.paths.subscriptions), workspace.session
    if workspace.is_sample:
        session = session._replace(folders=(own,), open_groups=(), article=None, group="")
    elif workspace.is_lasting:
        session = session._replace(folders=(*session.folders, own), feeds_beside=workspace.is_named)
    if session != workspace.session:
        workspace.session, workspace.is_lasting = session, True
        save_session(workspace.paths.screen_state, session)
    if workspace.settings.sync_folder and workspace.is_lasting:
        for folder in workspace.library.folders:
            share_id(folder)  # what cannot be written is said at the next start
    return True
