"""The signals that end the program: the terminal is given back whichever of them it is."""

import asyncio
import signal
from collections.abc import Callable

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
