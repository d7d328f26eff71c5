"""What one visit leaves for the next: where one was, and how wide things were."""

from typing import TYPE_CHECKING

from reader.actions.session import Session
from reader.tui.shelf import identity_of

if TYPE_CHECKING:
    from reader.tui.reading_screen import ReadingScreen


def session_of(screen: "ReadingScreen") -> Session:
    """Return how the screen is left, for the next session; remembers the place in the article."""
    screen.leave_article()
    shelf, desk = screen.sidebar.shelf, screen.desk
    row = screen.sidebar.row(screen.page.shown.article) if screen.page.shown else None
    is_hidden = screen.has_class("-sidebar-hidden")
    sizes = desk.session._replace(
        sidebar_width=screen.panes.sidebar_width,
        sidebar_hidden=is_hidden if desk.is_lasting else desk.session.sidebar_hidden,
        outline_hidden=not screen.panes.has_outline,
    )
    if not desk.is_lasting:
        return sizes
    return sizes._replace(
        open_groups=tuple(shelf.open_names),
        article=(row.key.folder, row.key.path) if row else desk.session.article,
        group=identity_of(shelf.sections[shelf.spot.section].group) if shelf.sections else "",
    )
