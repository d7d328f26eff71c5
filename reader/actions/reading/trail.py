"""The history of read articles, as in a browser: back, forward, and a new entry drops those ahead.

Pure.
"""

from typing import NamedTuple

from reader.actions.finding.narrowed import Narrowed
from reader.library import Scope
from reader.page.position import Position

START = Position(0)
"""The beginning of an article."""

STOPS_KEPT = 200
"""Entries of the history; the oldest are dropped."""


class View(NamedTuple):
    """What the article list showed."""

    narrowed: Narrowed | None
    """The filter, if there was one."""
    scope: Scope
    """Unread, all, starred or later."""


class Stop(NamedTuple):
    """An entry of the history."""

    article: int
    """Its id in the library; 0 if the cursor was on no article."""
    position: Position | None = None
    """The position when it was left; None for the current entry."""
    view: View | None = None
    """The list as it was, if the next article was outside of it."""


class Trail:
    """The history: articles that were read and jumps inside them, in order."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def enter(self, article: int) -> None:
        """Add an article that is being read."""
        if self._at < 0 or self._stops[self._at].article != article:
            self._add(Stop(article))

    def leave(self, article: int, position: Position | None) -> None:
        """Record the position in an article (None: its beginning), to which ``back`` returns."""
        if self._at >= 0 and self._stops[self._at].article == article:
            self._stops[self._at] = self._stops[self._at]._replace(position=position or START)

    def depart(self, article: int, position: Position | None, view: View) -> None:
        """Record the list that is left, from an article that may only have been previewed."""
        self.enter(article)
        self._stops[self._at] = Stop(article, position or START, view)

    def jump(self, article: int, before: Position | None, after: Position | None) -> None:
        """Record a jump inside an article."""
        self.enter(article)
        self.leave(article, before)
        self._add(Stop(article, after or START))

    def _add(self, stop: Stop) -> None:
        self._stops = [*self._stops[: self._at + 1], stop][-STOPS_KEPT:]
        self._at = len(self._stops) - 1

    def back(self, article: int) -> Stop | None:
        """Go back and return that entry; from an article that is only previewed, to the one read last."""
        if self._at >= 0 and self._stops[self._at].article != article:
            return self._stops[self._at]
        return self._step(-1)

    def forward(self) -> Stop | None:
        """Go forward again and return that entry."""
        return self._step(1)

    def _step(self, by: int) -> Stop | None:
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._at += by
        return self._stops[self._at]

    def forget(self, article: int) -> None:
        """Remove an article that is gone from the history."""
        before = sum(stop.article != article for stop in self._stops[: self._at + 1])
        self._stops = [stop for stop in self._stops if stop.article != article]
        self._at = before - 1
