"""The page: an article's text with what is laid over it, what stands below it, and what a click on it means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.page.line import Line
from reader.page.lines.typography import PLAIN, Typography
from reader.page.navigation.links import link_at
from reader.tui.page.caret import Caret
from reader.tui.page.ending import CLICKED, Ending
from reader.tui.page.folds import opened_around, turned_at, turned_seen
from reader.tui.page.link_hints import LinkHints
from reader.tui.page.link_hover import LinkHover
from reader.tui.page.page_search import PageSearch
from reader.tui.page.paint import Overlay
from reader.tui.page.reading_line import ReadingLine
from reader.tui.page.rows import Rows
from reader.tui.page.shown import Shown
from reader.tui.page.sideways import Sideways
from reader.tui.page.text_view import TextView
from reader.tui.page.watch_marks import WatchMarks

if TYPE_CHECKING:
    from reader.page.layout.layout import Position
    from reader.page.navigation.matching import Edit
    from reader.page.navigation.quotes import Passage
    from reader.tui.page.images import Images


class PageView(TextView, can_focus=True, inherit_bindings=False):
    """One article; a value comes in by ``show``, facts go out as messages."""

    @dataclass
    class LinkClicked(Message):
        """A link was clicked."""

        address: str
        """Where it leads to, as the article gives it."""
        text: str
        """What it says of itself."""

    class NextClicked(Message):
        """The line that says what comes next was clicked."""

    def __init__(
        self,
        measure: int,
        typography: Typography = PLAIN,
        images: "Callable[[TextView], Images | None] | None" = None,
    ) -> None:
        """``images`` returns what draws the images of the text, if this terminal shows any."""
        super().__init__(measure, typography)
        self._make_images = images
        self.found = PageSearch(self)
        """What is looked for in the text."""
        self.hints = LinkHints(self)
        """The letters over its links."""
        self.caret = Caret(self)
        """Where text is selected by keys."""
        self._line = ReadingLine(self) if typography.in_words else None
        """What is read, for a screen reader."""
        self._ending = Ending()
        self.watched = WatchMarks(self)
        """The watch words in its text."""
        layers = (
            self.watched.overlays,
            self._passages,
            self.found.overlays,
            self._selected,
            self.caret.overlays,
        )
        self._sideways = Sideways()
        self._rows = Rows(
            self, self._paint, self._sideways, self._ending, overlays=layers, images=lambda: self.images
        )
        self.is_late = False
        """Reading the next article takes so long that the user may wonder."""
        self._hover = LinkHover(self, lambda: self.shown)
        self._to_end = False
        """The end was gone to when only the beginning was here."""

    @cached_property
    def images(self) -> "Images | None":
        """What draws the images of the text; made when the first article is read."""
        return self._make_images(self) if self._make_images else None

    # Values in

    def renew_images(self) -> None:
        """Find out again what draws images."""
        self.__dict__.pop("images", None)

    def show(self, shown: Shown, place: "Position | None" = None, edit: "Edit | None" = None) -> None:
        """Show an article from its beginning or from a position in it; after an edit where the page was."""
        if edit:
            place = self.place and edit.mapped(self.place)
            self.caret.follow(edit)
        if self.shown and self.shown.article != shown.article:
            self._paint.forget_styles()
            self.caret.end()
            if self.text_selection:
                self.screen.clear_selection()
            self.found.close()
            self._sideways.forget()
            self._to_end = False
        self.shown, self._anchor = shown, None
        self.lay_out(place)
        if self._to_end:
            self.move("bottom")
        self.found.renew()

    def show_next(self, title: str, *, is_new: bool = False) -> None:
        """Name the next article below the text (empty: there is none).

        ``is_new``: it comes after an article that is about to be shown.
        """
        has_changed = self._ending.name(title, is_new=is_new)
        self.rows_below = self._ending.rows
        if has_changed and self.shown and not is_new:
            self.fit_scrollbar()
            self.refresh()

    def show_passages(self, passages: "tuple[Passage, ...]") -> None:
        """Draw these as highlighted, and no others."""
        if self.shown and self.shown.passages != passages:
            self.shown = self.shown._replace(passages=passages)
            self.redraw()

    # Moving

    def move(self, motion: str, count: int = 1) -> None:
        """Scroll, or move the caret if there is one: the motions of the command table."""
        if self.caret.is_on:
            self.caret.move(motion, count)
            return
        if self._line and motion in {"down", "up"}:
            self._line.step(count if motion == "down" else -count)
            return
        self._to_end = motion == "bottom" and self.shown is not None and not self.shown.is_whole
        super().move(motion, count)
        self._begin_line()

    def reveal(self, place: "Position") -> None:
        """Scroll so that a position is on the screen, with some text around it, and open what hides it."""
        self._open_around(place.block)
        super().reveal(place)
        self._reveal_sideways(place)
        self._begin_line(place)

    def put(self, place: "Position | None") -> None:
        """Scroll so that a position is on the top row, and open what hides it; None is the very beginning."""
        if place:
            self._open_around(place.block)
        super().put(place)
        self._begin_line(place)

    def _begin_line(self, place: "Position | None" = None) -> None:
        if self._line:
            self._line.begin() if place is None else self._line.go(place)

    def show_position(self, place: "Position") -> None:
        """Scroll as little as it takes to have a position on the screen, out of folds and in a long line of code."""
        self._open_around(place.block)
        super().show_position(place)
        self._reveal_sideways(place)
        self._begin_line(place)

    @property
    def reading_row(self) -> int:
        """The row of the page from which something is done with the text: that of the cursor, for a screen reader."""
        return self._line.row if self._line else self.top

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the screen for the terminal's cursor: the line that is read, or the place in it that was gone to."""
        return self.content_region.offset + (self._line.cell if self._line else Offset(0, 0))

    def jump(self, link: str) -> bool:
        """Scroll to the position in the article that a link (``#name``) leads to; return whether there is one."""
        from reader.page.navigation.targets import target  # loaded with the first page

        place = target(self.shown.layout.blocks, link) if self.shown and link.startswith("#") else None
        if self.shown is None or place is None:
            return False
        self._open_around(place.block)
        self.scroll_to_row(self.shown.layout.row(place))
        self._begin_line(place)
        return True

    def move_sideways(self, steps: int) -> bool:
        """Move long lines on the screen by that many steps; False: none is that long, or they end here."""
        layout = self.layout_shown
        has_moved = layout is not None and self._sideways.move(layout, self.rows_seen, steps)
        if has_moved:
            self.redraw()
        return has_moved

    def _reveal_sideways(self, place: "Position") -> None:
        if self.shown and self._sideways.reveal(self.shown.layout, place):
            self.redraw()

    def fold_seen(self) -> bool:
        """Open the folds on the screen if any of them is closed, else close them; return whether there are some."""
        return self.shown is not None and self._fold(turned_seen(self.shown.layout.folds, self.seen))

    def return_to(self, place: "Position | None", closed: frozenset[int]) -> None:
        """Put a position on the top row, with these folds closed and no others."""
        if self.shown and self.shown.layout.folds.closed != closed:
            self._fold(set(closed))
        self.put(place)

    def _open_around(self, block: int) -> None:
        if self.shown:
            self._fold(opened_around(self.shown.layout.folds, block))

    def _fold(self, closed: set[int] | None) -> bool:
        """Close these folds and no others; return whether there was anything to do (None: no)."""
        if self.shown is None or closed is None:
            return False
        self.shown.layout.fold(closed)
        self.heights_changed()
        return True

    # Drawing

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of what is on the screen."""
        top, width = self.scroll_offset.y, self.size.width
        for y in rows:
            yield self.hints.over(y, self._rows.strip(y + top, width))

    def _passages(self, line: Line) -> list[Overlay]:
        passages = self.shown.passages if self.shown else ()
        of_line = (each for each in passages if each.block == line.block)
        return [Overlay(each.start, each.end, f"highlight-{each.colour}") for each in of_line]

    def _selected(self, line: Line) -> list[Overlay]:
        chosen = self.text_selection and self.text_selection.get_span(line.block)
        return [Overlay(chosen[0], 2**31 if chosen[1] < 0 else chosen[1], "selection")] if chosen else []

    # Selecting and clicking

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, paragraphs unwrapped."""
        text = self.caret.text_of(selection)
        return None if text is None else (text, "\n")

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self.caret.give_way()
        self.redraw()

    def _on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:  # noqa: ARG002
        self.move_sideways(1)

    def _on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:  # noqa: ARG002
        self.move_sideways(-1)

    def on_click(self, event: events.Click) -> None:
        """Follow what is clicked, or turn a fold; a second click selects the word, a third one the paragraph."""
        if event.chain > 1:
            event.stop()
            event.prevent_default()  # Textual would select the whole page
            self._select_at(event, whole=event.chain > 2)
        elif self.shown and not self.text_selection:
            self._follow_click(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say on which link the mouse rests."""
        self._hover.move(event)

    def on_leave(self) -> None:
        """Take note that the mouse has left."""
        self._hover.leave()

    def _select_at(self, event: events.Click, *, whole: bool) -> None:
        layout = self.layout_shown
        line = layout.line(event.y + self.scroll_offset.y) if layout else None
        if layout and line:
            offset = self._sideways.seen_of(layout, line).offset_at(event.x - self.left)
            if offset is not None:
                self.caret.choose(line.block, offset, whole=whole)

    def _follow_click(self, event: events.Click) -> None:
        assert self.shown is not None
        meta, layout = event.style.meta, self.shown.layout
        if meta.get(CLICKED):
            self.post_message(self.NextClicked())
        address, at = meta.get("address"), meta.get("offset")
        if isinstance(address, str):
            link = link_at(layout.blocks[at[1]], at[1], at[0]) if at else None
            self.post_message(self.LinkClicked(address, link.text if link else ""))
        elif address is None:
            self._fold(turned_at(layout, event.y + self.scroll_offset.y))
