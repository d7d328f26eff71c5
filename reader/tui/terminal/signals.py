"""The signals that end or stop the program: the terminal is given back whichever of them it is."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], object]
"""What Python calls on a signal."""

_LEFT_ALONE = frozenset({
    "SIGKILL", "SIGSTOP",  # cannot be handled
    "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL",  # a fault of the interpreter: what failed would only be tried again
    "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGWINCH",  # the terminal's own: Textual handles what it needs of them
    "SIGCHLD", "SIGCLD", "SIGURG", "SIGINFO",  # end nothing
    "SIGPIPE", "SIGXFSZ",  # Python ignores them and raises an error where it writes
})  # fmt: skip


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Call ``leave`` in the running loop with the number of any signal that would end the process.

    By default each of them ends it on the spot and leaves the alternate screen, the mouse and raw keys behind.
    """
    loop = asyncio.get_running_loop()
    left_alone = {getattr(signal, name) for name in _LEFT_ALONE if hasattr(signal, name)}
    for number in signal.valid_signals() - left_alone:
        loop.add_signal_handler(number, leave, number)
    # Each signal leaves a byte that wakes the loop. Where the loop is busy and the bytes have no room any more, as while a
    # window is drawn larger, Python would complain about each: into the log, a thousand times in a second.
    woken = signal.set_wakeup_fd(-1)
    if woken != -1:
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)


def stop_between_callbacks(driver: Any) -> None:
    """Let the running loop do what Textual does on SIGTSTP and SIGCONT, in its turn.

    Textual's handlers write to the terminal from wherever the signal has interrupted the main thread: in the middle of
    another write that holds the same lock, and then neither ever ends. While the terminal is lent to a program of its
    own (``driver._auto_restart`` is off, the loop waits) they only stop the process, which has to happen at once.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTSTP, signal.SIGCONT):
        at_once = signal.getsignal(number)
        if not callable(at_once):
            continue  # no terminal: the tests' driver sets none

        def handle(number: int, frame: FrameType | None, at_once: Handler = at_once) -> None:
            if driver._auto_restart:  # noqa: SLF001 - Textual has no public face of it
                loop.call_soon_threadsafe(at_once, number, frame)
            else:
                at_once(number, frame)

        signal.signal(number, handle)
