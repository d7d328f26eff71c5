"""The one screen: puts widgets and parts together, and hands on keys and messages."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.actions.reading.trail import Trail
from reader.actions.workspace.session import Session, save_session
from reader.actions.workspace.workspace import Workspace
from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.library import GroupOrder, Scope
from reader.page.lines.typography import Typography
from reader.text import clean_line
from reader.tui.control.act_queue import ActQueue
from reader.tui.control.auto_read import AutoRead
from reader.tui.control.background import Background
from reader.tui.control.downloads import Downloads
from reader.tui.control.focus import PaneFocus
from reader.tui.control.list_filter import ListFilter, lists_of
from reader.tui.control.navigation import ListNavigation
from reader.tui.control.panes import NARROW, SHORT, Panes
from reader.tui.control.preview import Preview
from reader.tui.control.refreshing import Refreshing
from reader.tui.control.remote_images import RemoteImages
from reader.tui.control.saving import Saving
from reader.tui.control.updates import Updates
from reader.tui.control.visit import Visit
from reader.tui.keys.commands import COMMANDS, Where
from reader.tui.keys.keymap import Keymap
from reader.tui.list.sidebar import Sidebar
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.page.outline_pane import OutlinePane
from reader.tui.page.page_view import PageView
from reader.tui.screen.dispatch import Dispatch
from reader.tui.screen.hints import Hints
from reader.tui.screen.session import restore_list, session_of, single_article
from reader.tui.screen.situation import Outlook
from reader.tui.screen.status import Status
from reader.tui.screen.welcome import Welcome
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.symbols import SIGNS
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.actions.finding.lists import Lists
    from reader.tui.acts import Acts
    from reader.tui.page.find_bar import FindBar
    from reader.tui.page.images import Images
    from reader.tui.page.text_view import TextView

T = TypeVar("T")

WIDE = 100
"""From this many columns on, the window is a wide one."""

WARNING_S = 8.0
"""How long a warning stays."""


class ReadingScreen(WorkingScreen):
    """Articles beside the chosen one's text; what a command does stands in ``reader.tui.acts``."""

    AUTO_FOCUS = "#sidebar"
    """The list has the keys first."""

    def __init__(self, workspace: Workspace, hold_keys: Callable[[Callable[[], bool]], None]) -> None:
        """``hold_keys`` lets the next keys wait while something is so."""
        super().__init__(hold_keys)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]
        self.workspace = workspace
        """What is read."""
        settings, symbols = workspace.settings, SIGNS[workspace.settings.icons]
        self.keymap = Keymap(COMMANDS, settings.keys, workspace.where_keys)
        """Which keys mean which commands."""
        lists = lists_of(workspace)
        model = SidebarModel(lists, Scope(settings.scope), GroupOrder(settings.group_order))
        self.sidebar = Sidebar(model, symbols, lambda: datetime.now(workspace.zone))
        """The list of groups and articles."""
        self.page = PageView(
            settings.measure,
            Typography(settings.autospace, settings.hanging, settings.justify, settings.code_wrap),
            self._images_of,
        )
        """The text of the chosen article."""
        self.outline = OutlinePane(self.page, symbols)
        """Its headings."""
        self.find_bar: FindBar | None = None
        """The line in which words to find on the page are typed, while it is open."""
        self.is_touched = False
        """A key or a button was pressed: nothing is arranged for a beginner any more."""
        self._build(lists)

    def _build(self, lists: "Lists") -> None:
        """Make the parts, each of those below it; what leads upwards is looked up when it is needed."""
        workspace, sidebar, page, outline = self.workspace, self.sidebar, self.page, self.outline
        library, model, keymap = workspace.library, sidebar.model, self.keymap
        self.trail, self.queue = Trail(), ActQueue(self)
        self.saving = Saving(self, workspace)
        self.downloads = Downloads(self, SIGNS[workspace.settings.icons].busy)
        self.images = RemoteImages(self, workspace, page, self.downloads, lambda: self.preview.show_again())  # noqa: PLW0108 - made below
        self.panes = Panes(
            self,
            sidebar=sidebar,
            page=page,
            outline=outline,
            session=workspace.session,
            measure=workspace.settings.measure,
        )
        self.auto_read = AutoRead(workspace, page, self.queue, lambda result: self.updates.show_act(result))  # noqa: PLW0108 - made below
        visit = Visit(
            self, workspace=workspace, page=page, panes=self.panes, trail=self.trail, queue=self.queue, saving=self.saving, auto_read=self.auto_read, images=self.images
        )  # fmt: skip
        self.preview = Preview(
            self,
            workspace=workspace,
            sidebar=sidebar,
            page=page,
            outline=outline,
            panes=self.panes,
            visit=visit,
        )
        self.pane_focus = PaneFocus(self.panes, sidebar, page, self.preview, self.auto_read)
        self.updates = Updates(
            self, lists=lists, sidebar=sidebar, preview=self.preview, focus=self.pane_focus, auto_read=self.auto_read, saving=self.saving,
            begin=partial(restore_list, model, workspace),
            renewed=lambda: self.welcome.follow(),  # noqa: PLW0108 - made below
            go_to_article=lambda article: self.navigation.go_to_article(article),  # noqa: PLW0108 - made below
        )  # fmt: skip
        self.list_filter = ListFilter(self, workspace, lists, sidebar, self.updates)
        model.opens = self.list_filter.group_to_open
        self.navigation = ListNavigation(
            self,
            library=library,
            keymap=keymap,
            sidebar=sidebar,
            page=page,
            focus=self.pane_focus,
            preview=self.preview,
            list_filter=self.list_filter,
            trail=self.trail,
        )
        refreshing = Refreshing(self, workspace, keymap, self.list_filter.show_failing)
        self.background = Background(
            self, workspace, refreshing, self.updates.library_changed, self._first_scan_done
        )
        outlook = Outlook(
            library, sidebar=sidebar, page=page, list_filter=self.list_filter, saving=self.saving, background=self.background, downloads=self.downloads,
            is_finding=lambda: self.find_bar is not None,
        )  # fmt: skip
        self.hints = Hints(keymap, self._where, self._has_nothing, lambda: bool(library.counts().total))
        self.status = Status(
            self,
            settings=workspace.settings,
            keymap=keymap,
            sidebar=sidebar,
            hints=self.hints,
            situation=outlook.now,
        )
        self.welcome = Welcome(
            self,
            workspace=workspace,
            keymap=keymap,
            page=page,
            outline=outline,
            preview=self.preview,
            is_free=self._is_free,
            shown=self.status.show_keys,
        )
        self.dispatch = Dispatch(
            self,
            status=self.status,
            keymap=keymap,
            where=self._where,
            move=self._move,
            handlers=lambda: self._acts.handlers,
        )

    @cached_property
    def _acts(self) -> "Acts":
        from reader.tui.acts import Parts, acts_of  # all that can be done, 15 ms: after the first frame

        return acts_of(Parts(
            self.workspace, self.keymap, self, self.sidebar, self.page, self.outline, self, self.app, self.panes,
            self.pane_focus, self.preview, self.navigation, self.list_filter, self.updates, self.queue,
            self.auto_read, self.trail, self.downloads, self.images, self.background.refreshing, self.dispatch.run,
            self.status.show_keys, self._open_find_bar, self._focus_text, lambda: self.size.width,
        ))  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay the screen out; the style sheets say where what goes."""
        yield self.status.breadcrumb
        with Horizontal(id="panes"):
            yield self.sidebar
            yield self.page
            yield self.outline
        yield self.status.bar
        yield self.hints.bar
        yield self.hints.panel
        yield Bar("too-small")

    def on_mount(self) -> None:
        """Show what the index knows; look at the folders after that."""
        restore_list(self.sidebar.model, self.workspace)
        self.panes.hide_sidebar(on=self.workspace.session.sidebar_hidden and not self.sidebar.model.is_empty)
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
        workspace = self.workspace
        self.dispatch.prepare()
        self.collecting.start()
        self.preview.show_now()
        self.update_status()
        self.background.start()
        if workspace.is_lasting:  # so that the same folders open the next time, even after a crash
            self.in_worker(partial(save_session, workspace.session_file, workspace.session), lambda _: None)
        self.saving.retry_if_needed()
        self.list_filter.start(workspace.settings.group_by, self._first_scan_done)
        self._open_single()
        if workspace.welcome:
            self.say(workspace.welcome)

    def _first_scan_done(self) -> None:
        """Order the groups and begin at the top, now that the index is complete; not once the user has begun."""
        if not self.is_touched:
            restore_list(self.sidebar.model, self.workspace)
            self.sidebar.show_from_top()
            self.preview.show_now()
            self._open_single()

    def _open_single(self) -> None:
        """Enter the page where one file alone was named, read already or not: that is what is to be read."""
        article = single_article(self.workspace.library)
        if article is not None and not self.is_touched and self.navigation.go_to_article(article):
            self.panes.hide_sidebar(on=True)
            self.pane_focus.enter_page()

    def leave(self) -> Session:
        """Return how the screen is left, for the next session; what goes on in threads ends."""
        self.background.stop()
        if self.page.images:
            self.page.images.forget()
        self.preview.leave()
        return session_of(self.workspace, self.sidebar, self.page, self.panes)

    def on_unmount(self) -> None:
        """End what goes on in threads."""
        self.downloads.stop_all()
        self.background.stop()

    # Keys and messages

    @property
    def in_page(self) -> bool:
        """Whether keys are for the page."""
        return self.panes.in_page

    def _where(self) -> Where:
        """Return where keys are pressed now."""
        if not self.in_page:
            return Where.SIDEBAR
        where = Where.PAGE | Where.FOUND if self.page.found.is_open else Where.PAGE
        return where | Where.SELECTING if self.page.caret.is_on else where

    def _move(self, motion: str, count: int) -> None:
        (self.page if self.in_page else self.sidebar).move(motion, count)

    def _has_nothing(self) -> bool:
        """Return whether keys are for a list without articles."""
        return self.sidebar.model.is_empty and not (self.in_page and self.preview.chosen)

    def _is_free(self) -> bool:
        """Return whether the folders have been read, and no article is being read."""
        return self.background.is_watching and not (self.in_page and self.panes.has_text)

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

    def on_mouse_down(self) -> None:
        """Notice that the user has begun."""
        self.is_touched = True

    def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Do what the clicked hint names."""
        self.dispatch.run(message.command)

    def action_copy_text(self) -> None:
        """Copy by the keys that Textual has for it, and in our words."""
        self.dispatch.run("copy_selection")

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        self.pane_focus.follow(in_page=self.focused is not self.sidebar)
        self.status.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Fit rows and panes to the window."""
        self.panes.fit(*event.size)

    def on_sidebar_cursor_moved(self) -> None:
        """Preview what the cursor stands on."""
        self.preview.show_soon()
        self.preview.name_next()
        self.update_status()

    def on_sidebar_chosen(self) -> None:
        """Enter the article, or open the group."""
        self.dispatch.run("enter")

    def on_text_view_scrolled(self) -> None:
        """Say how far the page is; the end of an article in the focused page marks it read."""
        if self.in_page and self.page.at_end and self.page.has_been_scrolled:
            self.auto_read.mark_shown_read()
        if self.page.has_been_scrolled:
            self.preview.rest_soon()
        self.outline.follow()
        self.update_status()

    def on_outline_pane_chosen(self, message: OutlinePane.Chosen) -> None:
        """Read on, at the heading if one was chosen."""
        self._acts.outlining.leave(message.block, hide=message.hide)

    def on_page_view_link_clicked(self, message: PageView.LinkClicked) -> None:
        """Follow the link."""
        self._acts.linking.follow(message.address, message.text)

    def on_page_view_next_clicked(self) -> None:
        """Read on, as with a key at the end."""
        self.auto_read.mark_shown_read()
        self.dispatch.run("next_unread")

    def on_find_bar_closed(self, message: "FindBar.Closed") -> None:
        """Read on."""
        if message.bar is self.find_bar:
            self._show_find_bar(None)

    def _open_find_bar(self) -> None:
        """Open the line in which words to find are typed, in the place of the hints."""
        from reader.tui.page.find_bar import FindBar  # with its widgets 5 ms: only when needed

        if self.page.shown and not self.find_bar:
            self._show_find_bar(FindBar(self.page))

    def _show_find_bar(self, bar: "FindBar | None") -> None:
        if self.find_bar:
            self.find_bar.remove()
            self.page.focus()
        self.find_bar = bar
        self.set_class(bar is not None, "-finding")
        if bar:
            self.mount(bar, before="#hints")
        self.update_status()

    def _focus_text(self) -> None:
        if self.outline.has_focus:
            self.set_focus(self.page)

    # Saying and asking

    def update_status(self) -> None:
        """Write in the lines around the panes what is true now."""
        if self.find_bar:
            self.find_bar.show_count(self.page.found.count_sentence())
        self.status.update()

    def say(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence for a while; whatever an article put into it is only text."""
        if warn:
            self.notify(clean_line(sentence), severity="warning", timeout=WARNING_S, markup=False)
        else:
            self.status.say(clean_line(sentence))

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

    def refuse(self, sentence: str) -> None:
        """Say why a dialog does not open; what is typed ahead for it does nothing."""
        self.say(sentence)
        self.dispatch.ignore_typed_ahead()

    def ask(self, dialog: "Screen[T]", take: Callable[[T | None], None] | None = None) -> None:
        """Open a dialog; ``take`` gets its answer."""
        self.app.push_screen(dialog, take)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        self.app.copy_to_clipboard(text)

    def _images_of(self, text: "TextView") -> "Images | None":
        """Return what draws images in this terminal, if it shows any; loaded when the first article is read."""
        from reader.tui.terminal.graphics import Graphics, graphics_for, missing_extra

        wanted = self.workspace.settings.images
        for warning in missing_extra(wanted):
            self.say(warning, warn=True)
        graphics = graphics_for(wanted, self.workspace.environ)
        if graphics is Graphics.NONE:
            return None
        from reader.tui.page.images import Images

        return Images(text, graphics)
