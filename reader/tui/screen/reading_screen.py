"""The one screen: how it begins and ends, and where its keys and messages go."""

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.actions.workspace.session import Session, save_session
from reader.i18n import tr
from reader.library.index.grouping import TAG, keys_of
from reader.text import clean_line
from reader.tui.early.begun_list import restore_list
from reader.tui.list.sidebar import Sidebar
from reader.tui.page.link_hover import LinkHovered
from reader.tui.page.outline_pane import OutlinePane
from reader.tui.page.page_view import PageView
from reader.tui.screen.assembly import AssembledScreen
from reader.tui.screen.session import session_of, single_article
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from reader.actions.reading.peeking import Peek
    from reader.page.navigation.links import Link
    from reader.tui.acts import Acts, Handlers
    from reader.tui.page.find_bar import FindBar
    from reader.tui.widgets.themed_app import ThemedApp

AHEAD_S = 0.3
"""How long after the first frame it is begun to load what dialogs need."""


ROWS_A_WARNING = 8
"""Rows of the window for each warning at the start: it takes three or four of them, and there is text below."""

PREPARED_S = 0.2
"""After the first frame; the first article is shown by then."""


class ReadingScreen(AssembledScreen):
    """Articles beside the chosen one's text; what a command does stands in ``reader.tui.acts``."""

    AUTO_FOCUS = "#sidebar"
    """The list has the keys first."""
    is_touched = False
    """A key or a button was pressed: nothing is arranged for a beginner any more."""
    _has_begun = False

    def compose(self) -> ComposeResult:
        """Lay the screen out; the style sheets say where what goes."""
        yield self.status.breadcrumb
        with Horizontal(id="panes"):
            yield self.sidebar
            yield self.page
            yield self.outline
        yield self.offer
        yield self.status.bar
        yield self.hints.panel
        yield Bar("too-small")

    @cached_property
    def acts(self) -> "Acts":
        """What does the commands."""
        from reader.tui.screen.wiring import acts_of  # all that can be done, 15 ms: after the first frame

        return acts_of(self)

    def handlers(self) -> "Handlers":
        """Return what does the commands, by their ids."""
        return self.acts.handlers

    def on_mount(self) -> None:
        """Show what the index knows; look at the folders after that."""
        if not self.begun.is_restored:
            restore_list(self.begun, self.workspace)
        self.is_touched = self.begun.is_touched
        self.list_filter.show_watch_words()
        self.gone_past.begin()
        self.panes.hide_sidebar(on=self.workspace.session.sidebar_hidden and not self.sidebar.model.is_empty)
        self._warn()
        self.sidebar.show_from(self.begun.first)
        # Whatever had the terminal meanwhile left nothing of ours on it.
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        # What is typed before there is anything in the list is meant for what will be there.
        self.hold_keys(lambda: self.sidebar.model.is_empty and not self.background.is_watching)

    def _warn(self) -> None:
        """Say what is wrong with the settings and the like; of more than the window has room for the first."""
        own = f"{self.workspace.paths.settings_file.parent}{os.sep}"  # of which the name is enough
        warnings = [each.removeprefix(own) for each in (*self.workspace.warnings, *self.keymap.problems)]
        for each in reversed(warnings):  # the last message is listed first
            self.messages.add(clean_line(each))
        room = max(2, self.app.size.height // ROWS_A_WARNING)
        if len(warnings) > room and not self.workspace.settings.screen_reader:
            more = tr("{count} more; :messages lists them", count=len(warnings) - room + 1)
            warnings = [*warnings[: room - 1], more]
        for each in warnings:
            self.show_sentence(each, warn=True)

    def draw_frame(self) -> None:
        """Draw what has changed; after the first frame begin with what it did not need."""
        super().draw_frame()
        if not self._has_begun and self.is_mounted:
            self._has_begun = True
            self.frame_keeping.take()
            self.call_later(self._started)

    def _started(self) -> None:
        workspace = self.workspace
        self.collecting.start()
        if not self.welcome.begin():
            self.preview.show_now()
        self.update_status()
        self.background.start()
        if not self.app.is_headless:
            self.set_timer(AHEAD_S, self._read_ahead)
        if workspace.is_lasting:  # so that the same folders open the next time, even after a crash
            self.in_worker(
                partial(save_session, workspace.paths.screen_state, workspace.session), lambda _: None
            )
        self.saving.retry_if_needed()
        self.list_filter.start(keys_of(workspace.settings.group_by), self.first_scan_done)
        self._open_single()
        self.set_timer(PREPARED_S, self._prepare)
        if not workspace.session.has_offered_levels and keys_of(workspace.settings.group_by) == (TAG,):
            from reader.actions.feeds.feed_folders import has_feed_folders

            self.in_worker(partial(has_feed_folders, workspace.library), self._offer_levels)

    def _prepare(self) -> None:
        """Load what does the commands, so that no key waits for it: while the first article is read."""
        self.in_worker(_load_acts, lambda _: self._prepared())

    def _prepared(self) -> None:
        self.dispatch.prepare()
        self.frame_keeping.keep(self.in_worker)
        self.set_interval(self.acts.settings_watch.every_s, self.acts.settings_watch.look)
        self.acts.offering.look()

    def _read_ahead(self) -> None:
        from reader.tui.screen import reading_ahead

        app = cast("ThemedApp", self.app)
        kept = self.collecting.keep_what_is_there
        self.in_worker(reading_ahead.load, lambda _: reading_ahead.parse(app, kept))

    def _offer_levels(self, has_folders: bool) -> None:  # noqa: FBT001 - a result, as workers hand it on
        """Say once that feeds in folders can be listed as groups in groups."""
        key = self.keymap.first("choose_grouping")
        if has_folders and key and not self.is_touched:
            self.workspace.session = self.workspace.session._replace(has_offered_levels=True)
            self.say(tr("Feeds are in folders: {key} can list feeds in tags", key=key))

    def follow_peek(self, link: "Link", shown: "Peek | None") -> None:
        """Go to what was shown of a link's target."""
        self.acts.peeking.follow(link, shown)

    def first_scan_done(self) -> None:
        """Order the groups and begin at the top, now that the index is complete; not once the user has begun."""
        if not self.is_touched:
            restore_list(self.begun, self.workspace)
            self.gone_past.begin()
            self.sidebar.show_from_top()
            if not self.welcome.begin():
                self.preview.show_now()
            self._open_single()

    def _open_single(self) -> None:
        """Enter the page where one file alone was named, read already or not: the user wants to read it."""
        article = single_article(self.workspace.library)
        if article is not None and not self.is_touched and self.navigation.go_to_article(article):
            self.panes.hide_sidebar(on=True)
            self.pane_focus.enter_page()

    def leave(self) -> Session:
        """Return how the screen is left, for the next session; what goes on in threads ends."""
        self.background.stop()
        if self.page.images:
            self.page.images.forget()
        self.preview.visit.leave()
        return session_of(self.workspace, self.panes)

    def on_unmount(self) -> None:
        """End what goes on in threads."""
        self.downloads.stop_all()
        self.runs.end()
        self.background.stop()

    # Keys and messages

    @property
    def in_page(self) -> bool:
        """Whether keys are for the page."""
        return self.panes.in_page

    def on_key(self, event: events.Key) -> None:
        """Turn keys into commands."""
        self.is_touched = True
        self.welcome.end()
        self.status.key_pressed()
        if self.find_bar:
            self.find_bar.take(event)
            return
        if self.page.hints.is_open:
            self.status.be_silent()
            if self.page.hints.take(event):
                event.stop()
                event.prevent_default()
                return
        if self.peeks.is_open:
            self.status.be_silent()
            if self.peeks.take(event):
                event.stop()
                event.prevent_default()
                return
        self.dispatch.press(event)

    def on_screen_resume(self) -> None:
        """Go on with a macro that a dialog has held up."""
        if "acts" in self.__dict__:
            self.acts.commanding.resume()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted before the line had the focus; elsewhere a paste is no command."""
        if self.find_bar:
            self.find_bar.paste(event)

    def on_mouse_down(self) -> None:
        """Notice that the user has begun."""
        self.is_touched = True
        self.welcome.end()

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
        self.welcome.fit()

    def on_sidebar_cursor_moved(self) -> None:
        """Preview what the cursor stands on."""
        self.gone_past.follow()
        self.preview.show_soon()
        self.preview.name_next()
        self.update_status()

    def on_sidebar_chosen(self) -> None:
        """Enter the article, or open the group."""
        self.dispatch.run("enter")

    def on_sidebar_dragged(self, message: Sidebar.Dragged) -> None:
        """Move the edge between list and page to where the mouse is."""
        self.panes.resize_sidebar((message.y if self.panes.is_stacked else message.x) + 1)

    def on_text_view_scrolled(self) -> None:
        """Say how far the page is; the end of an article in the focused page marks it read."""
        self.peeks.follow_page()
        if self.in_page and self.page.at_end and self.page.has_been_scrolled:
            self.auto_read.mark_shown_read()
        if self.page.has_been_scrolled:
            self.preview.visit.rest_soon()
        self.outline.follow()
        self.update_status()

    def on_outline_pane_chosen(self, message: OutlinePane.Chosen) -> None:
        """Read on, at the heading if one was chosen."""
        self.acts.outlining.leave(message.block, hide=message.hide)

    def on_page_view_link_clicked(self, message: PageView.LinkClicked) -> None:
        """Follow the link."""
        self.acts.linking.follow(message.address, message.text)

    def on_link_hovered(self, message: LinkHovered) -> None:
        """Show where the link leads for as long as the mouse is on it."""
        if message.link is None:
            self.peeks.close_hovered()
        elif message.link != self.peeks.link and not self.page.hints.is_open and not self.find_bar:
            self.peeks.open(message.link, message.row, message.cell, hovered=True)

    def on_peek_panel_clicked(self) -> None:
        """Go to what is shown."""
        self.peeks.go()

    def on_peek_panel_left(self) -> None:
        """Close the panel if the mouse opened it."""
        self.peeks.close_hovered()

    def on_page_view_next_clicked(self) -> None:
        """Read on, as with a key at the end."""
        self.auto_read.mark_shown_read(partial(self.dispatch.run, "next_unread"))

    def on_find_bar_closed(self, message: "FindBar.Closed") -> None:
        """Read on."""
        if message.bar is self.find_bar:
            self.show_find_bar(None)


def _load_acts() -> None:
    import reader.tui.screen.wiring  # noqa: F401 - 15 ms: in a thread
