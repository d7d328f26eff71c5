"""The outline beside the page: its headings, the one that is read now marked; draws what is on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.text import pad
from reader.tui.widgets.part_styles import DrawnByParts
from reader.tui.widgets.symbols import Symbols

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.line import Block
    from reader.page.navigation.outline import Heading
    from reader.tui.page.page_view import PageView

CELLS = 28
"""How wide the pane is."""

FEWEST = 3
"""An article with fewer headings has no outline beside it."""

INDENT, DEEPEST = 2, 4
"""Cells per depth; deeper ones are indented no further."""


class OutlinePane(DrawnByParts, can_focus=True, inherit_bindings=False):
    """The headings of what the page shows; which one is to be gone to comes out as a message."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A heading is to be gone to; None: back to the text."""

        block: int | None
        hide: bool = False
        """And the pane is not wanted any more."""

    def __init__(self, page: "PageView", signs: Symbols) -> None:
        super().__init__(id="outline")
        self._page, self._signs = page, signs
        self._blocks: Sequence[Block] = ()
        self.headings: tuple[Heading, ...] = ()
        """Those of the article on the page."""
        self._here = self._cursor = -1
        """The heading that is read now, and the one that keys move."""
        self._gone_to: tuple[int, int] = (-1, -1)
        """The page's top row after a jump, and the heading that it went to, which may be too near the end for the top."""

    def show(self, blocks: "Sequence[Block]") -> None:
        """Show the headings of these blocks."""
        from reader.page.navigation.outline import headings  # here already, or there were no blocks

        if blocks is not self._blocks:
            self._blocks, self.headings = blocks, headings(blocks)
            self._here, self._gone_to = -1, (-1, -1)
            self._cursor = 0
            self.virtual_size = Size(CELLS, len(self.headings))
            self.scroll_to(y=0, animate=False, force=True)
            self.refresh()

    @property
    def here(self) -> int:
        """Which heading the top of the page stands under, from 0; -1 before the first one."""
        from reader.page.navigation.outline import heading_at  # here already

        shown, top = self._page.shown, self._page.top
        if not shown or shown.layout.blocks is not self._blocks or not self.headings:
            return -1
        if top == self._gone_to[0]:
            return self._gone_to[1]
        return heading_at(self.headings, shown.layout.position_at(top).block)

    def follow(self) -> None:
        """Mark the heading that is read now."""
        here = self.here
        if here != self._here:
            self._here = here
            if not self.has_focus:
                self._cursor = max(0, here)
            self._bring_into_view(max(0, here))
            self.refresh()

    def has_gone_to(self, block: int) -> None:
        """Take note that the page went to a heading: it is the one that is read, wherever it stands on the page."""
        for number, heading in enumerate(self.headings):
            if heading.block == block:
                self._gone_to = (self._page.top, number)
        self.follow()

    def _bring_into_view(self, row: int) -> None:
        first, height = self.scroll_offset.y, self.size.height
        if not first <= row < first + height:
            self.scroll_to(y=max(0, row - height // 2), animate=False, force=True)

    # Keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Move among the headings; whatever is not for them is for the screen."""
        page = max(1, self.size.height - 1)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "pageup": -page}
        ends = {"home": 0, "end": len(self.headings) - 1, "G": len(self.headings) - 1}
        key = event.character if event.is_printable and event.character else event.key
        if key in steps or key in ends:
            to = ends[key] if key in ends else self._cursor + steps[key]
            self._cursor = max(0, min(to, len(self.headings) - 1))
            self._bring_into_view(self._cursor)
            self.refresh()
        elif key in {"enter", "l", "right"} and self.headings:
            self.post_message(self.Chosen(self.headings[self._cursor].block))
        elif key in {"escape", "h", "left", "t"}:
            self.post_message(self.Chosen(None, hide=key == "t"))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Go to the heading that is clicked."""
        row = event.y + self.scroll_offset.y
        if row < len(self.headings):
            self.post_message(self.Chosen(self.headings[row].block))

    def on_focus(self) -> None:
        """Stand on the heading that is read."""
        self._cursor = max(0, self._here)
        self._bring_into_view(self._cursor)
        self.refresh()

    def on_blur(self) -> None:
        """Show no cursor any more."""
        self.refresh()

    # Drawing

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of the list."""
        top, width, here = self.scroll_offset.y, self.size.width, self._here
        blank = Strip.blank(width, self.rich_style)
        for row in range(rows.start + top, rows.stop + top):
            if row < len(self.headings):
                yield self._row(row, width, is_here=row == here)
            else:
                yield blank

    def _row(self, row: int, width: int, *, is_here: bool) -> Strip:
        from reader.page.navigation.outline import heading_line  # here already

        heading = self.headings[row]
        indent = 1 + INDENT * min(heading.depth, DEEPEST)
        room = max(0, width - 1 - indent - 1)
        text = pad(heading_line(self._blocks[heading.block]), room)
        look = self._look("here" if is_here else "row", row)
        return Strip(
            [
                Segment(self._signs.cursor if is_here else " ", self._look("mark", row)),
                Segment(" " * indent, look),
                Segment(text + " ", look),
            ]
        ).adjust_cell_length(width, look)

    def _look(self, part: str, row: int) -> Style:
        style = self.get_component_rich_style(f"outline--{part}")
        if self.has_focus and row == self._cursor:
            cursor = self.get_component_rich_style("outline--cursor")
            return (
                Style(bold=style.bold) + cursor if cursor.reverse else style + Style(bgcolor=cursor.bgcolor)
            )
        return style
