"""What the screen fetches from the web by itself: one thing of a kind at a time, in threads that nothing waits for.

All of it takes its turns with one another. What goes wrong is said; without a network in the status line alone.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher, RateLimit
    from reader.settings import Settings
    from reader.tui.widgets.working import WorkingScreen

_T = TypeVar("_T")


class _Task:
    """Something that is under way."""

    def __init__(self, progress: str) -> None:
        self.progress = progress
        self._fetcher: Fetcher | None = None
        self._is_stopped = False
        self._lock = threading.Lock()

    def begin(self, fetcher: "Fetcher") -> None:
        """Take note of what fetches."""
        with self._lock:
            self._fetcher = fetcher
            if self._is_stopped:
                fetcher.stop()

    def stop(self) -> None:
        """Let it end."""
        with self._lock:
            self._is_stopped = True
            if self._fetcher:
                self._fetcher.stop()


class Downloads:
    """Fetches, says so in the status line, and stops."""

    def __init__(self, screen: "WorkingScreen", busy: str, settings: "Settings") -> None:
        """``busy``: the symbol before what is being fetched."""
        self._screen, self._busy, self._settings = screen, busy, settings
        self._tasks: dict[str, _Task] = {}
        """What is under way, by its name."""
        self._rate_limit: RateLimit | None = None
        self._lock = threading.Lock()

    @property
    def progress(self) -> str:
        """What is being fetched, for the status line."""
        task = next(reversed(self._tasks.values()), None)
        return f"{self._busy} {task.progress}" if task else ""

    def is_busy(self, name: str) -> bool:
        """Return whether this is under way."""
        return name in self._tasks

    def show_progress(self, name: str, progress: str) -> None:
        """Show how far something is, if it is still under way."""
        task = self._tasks.get(name)
        if task and not self._settings.is_still:
            task.progress = progress
            self._screen.update_status()

    def fetch(
        self, name: str, act: "Callable[[Fetcher], _T]", done: Callable[[_T], None], progress: str
    ) -> None:
        """Do something that fetches in a thread, then something with its result on the screen, unless it is stopped."""
        task = self._tasks[name] = _Task(progress)
        self._screen.update_status()

        def run() -> None:
            with suppress(RuntimeError):  # the screen is gone
                try:
                    result = act(self._fetcher(task))
                except NewsreaderError as problem:
                    self._screen.call_later(self._failed, name, task, problem)
                else:
                    self._screen.call_later(self._done, name, task, lambda: done(result))

        threading.Thread(target=run, daemon=True).start()

    def stop(self, name: str) -> None:
        """Stop this; nothing comes of it."""
        if task := self._tasks.pop(name, None):
            task.stop()
            self._screen.update_status()

    def stop_all(self) -> None:
        """Stop everything: the program ends."""
        for task in self._tasks.values():
            task.stop()
        self._tasks.clear()

    def _fetcher(self, task: _Task) -> "Fetcher":
        """Return what fetches for a task; in its thread, for it is 60 ms of code."""
        from reader.actions.feeds.fetching import RateLimit, new_fetcher

        with self._lock:
            self._rate_limit = self._rate_limit or RateLimit(hosts=self._settings.hosts)
        fetcher = new_fetcher(self._settings, self._rate_limit)
        task.begin(fetcher)
        return fetcher

    def _done(self, name: str, task: _Task, done: Callable[[], None]) -> None:
        if self._is_over(name, task):
            done()

    def _failed(self, name: str, task: _Task, problem: NewsreaderError) -> None:
        if self._is_over(name, task):
            from reader.actions.feeds.fetching import is_offline  # loaded by what has failed

            self._screen.say(str(problem), warn=not is_offline(problem))

    def _is_over(self, name: str, task: _Task) -> bool:
        """Take note that something has ended; False: it was stopped before."""
        if self._tasks.get(name) is not task:
            return False
        del self._tasks[name]
        self._screen.update_status()
        return True
