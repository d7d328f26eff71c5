"""What one visit leaves for the next: where one was, and how wide things were."""

from typing import TYPE_CHECKING

from reader.actions.workspace.session import Session
from reader.tui.list.sidebar_model import identity_of

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


def session_of(screen: "ReadingScreen") -> Session:
    """Return how the screen is left, for the next session; remembers the place in the article."""
    screen.preview.leave()
    model, workspace = screen.sidebar.model, screen.workspace
    row = screen.sidebar.row(screen.page.shown.article) if screen.page.shown else None
    is_hidden = screen.has_class("-sidebar-hidden")
    sizes = workspace.session._replace(
        sidebar_width=screen.panes.sidebar_width,
        sidebar_hidden=is_hidden if workspace.is_lasting else workspace.session.sidebar_hidden,
        outline_hidden=not screen.panes.has_outline,
    )
    if not workspace.is_lasting:
        return sizes
    return sizes._replace(
        open_groups=tuple(model.open_names),
        article=(row.key.folder, row.key.path) if row else workspace.session.article,
        group=identity_of(model.sections[model.spot.section].group) if model.sections else "",
    )
