"""Keys and clicks one after another: each has its effect before the next one is looked at.

Textual hands each key to the widget that has the focus when it comes, not when its turn comes: of enter and a letter in
one packet, the letter went into a dialog that enter had closed.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

AT_ONCE = 100
"""How often the loop goes round while it is waited for the effect of a key, before there are pauses between."""

PAUSES, HELD_PAUSES, PAUSE_S = 100, 500, 0.003
"""How many pauses follow, of how long, until the next key goes on anyway; more where a dialog is about to open."""


class Together(events.InputEvent):
    """Keys that a terminal sends in the same way as one that is held with alt."""

    def __init__(self, keys: "Sequence[events.Key]") -> None:
        super().__init__()
        self.keys = keys


class Turns:
    """Hands on one event after another."""

    def __init__(
        self,
        app: "App[int]",
        give: Callable[[events.Event], Awaitable[None]],
        as_one: Callable[[Together], events.Key | None],
    ) -> None:
        """``give`` hands an event on; ``as_one`` returns the key that keys together are now, if that is bound."""
        self._app, self._give, self._as_one = app, give, as_one
        self._waiting: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._is_held: Callable[[], bool] = lambda: False

    def take(self, event: events.Event) -> None:
        """Hand an event on when those before it have had their effect."""
        self._waiting.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._go_on())

    def hold(self, while_: Callable[[], bool]) -> None:
        """Let the next keys wait while something is so (a worker prepares what a key opens), for a second or so."""
        self._is_held = while_

    async def _go_on(self) -> None:
        try:
            while self._waiting and self._app.is_running:
                for event in self._apart(self._waiting.popleft()):
                    await self._settled()
                    await self._give(event)
                if not self._waiting:  # so that the next one finds it done
                    await self._settled()
        except Exception as error:  # noqa: BLE001 - of a binding's action: dealt with as where Textual calls it
            self._app._handle_exception(error)  # noqa: SLF001
        finally:
            self._task = None
            if self._waiting and self._app.is_running:
                self._task = asyncio.create_task(self._go_on())

    def _apart(self, event: events.Event) -> Iterator[events.Event]:
        """Yield an event, or the keys that only came together; what they are is known when it is their turn."""
        if not isinstance(event, Together):
            yield event
        elif key := self._as_one(event):
            yield key
        else:
            yield from event.keys

    async def _settled(self) -> None:
        """Wait until what came before has been dealt with."""
        quiet = 0
        for number in range(AT_ONCE + HELD_PAUSES):
            is_held = self._is_held()
            quiet = quiet + 1 if not is_held and all(map(_is_idle, self._pumps())) else 0
            # The first time, something may be on its way from one queue to another.
            if quiet == 2 or (number == AT_ONCE + PAUSES and not is_held):
                return
            await asyncio.sleep(0 if number < AT_ONCE else PAUSE_S)
        self._is_held = lambda: False

    def _pumps(self) -> Iterator[MessagePump]:
        """Yield all that may have to do with a key: the app, its screens, and what stands above the focus."""
        yield self._app
        for screen in self._app.screen_stack:
            yield from _chain(screen)


def _chain(screen: "Screen[object]") -> Iterator[MessagePump]:
    node: MessagePump | None = screen.focused or screen
    while node is not None and node is not screen:
        yield node
        node = node._parent  # noqa: SLF001 - also of what is about to be removed
    yield screen


def _is_idle(pump: MessagePump) -> bool:
    """Return whether it waits for messages and there is none, or is over; Textual has no public way to know."""
    if pump._closing or pump._closed:  # noqa: SLF001
        return True
    queue: Any = pump._message_queue  # noqa: SLF001
    is_waiting = queue.empty() and bool(queue.ready_event._waiters)  # noqa: SLF001
    return pump.is_running and pump._pending_message is None and is_waiting  # noqa: SLF001
