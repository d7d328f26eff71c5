"""When saved searches and the filter are run again: after changes, and when the day has changed. In workers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.actions.finding.lists import Lists
    from reader.tui.widgets.working import WorkingScreen

SOON_S = 0.3
"""Queries are run this long after a change: changes come in bursts."""

STALE_S = 30.0
"""How often it is looked whether the day has changed."""


class Queries:
    """Runs the queries of the list, one run at a time."""

    def __init__(self, screen: "WorkingScreen", lists: "Lists", found: Callable[[], None]) -> None:
        """``found`` is called where a run finds other articles than the one before."""
        self._screen, self._lists, self._found = screen, lists, found
        self._soon: Timer | None = None
        self._is_running = self._is_old = False

    def start(self) -> None:
        """Run them now, and whenever the day changes."""
        self.run_soon()
        self._screen.set_interval(STALE_S, self._run_if_stale)

    def run_soon(self) -> None:
        """Run them, once things are quiet for a moment."""
        if self._lists.has_questions and self._soon is None:
            self._soon = self._screen.set_timer(SOON_S, self._run)

    def _run_if_stale(self) -> None:
        if self._lists.is_stale:
            self.run_soon()

    def _run(self) -> None:
        self._soon = None
        if self._is_running:
            self._is_old = True
            return
        self._is_running = True
        self._screen.in_worker(self._lists.run_queries, self._done, self._finished)

    def _done(self, is_news: bool) -> None:  # noqa: FBT001 - a result, as workers hand it on
        if is_news:
            self._found()

    def _finished(self) -> None:
        self._is_running = False
        if self._is_old:
            self._is_old = False
            self.run_soon()
