"""The screen as it is put together: widgets, the parts that move them, and what is said to the user."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from reader.actions.reading.trail import Trail
from reader.actions.reading.typography import typography_of
from reader.actions.workspace.preferences import query_fault
from reader.actions.workspace.workspace import Workspace
from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.text import clean_line
from reader.text.cells import widths_in_use
from reader.tui.control.act_queue import ActQueue
from reader.tui.control.arrangement import BROAD, NARROW, SHORT, WIDE
from reader.tui.control.auto_read import AutoRead
from reader.tui.control.background import Background
from reader.tui.control.downloads import Downloads
from reader.tui.control.focus import PaneFocus
from reader.tui.control.gone_past import GonePast
from reader.tui.control.list_filter import ListFilter
from reader.tui.control.messages import Messages
from reader.tui.control.navigation import ListNavigation
from reader.tui.control.panes import Panes
from reader.tui.control.peeks import Peeks
from reader.tui.control.preview import Preview
from reader.tui.control.program_runs import ProgramRuns
from reader.tui.control.refreshing import Refreshing
from reader.tui.control.remote_images import RemoteImages
from reader.tui.control.saving import Saving
from reader.tui.control.teaching import Teaching
from reader.tui.control.updates import Updates
from reader.tui.control.visit import Visit
from reader.tui.early.begun_list import BegunList, begin_list, restore_list
from reader.tui.keys.keys_in_force import keymap_of
from reader.tui.list.sidebar import Sidebar
from reader.tui.page.outline_pane import OutlinePane
from reader.tui.page.page_view import PageView
from reader.tui.screen.dispatch import Dispatch
from reader.tui.screen.frame_keeping import FrameKeeping
from reader.tui.screen.hints import Hints
from reader.tui.screen.outlook import Outlook
from reader.tui.screen.status import Status
from reader.tui.screen.status_line import why_empty
from reader.tui.screen.welcome import Welcome
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.symbols import SYMBOLS, symbols_for
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.actions.reading.peeking import Peek
    from reader.page.navigation.links import Link
    from reader.tui.acts import Handlers
    from reader.tui.page.find_bar import FindBar
    from reader.tui.page.images import Images
    from reader.tui.page.text_view import TextView

_T = TypeVar("_T")


class NamesWindow(Protocol):
    """An app that says in the window's title where one is."""

    def name_window(self, place: str) -> None:
        """Say it, if that is wished."""


CLIPBOARDS = ("DISPLAY", "WAYLAND_DISPLAY", "TERMUX_VERSION")
"""Variables of systems that have a clipboard of their own."""

WARNING_S = 8.0
"""How long a warning stays."""


class AssembledScreen(WorkingScreen):
    """Makes the parts of the screen, each of those below it, and lends them its voice."""

    def __init__(
        self,
        workspace: Workspace,
        hold_keys: Callable[[Callable[[], bool]], None],
        *,
        has_colours: bool = True,
        begun: BegunList | None = None,
    ) -> None:
        """``hold_keys`` lets the next keys wait while something is so; ``begun``: the list as it is drawn already."""
        super().__init__(hold_keys)
        self.HORIZONTAL_BREAKPOINTS = [
            (0, "-narrow"),
            (NARROW, "-medium"),
            (WIDE, "-wide"),
            (BROAD, "-broad"),
        ]
        if workspace.settings.screen_reader:  # one pane at a time, as in a narrow window
            self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow")]
            self.add_class("-narrow", "-in-words")
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]
        self.workspace = workspace
        """What is read."""
        settings, symbols = workspace.settings, symbols_for(workspace.settings.icons)
        self.keymap = keymap_of(settings, workspace.where_set, query_fault)
        """Which keys mean which commands."""
        self.begun = begun or begin_list(workspace)
        """The list as the session begins with it."""
        self._lists, model = self.begun.lists, self.begun.model
        self.sidebar = Sidebar(
            model, symbols, lambda: datetime.now(workspace.zone), in_words=settings.screen_reader
        )
        """The list of groups and articles."""
        self.page = PageView(
            settings.measure,
            typography_of(settings, has_colours=has_colours),
            self._images_of,
        )
        """The text of the chosen article."""
        self.outline = OutlinePane(self.page, symbols)
        """Its headings."""
        self.messages = Messages()
        """What was said."""
        self.find_bar: FindBar | None = None
        """The line in which words to find on the page are typed, while it is open."""
        self.frame_keeping = FrameKeeping(workspace, self.sidebar)
        """Keeps what the first frame looks like."""
        self._make_parts()
        self._make_lines()

    def _make_parts(self) -> None:
        """Make what moves the widgets; what leads upwards is looked up when it is needed."""
        workspace, keymap, sidebar, page = self.workspace, self.keymap, self.sidebar, self.page
        self.trail, self.queue = Trail(), ActQueue(self, workspace.library, workspace.journal)
        self.saving = Saving(self, workspace, self.queue, self._marks_saved)
        self.downloads = Downloads(self, SYMBOLS[workspace.settings.icons].busy, workspace.settings)
        self.runs = ProgramRuns(self, SYMBOLS[workspace.settings.icons].busy, workspace.settings)
        self.images = RemoteImages(
            self, workspace, page, self.downloads, lambda: self.preview.show_again()  # noqa: PLW0108 - made below
        )  # fmt: skip
        self.peeks = Peeks(self, workspace, page, keymap, self.follow_peek)
        """What links lead to, shown in place."""
        self.panes = Panes(self, workspace, sidebar, page, self.outline)
        self.auto_read = AutoRead(
            workspace, page, self.queue, lambda result: self.updates.show_act(result)  # noqa: PLW0108 - made below
        )  # fmt: skip
        visit = Visit(
            self, workspace, self.panes, self.trail,
            saving=self.saving, auto_read=self.auto_read, images=self.images,
        )  # fmt: skip
        self.preview = Preview(self, workspace, self.panes, visit)
        self.pane_focus = PaneFocus(self.panes, self.preview, self.auto_read)
        self.updates = Updates(
            self, self._lists, sidebar, self.preview,
            focus=self.pane_focus, auto_read=self.auto_read, saving=self.saving,
            begin=partial(restore_list, self.begun, workspace),
            renewed=lambda: self.welcome.follow(),  # noqa: PLW0108 - made below
            go_to_article=lambda article: self.navigation.go_to_article(article),  # noqa: PLW0108 - made below
        )  # fmt: skip
        self.gone_past = GonePast(
            workspace, sidebar, self.queue, self.auto_read, marked=self.updates.show_passed
        )
        self.list_filter = ListFilter(self, workspace, self._lists, sidebar, self.updates, marks=page.watched)
        sidebar.model.opens = self.list_filter.group_to_open
        self.navigation = ListNavigation(
            self, workspace, keymap, self.panes,
            focus=self.pane_focus, preview=self.preview, list_filter=self.list_filter, trail=self.trail,
        )  # fmt: skip
        refreshing = Refreshing(self, workspace, keymap, self.list_filter.show_failing)
        self.background = Background(self, workspace, refreshing, self.updates, self.first_scan_done)

    def _marks_saved(self) -> None:
        """Let the servers of the user's accounts know."""
        self.background.refreshing.send_marks_soon()

    def _make_lines(self) -> None:
        """Make what stands around the panes, and what takes keys."""
        workspace, keymap = self.workspace, self.keymap
        self._outlook = Outlook(
            workspace.library, self.panes, self.list_filter, self.saving,
            background=self.background, downloads=self.downloads, runs=self.runs, is_finding=lambda: self.find_bar is not None,
            in_words=workspace.settings.screen_reader,
        )  # fmt: skip
        self.offer = Bar("offer")
        """A line that offers something at the start."""
        self.hints = Hints(
            keymap, self.panes, self.preview, workspace.library, changes_nothing=self._changes_nothing
        )
        self.status = Status(self, self.hints, in_words=workspace.settings.screen_reader)
        self.welcome = Welcome(
            self, workspace, keymap, self.panes,
            preview=self.preview, background=self.background, shown=self.status.show_keys,
        )  # fmt: skip
        teaching = Teaching(
            self, workspace, keymap, self.panes, list_filter=self.list_filter, teach=self.teach,
            is_typing=lambda: self.is_asking or self.find_bar is not None or self.page.hints.is_open,
        )  # fmt: skip
        self.dispatch = Dispatch(
            self, self.status, keymap, self.panes,
            preview=self.preview, hold_keys=self.hold_keys, handlers=self.handlers, acted=teaching.acted,
            is_in_page=workspace.is_in_page,
        )  # fmt: skip

    def _changes_nothing(self, id_: str) -> bool:
        """Return whether a command would change nothing: the keys that it takes are in force, and nothing is offered."""
        preset = {"use_newsboat_keys": "newsboat", "keep_these_keys": "default"}.get(id_)
        return preset == self.workspace.settings.key_preset and not self.offer.display

    def handlers(self) -> "Handlers":
        """Return what does the commands."""
        raise NotImplementedError

    def follow_peek(self, link: "Link", shown: "Peek | None") -> None:
        """Go to what was shown of a link's target."""
        raise NotImplementedError

    def first_scan_done(self) -> None:
        """Take note that the folders were read for the first time: the index is complete."""
        raise NotImplementedError

    # The line in which words to find are typed

    def open_find_bar(self) -> None:
        """Open the line in which words to find are typed, in the place of the status line."""
        from reader.tui.page.find_bar import FindBar  # with its widgets 5 ms: only when needed

        if self.page.shown and not self.find_bar:
            self.show_find_bar(FindBar(self.page))

    def show_find_bar(self, bar: "FindBar | None") -> None:
        """Open this line in the place of the status line, or close the one that is open."""
        if self.find_bar:
            self.find_bar.remove()
            self.page.focus()
        self.find_bar = bar
        self.set_class(bar is not None, "-finding")
        if bar:
            self.mount(bar, after="#status")
        self.update_status()

    def focus_text(self) -> None:
        """Give the keys to the text, if the outline has them."""
        if self.outline.has_focus:
            self.set_focus(self.page)

    # Saying and asking

    def update_status(self) -> None:
        """Write in the lines around the panes what is true now."""
        if not self.is_mounted:
            return
        if self.find_bar:
            self.find_bar.show_count(self.page.found.count_sentence())
        now = self._outlook.now()
        if now.is_empty:
            self.sidebar.reason = why_empty(now, self.workspace.settings, self.keymap)
        self.status.show(now)
        cast("NamesWindow", self.app).name_window(now.place)

    def settings_changed(self) -> None:
        """Write around the panes what other settings and other keys mean."""
        self.update_status()
        self.status.show_keys()

    def say(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence for a while; whatever an article put into it is only text."""
        self.messages.add(clean_line(sentence))
        self.show_sentence(sentence, warn=warn)

    def show_sentence(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence that is among the messages already, or need not be."""
        if warn and not self.workspace.settings.screen_reader:
            self.notify(clean_line(sentence), severity="warning", timeout=WARNING_S, markup=False)
        else:
            self.status.say(clean_line(sentence))

    def teach(self, tip: str) -> None:
        """Show a tip in the line below the panes, where nothing else is said."""
        self.messages.add(tip)
        self.status.teach(tip)

    def say_missing(self, sentence: str) -> None:
        """Say that something is not there, as far as the folders have been read."""
        if not self.background.is_watching:
            sentence = tr("{sentence} yet: the folders are still being read", sentence=sentence)
        self.say(sentence)

    def say_failed(self, problem: NewsreaderError) -> None:
        """Say what could not be done. A damaged index ends the screen: it begins again with a new one."""
        if isinstance(problem, IndexDamagedError):
            raise problem
        self.say(str(problem), warn=True)

    @property
    def is_asking(self) -> bool:
        """Whether a dialog stands before the screen."""
        return self.app.screen is not self

    def refuse(self, sentence: str) -> None:
        """Say why a dialog does not open; what is typed ahead for it does nothing."""
        self.say(sentence)
        self.dispatch.ignore_typed_ahead()

    def ask(self, dialog: "Screen[_T]", take: Callable[[_T | None], None] | None = None) -> None:
        """Open a dialog; ``take`` gets its answer."""
        self.app.push_screen(dialog, take)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard: the terminal is asked to, and the system's own is filled where there is one."""
        self.app.copy_to_clipboard(text)
        environ = self.workspace.environ
        if sys.platform == "darwin" or any(environ.get(name) for name in CLIPBOARDS):
            from reader.actions.programs.clipboard import fill_clipboard  # with what starts programs 3 ms

            Thread(target=fill_clipboard, args=(text, environ), daemon=True).start()

    def count_again(self) -> None:
        """Draw all by other widths of the terminal's characters."""
        symbols = symbols_for(self.workspace.settings.icons)
        self.sidebar.use_symbols(symbols)
        self.outline.use_symbols(symbols)
        self.page.renew_images()
        self.preview.show_again()

    def _images_of(self, text: "TextView") -> "Images | None":
        """Return what draws images in this terminal, if it shows any; loaded when the first article is read."""
        from reader.tui.terminal.graphics import Graphics, graphics_for, missing_extra

        wanted = self.workspace.settings.images
        for warning in missing_extra(wanted):
            self.say(warning, warn=True)
        if wanted == "auto" and self.workspace.settings.icons == "ascii":  # blocks are no letters
            return None
        graphics = graphics_for(wanted, self.workspace.environ)
        has_blocks = widths_in_use().are_narrow or wanted != "auto"
        if graphics is Graphics.NONE or (graphics is Graphics.HALF and not has_blocks):
            return None
        from reader.tui.page.images import Images

        return Images(text, graphics)
