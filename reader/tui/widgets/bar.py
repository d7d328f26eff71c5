"""A line of text with a left and a right part: the status, the hints, the breadcrumb."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.text import cell_width, fit
from reader.tui.widgets.content import assembled


class Piece(NamedTuple):
    """A text of the line."""

    text: str
    """What it says."""
    stands_out: bool = False
    """Whether it is drawn bold and in the colour of headings."""
    command: str = ""
    """What a click on it does; empty: nothing."""


Group = Sequence[Piece]
"""Pieces that are shown together or not at all."""


class Bar(Widget):
    """One row; the right part is shown whole, the left one gives way."""

    ALLOW_SELECT = False
    """The mouse selects no text here."""

    @dataclass
    class Clicked(Message):
        """A piece that has a command was clicked."""

        command: str
        """The id of the command."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes="bar")
        self._left: tuple[Group, ...] = ()
        self._right: Group = ()

    def say(self, left: str, right: Group = (), *, stands_out: bool = False, command: str = "") -> None:
        """Show a sentence; it is cut where it and the right part do not fit."""
        self.say_groups([(Piece(left, stands_out, command),)], right)

    def say_groups(self, left: Sequence[Group], right: Group = ()) -> None:
        """Show a left part of several groups; one that does not fit is left out, the first is cut."""
        if (tuple(left), right) != (self._left, self._right):
            self._left, self._right = tuple(left), right
            self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the bar."""
        return assembled(
            *((piece.text, "$heading bold" if piece.stands_out else "") for piece in self._fitted())
        )

    def on_click(self, event: events.Click) -> None:
        """Send a message about what was clicked."""
        at = event.get_content_offset_capture(self).x
        for piece in self._fitted():
            at -= cell_width(piece.text)
            if at < 0:
                if piece.command:
                    self.post_message(self.Clicked(piece.command))
                return

    def _fitted(self) -> list[Piece]:
        """Return what there is room for, with the gap between left and right."""
        width = self.size.width
        right: list[Piece] = []
        room = width
        for piece in self._right:
            right.append(piece._replace(text=fit(piece.text, room)))
            room -= cell_width(right[-1].text)
        between = 2 if right else 0
        room -= between
        left: list[Piece] = []
        for number, group in enumerate(self._left):
            if number and sum(cell_width(piece.text) for piece in group) > room:
                break
            for piece in group:
                left.append(piece._replace(text=fit(piece.text, room)))
                room -= cell_width(left[-1].text)
        return [*left, Piece(" " * (max(0, room) + between)), *right]
