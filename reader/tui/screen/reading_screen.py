"""The one screen: sidebar, page, status and hints; keys come in here and become commands."""

import os
from collections.abc import Callable, Container
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.actions.reading.trail import Trail
from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.library import GroupOrder, Row, Scope
from reader.page.lines.typography import Typography
from reader.text import clean_line
from reader.tui.keys.commands import COMMANDS, Where
from reader.tui.keys.continuations import Continuations
from reader.tui.keys.keymap import Keymap
from reader.tui.list.sidebar import Sidebar
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.page.outline_pane import OutlinePane
from reader.tui.page.page_view import PageView
from reader.tui.screen.act_queue import ActQueue
from reader.tui.screen.auto_read import AutoRead
from reader.tui.screen.background import Background
from reader.tui.screen.dispatch import Dispatch
from reader.tui.screen.downloads import Downloads
from reader.tui.screen.list_filter import ListFilter, lists_of
from reader.tui.screen.navigation import Going, Landing
from reader.tui.screen.panes import NARROW, SHORT, Panes
from reader.tui.screen.preview import Preview, images_of
from reader.tui.screen.status import Status
from reader.tui.screen.welcome import Welcome
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.symbols import SIGNS
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from reader.tui.page.find_bar import FindBar

WIDE = 100
"""From so many columns on, the window is a wide one."""

WARNING_S = 8.0
"""How long a warning stays."""


class ReadingScreen(WorkingScreen):
    """Articles beside the chosen one's text; what a command does stands in ``reader.tui.acts``."""

    AUTO_FOCUS = "#sidebar"

    def __init__(self, workspace: Workspace, hold_keys: Callable[[Callable[[], bool]], None]) -> None:
        """``hold_keys`` lets the next keys wait while something is so."""
        super().__init__(hold_keys)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]
        self.workspace = workspace
        session, settings = workspace.session, workspace.settings
        self.keymap = Keymap(COMMANDS, settings.keys, workspace.where_keys)
        lists = lists_of(workspace)
        model = SidebarModel(lists, Scope(settings.scope), GroupOrder(settings.group_order))
        self.sidebar = Sidebar(model, SIGNS[settings.icons], lambda: datetime.now(workspace.zone))
        self.page = PageView(
            settings.measure,
            Typography(
                settings.autospace, settings.hanging_punctuation, settings.justify, settings.wrap_code
            ),
            lambda page: images_of(page, self),
        )
        self.outline = OutlinePane(self.page, SIGNS[settings.icons])
        self.preview = Preview(self)
        self.going = Going(self)
        self.status = Status(self)
        self.welcome = Welcome(self)
        self.dispatch = Dispatch(self)
        self.background = Background(self)
        self.web = Downloads(self)
        self.acts = ActQueue(self)
        self.marks = AutoRead(self)
        self.listing = ListFilter(self, lists)
        model.opens = self.listing.group_to_open
        self.panes = Panes(self, session)
        self.trail = Trail()
        """Where one has been reading."""
        self.in_page = False
        """Whether keys are for the page. The focus follows a moment later, and not where a window is too small."""
        self.find_bar: FindBar | None = None
        """The line in which one types what to find on the page, while it is open."""
        self.searched = ""
        """What was searched for last in all articles."""
        self.is_touched = False
        """Somebody is here: nothing is arranged for a beginner any more."""

    def compose(self) -> ComposeResult:
        """Lay the screen out; the style sheets say where what goes."""
        yield Bar("breadcrumb")
        with Horizontal(id="panes"):
            yield self.sidebar
            yield self.page
            yield self.outline
        yield Bar("status")
        yield Bar("hints")
        yield Continuations()
        yield Bar("too-small")

    def on_mount(self) -> None:
        """Show what the index knows; look at the folders after that."""
        session = self.workspace.session
        self.welcome.begin_view()
        self.set_class(session.sidebar_hidden and not self.sidebar.model.is_empty, "-sidebar-hidden")
        own = f"{self.workspace.settings_file.parent}{os.sep}"  # of which the name is enough
        for warning in (*self.workspace.warnings, *self.keymap.problems):
            self.say(warning.removeprefix(own), warn=True)
        self.sidebar.show_from_top()
        # Whatever had the terminal meanwhile left nothing of ours on it.
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self._started)
        # What is typed before there is anything in the list is meant for what will be there.
        self.hold_keys(lambda: self.sidebar.model.is_empty and not self.background.is_watching)

    def _started(self) -> None:
        self.dispatch.prepare()
        self.collecting.start()
        self.preview.show_now()
        self.status.update()
        self.background.start()
        self.listing.start(self.workspace.settings.group_by)
        self.welcome.open_single()
        if self.workspace.welcome:
            self.say(self.workspace.welcome)

    # Keys and commands

    @property
    def where(self) -> Where:
        """Where keys are pressed now."""
        if not self.in_page:
            return Where.SIDEBAR
        where = Where.PAGE | Where.FOUND if self.page.found.is_open else Where.PAGE
        return where | Where.SELECTING if self.page.caret.is_on else where

    def on_key(self, event: events.Key) -> None:
        """Turn keys into commands."""
        self.is_touched = True
        if self.find_bar:
            self.find_bar.take(event)
            return
        if self.page.hints.is_open:
            self.status.be_silent()
            if self.page.hints.take(event):
                event.stop()
                event.prevent_default()
                return
        self.dispatch.press(event)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted before the line had the focus; elsewhere a paste is no command."""
        if self.find_bar:
            self.find_bar.paste(event)

    def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Do what the clicked hint names."""
        self.dispatch.run(message.command)

    def action_copy_text(self) -> None:
        """Copy by the keys that Textual has for it, and in our words."""
        self.dispatch.run("copy_selection")

    # Moving between the panes

    def on_descendant_focus(self) -> None:
        """Follow the focus, however it came: narrow windows show the pane that has it."""
        self.in_page = self.focused is not self.sidebar
        self.panes.show_page(on=self.in_page)
        self.status.hints(None)
        if self.in_page:
            self.preview.start_reading()

    def enter_page(self) -> None:
        """Give the page the focus; entering an article marks it read."""
        if article := self.chosen:
            self.preview.show_now()
            self.marks.mark_opened_read(article)
        self.in_page = True
        # A narrow window shows the page only then, and what is hidden takes no focus.
        self.panes.show_page(on=True)
        self.page.focus()

    def leave_page(self) -> None:
        """Give the list the focus."""
        self.in_page = False
        self.panes.show_page(on=False)
        self.remove_class("-sidebar-hidden")
        self.sidebar.focus()
        self.preview.show_now()
        self.call_after_refresh(self.sidebar.show_cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Fit rows and panes to the window."""
        self.panes.fit(*event.size)

    # The article

    @property
    def chosen(self) -> int:
        """The article that commands mean: the cursor's; on a group's heading that of the page, where one sees it; else 0.

        Not what the page shows in general: it may be a moment behind the cursor.
        """
        is_apart = self.in_page and self.preview.is_apart
        on_page = self.preview.wanted if self.in_page or self.page.display else 0
        return on_page if is_apart else self.sidebar.model.cursor.article or on_page

    def chosen_row(self) -> Row | None:
        """Return what is known of the article that commands mean."""
        return self.sidebar.row(self.chosen) if self.chosen else None

    def go_to(self, key: Key) -> None:
        """Put the cursor on the article of this key and show it."""
        if not self.going.go_to(key):
            self.status.say_none(tr("{path} is not in the list", path=key.path))

    def go_to_article(self, article: int, landing: Landing | None = None) -> bool:
        """Put the cursor on an article and show it at a place of it (or ``#name``); False: it is not listed."""
        return self.going.go_to_article(article, landing)

    def on_sidebar_cursor_moved(self) -> None:
        """Preview what the cursor stands on."""
        self.preview.show_soon()
        self.page.ending.follow(self.sidebar.model)
        self.status.update()

    def on_mouse_down(self) -> None:
        """Notice that somebody is here."""
        self.is_touched = True

    def on_sidebar_chosen(self) -> None:
        """Go in."""
        self.dispatch.run("enter")

    def on_page_view_scrolled(self) -> None:
        """Tell how far one is; the end of an article in the focused page marks it read."""
        if self.in_page and self.page.at_end and self.page.has_been_scrolled:
            self.marks.mark_shown_read()
        if self.page.has_been_scrolled:
            self.preview.rest_soon()
        self.outline.follow()
        self.status.update()

    def on_outline_pane_chosen(self, message: OutlinePane.Chosen) -> None:
        """Read on, at the heading if one was chosen."""
        from reader.tui.acts.linking import Linking  # here already: the commands were prepared

        Linking(self).leave_outline(message.block, hide=message.hide)

    def on_page_view_link_clicked(self, message: PageView.LinkClicked) -> None:
        """Follow the link."""
        from reader.tui.acts.linking import Linking  # as above

        Linking(self).follow(message.address, message.text)

    def on_page_view_next_clicked(self) -> None:
        """Read on, as one does with a key at the end."""
        self.marks.mark_shown_read()
        self.dispatch.run("next_unread")

    def show_find_bar(self, bar: "FindBar | None") -> None:
        """Open the line in which one types what to find, in the place of the hints, or close it."""
        if self.find_bar:
            self.find_bar.remove()
            self.page.focus()
        self.find_bar = bar
        self.set_class(bar is not None, "-finding")
        if bar:
            self.mount(bar, before="#hints")
        self.status.update()

    def on_find_bar_closed(self, message: "FindBar.Closed") -> None:
        """Read on."""
        if message.bar is self.find_bar:
            self.show_find_bar(None)

    # What is listed

    def show_scope(self, scope: Scope, order: GroupOrder) -> None:
        """Leave the view for another scope or order; where that has nothing to show, the list says so.

        Where the former had nothing to show and nothing was chosen, one begins at the first article.
        """
        model = self.sidebar.model
        had_nothing = bool(model.sections) and model.is_empty and not model.cursor.article
        model.arrange(scope, order)
        if had_nothing and not model.is_empty and not model.cursor.article:
            self.preview.return_to(None, "")
        self.sidebar.show()
        self.sidebar.cursor_moved()
        if self.in_page and model.is_empty:
            self.leave_page()

    def library_changed(self, changed: Container[int] = ()) -> None:
        """Take in what changed in the folders; nothing moves under the reader.

        ``changed`` are the articles whose files have other content or another name now.
        """
        self.renew(
            self.welcome.begin_view if self.sidebar.model.is_empty else self.sidebar.model.reload, changed
        )
        self.listing.look_up_soon()

    def renew(self, reload: Callable[[], None], changed: Container[int] = ()) -> None:
        """List anew by ``reload``, keeping under the reader what is there, and follow what ``changed``."""
        held, had = self.sidebar.held_item(), self.sidebar.model.cursor
        reload()
        self.sidebar.restore(held)
        self.preview.follow(had, changed)
        self.page.ending.follow(self.sidebar.model)
        self.welcome.follow()
        self.status.update()

    def on_unmount(self) -> None:
        """End what goes on behind the screen."""
        self.web.stop_all()
        self.background.stop()

    # Telling

    def say_failed(self, problem: NewsreaderError) -> None:
        """Say what could not be done. A damaged index ends the screen: it begins again with a new one."""
        if isinstance(problem, IndexDamagedError):
            raise problem
        self.say(str(problem), warn=True)

    def say(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence for a while; whatever an article put into it is only text."""
        if warn:
            self.notify(clean_line(sentence), severity="warning", timeout=WARNING_S, markup=False)
        else:
            self.status.say(clean_line(sentence))
