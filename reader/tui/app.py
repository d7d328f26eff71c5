"""The Textual app: themes, style sheets, the cleaning of what is drawn, signals; the screen does the rest."""

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual._compositor import CompositorUpdate
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.widgets import Input
from textual.worker import WorkerFailed

from reader.actions.workspace.session import save_session
from reader.actions.workspace.workspace import Workspace
from reader.assets import asset
from reader.errors import IndexUnusableError, NewsreaderError
from reader.i18n import tr
from reader.log import logger
from reader.text import clean_line, fit
from reader.text.cells import NARROW, WIDTHS_SET, Widths, widths_in_use
from reader.tui.early.kept_frame import load_frame, situation_of
from reader.tui.keys.keymap import key_name
from reader.tui.screen.reading_screen import ReadingScreen
from reader.tui.terminal.by_name import erases_in_colour, has_colours
from reader.tui.terminal.fault_net import CAUGHT, Net
from reader.tui.terminal.frame import Frame
from reader.tui.terminal.ground import Asked
from reader.tui.terminal.rich_widths import count_by
from reader.tui.terminal.signals import leave_on_signals, stop_between_callbacks
from reader.tui.terminal.terminal_file import UnbreakableFile
from reader.tui.terminal.turns import Together, Turns
from reader.tui.terminal.updates import drawn_by
from reader.tui.terminal.wall import Wall
from reader.tui.widgets.cursor_cells import cell_of_cursor
from reader.tui.widgets.east_asian_lines import end_lines_as_pages_do
from reader.tui.widgets.plain_symbols import plain
from reader.tui.widgets.stand_ins import filters_for
from reader.tui.widgets.themed_app import ThemedApp

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.tui.early.early_frame import EarlyFrame
    from reader.tui.terminal.keyboard import GroundKnown, WidthsKnown

SHEETS = ("base", "sidebar", "page", "states")
"""The style sheets by region, in the order in which they are read; dialogs bring their own."""

IN_WORDS = asset("styles") / "words.tcss"
"""What is otherwise for a screen reader; read after all others."""

TITLE_WIDTH = 60
"""Cells of what the window's title says."""


class NewsreaderApp(ThemedApp, inherit_bindings=False):
    """newsreader on the screen; its keys are those of the key map, not Textual's."""

    TITLE = "newsreader"
    """What Textual calls the program."""
    CSS_PATH: ClassVar = [asset("styles") / f"{sheet}.tcss" for sheet in SHEETS]
    """The style sheets."""
    ENABLE_COMMAND_PALETTE = False
    """Else Textual would bind ctrl+p to it before all other keys."""

    def __init__(
        self, workspace: Workspace, *, catches: bool = False, asked: Asked | None = None, early: "EarlyFrame | None" = None
    ) -> None:  # fmt: skip
        """``catches``: a fault in one act costs that act; else it ends the app, as it has to in a test.

        ``asked``: the terminal was asked for its background. ``early``: what it shows already.
        """
        self.situation = situation_of(workspace)  # before the environment is changed
        """On what the first frame depends."""
        self.early = early
        """What was drawn before the app."""
        self._has_drawn = False
        if early:
            early.stop()
        environ = dict(workspace.environ)  # Textual takes NO_COLOR out of it
        self.in_words = workspace.settings.screen_reader
        self.is_still = workspace.settings.reduced_motion
        if not has_colours(environ):  # a terminal without any is one under NO_COLOR, for Textual too
            environ["NO_COLOR"] = os.environ["NO_COLOR"] = "1"
        super().__init__(css_path=[*self.CSS_PATH, *([IN_WORDS] if self.in_words else [])])
        self.workspace = workspace
        self.known_error: NewsreaderError | None = None
        """Why the screen had to go, in a sentence."""
        self._turns = Turns(self, super().on_event, self._as_one)
        self._net = Net(self._say_fault) if catches else None
        self._walls: tuple[LineFilter, ...] = (*([NoColor()] if environ.get("NO_COLOR") else []), Wall())
        self.animation_level = "none"
        self.frame = early.frame if early else Frame(erases_in_colour=erases_in_colour(environ))
        """What the terminal shows."""
        self.asked = asked or Asked.nothing()
        """What the terminal was asked before it was ours, and what it has sent meanwhile."""
        is_light = self.asked.answer()
        self.begin_themes(workspace, environ, light=self._last_seen_light() if is_light is None else is_light)
        self._stand_ins: Sequence[LineFilter] = ()
        end_lines_as_pages_do()
        self._count_by(WIDTHS_SET.get(workspace.settings.ambiguous_width) or self._widths_of_terminal())

    def _last_seen_light(self) -> bool | None:
        """Return whether the background was light the last time; None: it is not known."""
        if self.early:
            return self.early.kept.is_light
        try:
            size = os.get_terminal_size(self.asked.screen)
        except (OSError, ValueError):
            return None
        kept = load_frame(self.workspace.paths.first_frames, self.situation, (size.columns, size.lines))
        return kept.is_light if kept else None

    def _widths_of_terminal(self) -> Widths:
        """Return what the terminal has said; before that, what holds for the early frame."""
        widths = self.asked.widths()
        return self.early.kept.widths if self.early and not widths.is_sure else widths

    def _count_by(self, widths: Widths) -> None:
        """Count cells by these widths, and draw only signs that are as wide as they count."""
        count_by(widths)
        self._stand_ins = self._stand_ins_for(widths)

    def _stand_ins_for(self, widths: Widths) -> Sequence[LineFilter]:
        """Return what replaces icons and lines that are drawn, where they are not wanted or not as wide as they count."""
        if self.in_words:
            from reader.tui.widgets.icons_in_words import IconsInWords  # only for a screen reader

            return [IconsInWords()]
        return filters_for(self.workspace.settings.icons, widths)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that every drawn line passes: the wall is the last."""
        return [*super().get_line_filters(), *self._stand_ins, *self._walls]

    def get_default_screen(self) -> ReadingScreen:
        """Return the one screen."""
        begun = self.early.begun if self.early else None
        return ReadingScreen(self.workspace, self._turns.hold, has_colours=not self.no_color, begun=begun)

    def _display(self, screen: "Screen[Any]", renderable: Any) -> None:  # Textual's own hook
        """Write what an update changes on the terminal, if it changes anything."""
        driver = self._driver
        if driver is None or self.is_headless or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        if self._running and not self._closed and not self._batch_count:
            self._has_drawn = True
            drawn = self.frame.changes(drawn_by(renderable, self.console), self.screen.outer_size)
            place = cell_of_cursor(self.screen) if self.in_words else self.cursor_position
            cursor = self.screen.outer_size.clamp_offset(place)
            if drawn or cursor != self._previous_cursor_position:
                self._previous_cursor_position = cursor
                self._begin_update()
                driver.write(f"{drawn}\x1b[{cursor.y + 1};{cursor.x + 1}H")
                self._end_update()
                driver.flush()
        self.post_display_hook()

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the terminal: ours where Textual would take its own for Unix."""
        driver = super().get_driver_class()
        from textual.drivers.linux_driver import LinuxDriver  # loaded by then

        if driver is not LinuxDriver:
            return driver
        # With what it reads with: where there is a terminal.
        from reader.tui.terminal.keyboard import Keyboard

        return Keyboard

    async def on_event(self, event: events.Event) -> None:
        """Hand on keys, clicks and pastes one after another; other buttons than the first are the terminal's own."""
        if isinstance(event, events.MouseDown | events.MouseUp) and event.button > 1:
            return
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._turns.take(event)
        else:
            await super().on_event(event)

    def _as_one(self, keys: Together) -> events.Key | None:
        """Return the key with alt that keys sent together are, where that means something; None: one after another."""
        plain = keys.keys[-1]
        if isinstance(self.screen, ReadingScreen) and not self.screen.find_bar:
            name = f"alt+{key_name(plain.key, plain.character)}"
            return events.Key(name, None) if self.screen.keymap.has(name) else None
        if plain.key == "backspace" and isinstance(self.focused, Input):
            return events.Key("ctrl+w", None)  # as everywhere that text is typed: the word before is deleted
        return None

    def on_load(self) -> None:
        """Leave in good order on a signal; from here on, since the terminal's modes change before ``on_mount``."""
        leave_on_signals(self._ended_by)

    def on_mount(self) -> None:
        """Stop and go on in the loop's turn, once Textual has set its own handlers."""
        stop_between_callbacks(self._driver)
        self.app_resume_signal.subscribe(self, lambda _: self.redraw(), immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything again where the window was made smaller and larger so fast that its size seems the same."""
        if self.frame.size == event.size and self._has_drawn:
            self.redraw()

    def name_window(self, place: str) -> None:
        """Say in the window's title where one is: an article or a group; empty: nowhere."""
        write = getattr(self._driver, "name_window", None)  # that for a real terminal has it
        if write and self.workspace.settings.window_title:
            title = (
                tr("{place} · newsreader", place=fit(clean_line(place), TITLE_WIDTH)) if place else self.TITLE
            )
            write(plain(title) if self.workspace.settings.icons == "ascii" else title)

    def show_notice(self, title: str, text: str) -> None:
        """Show a notice on the desktop or by the terminal, as the setting says."""
        kind = self.workspace.settings.notices
        if kind == "desktop" and not self.workspace.is_in_page:
            Thread(target=self._show_on_desktop, args=(title, text), daemon=True).start()
        elif write := getattr(self._driver, "show_notice", None):  # that for a real terminal has it
            write(kind, title, text)

    def _show_on_desktop(self, title: str, text: str) -> None:
        from reader.actions.browser.desktop_notice import show_on_desktop  # only for those who want it

        if problem := show_on_desktop(title, text, self.workspace.environ):
            screen = self.screen_stack[0] if self.screen_stack else None
            if isinstance(screen, ReadingScreen):
                with suppress(RuntimeError):  # the screen is gone
                    screen.call_later(screen.say, problem, warn=True)

    def open_address(self, address: str) -> None:
        """Have an address opened by the browser that shows the screen."""
        self.open_url(address)

    def redraw(self) -> None:
        """Draw everything again: others may have written to the terminal."""
        self.frame.forget()
        self.refresh(layout=True)

    def _watch_app_focus(self, focus: bool) -> None:  # noqa: FBT001 - Textual's own hook
        """Leave the focus where it is while another window has the keyboard: nothing is drawn for that."""

    def on_app_focus(self) -> None:
        """Look for what others have changed meanwhile, where the system does not report it."""
        screen = self.screen_stack[0] if self.screen_stack else None
        if isinstance(screen, ReadingScreen):
            screen.background.rescan_remote()

    def on_ground_known(self, message: "GroundKnown") -> None:
        """Change to a light or a dark theme, if nothing else is wished: the answer came after the first frame."""
        self.follow_background(light=message.is_light)
        screen = self.screen_stack[0] if self.screen_stack else None
        if isinstance(screen, ReadingScreen):
            screen.frame_keeping.follow_background(screen.in_worker)

    def on_widths_known(self, message: "WidthsKnown") -> None:
        """Count cells as the terminal does, if it has said that after the first frame, and draw everything again."""
        if message.widths == widths_in_use() or self.workspace.settings.ambiguous_width != "auto":
            return
        self._count_by(message.widths)
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.count_again()
            for widget in screen.walk_children():
                widget.refresh(layout=True)
        self.redraw()

    def _ended_by(self, number: int) -> None:
        self.exit(return_code=128 + number)

    # Textual's own hook: all that runs.
    async def _process_messages(self, *arguments: Any, **named: Any) -> None:
        try:
            with self._net.spread(self._handle_exception) if self._net else nullcontext():
                await super()._process_messages(*arguments, **named)
        finally:
            count_by(NARROW)  # what is counted after the screen is not for this terminal's cells

    def _handle_exception(self, error: Exception) -> None:  # Textual's own hook
        """End in good order where the index is damaged: ``run_app`` raises that when the screen is gone.

        Of other faults the net takes what it can.
        """
        fault = error.error if isinstance(error, WorkerFailed) else error
        if self._exit and self._net:  # nothing is lost any more
            logger(__name__).warning("a fault while leaving", exc_info=fault)
        elif isinstance(fault, NewsreaderError if self._net is None else IndexUnusableError):
            self.known_error = self.known_error or fault
            self.exit(return_code=1)
        elif self._net is None or not self._net.catches(fault):
            super()._handle_exception(error)

    def _say_fault(self, fault: BaseException) -> None:
        """Say what failed, and draw everything again."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)
        if self.screen_stack and isinstance(self.screen_stack[0], ReadingScreen):
            sentence = tr("That failed because of an error in newsreader; the log has it")
            message = str(fault) if isinstance(fault, NewsreaderError) else sentence
            self.screen_stack[0].say(message, warn=True)

    def _fatal_error(self) -> None:  # Textual's own hook; its report shows what articles hold
        fault = self._exception
        if fault is not None and not self._exit_renderables:
            from reader.actions.workspace.crash import crash_report  # only then

            report = crash_report(fault.error if isinstance(fault, WorkerFailed) else fault)
            self._exit_renderables.append(Text(report))
            with suppress(Exception):  # the fault may be in what is remembered
                self.remember()
        self._close_messages_no_wait()

    async def _on_exit_app(self) -> None:  # Textual's own hook, before the screen goes
        try:
            self.remember()
        except Exception as fault:
            if self._net is None:
                raise
            logger(__name__).error(CAUGHT, exc_info=fault)
        await super()._on_exit_app()

    def go_on_with(self, path: Path) -> None:
        """End, and begin again with a folder or a file in the place of what is open."""
        self.workspace.opens_next = path
        self.exit()

    def remember(self) -> None:
        """Keep how the screen is left, for the next session."""
        screen = self.screen_stack[0] if self.screen_stack else None
        if isinstance(screen, ReadingScreen):
            with suppress(NewsreaderError):  # the index may be the reason why the screen goes
                save_session(self.workspace.paths.screen_state, screen.leave())
                if self.workspace.is_lasting and screen.background.is_watching:  # all that is there was read
                    # With the language of queries 10 ms: at the end.
                    from reader.actions.workspace.last_session import keep_seen

                    keep_seen(self.workspace.paths.last_sessions, self.workspace.library)


def run_app(workspace: Workspace, asked: Asked | None = None, early: "EarlyFrame | None" = None) -> int:
    """Show the screen until the user leaves; return the exit code. Raises what made the screen go, as NewsreaderError.

    ``asked``: the terminal was asked for its background. ``early``: what it shows already.
    """
    app = NewsreaderApp(workspace, catches=True, asked=asked, early=early)
    if sys.__stderr__ is not None:  # what Textual draws on
        sys.__stderr__ = UnbreakableFile(sys.__stderr__)  # type: ignore[misc, assignment]
    app.run(mouse=workspace.settings.mouse)
    workspace.journal.sync()
    if app.known_error:
        raise app.known_error
    return app.return_code or 0
