"""How the screen was left, and how it begins where it was left."""

from typing import TYPE_CHECKING

from reader.actions.finding.group_orders import identity_of
from reader.article import Key
from reader.i18n import spoken

if TYPE_CHECKING:
    from reader.actions.workspace.session import Session
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Library
    from reader.tui.control.panes import Panes
    from reader.tui.list.sidebar_model import SidebarModel


def restore_list(model: "SidebarModel", workspace: "Workspace") -> None:
    """Open the groups and stand on the article of the last session, read meanwhile or not, else on the first."""
    session = workspace.session
    begin = Key(*session.article) if session.article else _welcome(workspace)
    article = workspace.library.articles.find(begin) if begin else None
    keep = frozenset([article] if article else [])
    model.arrange(model.scope, model.order, session.open_groups, keep=keep)
    model.return_to(article, session.group)


def _welcome(workspace: "Workspace") -> Key | None:
    """Return the article of the sample that welcomes the user in the language that is spoken, if that has one."""
    if not workspace.is_sample:
        return None
    return Key(workspace.library.folders[0].id, f"welcome.{spoken().lower().replace('_', '-')}.md")


def single_article(library: "Library") -> int | None:
    """Return the article of the one file that was named; None: folders were, or several files."""
    names = [Key(folder.id, name) for folder in library.folders for name in folder.only or ("",)]
    return library.articles.find(names[0]) if len(names) == 1 and names[0].path else None


def session_of(workspace: "Workspace", panes: "Panes") -> "Session":
    """Return how the screen is left, for the next session."""
    model, former, shown = panes.sidebar.model, workspace.session, panes.page.shown
    row = panes.sidebar.row(shown.article) if shown else None
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
