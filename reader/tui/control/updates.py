"""Keeps list and page in step with the library; nothing moves under the reader."""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from reader.journal import Field
from reader.journal.event import HIGHLIGHT, TAG
from reader.tui.control.queries import Queries

if TYPE_CHECKING:
    from reader.actions.changes.act_result import ActResult
    from reader.actions.finding.lists import Lists
    from reader.library import GroupOrder, Scope
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.focus import PaneFocus
    from reader.tui.control.preview import Preview
    from reader.tui.control.saving import Saving
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.widgets.working import WorkingScreen


class Updates:
    """Takes in what changed in the folders, what an act changed, and another scope of the list."""

    def __init__(
        self, screen: "WorkingScreen", lists: "Lists", sidebar: "Sidebar", preview: "Preview", *,
        focus: "PaneFocus", auto_read: "AutoRead", saving: "Saving", begin: Callable[[], None],
        renewed: Callable[[], None], go_to_article: Callable[[int], object],
    ) -> None:  # fmt: skip
        """``begin`` arranges a list that has nothing yet; ``renewed`` is called when the list was read again."""
        self._screen, self._sidebar, self._preview, self._focus = screen, sidebar, preview, focus
        self._auto_read, self._saving, self._lists = auto_read, saving, lists
        self._begin, self._renewed, self._go_to_article = begin, renewed, go_to_article
        self.queries = Queries(screen, lists, self._found)
        """Runs saved searches and the filter again."""

    def show_scope(self, scope: "Scope", order: "GroupOrder") -> None:
        """Leave the view for another scope or order; where that has nothing to show, the list says so.

        Where the former had nothing to show and nothing was chosen, the cursor begins at the first article.
        """
        self._lists.begin_view()
        self._auto_read.decided_in_view.clear()
        model = self._sidebar.model
        had_nothing = bool(model.sections) and model.is_empty and not model.cursor.article
        model.arrange(scope, order)
        if had_nothing and not model.is_empty and not model.cursor.article:
            model.return_to(None, "")
        self._sidebar.show()
        self._sidebar.cursor_moved()
        if self._focus.in_page and model.is_empty:
            self._focus.leave_page()

    def show_order(self, order: "GroupOrder") -> None:
        """Put the groups in another order; what was just read stays listed, for that does not leave the view."""
        self._sidebar.model.put_in_order(order)
        self._sidebar.show()
        self._sidebar.cursor_moved()

    def library_changed(self, changed: Container[int] = ()) -> None:
        """Take in what changed in the folders.

        ``changed`` are the articles whose files have other content or another name now.
        """
        model = self._sidebar.model
        self.renew(self._begin if model.is_empty else model.reload, changed)
        self.queries.run_soon()

    def renew(self, reload: Callable[[], None] | None = None, changed: Container[int] = ()) -> None:
        """Read the list again, keeping under the reader what is there, and follow what ``changed``."""
        held, had = self._sidebar.held_item(), self._sidebar.model.cursor
        (reload or self._sidebar.model.reload)()
        self._sidebar.restore(held)
        self._preview.follow(had, changed)
        self._preview.name_next()
        self._renewed()
        self._screen.update_status()

    def show_act(self, result: "ActResult") -> None:
        """Show what an act changed; what it takes out of the scope stays listed until the view is left."""
        articles = result.articles
        if result.field is Field.READ:
            self._auto_read.decide(articles)
        model = self._sidebar.model
        model.keep(articles)
        if result.field.startswith((TAG, HIGHLIGHT)) or result.field == Field.NOTE:  # the page shows them too
            had = model.cursor.article
            self.library_changed(articles)
            if had in articles:
                self._go_to_article(had)  # it may stand in another group now
        elif articles == (model.cursor.article,):
            model.update_counts()
            self._sidebar.show()
            self._preview.name_next()
            self._screen.update_status()
        elif articles:  # undoing may bring articles and groups back that are not listed
            self.renew()
        if articles:
            self._saving.save_soon()
            self.queries.run_soon()

    def show_passed(self, result: "ActResult") -> None:
        """Show that articles were marked read because the cursor went past them: they stay, and nothing moves."""
        if result.articles:
            model = self._sidebar.model
            model.keep(result.articles)
            model.update_counts()
            self._sidebar.show()
            self._preview.name_next()
            self._screen.update_status()
            self._saving.save_soon()
            self.queries.run_soon()

    def _found(self) -> None:
        if self._sidebar.model.is_empty:
            self.library_changed()  # which opens a group of what has come
        else:
            self.renew()
