"""Where the mouse rests on the links of the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from reader.page.navigation.links import Link, can_be_shown, link_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from reader.tui.page.shown import Shown
    from reader.tui.page.text_view import TextView

REST_S = 0.4
"""How long the mouse rests on a link before its target is shown."""


@dataclass
class LinkHovered(Message):
    """The mouse rests on a link, or has left one."""

    link: Link | None
    """The link; None: there is none."""
    row: int = 0
    """The row of the page where the mouse is."""
    cell: int = 0
    """The cell of that row."""


class LinkHover:
    """Tells by ``LinkHovered`` on which link the mouse rests, and when it has gone to other text."""

    def __init__(self, view: "TextView", shown: "Callable[[], Shown | None]") -> None:
        self._view, self._shown = view, shown
        self._hovered: Link | None = None
        """The link on which the mouse is."""
        self._resting: Timer | None = None

    def move(self, event: events.MouseMove) -> None:
        """Take note of where the mouse is."""
        at, shown = event.style.meta.get("offset"), self._shown()
        link = (
            link_at(shown.layout.blocks[at[1]], at[1], at[0]) if at and shown and not event.button else None
        )
        if link and not can_be_shown(link.address):
            link = None
        if link == self._hovered:
            return
        self._stop()
        if self._hovered:
            self._view.post_message(LinkHovered(None))
        self._hovered = link
        if link:
            hovered = LinkHovered(link, event.y, event.x)
            self._resting = self._view.set_timer(REST_S, lambda: self._view.post_message(hovered))

    def leave(self) -> None:
        """Take note that the mouse has left; what it rests on now may be the panel that it opened."""
        self._stop()
        self._hovered = None

    def _stop(self) -> None:
        if self._resting:
            self._resting.stop()
