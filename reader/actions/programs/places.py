"""What the programs of a workspace run with."""

from reader.actions.programs.kept_outputs import KeptOutputs
from reader.actions.programs.opening import Openers
from reader.actions.programs.piping import Place
from reader.actions.programs.sharing import Given
from reader.actions.workspace.workspace import Workspace


def place_of(workspace: Workspace) -> Place:
    """Return where articles come from and outputs go to."""
    outputs = KeptOutputs(workspace.paths.outputs)
    return Place(workspace.library, workspace.settings, workspace.zone, workspace.environ, outputs)


def given_of(workspace: Workspace) -> Given:
    """Return where the articles to share come from."""
    return Given(workspace.library, workspace.settings, workspace.zone, workspace.environ)


def openers_of(workspace: Workspace) -> Openers:
    """Return what finds what opens an article."""
    return Openers(workspace.library, workspace.settings, workspace.environ, workspace.zone)
