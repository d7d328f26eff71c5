"""What the tests of single acts share: a workspace with its folders read, and plain objects around it."""

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.acts.plain import Stage


@pytest.fixture
def stage(workspace: Workspace) -> Stage:
    """The roles that acts use, filled by plain objects."""
    return Stage(workspace)
