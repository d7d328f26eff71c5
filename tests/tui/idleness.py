"""Waiting until the program has nothing left to do, so that what did not happen by then does not happen.

Textual has no public way to know; what is looked at of its own stands here alone.
"""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot
    from textual.timer import Timer

SOON_S = 0.6
"""A timer of the program that goes off once and so soon is a part of what a key does; a later one is a thing of its own."""

PATIENCE_S = 60.0
"""Who is not idle after so long never will be."""

ANSWER_S = 1.0
"""How long the next key waits for the answer to the one before."""

LASTING_WORKERS = frozenset({"folders"})
"""The groups of workers that live as long as the screen: who watches the folders."""

THREADS = frozenset({"_read", "_launch", "run"})
"""What the program's own threads do that are no workers and end: set a page, start a browser, fetch from the web."""


async def idle(pilot: "Pilot[Any]") -> None:
    """Wait until no message waits, no worker or thread of the program runs, and no timer of it goes off soon.

    So a server that the test keeps from answering keeps this waiting too: press a key that asks it by ``pilot.press``.
    What another process does, or a change of a file, is none of that: wait for what it shows.
    """
    app, end, quiet = pilot.app, monotonic() + PATIENCE_S, 0
    while quiet < 2:  # the first time, something may be on its way from one queue to another
        if not app.is_running or app._exception is not None:
            return
        await pilot.pause(0)
        found = list(under_way(app))
        quiet = 0 if found else quiet + 1
        if found:
            assert monotonic() < end, f"it does not come to rest: {found}"
            await asyncio.sleep(0.005)


async def answered(app: "App[Any]") -> None:
    """Wait until the program has answered a key, as far as it does so within a second; what timers do is still to come."""
    end, quiet = monotonic() + ANSWER_S, 0
    while quiet < 2 and monotonic() < end and app.is_running and app._exception is None:
        await asyncio.sleep(0)
        if any(_work(app)):
            quiet = 0
            await asyncio.sleep(0.001)
        else:
            quiet += 1


def under_way(app: "App[Any]") -> Iterator[str]:
    """Yield what the program is about, in words."""
    yield from _work(app)
    for pump in _pumps(app):
        yield from _timers(pump._timers, repr(pump))


def _work(app: "App[Any]") -> Iterator[str]:
    for worker in app.workers:
        if worker.group not in LASTING_WORKERS and not worker.is_finished:
            yield f"the worker {worker.group}: {worker.name or worker.description}"
    for thread in threading.enumerate():
        if thread.name.rpartition("(")[2].rstrip(")") in THREADS:
            yield f"the thread {thread.name}"
    for task in asyncio.all_tasks():
        code = getattr(task.get_coro(), "cr_code", None)
        if code is not None and "/reader/" in code.co_filename:
            yield f"the task {code.co_qualname if hasattr(code, 'co_qualname') else code.co_name}"
    for pump in _pumps(app):
        if not _is_waiting(pump):
            yield f"messages of {pump!r}"
    if any(screen._callbacks for screen in app.screen_stack):
        yield "what is done after the next drawing"
    if app.is_running and app.screen_stack and _is_to_be_drawn(app.screen):
        yield "what is to be drawn"


def _is_to_be_drawn(screen: Any) -> bool:
    """Whether the screen that is seen has a change to lay out or to write, of which no message tells."""
    return (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or bool(screen._dirty_widgets)
    )


def timers_that_wait(app: "App[Any]", seconds: float) -> int:
    """Return how many timers of the screens go off once, this long after they were set."""
    return sum(
        timer._repeat == 0
        and timer._interval == seconds
        and timer._task is not None
        and not timer._task.done()
        for screen in app.screen_stack
        for timer in list(screen._timers)
    )


def _pumps(app: "App[Any]") -> "Iterator[MessagePump]":
    yield app
    for screen in app.screen_stack:
        yield from screen.walk_children(with_self=True)


def _is_waiting(pump: "MessagePump") -> bool:
    """Whether it waits for messages and there is none, or is over, or has not begun."""
    if pump._closing or pump._closed or not pump.is_running:
        return True
    queue: Any = pump._message_queue
    return pump._pending_message is None and queue.empty() and not pump._next_callbacks


def _timers(timers: "Iterable[Timer]", of: str) -> Iterator[str]:
    for timer in list(timers):
        called: object = timer._callback
        while isinstance(called, partial):  # Textual wraps what it calls once in another call
            called = called.args[0] if getattr(called.func, "__name__", "") == "call_next" else called.func
        module = str(getattr(called, "__module__", ""))
        is_ours = (
            module.startswith("reader.") and module != "reader.tui.widgets.collecting"
        )  # that waits for pauses
        is_once = timer._repeat == 0 and timer._interval <= SOON_S
        if is_ours and is_once and timer._task is not None and not timer._task.done():
            yield f"a timer of {of}: {getattr(called, '__qualname__', called)}"
