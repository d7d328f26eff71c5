"""A screen that takes no press for a widget that is gone, no size that is not the window's, and does one thing in one turn."""

from asyncio import sleep
from typing import Any

from textual.events import Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget


class LiveWidgetsScreen(Screen[Any]):
    """A press of the mouse on what was taken away, but is drawn until the next layout, begins no selection."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_laying_out = False
        """Whether Textual is about to draw what it has just laid out."""
        self._is_drawn_next = False
        """Whether a frame is drawn in the next turn, so that none is needed in this one."""

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own hook
        """Lay out now, and draw in a turn of its own; what only scrolls is drawn at once."""
        self._is_laying_out = not scroll
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False

    def _compositor_refresh(self) -> None:  # Textual's own hook
        if self._is_drawn_next:
            return
        if self._is_laying_out:
            self._is_drawn_next = True
            self.call_later(self._draw_now)
        else:
            self.draw_frame()

    def _draw_now(self) -> None:
        self._is_drawn_next = False
        self.draw_frame()

    def draw_frame(self) -> None:
        """Draw what has changed, and write it to the terminal."""
        super()._compositor_refresh()

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
