"""How the screen was left, for the next session; and whether it is for one article."""

from typing import TYPE_CHECKING

from reader.actions.finding.group_orders import identity_of
from reader.article import Key

if TYPE_CHECKING:
    from reader.actions.workspace.session import Session
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Library
    from reader.tui.control.panes import Panes


def single_article(library: "Library") -> int | None:
    """Return the article of the one file that was named; None: folders were, or several files."""
    names = [Key(folder.id, name) for folder in library.folders for name in folder.only or ("",)]
    return library.articles.find(names[0]) if len(names) == 1 and names[0].path else None


def session_of(workspace: "Workspace", panes: "Panes") -> "Session":
    """Return how the screen is left, for the next session."""
    model, former, shown = panes.sidebar.model, workspace.session, panes.page.shown
    # The article that the cursor is on may be on its way to the page only; on a group's heading, the page has the last one.
    article = model.cursor.article or (shown.article if shown else 0)
    row = panes.sidebar.row(article) if article else None
    sizes = former._replace(
        **panes.arrangement.remembered._asdict(),
        sidebar_hidden=panes.is_sidebar_hidden if workspace.is_lasting else former.sidebar_hidden,
        outline_hidden=not panes.has_outline,
    )
    if not workspace.is_lasting:
        return sizes
    return sizes._replace(
        open_groups=tuple(model.open_names),
        article=(row.key.folder, row.key.path) if row else former.article,
        group=identity_of(model.sections[model.slot.section].group) if model.sections else "",
    )
