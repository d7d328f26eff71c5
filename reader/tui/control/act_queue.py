"""Acts one after another: a big one goes to a worker, and those that follow wait for it.

Without this, undoing right after marking thousands would undo the act before them.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from reader.journal import Journal
    from reader.library import Library
    from reader.tui.control.roles import Tell

_T = TypeVar("_T")


class ActQueue:
    """All that writes to the journal on purpose, in order."""

    def __init__(self, tell: "Tell", library: "Library", journal: "Journal") -> None:
        self._tell, self._library, self._journal = tell, library, journal
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def change(
        self, act: Callable[..., _T], *given: Any, done: Callable[[_T], None], big: bool = False, **named: Any
    ) -> None:
        """Let an act change library and journal, then ``done`` show what came of it; the rest as in ``do``."""
        self.do(partial(act, self._library, self._journal, *given, **named), done, big=big)

    def do(self, act: Callable[[], _T], done: Callable[[_T], None], *, big: bool = False) -> None:
        """Do the act and then ``done`` with its result on the loop: at once, or if it is big in a worker.

        While a big act is under way all others wait.
        """
        if self._is_busy:
            self._waiting.append(partial(self.do, act, done, big=big))
            return
        if big:
            self._is_busy = True
            self._tell.in_worker(act, done, self._finished)
            return
        try:
            done(act())
        except NewsreaderError as problem:
            self._tell.say_failed(problem)

    def _finished(self) -> None:
        self._is_busy = False
        self._go_on()

    def _go_on(self) -> None:
        """Do what has waited; a fault in one act keeps none of the others waiting."""
        while self._waiting and not self._is_busy:
            act, is_done = self._waiting.popleft(), False
            try:
                act()
                is_done = True
            finally:
                if not is_done:
                    self._tell.call_later(self._go_on)
