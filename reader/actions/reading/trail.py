"""Where one has been reading, as a browser remembers it: back, forward, and a new way cuts off the old one.

Pure.
"""

from typing import NamedTuple

from reader.actions.finding.lists import Narrowed
from reader.library import Scope
from reader.page.position import Position

START = Position(0)

STOPS_KEPT = 200
"""The oldest are forgotten."""


class View(NamedTuple):
    """What was listed."""

    narrowed: Narrowed | None
    scope: Scope


class Stop(NamedTuple):
    """A place where one was."""

    article: int
    """Its id in the library; 0: none, for the cursor was on no article."""
    place: Position | None = None
    """None: not known yet, for one is still there."""
    view: View | None = None
    """What was listed when one left it for an article outside of it."""


class Trail:
    """The articles that were read and the jumps inside them, in their order."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def enter(self, article: int) -> None:
        """Take note that one reads an article."""
        if self._at < 0 or self._stops[self._at].article != article:
            self._add(Stop(article))

    def leave(self, article: int, place: Position | None) -> None:
        """Take note where one is in an article (None: at its beginning): coming back to it leads there."""
        if self._at >= 0 and self._stops[self._at].article == article:
            self._stops[self._at] = self._stops[self._at]._replace(place=place or START)

    def depart(self, article: int, place: Position | None, view: View) -> None:
        """Take note that one leaves what is listed, from an article that one may only have looked at."""
        self.enter(article)
        self._stops[self._at] = Stop(article, place or START, view)

    def jump(self, article: int, before: Position | None, after: Position | None) -> None:
        """Take note of a jump inside an article."""
        self.enter(article)
        self.leave(article, before)
        self._add(Stop(article, after or START))

    def _add(self, stop: Stop) -> None:
        self._stops = [*self._stops[: self._at + 1], stop][-STOPS_KEPT:]
        self._at = len(self._stops) - 1

    def back(self, article: int) -> Stop | None:
        """Go to the stop before; from an article that is only looked at, to the one that was read last."""
        if self._at >= 0 and self._stops[self._at].article != article:
            return self._stops[self._at]
        return self._step(-1)

    def forward(self) -> Stop | None:
        """Go to the stop from which one went back."""
        return self._step(1)

    def _step(self, by: int) -> Stop | None:
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._at += by
        return self._stops[self._at]

    def forget(self, article: int) -> None:
        """Take out an article that is gone; one stands before where it was."""
        before = sum(stop.article != article for stop in self._stops[: self._at + 1])
        self._stops = [stop for stop in self._stops if stop.article != article]
        self._at = before - 1
