"""What all dialogs share: a dialog opens, is answered once, and is gone."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from reader.assets import asset
from reader.text import clean_line
from reader.tui.widgets.cursor_cells import caret_cell, is_in_words
from reader.tui.widgets.live_widgets import LiveWidgetsScreen
from reader.tui.widgets.options import Options

SHEET = asset("styles") / "dialogs.tcss"
"""The style sheet of all dialogs, read when the first one opens."""

SHORT = 20
"""In windows of fewer rows a dialog takes all of them."""

AROUND = 9
"""Rows of a panel beside its list: its edges, a title, a line to type in, and two that say how to get out."""

FRAME = 2
"""Rows, and columns, of a frame around a panel."""

WIDEST_SHARE, HIGHEST_SHARE = 0.96, 0.9
"""Of a window that is high enough, a panel takes so much; the style sheet says the same."""

_Result = TypeVar("_Result")

_LATE = (
    events.Key,
    events.Paste,
    events.MouseEvent,
    Input.Changed,
    Input.Submitted,
    OptionList.OptionMessage,
)
"""What comes from the widgets of a dialog; once it is answered they say nothing more to it."""


class Lines(VerticalScroll):
    """Lines to read in a dialog, as high as they are, which scroll where there is not room for all."""

    BINDINGS: ClassVar = [
        ("j", "scroll_down", ""),
        ("k", "scroll_up", ""),
        ("space,ctrl+f", "page_down", ""),
        ("ctrl+b", "page_up", ""),
        ("g", "scroll_home", ""),
        ("G", "scroll_end", ""),
    ]
    """Keys and the actions that they run, as on a page."""

    def __init__(self, text: str) -> None:
        super().__init__(Static(text, markup=False))


class Dialog(LiveWidgetsScreen, ModalScreen[_Result]):
    """The sheet, ctrl+c, and one answer: a second one does nothing, nor does what comes after the first.

    Whatever comes later than the key that it is for (a worker's result, a timer) goes through ``hand`` and
    ``later``: both do nothing where the dialog is answered by then.
    """

    CSS_PATH: ClassVar = SHEET
    """The style sheets."""
    MOST_ROWS = 0
    """Rows of its list that are seen at once; 0: as many as there is room for."""

    def __init__(self, heading: str, hint: str) -> None:
        """``heading`` is its first line, if it has one, ``hint`` its last, which says what the keys do."""
        super().__init__(classes="dialog")
        self._heading, self._hint = heading, hint
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]
        self._answer: tuple[_Result | None] | None = None
        self._gone_from: tuple[str, int] | None = None
        """What was typed, and where its caret was, when the cursor went from the line into the list."""
        self._has_size = False
        self._below: list[Strip] = []
        """What stands below it, as it was drawn last."""
        self._below_size = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        # As Textual does when it knows the size: but then the styles of all widgets are looked up again.
        is_short = self.app.size.height < SHORT
        self.set_class(is_in_words(self.app), "-in-words")
        self.set_class(is_short, "-short")
        self.set_class(not is_short, "-tall")
        with Vertical():
            if self._heading:
                yield Static(self._heading, classes="dialog--title", markup=False)
            yield from self.body()
            yield Static(self._hint, classes="dialog--hint", markup=False)

    @abstractmethod
    def body(self) -> ComposeResult:
        """Yield what stands between the heading and the hint."""

    def say(self, sentence: str) -> None:
        """Write a sentence in the place of the hint."""
        self.query_one(".dialog--hint", Static).update(clean_line(sentence))

    @property
    def cursor_cell(self) -> Offset:
        """The cell for the terminal's cursor: the chosen row, the caret of a line to type in, else the first line."""
        focused, options = self.focused, next(iter(self.query(Options)), None)
        if isinstance(focused, Input) and not (options and self.is_in_list):
            return caret_cell(focused)
        if options and options.highlighted is not None:
            return options.cursor_cell
        return self.children[0].content_region.offset if self.children else Offset(0, 0)

    @property
    def is_in_list(self) -> bool:
        """Whether the cursor stands in the list, though keys are typed into the line."""
        return False

    @property
    def is_open(self) -> bool:
        """Whether it is laid out, and waits for an answer."""
        return self._answer is None and self.is_mounted and bool(self.children)

    @property
    def is_answered(self) -> bool:
        """Whether it was answered, or closed. From any thread."""
        return self._answer is not None

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Answer it, which closes it; a second answer does nothing. Below another dialog it waits for that to close."""
        if self._answer is None and self in self.app.screen_stack:
            self._answer = (result,)
            if self.app.screen is self:
                return super().dismiss(result)
        nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
        return nothing

    def on_screen_resume(self) -> None:
        """Close, if it was answered while another dialog stood before it."""
        if self._answer is not None and self.app.screen is self:
            super().dismiss(*self._answer)

    def hand(self, take: Callable[..., object], *found: Any) -> None:
        """Have ``take`` called with what was found if the dialog is still open by then. From any thread."""
        self.call_later(self._receive, take, *found)

    def later(self, seconds: float, act: Callable[[], object]) -> Timer:
        """Have something done after some time, if the dialog is still open by then."""
        return self.set_timer(seconds, partial(self._receive, act))

    def _receive(self, take: Callable[..., object], *found: Any) -> None:
        if self.is_open:
            take(*found)

    async def _dispatch_message(self, message: Message) -> None:  # Textual's own hook, before all handlers
        if self._answer is None or not isinstance(message, _LATE):
            await super()._dispatch_message(message)

    def draw_frame(self) -> None:
        """Draw it, once it knows its size: before that its list has another height, and it would be drawn twice."""
        if not self._has_size:
            return
        if self._keep_below():  # that takes as long as the panel, which has a turn of its own
            self.call_later(self.draw_frame)
        else:
            super().draw_frame()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return what stands below it, without the links that the mouse would follow.

        Textual would send each part of it through Rich, which takes longer than to draw the dialog.
        """
        if not self._screens_below or self.styles.background.a:
            return super().render_lines(crop)
        self._keep_below()
        rows = self._below[crop.y : crop.bottom]
        # The screen below takes another size of the window only after this one.
        rows += [Strip.blank(crop.width)] * (crop.height - len(rows))
        return [row.crop_extend(*crop.column_span, None) for row in rows]

    @property
    def _screens_below(self) -> int:
        """How many screens stand below it."""
        return self.app.screen_stack.index(self) if self in self.app.screen_stack else 0

    def _keep_below(self) -> bool:
        """Draw what stands below it, unless that is known; return whether it was drawn."""
        is_known = not self._dirty_regions and self._below_size == self.size
        if is_known or not self._screens_below or self.styles.background.a:
            return False
        compositor = self.app.screen_stack[self._screens_below - 1]._compositor  # noqa: SLF001 - there is no public way to it
        # Measured again: the wall may have taken characters out of a row that says to be as wide as before.
        self._below = [Strip(row.discard_meta()) for row in compositor.render_strips(self.size)]
        self._below_size = self.size
        self._dirty_regions.clear()
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Keep lists low enough for what stands around them.

        In cells: Textual does not look at any other limit where a panel is as high as what is in it.
        """
        self._has_size = True
        around = AROUND + self.frame_cells
        for options in self.query(OptionList):
            if self.MOST_ROWS:
                options.styles.max_height = max(1, min(self.MOST_ROWS, event.size.height - around))
            elif options.styles.is_auto_height and event.size.height >= SHORT:
                options.styles.max_height = int(event.size.height * HIGHEST_SHARE) - around
            else:  # short windows, and panels of a height of their own
                options.styles.max_height = "100%"
        if self.query(Lines):
            # Without a line to type in, which has a blank one below it.
            self._limit_lines(int(event.size.height * HIGHEST_SHARE) - around + 2)
            self.call_after_refresh(self._fit_lines)

    def _limit_lines(self, rows: int) -> None:
        for lines in self.query(Lines):
            lines.styles.max_height = max(1, rows)

    def _fit_lines(self) -> None:
        """Leave the heading and the hint the rows that they take at this width."""
        panel = self.query_one(Vertical)
        around = sum(
            each.outer_size.height + each.styles.margin.height
            for each in panel.children
            if not isinstance(each, Lines)
        )
        self._limit_lines(int(self.size.height * HIGHEST_SHARE) - panel.gutter.height - around)

    def on_click(self, event: events.Click) -> None:
        """Close on a click beside the panel; not on the second one of a double click that opened it."""
        panel = self.query_one(Vertical)
        if event.chain == 1 and not panel.region.contains(*event.screen_offset):
            self.dismiss()

    @property
    def frame_cells(self) -> int:
        """The cells that a frame takes of each row, or of each column: on the terminal's own colours there is one."""
        return FRAME if self.app.current_theme.ansi else 0

    def action_copy_text(self) -> None:
        """Copy the selected text; where nothing is, ctrl+c closes the dialog."""
        if text := self.get_selected_text():
            self.app.copy_to_clipboard(text)
        else:
            self.dismiss()


class SearchDialog(Dialog[_Result]):
    """A list that typing narrows; what is typed before the line has the focus counts."""

    WIDTH = 78
    """Cells of the panel, where there is room; the style sheet says the same."""
    BINDINGS: ClassVar = [
        ("escape", "dismiss", ""),
        ("down,ctrl+n", "move(1)", ""),
        ("up,ctrl+p", "move(-1)", ""),
        ("pagedown", "move(10)", ""),
        ("pageup", "move(-10)", ""),
    ]
    """Keys and the actions that they run."""

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before the line had the focus, or while the list has it."""
        if event.is_printable and event.character:
            self.typed(event.character)
        elif event.key == "enter" and self.focused is None:
            self.submit()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted before the line had the focus, or while the list has it."""
        if line := event.text.partition("\n")[0]:
            self.typed(line)
        event.stop()

    def typed(self, text: str) -> None:
        """Take text as if the line had the focus."""
        self.query_one(Input).insert_text_at_cursor(text)

    @property
    def line(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def options(self) -> Options:
        """The list."""
        return self.query_one(Options)

    def row_width(self, rows: int) -> int:
        """Return the cells of a row of the list; before it is laid out, those that it will have with this many rows."""
        if known := self.options.scrollable_content_region.width:
            return max(1, known - 2)
        width, height = self.app.size
        if height < SHORT:
            return max(1, min(self.WIDTH, width) - 2 - 2 - self.frame_cells - (rows > height - 4))
        inner = min(self.WIDTH, int(width * WIDEST_SHARE)) - 4 - self.frame_cells
        return max(1, inner - 2 - (rows > int(height * HIGHEST_SHARE) - AROUND - self.frame_cells))

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows of the list can be taken; they come first."""

    @abstractmethod
    def take(self, at: int) -> None:
        """Take this row of the list."""

    @property
    def is_in_list(self) -> bool:
        """Whether the cursor stands in the list: from a move on, until something is typed or the caret is moved."""
        return self._gone_from == self._caret

    @property
    def _caret(self) -> tuple[str, int]:
        line = self.query_one(Input)
        return line.value, line.cursor_position

    def enter_list(self) -> bool:
        """Have the cursor in the list; return whether it came from the line, for a screen reader: the chosen row is not read yet."""
        was_in_list, self._gone_from = self.is_in_list, self._caret
        self.options.refresh()
        return not was_in_list and is_in_words(self.app)

    def action_move(self, by: int) -> None:
        """Move the highlight while the line keeps the focus."""
        if self.count and not self.enter_list():
            options = self.options
            options.highlighted = max(0, min((options.highlighted or 0) + by, self.count - 1))

    def on_input_submitted(self) -> None:
        """Take what was typed: Textual calls the handler of each class, so only this one has it."""
        self.submit()

    def submit(self) -> None:
        """Take what is highlighted."""
        at = self.options.highlighted
        if at is not None and at < self.count:
            self.take(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        if event.option_index < self.count:
            self.take(event.option_index)
