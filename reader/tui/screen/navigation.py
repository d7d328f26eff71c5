"""Goes to an article wherever it stands in the list, or outside of what is listed, and to a place in it."""

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.actions.reading.trail import START
from reader.article import Key
from reader.i18n import tr
from reader.page.position import Position
from reader.tui.keys.keymap import show_keys
from reader.tui.list.sidebar_model import Spot

if TYPE_CHECKING:
    from reader.actions.reading.trail import Stop
    from reader.tui.screen.reading_screen import ReadingScreen


class Sought(NamedTuple):
    """The first of what an expression finds on the page."""

    pattern: re.Pattern[str]
    missed: Callable[[int], None]
    """What is done with the article where the page does not show any of it."""


Landing: TypeAlias = Position | str | Sought
"""Where one arrives in an article: a place, the name of one (``#name``), or what is looked for."""


class Going:
    """Puts the cursor on articles; the page follows it."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._landing: tuple[int, Landing | None] = (0, None)
        """Where to land in an article that is being read, instead of where one was last."""

    def is_landing_in(self, article: int) -> bool:
        """Return whether one wants to be at a place of the article, once it is there."""
        return self._landing[0] == article

    def land_on(self, article: int) -> None:
        """Go where one wanted to be in the article, once it is there."""
        if self._landing[0] == article:
            self._land(self._landing[1])
        self._landing = (0, None)

    def go_to(self, key: Key) -> bool:
        """Put the cursor on an article and show it, in a group that is open if it stands in one; False: it is not listed."""
        article = self._screen.workspace.library.articles.find(key)
        return article is not None and self.go_to_article(article)

    def go_to_article(self, article: int, landing: Landing | None = None, *, is_travel: bool = False) -> bool:
        """Do the same by an article's id; ``landing`` is where in it, if not where one was last.

        One that is not listed is listed then. ``is_travel``: one goes back or forward, which leads nowhere new.
        """
        screen, model = self._screen, self._screen.sidebar.model
        if article != model.cursor.article or screen.preview.is_apart:
            if not self.reach(article) and not self._reach_outside(article, is_known=is_travel):
                return False
            screen.preview.is_apart = False
            screen.sidebar.show()
            screen.sidebar.cursor_moved()
        shown = screen.page.shown
        if article == screen.preview.wanted and shown and shown.article == article:
            self._land(landing)
        else:
            self._landing = (article, landing)
        return True

    def _reach_outside(self, article: int, *, is_known: bool) -> bool:
        """List an article that is not, and put the cursor on it; False: it is not there any more.

        It is listed beside what the scope holds. A filter that its groups are outside of gives way, which is said.
        """
        screen, model = self._screen, self._screen.sidebar.model
        if article not in screen.workspace.library.articles.rows([article]):
            return False
        model.keep([article], with_groups=True)
        model.reload()
        if self.reach(article):
            return True
        if screen.listing.query:
            if not is_known:
                place = screen.page.place if model.cursor.article == screen.preview.wanted else None
                screen.trail.depart(model.cursor.article, place, screen.listing.view)
            key = next(iter(screen.keymap.keys["back"]), "")
            screen.say(tr("The filter is off for this article · {key} brings it back", key=show_keys(key)))
        screen.listing.leave()
        model.arrange(model.scope, model.order, keep=frozenset([article]))
        return self.reach(article)

    def return_to_view(self, stop: "Stop") -> None:
        """List again what was listed at a stop, if that was left for an article outside of it."""
        screen, model = self._screen, self._screen.sidebar.model
        if stop.view and not screen.listing.query:
            screen.listing.bring_back(stop.view.narrowed)
            model.arrange(
                stop.view.scope, model.order, keep=frozenset([stop.article] if stop.article else [])
            )
            screen.sidebar.show()
            screen.sidebar.cursor_moved()
            if not stop.article and screen.in_page:
                screen.leave_page()

    def reach(self, article: int) -> bool:
        """Put the cursor on an article that is listed, in an open group if it stands in one; False: it is not listed."""
        model = self._screen.sidebar.model
        with model.source.frame():
            groups = self._screen.workspace.library.articles.groups_of(article)
            sections = (index for index, section in enumerate(model.sections) if section.group.id in groups)
            for index in sorted(sections, key=lambda index: not model.sections[index].is_open):
                if article in model.members(index):
                    model.fold(index, is_open=True)
                    model.put(Spot(index, model.members(index).index(article)))
                    return True
        return False

    def _land(self, landing: Landing | None) -> None:
        page = self._screen.page
        if isinstance(landing, str):
            page.jump(landing)
        elif isinstance(landing, Sought):
            page.found.look_for(
                landing.pattern, Position(0), partial(landing.missed, self._screen.preview.wanted)
            )
        elif landing:
            page.put(None if landing == START else landing)
