"""A screen that takes no press for a widget that is gone, no size that is not the window's, nor two messages in one turn."""

from asyncio import sleep
from typing import Any

from textual.events import Resize
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget


class LiveWidgetsScreen(Screen[Any]):
    """A press of the mouse on what was taken away, but is drawn until the next layout, begins no selection."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget in a cell and the place in its text; nothing for a widget that is gone."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        is_gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if is_gone else (widget, offset)

    async def _on_resize(self, event: Resize) -> None:  # Textual's own hook, before its own handler
        """Leave out a size that is not the window's any more: the one that is comes after it.

        A layout of another size than the last one sends a size again. With two of them on their way, and other messages
        between, each would bring back the other for ever.
        """
        if event.size != self.app.size:
            event.stop()
            event.prevent_default()

    async def _dispatch_message(self, message: Message) -> None:  # Textual's own hook, before all handlers
        """Take a message, and let others have the loop: to lay out and to draw take 10 ms each, and a key may wait."""
        await sleep(0)
        await super()._dispatch_message(message)
        await sleep(0)
