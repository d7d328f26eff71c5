"""A screen of which some work is done in threads."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from reader.errors import NewsreaderError
from reader.tui.widgets.collecting import CollectingScreen
from reader.tui.widgets.live_widgets import LiveWidgetsScreen

_T = TypeVar("_T")


class WorkingScreen(LiveWidgetsScreen, CollectingScreen):
    """What takes time is done away from the loop, and what comes of it is shown on it."""

    def __init__(self, hold_keys: Callable[[Callable[[], bool]], None]) -> None:
        """``hold_keys`` lets the next keys wait while something is so."""
        super().__init__()
        self.hold_keys = hold_keys
        """Lets the next keys wait while something is so, for a second or so."""

    def say(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence for a while; ``warn``: as a toast."""
        raise NotImplementedError

    def say_failed(self, problem: NewsreaderError) -> None:
        """Say what could not be done."""
        raise NotImplementedError

    def update_status(self) -> None:
        """Write in the status line what is true now."""
        raise NotImplementedError

    def in_worker(
        self,
        act: Callable[[], _T],
        done: Callable[[_T], None],
        finished: Callable[[], None] = lambda: None,
        *,
        opens: bool = False,
    ) -> None:
        """Do something in a thread, then something with its result on the screen, and ``finished`` in any case.

        ``opens``: that opens a dialog, which gets the keys that are typed meanwhile.
        """
        over = Event()

        def run() -> None:
            try:
                self.call_later(done, act())
            except NewsreaderError as problem:
                self.call_later(self.say_failed, problem)
            finally:
                self.call_later(finished)
                self.call_later(over.set)

        if opens:
            self.hold_keys(lambda: not over.is_set())
        self.run_worker(run, thread=True, group="acts")
