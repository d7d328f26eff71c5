"""Ends a command in order when a signal asks it to: what it reads just then is not blamed for the end."""

import os
import signal
from types import FrameType

from reader.library.scan.under_way import end_in_order

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def end_in_order_when_asked() -> None:
    """From now on, let SIGTERM and SIGHUP take away the note of what is being read, then end the process."""

    def end(number: int, _: FrameType | None) -> None:
        end_in_order()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in _SIGNALS:
        signal.signal(number, end)
