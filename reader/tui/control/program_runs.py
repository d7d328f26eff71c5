"""What the user's programs do with articles at this moment: in threads that nothing waits for, said in the status line, stopped by a key."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from reader.settings import Settings
    from reader.tui.widgets.working import WorkingScreen

_T = TypeVar("_T")

SHOWN_EVERY_S = 0.1
"""How often the numbers change on the screen."""

END_S = 1.5
"""How long the end of the program waits for programs that are ended: those that ignore the first signal take half a second."""

Progress = Callable[[int, int], None]
"""Is called with how many articles are done, and how many there are; from any thread."""


class ProgramRuns:
    """Runs what takes long for the user's programs, one or several at once."""

    def __init__(self, screen: "WorkingScreen", busy: str, settings: "Settings") -> None:
        """``busy``: the symbol before what is under way."""
        self._screen, self._busy, self._settings = screen, busy, settings
        self._under_way: dict[threading.Event, str] = {}
        """What stops each, and what is said of it."""
        self._threads: dict[threading.Event, threading.Thread] = {}

    @property
    def progress(self) -> str:
        """What is under way, for the status line; of several what began last."""
        sentence = next(reversed(self._under_way.values()), "")
        return f"{self._busy} {sentence}" if sentence else ""

    @property
    def are_under_way(self) -> bool:
        """Whether there are some."""
        return bool(self._under_way)

    def begin(
        self,
        act: Callable[[threading.Event, Progress], _T],
        done: Callable[[_T], None],
        sentence: Callable[[int, int], str],
    ) -> None:
        """Do something in a thread, then ``done`` with its result on the loop.

        ``act`` gets what is set once it should stop; ``sentence`` says how far it is, of how many articles (0: not known yet).
        """
        stop = threading.Event()
        self._under_way[stop] = sentence(0, 0)
        self._screen.update_status()
        shown_at = 0.0

        def progress(number: int, count: int) -> None:
            nonlocal shown_at
            now = time.monotonic()
            if now - shown_at >= SHOWN_EVERY_S and not self._settings.is_still:
                shown_at = now
                with suppress(RuntimeError):  # the screen is gone
                    self._screen.call_later(self._show, stop, sentence(number, count))

        def run() -> None:
            with suppress(RuntimeError):  # the screen is gone
                try:
                    result = act(stop, progress)
                except NewsreaderError as problem:
                    self._screen.call_later(self._over, stop)
                    self._screen.call_later(self._screen.say_failed, problem)
                except BaseException:
                    self._screen.call_later(self._over, stop)
                    raise
                else:
                    self._screen.call_later(self._over, stop)
                    self._screen.call_later(done, result)

        # In no worker, which the end of the program would wait for without a limit.
        thread = self._threads[stop] = threading.Thread(target=run, daemon=True)
        thread.start()

    def stop_all(self) -> None:
        """Let all end; each says then what was done."""
        for stop in self._under_way:
            stop.set()

    def end(self) -> None:
        """Let all end and wait a moment for it: of the programs themselves none is left behind."""
        self.stop_all()
        until = time.monotonic() + END_S
        for thread in list(self._threads.values()):
            thread.join(max(0.0, until - time.monotonic()))

    def _show(self, stop: threading.Event, sentence: str) -> None:
        if stop in self._under_way:
            self._under_way[stop] = sentence
            self._screen.update_status()

    def _over(self, stop: threading.Event) -> None:
        self._under_way.pop(stop, None)
        self._threads.pop(stop, None)
        self._screen.update_status()
