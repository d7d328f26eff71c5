"""The outline beside the page: the headings of the article, the one that is read now marked."""

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
from reader.tui.widgets.part_styles import DrawnByParts, on_bar
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
    """The headings of what the page shows; a heading that is chosen goes out as a message."""

    ALLOW_SELECT = False
    """The mouse selects no text here."""

    @dataclass
    class Chosen(Message):
        """A heading was chosen, or (None) the text."""

        block: int | None
        """The block of the heading."""
        hide: bool = False
        """Whether the pane is not wanted any more."""

    def __init__(self, page: "PageView", symbols: Symbols) -> None:
        super().__init__(id="outline")
        self._page, self._symbols = page, symbols
        self._blocks: Sequence[Block] = ()
        self.headings: tuple[Heading, ...] = ()
        """Those of the article on the page."""
        self._here = self._cursor = -1
        """The heading that is read now, and the one that keys move."""
        self._gone_to: tuple[int, int] = (-1, -1)
        """The page's top row after a jump, and the heading that it went to, which may be too near the end for the top."""

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw the rows with these."""
        self._symbols = symbols
        self.refresh()

    def show(self, blocks: "Sequence[Block]") -> None:
        """Show the headings of these blocks."""
        from reader.page.navigation.outline import headings  # loaded with the first page

        if blocks is not self._blocks:
            self._blocks, self.headings = blocks, headings(blocks)
            self._here, self._gone_to = -1, (-1, -1)
            self._cursor = 0
            self.virtual_size = Size(CELLS, len(self.headings))
            self.scroll_to(y=0, animate=False, force=True)
            self.refresh()

    @property
    def here(self) -> int:
        """The number of the heading that the top of the page is under, from 0; -1 before the first."""
        from reader.page.navigation.outline import heading_at  # loaded with the first page

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
        """Move among the headings; other keys go to the screen."""
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
        """Put the cursor on the heading that is read."""
        self._cursor = max(0, self._here)
        self._bring_into_view(self._cursor)
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
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
        from reader.page.navigation.outline import heading_line  # loaded with the first page

        heading = self.headings[row]
        indent = 1 + INDENT * min(heading.depth, DEEPEST)
        room = max(0, width - 1 - indent - 1)
        text = pad(heading_line(self._blocks[heading.block]), room)
        look = self._look("here" if is_here else "row", row)
        return Strip(
            [
                Segment(self._symbols.cursor if is_here else " ", self._look("mark", row)),
                Segment(" " * indent, look),
                Segment(text + " ", look),
            ]
        ).adjust_cell_length(width, look)

    def _look(self, part: str, row: int) -> Style:
        style = self.get_component_rich_style(f"outline--{part}")
        if self.has_focus and row == self._cursor:
            return on_bar(style, self.get_component_rich_style("outline--cursor"))
        return style
