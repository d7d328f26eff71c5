"""What has to be named to go on with another folder, on the screen or at the next start."""

from pathlib import Path

from reader.actions.workspace.session import for_folders, load_session, save_session
from reader.actions.workspace.workspace import Workspace


def names_for(workspace: Workspace, path: Path) -> list[str]:
    """Return what has to be named so that this folder or file is opened.

    A folder becomes the last one, so that nothing has to be named, then and later, and the feeds are beside it. A file is
    named, and so is a folder where the settings say which folders are opened.
    """
    if not path.is_dir() or workspace.settings.folders:
        return [str(path)]
    state = workspace.paths.screen_state
    save_session(state, for_folders(load_session(state), (str(path),)))
    # Where nothing could be written, it would not be found.
    return [] if load_session(state).folders == (str(path),) else [str(path)]
