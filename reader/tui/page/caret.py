"""Selecting: the word that was clicked, and by keys what lies between a caret and where it was put down."""

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

from reader.page.line import Line
from reader.tui.page.paint import Overlay

if TYPE_CHECKING:
    from reader.page.layout.layout import Layout, Position
    from reader.page.navigation.matching import Edit
    from reader.tui.page.text_view import TextView


class Caret:
    """The selection is the mouse's own, so it is drawn and copied as that is; both ends are inside it."""

    def __init__(self, text: "TextView") -> None:
        self._text = text
        self._from: Position | None = None
        """Where selecting began."""
        self._here: Position | None = None
        self._cell: int | None = None
        """The cell that moving by rows keeps to, as long as nothing else is done."""
        self._chosen: Selection | None = None

    @property
    def is_on(self) -> bool:
        """Whether text is being selected by keys."""
        return self._here is not None

    def begin(self, found: "Position | None") -> bool:
        """Put the caret where something was found, else at the beginning of the top row; False: there is no text."""
        from reader.page.navigation.caret import first_on  # only when something is selected

        shown = self._text.shown
        place = shown and (found or first_on(shown.layout, self._text.reading_row))
        if not place:
            return False
        self._from, self._cell = place, None
        self._put(place)
        return True

    @property
    def here(self) -> "Position | None":
        """Where it is; None: no text is being selected by keys."""
        return self._here

    def end(self) -> None:
        """Take the caret away and select nothing."""
        if self.is_on:
            self._forget()
            self._text.screen.clear_selection()

    def give_way(self) -> None:
        """Take the caret away if something else is selected by now: the mouse did that."""
        if self.is_on and self._text.text_selection != self._chosen:
            self._forget()

    def go(self, place: "Position") -> None:
        """Put the caret on a place, and select up to there."""
        if self.is_on:
            self._cell = None
            self._put(place)

    def choose(self, block: int, offset: int, *, whole: bool) -> None:
        """Select the word at an offset of a block, or the whole block."""
        from reader.text.words import word_at  # with the table of graphemes 5 ms: only for a double click

        if shown := self._text.shown:
            text = shown.layout.text(block)
            first, last = (0, len(text)) if whole else word_at(text, offset)
            self._select(Selection(Offset(first, block), Offset(last, block)))

    def text_of(self, selection: Selection) -> str | None:
        """Return the selected text, paragraphs unwrapped; None where nothing is shown."""
        shown = self._text.shown
        if shown is None:
            return None
        from reader.page.layout.layout import Position  # loaded with the first page

        start = _place(selection.start) if selection.start else Position(0)
        end = _place(selection.end) if selection.end else Position(len(shown.layout.blocks))
        return shown.layout.text_between(start, end)

    def chosen_parts(self) -> list[tuple[int, int, int]]:
        """Return what is selected, by keys or by the mouse: blocks, and where it begins and ends in each."""
        chosen, shown = self._text.text_selection, self._text.shown
        if shown is None or chosen is None or chosen.start is None or chosen.end is None:
            return []
        first, last = sorted((_place(chosen.start), _place(chosen.end)))
        parts = []
        for block in range(first.block, min(last.block, len(shown.layout.blocks) - 1) + 1):
            start = first.offset if block == first.block else 0
            end = last.offset if block == last.block else len(shown.layout.text(block))
            if start < end:
                parts.append((block, start, end))
        return parts

    def follow(self, edit: "Edit") -> None:
        """Keep what is selected, by keys or by the mouse, on the same words of a text that was edited."""
        chosen = self._text.text_selection
        if chosen and chosen.start and chosen.end:
            start, end = (edit.mapped(_place(each)) for each in (chosen.start, chosen.end))
            carried = Selection(Offset(start.offset, start.block), Offset(end.offset, end.block))
            if self.is_on:
                self._chosen = carried
            self._select(carried)
        self._from, self._here = (each and edit.mapped(each) for each in (self._from, self._here))

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret: the motions of the page by rows, the caret's own by characters, words, lines and blocks."""
        from reader.page.navigation import caret  # loaded since the caret is on

        shown, here = self._text.shown, self._here
        if shown is None or here is None:
            return
        layout = shown.layout
        rows = self._text.steps.get(motion)
        if rows is not None:
            self._cell = caret.cell_of(layout, here) if self._cell is None else self._cell
            self._put(caret.row_moved(layout, here, rows * count, self._cell))
            return
        kind, direction = _MOTIONS[motion]
        moved = {
            "sign": caret.char_moved,
            "word": caret.word_moved,
            "line": caret.line_edge,
            "block": caret.block_edge,
            "page": caret.page_edge,
        }[kind]
        for _ in range(count):
            before, here = here, moved(layout, here, direction)
            if here == before:
                break
        self.go(here)
        if motion == "top":
            self._text.show_row(0)  # with the air above it

    def overlays(self, line: Line) -> list[Overlay]:
        """Return what to lay over a line: the caret, if it stands there."""
        here, shown = self._here, self._text.shown
        if here is None or shown is None or here.block != line.block:
            return []
        return [Overlay(here.offset, _end(shown.layout, here), "caret")]

    def _put(self, place: "Position") -> None:
        shown = self._text.shown
        if shown is None or self._from is None:
            return
        self._here = place
        first, last = min(place, self._from), max(place, self._from)
        start, end = Offset(first.offset, first.block), Offset(_end(shown.layout, last), last.block)
        self._chosen = Selection(start, end)
        self._select(self._chosen)
        self._text.show_position(place)
        self._text.redraw()

    def _select(self, selection: Selection) -> None:
        self._text.screen.selections = {self._text: selection}

    def _forget(self) -> None:
        self._from = self._here = self._chosen = self._cell = None
        self._text.redraw()
        self._text.post_message(self._text.Scrolled())


def _place(offset: Offset) -> "Position":
    from reader.page.layout.layout import Position  # loaded with the first page

    return Position(offset.y, offset.x)


def _end(layout: "Layout", place: "Position") -> int:
    from reader.page.navigation.caret import end_of  # loaded since the caret is on

    return end_of(layout, place).offset


_MOTIONS = {
    "top": ("page", -1),
    "bottom": ("page", 1),
    "char_left": ("sign", -1),
    "char_right": ("sign", 1),
    "next_word": ("word", 1),
    "previous_word": ("word", -1),
    "line_start": ("line", -1),
    "line_end": ("line", 1),
    "paragraph_start": ("block", -1),
    "paragraph_end": ("block", 1),
}
"""What each motion moves by, and which way."""
