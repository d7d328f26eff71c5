"""Goes to an article wherever it stands in the list, or outside of what is listed, and to a position in it."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.keys.keymap import Keymap

if TYPE_CHECKING:
    from reader.actions.reading.trail import Stop, Trail
    from reader.actions.workspace.workspace import Workspace
    from reader.article import Key
    from reader.tui.control.landing import Landing
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.control.roles import Focus, Tell


class ListNavigation:
    """Puts the cursor on articles; the page follows it."""

    def __init__(
        self, tell: "Tell", workspace: "Workspace", keymap: Keymap, panes: "Panes", *,
        focus: "Focus", preview: "Preview", list_filter: "ListFilter", trail: "Trail",
    ) -> None:  # fmt: skip
        self._tell, self._library, self._keymap = tell, workspace.library, keymap
        self._sidebar, self._page, self._focus = panes.sidebar, panes.page, focus
        self._preview, self._filter, self._trail = preview, list_filter, trail

    def go_to(self, key: "Key") -> None:
        """Put the cursor on the article of this key and show it; where it is not listed, say so."""
        article = self._library.articles.find(key)
        if article is None or not self.go_to_article(article):
            self._tell.say_missing(tr("{path} is not in the list", path=key.path))

    def go_to_article(
        self, article: int, landing: "Landing | None" = None, *, is_travel: bool = False
    ) -> bool:
        """Put the cursor on an article and show it, in a group that is open if it stands in one; False: it is gone.

        One that is not listed is listed then. ``landing`` is where in it, if not where the page was last. ``is_travel``:
        it is gone to by back or forward, which does not count as a new stop.
        """
        model = self._sidebar.model
        if article != model.cursor.article or self._preview.is_apart:
            if not model.reach(article) and not self._reach_outside(article, is_travel=is_travel):
                return False
            self._preview.is_apart = False
            self._sidebar.show()
            self._sidebar.cursor_moved()
        self._preview.land(article, landing)
        return True

    def _reach_outside(self, article: int, *, is_travel: bool) -> bool:
        """List an article that is not, and put the cursor on it; False: it is not there any more.

        It is listed beside what the scope holds. A filter that its groups are outside of gives way, which is said.
        """
        model = self._sidebar.model
        if article not in self._library.articles.rows([article]):
            return False
        model.keep([article], with_groups=True)
        model.reload()
        if model.reach(article):
            return True
        if self._filter.query:
            if not is_travel:
                place = self._page.place if model.cursor.article == self._preview.wanted else None
                self._trail.depart(model.cursor.article, place, self._filter.view)
            key = self._keymap.first("back")
            self._tell.say(tr("The filter is off for this article · {key} brings it back", key=key))
        self._filter.leave()
        model.arrange(model.scope, model.order, keep=frozenset([article]))
        return model.reach(article)

    def return_to_view(self, stop: "Stop") -> None:
        """List again what was listed at a stop, if that was left for an article outside of it."""
        model = self._sidebar.model
        if stop.view and not self._filter.query:
            self._filter.bring_back(stop.view.narrowed)
            model.arrange(
                stop.view.scope, model.order, keep=frozenset([stop.article] if stop.article else [])
            )
            self._sidebar.show()
            self._sidebar.cursor_moved()
            if not stop.article and self._focus.in_page:
                self._focus.leave_page()
