"""Catches faults: a fault in one act costs that act, and the program goes on.

Each handler of a key or a message, each worker and each timer is an act. Textual ends a widget whose handler fails, and
the program with it. Here the fault is logged and said, and everything is drawn again. What fails again and again, or
while drawing, would only fail on: that ends the program in good order.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from traceback import walk_tb
from typing import Any

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

from reader.log import logger

TIMES, WITHIN_S = 3, 10.0
"""The same fault this many times, within this many seconds, ends the program."""

CAUGHT = "a fault was caught"
"""The message of a caught fault in the log."""

_DRAWING = frozenset({
    "_pre_process", "_compose", "compose", "_refresh_layout", "reflow", "_arrange", "arrange", "_compositor_refresh", "draw_frame", "_display", "render_update",
    "render_lines", "render_line", "render_strips", "get_content_height", "get_content_width", "render_content",
})  # fmt: skip
"""Functions, Textual's and ours, in which widgets are made, laid out and drawn."""


class Net:
    """Counts the faults that were caught, and says when the program cannot go on."""

    def __init__(self, say: Callable[[BaseException], None]) -> None:
        """``say`` says what failed, and draws everything again."""
        self._say = say
        self._times: defaultdict[tuple[object, ...], deque[float]] = defaultdict(lambda: deque(maxlen=TIMES))

    def catches(self, fault: BaseException) -> bool:
        """Log a fault, and say it if the program can go on; return whether it can."""
        logger(__name__).error(CAUGHT, exc_info=(type(fault), fault, fault.__traceback__))
        times = self._times[_identity(fault)]
        times.append(monotonic())
        is_again = len(times) == TIMES and times[-1] - times[0] <= WITHIN_S
        if is_again or _is_of_the_whole(fault):
            return False
        try:
            self._say(fault)
        except Exception as other:  # noqa: BLE001 - whatever it is: nothing can be said any more
            logger(__name__).error(CAUGHT, exc_info=other)
            return False
        return True

    @contextmanager
    def spread(self, handle: Callable[[Exception], None]) -> Iterator[None]:
        """Have ``handle`` called with what fails in handlers of messages and in tasks, and all widgets go on, meanwhile."""
        dispatch = MessagePump._dispatch_message  # noqa: SLF001 - no public hook lets a widget go on

        async def caught(pump: MessagePump, message: Message) -> None:
            try:
                await dispatch(pump, message)
            except Exception as fault:
                if isinstance(message, events.Compose | events.Mount):
                    raise  # a widget that is not whole
                handle(fault)

        def in_task(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            fault = context.get("exception")
            if isinstance(fault, Exception):
                handle(fault)
            else:
                loop.default_exception_handler(context)

        loop = asyncio.get_running_loop()
        MessagePump._dispatch_message = caught  # type: ignore[method-assign, assignment]  # noqa: SLF001
        loop.set_exception_handler(in_task)
        try:
            yield
        finally:
            MessagePump._dispatch_message = dispatch  # type: ignore[method-assign]  # noqa: SLF001
            loop.set_exception_handler(None)


def _identity(fault: BaseException) -> tuple[object, ...]:
    """Return what makes two faults the same: their kind, the innermost line, and the innermost line of ours."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
    ours = [place for place in places if "/reader/" in place[0]]
    return type(fault), *places[-1:], *ours[-1:]


def _is_of_the_whole(fault: BaseException) -> bool:
    """Return whether it failed while something was made or drawn, or where all that runs was begun."""
    frames = [frame.f_code.co_name for frame, _ in walk_tb(fault.__traceback__)]
    return frames[:1] == ["_process_messages"] or not _DRAWING.isdisjoint(frames)
