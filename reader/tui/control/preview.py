"""Which article the page shows: it follows the cursor, and commands mean it."""

import time
from collections.abc import Callable, Container
from functools import partial
from typing import TYPE_CHECKING

from reader.actions.reading.trail import START
from reader.i18n import tr
from reader.page.position import Position
from reader.tui.control.landing import Landing, Sought
from reader.tui.control.page_loader import PageLoader
from reader.tui.list.sections import Item

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.actions.workspace.workspace import Workspace
    from reader.library import Row
    from reader.page.navigation.matching import Edit
    from reader.tui.control.panes import Panes
    from reader.tui.control.visit import Visit
    from reader.tui.page.shown import Shown
    from reader.tui.widgets.working import WorkingScreen

PAUSE_S = 0.08
"""While the cursor moves faster than this, the page waits until it rests."""


class Preview:
    """Shows the article under the cursor; where it is to land elsewhere, it goes there."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", panes: "Panes", visit: "Visit"
    ) -> None:
        self._screen, self._library, self._panes, self.visit = screen, workspace.library, panes, visit
        """What goes on while the article is read."""
        self._sidebar, self._page = panes.sidebar, panes.page
        self._loader = PageLoader(screen, workspace, panes.page, self._show)
        self.wanted = 0
        """The article that the page shows, or will in a moment; 0 before the first."""
        self.waits = False
        """What welcomes the user stands on the page: the article under the cursor is not shown yet."""
        self.is_apart = False
        """The article on the page stands nowhere in the list any more; the cursor is on another one."""
        self._then: tuple[int, Callable[[], None]] = (0, _nothing)
        """What is done once the page shows that article."""
        self._landing: tuple[int, Landing | None] = (0, None)
        """Where to land in an article that is being read."""
        self._moved_at = 0.0
        self._soon: Timer | None = None

    # The article that commands mean

    @property
    def chosen(self) -> int:
        """The article that commands mean: the cursor's; on a group's heading that of the page, where it is seen; else 0.

        Not what the page shows in general: it may be a moment behind the cursor.
        """
        is_apart = self._panes.in_page and self.is_apart
        on_page = self.wanted if self._panes.in_page or self._page.display else 0
        return on_page if is_apart else self._sidebar.model.cursor.article or on_page

    @property
    def is_behind(self) -> bool:
        """Whether the page does not show yet the article that commands mean."""
        shown, chosen = self._page.shown, self.chosen
        return bool(chosen) and (shown is None or shown.article != chosen)

    def chosen_row(self) -> "Row | None":
        """Return what is known of the article that commands mean."""
        return self._sidebar.row(self.chosen) if self.chosen else None

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do something with the article that commands mean once the page shows it; where there is none, say so."""
        if not self.chosen:
            self._screen.say(tr("No article is selected"))
            return
        if self.chosen != self.wanted:
            self.show_now()
        if self._page.shown and self._page.shown.article == self.wanted:
            act()
        else:
            self._then = (self.wanted, act)

    # Following the cursor

    def show_soon(self) -> None:
        """Show the article under the cursor: at once if the cursor rested, else when it does."""
        now = time.monotonic()
        rested = now - self._moved_at > PAUSE_S
        self._moved_at = now
        if self._soon:
            self._soon.stop()
            self._soon = None
        if rested:
            self.show_now()
        else:
            self._soon = self._screen.set_timer(PAUSE_S, self.show_now)

    def show_now(self) -> None:
        """Show the article under the cursor."""
        article = self._sidebar.model.cursor.article
        if not article or article == self.wanted or self.waits:
            return
        self.visit.leave()
        self.wanted, self.is_apart = article, False
        self.visit.begin()
        self._loader.load(article)

    def show_again(self) -> None:
        """Set the article again, at the same position: something that it shows has come."""
        self._loader.load(self.wanted)

    def forget(self) -> None:
        """Take note that the page shows no article: the next one is shown whichever it is."""
        self.visit.leave()
        self.wanted = 0

    def land(self, article: int, landing: Landing | None) -> None:
        """Go to a position in an article: now where the page shows it, else once it does."""
        shown = self._page.shown
        if article == self.wanted and shown and shown.article == article:
            self._land(landing)
        else:
            self._landing = (article, landing)

    def _land(self, landing: Landing | None) -> None:
        if isinstance(landing, str):
            self._page.jump(landing)
        elif isinstance(landing, Sought):
            self._page.found.look_for(landing.pattern, Position(0), partial(landing.missed, self.wanted))
        elif landing:
            self._page.put(None if landing == START else landing)

    def follow(self, had: Item, changed: Container[int]) -> None:
        """After a change in the folders: show the article again if its file changed, or what the cursor is on now.

        An article that is being read stays on the page: in another group if it left its own, with its text as it was if
        its file is gone.
        """
        has_moved = self._sidebar.model.cursor != had
        stays = self._panes.in_page and (self.is_apart or (has_moved and self._stay(had.article)))
        if has_moved and not stays:
            self.show_soon()
        elif self.wanted in changed:
            self._loader.load(self.wanted)

    def _stay(self, article: int) -> bool:
        if not article or article != self.wanted:
            return False
        self.is_apart = not self._sidebar.model.reach(article)
        if article not in self._library.articles.rows([article]):
            self.visit.stop_counting()
            self._screen.say(tr("This article's file is gone; its text stays until you leave it"))
        elif not self.is_apart:
            self._sidebar.cursor_moved()
        return True

    def name_next(self, *, is_new: bool = False) -> None:
        """Say below the text what the list has next; ``is_new``: after the article that is about to be shown.

        Nothing is done while the cursor is on its way to another article: that one, once shown, has a next of its own.
        """
        shown, model = self._page.shown, self._sidebar.model
        if is_new or (shown and shown.article and model.cursor.article in {0, shown.article}):
            article = model.coming()
            row = model.rows([article]).get(article) if article else None
            self._page.show_next(row.title if row else "", is_new=is_new)

    # Pages that have been read

    def _show(self, new: "Shown", edit: "Edit | None") -> None:
        shown = self._page.shown
        is_new = not shown or shown.article != new.article
        self._panes.outline.show(new.layout.blocks)
        self._panes.fit_outline()
        self.name_next(is_new=is_new)
        if not (self._show_first(new) if is_new else self._show_changed(new, edit)):
            return
        self._screen.update_status()
        (waited_for, act), self._then = self._then, (0, _nothing)
        if waited_for == new.article:
            act()

    def _show_first(self, new: "Shown") -> bool:
        """Show an article that was not on the page; False: not yet, for the page is to land beyond its beginning."""
        article = new.article
        place = Position.from_text(self._library.state.of(article).position)
        is_farther = (place and place.block >= len(new.layout.blocks)) or self._landing[0] == article
        if not new.is_whole and is_farther:
            return False
        self._page.show(new, place)
        self._land_if_asked(article)
        if self._panes.in_page:
            self.visit.read(self.wanted)
        return True

    def _show_changed(self, new: "Shown", edit: "Edit | None") -> bool:
        """Show an article that is on the page already: its file has changed, or it has been read to its end."""
        shown = self._page.shown
        assert shown is not None
        if not new.is_whole:
            return False
        if shown.is_whole and shown.layout.blocks == new.layout.blocks:
            self._page.show_passages(new.passages)
            return False
        new.layout.fold(new.layout.folds.as_before(shown.layout.folds))
        if edit is None or edit.old is not shown.layout.blocks:  # another text came in between
            edit = self._loader.edit_to(new)
        self._page.show(new, edit=edit)
        self._land_if_asked(new.article)
        return True

    def _land_if_asked(self, article: int) -> None:
        (landing_in, landing), self._landing = self._landing, (0, None)
        if landing_in == article:
            self._land(landing)


def _nothing() -> None:
    """Wait for no article."""
