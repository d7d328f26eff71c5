"""The page: draws the typesetter's lines, a screenful at a time, and knows where in the text one is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.page.lines.typography import HANGING_CELLS, PLAIN, Typography
from reader.tui.keys.motions import steps_of
from reader.tui.page.caret import Caret
from reader.tui.page.clicking import clicked
from reader.tui.page.ending import Ending
from reader.tui.page.folding import Folding
from reader.tui.page.idle_layout import IdleLayout
from reader.tui.page.link_hints import LinkHints
from reader.tui.page.page_search import PageSearch
from reader.tui.page.paint import Paint
from reader.tui.page.rows import Rows
from reader.tui.page.sideways import Sideways
from reader.tui.widgets.part_styles import DrawnByParts

if TYPE_CHECKING:
    from reader.actions.images.gallery import Gallery
    from reader.page.layout.layout import Layout, Position
    from reader.page.navigation.matching import Edit
    from reader.page.navigation.quotes import Passage
    from reader.tui.page.images import Images

MARGIN = 2
"""The fewest empty cells left and right of the text, where the pane has them to spare."""

TIGHT = 44
"""Panes of fewer cells have a margin of 1."""


class Shown(NamedTuple):
    """What the page shows: an article of the library, laid out."""

    article: int
    """Its id in the library; 0: none (a message)."""
    layout: "Layout"
    is_whole: bool = True
    """Not only the beginning of it, the rest to come soon."""
    gallery: "Gallery | None" = None
    """Where its pictures come from, if they are drawn."""
    passages: "tuple[Passage, ...]" = ()
    """What is highlighted in it."""
    back: "Edit | None" = None
    """Where it shows what changed in the article: the way from here to the article's own text."""


class PageView(DrawnByParts, can_focus=True, inherit_bindings=False):
    """One article; a value comes in by ``show``, facts go out as messages."""

    class Scrolled(Message):
        """Another part of the text is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Return whether it says all that the earlier one did."""
            return isinstance(message, PageView.Scrolled)

    @dataclass
    class LinkClicked(Message):
        """A link was clicked."""

        address: str
        text: str

    class NextClicked(Message):
        """The line that says what comes next was clicked."""

    def __init__(
        self,
        measure: int,
        typography: Typography = PLAIN,
        images: "Callable[[PageView], Images | None] | None" = None,
    ) -> None:
        super().__init__(id="page")
        self._measure = measure
        self._typography = typography
        self._shown: Shown | None = None
        self._paint = Paint(self)
        self._rows = Rows(self, self._paint)
        self._make_images = images
        self.found = PageSearch(self)
        """What is looked for in the text."""
        self.hints = LinkHints(self)
        """The letters over its links."""
        self.caret = Caret(self)
        """Where text is selected by keys."""
        self.sideways = Sideways(self)
        """How far long lines of code are moved."""
        self.ending = Ending(self, self._paint)
        """What stands below the text."""
        self.folding = Folding(self)
        self.left = 0
        """Empty cells before each line; asked for once per layout, for asking costs as much as drawing a line."""
        self.idle_layout = IdleLayout(self)
        self._anchor: tuple[int, Position] | None = None
        """The row that a place was put on: while it is the top row, that is the place, whatever the width."""
        self._to_end = False
        """The end was asked for when only the beginning was here."""

    @cached_property
    def images(self) -> "Images | None":
        """What draws the pictures of the text; made when the first article is read, and not to be had everywhere."""
        return self._make_images(self) if self._make_images else None

    # Values in

    def show(self, shown: Shown, place: "Position | None" = None, edit: "Edit | None" = None) -> None:
        """Show an article from its beginning or from a place in it; after an edit at the place where one was."""
        if edit:
            place = self.place and edit.mapped(self.place)
            self.caret.carry(edit)
        if self._shown and self._shown.article != shown.article:
            self._paint.forget_styles()
            self.caret.end()
            if self.text_selection:
                self.screen.clear_selection()
            self.found.close()
            self.sideways.forget()
            self._to_end = False
        self._shown, self._anchor = shown, None
        self._relayout(place)
        if self._to_end:
            self.move("bottom")
        self.found.renew()

    @property
    def shown(self) -> Shown | None:
        """What is shown."""
        return self._shown

    @property
    def place(self) -> "Position | None":
        """The place in the text of the top row; None at the very beginning, and where nothing is shown."""
        if not self._shown or not self.top:
            return None
        if self._anchor and self._anchor[0] == self.top:
            return self._anchor[1]
        return self._shown.layout.position_at(self.top)

    @property
    def own_place(self) -> "Position | None":
        """The same in the article's own text, where the page shows what changed in it."""
        place, back = self.place, self._shown.back if self._shown else None
        return back.mapped(place) if back and place else place

    @property
    def measure(self) -> int:
        """The cells that a line of text may take in this pane."""
        width = self.scrollable_content_region.width
        margin = 1 if width < TIGHT else MARGIN
        return max(1, min(self._measure, width - 2 * margin))

    @property
    def typography(self) -> Typography:
        """How text is set in this pane: signs hang only where the margin has room for them."""
        spare = self.scrollable_content_region.width - self.measure
        has_room = spare - spare // 2 >= HANGING_CELLS
        return self._typography if has_room else self._typography._replace(hanging=False)

    @property
    def percent(self) -> int:
        """How much of the article has been on the screen, from 0 to 100."""
        if self._shown and not self._shown.is_whole:
            return 0
        height = self._shown.layout.height if self._shown else 0
        seen = self.top + self.size.height
        return 100 if height <= seen else round(100 * seen / height)

    @property
    def height(self) -> int:
        """All rows, those below the text too, as far as they are known."""
        return self._shown.layout.height + self.ending.rows if self._shown else 0

    @property
    def has_been_scrolled(self) -> bool:
        """Whether the beginning has left the screen."""
        return self.top > 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        shown = self._shown
        return shown is not None and shown.is_whole and self.top + self.size.height >= shown.layout.height

    @property
    def top(self) -> int:
        """The row of the page that is the first on the screen."""
        return round(self.scroll_target_y)

    # Moving

    @property
    def steps(self) -> dict[str, int]:
        """The rows that the motions of the command table move by."""
        return steps_of(self.size.height - 2)

    def move(self, motion: str, count: int = 1) -> None:
        """Scroll, or move the caret if there is one: the motions of the command table."""
        if self.caret.is_on:
            self.caret.move(motion, count)
            return
        edges = {"top": 0, "bottom": self.height}
        self._to_end = motion == "bottom" and self._shown is not None and not self._shown.is_whole
        self._scroll(edges[motion] if motion in edges else self.top + self.steps[motion] * count)

    def put(self, place: "Position | None") -> None:
        """Scroll so that a place is on the top row; None is the very beginning."""
        if self._shown:
            self._scroll(self._shown.layout.row(place) if place else 0)
            self._anchor = (self.top, place) if place else None

    def reveal(self, place: "Position") -> None:
        """Scroll so that a place is on the screen, with some text around it; not at all where it is."""
        self.folding.open_around(place.block)
        if self._shown:
            row, height = self._shown.layout.row(place), self.size.height
            if not self.top + 1 <= row < self.top + height - 2:
                self._scroll(row - height // 3)
            self.sideways.reveal(place)

    def show_row(self, row: int) -> None:
        """Scroll as little as it takes to have a row on the screen."""
        height = max(1, self.size.height)
        if not self.top <= row < self.top + height:
            self._scroll(row if row < self.top else row - height + 1)

    def _scroll(self, top: int) -> None:
        layout = self._shown.layout if self._shown else None
        if layout is None:
            return
        # What will be on the screen is laid out before the bounds are taken, so they are exact there.
        top = min(top, self.height)
        layout.prepare(max(0, top - self.size.height), 2 * self.size.height)
        self.idle_layout.fit_scrollbar()
        self.scroll_to(y=max(0, min(top, self.height - self.size.height)), animate=False, force=True)

    def jump(self, link: str) -> bool:
        """Scroll to the place in the article that a link leads to; return whether there is one."""
        from reader.page.navigation.targets import target  # here nearly, or nothing would be shown

        place = target(self._shown.layout.blocks, link) if self._shown and link.startswith("#") else None
        if self._shown is None or place is None:
            return False
        self.folding.open_around(place.block)
        self._scroll(self._shown.layout.row(place))
        return True

    # Laying out

    def on_resize(self) -> None:
        """Lay the text out for the new width; the place in it stays."""
        if self._shown:
            self._relayout(self.place)

    def _relayout(self, place: "Position | None") -> None:
        assert self._shown is not None
        measure, typography = self.measure, self.typography
        self.left = max(0, (self.scrollable_content_region.width - measure) // 2)
        layout = self._shown.layout
        if (layout.measure, layout.typography) != (measure, typography):
            self._shown = self._shown._replace(layout=layout.resized(measure, typography))
        self._paint.forget_rows()
        self.put(place)
        self.refresh()
        self.post_message(self.Scrolled())
        self.idle_layout.begin()

    def heights_changed(self) -> None:
        """Draw anew after blocks of the text were opened or closed."""
        self.redraw()
        self._scroll(self.top)
        self.idle_layout.begin()

    def settled_to(self, moved_to: int) -> None:
        """Let what is on the screen, which looks as before, have its new row numbers, ``moved_to`` that of the top one."""
        top = self.top
        self._paint.forget_rows()
        self.idle_layout.fit_scrollbar()
        if moved_to != top:
            self.scroll_to(y=moved_to, animate=False, force=True)
            self._anchor = (moved_to, self._anchor[1]) if self._anchor and self._anchor[0] == top else None
            self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part is on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the former theme."""
        super().notify_style_update()
        self._paint.forget_styles()

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of what is on the screen."""
        top, width = self.scroll_offset.y, self.size.width
        for y in rows:
            yield self.hints.over(y, self._rows.strip(y + top, width))

    def mark_passages(self, passages: "tuple[Passage, ...]") -> None:
        """Draw these as highlighted, and no others."""
        if self._shown and self._shown.passages != passages:
            self._shown = self._shown._replace(passages=passages)
            self.redraw()

    def redraw(self) -> None:
        """Draw again what is on the screen: something else is laid over it."""
        self._paint.forget_rows()
        self.refresh()

    @property
    def seen(self) -> list[int]:
        """The blocks of which a line is on the screen, from the top."""
        if not self._shown:
            return []
        lines = map(self._shown.layout.line, range(self.top, self.top + self.size.height))
        return list(dict.fromkeys(line.block for line in lines if line and line.spans))

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
        self.sideways.move(1)

    def _on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:  # noqa: ARG002
        self.sideways.move(-1)

    def on_click(self, event: events.Click) -> None:
        """Follow what is clicked; a second click selects the word, a third one the paragraph."""
        clicked(self, event)
