"""Commands that move between panes and articles."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.library import EVERYTHING, Scope
from reader.tui.acts.topic import Roles, Topic
from reader.tui.list.nothing import nothing_in
from reader.tui.list.sections import Slot

if TYPE_CHECKING:
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.page.page_search import PageSearch


class Moving(Topic):
    """Moves from the list into the page and back, and from article to article."""

    def __init__(
        self, roles: Roles, found: "PageSearch", panes: "Panes", preview: "Preview", auto_read: "AutoRead"
    ) -> None:
        super().__init__(roles)
        self._found, self._panes, self._preview, self._auto_read = found, panes, preview, auto_read

    def do_enter(self) -> None:
        """Enter the article under the cursor, or open or close its group."""
        model = self._list.model
        if not model.sections:
            return
        slot = model.slot
        if slot.article >= 0:
            self._focus.enter_page()
        elif model.is_split and not model.has_groups_in(slot.section):
            self._step_beside()
        else:
            group = model.sections[slot.section].group
            if not group.in_scope and not model.sections[slot.section].is_open:
                self._tell.say_missing(nothing_in(group, self._keymap))
            model.fold(slot.section, is_open=not model.sections[slot.section].is_open)
            self._list.cursor_moved()

    def do_step_into(self) -> None:
        """Enter the article under the cursor; on a group's heading open it, and go to its first article."""
        model = self._list.model
        if not model.sections or model.slot.article >= 0:
            self.do_enter()
        elif model.is_split:
            self._step_beside()
        elif not model.sections[model.slot.section].is_open:
            self.do_enter()
        else:
            model.step(1)
            self._list.cursor_moved()

    def _step_beside(self) -> None:
        """Go from a group to its articles, which stand beside it."""
        model = self._list.model
        if model.members(model.slot.section):
            model.put(Slot(model.slot.section, 0))
            self._list.cursor_moved()

    def do_leave(self) -> None:
        """Go one step out: selection, what was found, zen, page, article, open group."""
        model = self._list.model
        if not self._focus.in_page and model.anchor is not None:
            self._end_selecting()
        elif self._selection.selections:
            self._selection.clear_selection()
        elif self._focus.in_page and self._found.is_open:
            self._found.close()
        elif self._panes.is_zen:
            self._panes.set_zen(on=False)
        elif self._focus.in_page:
            self._focus.leave_page()
        elif model.sections:
            slot = model.slot
            if slot.article >= 0:
                model.put(Slot(slot.section))
            else:
                model.fold(slot.section, is_open=False)
            self._list.cursor_moved()

    def do_next_pane(self) -> None:
        """Give the other pane the focus."""
        if self._focus.in_page:
            self._focus.leave_page()
        else:
            self._focus.enter_page()

    do_previous_pane = do_next_pane
    """With two panes, backwards is the same."""

    def do_next_group(self) -> bool:
        """Go to the heading of the next group."""
        return self._go_to_group(1)

    def do_previous_group(self) -> bool:
        """Go to the heading of the group before."""
        return self._go_to_group(-1)

    def _go_to_group(self, direction: int) -> bool:
        model = self._list.model
        section = model.slot.section + direction if model.sections else -1
        has_moved = 0 <= section < len(model.sections)
        if has_moved:
            model.put(Slot(section))
        return self._moved(tr("No more groups here"), has_moved=has_moved)

    def do_next_unread_group(self) -> bool:
        """Go to the heading of the next group with unread articles."""
        return self._go_to_unread_group(1)

    def do_previous_unread_group(self) -> bool:
        """Go to the heading of the previous group with unread articles."""
        return self._go_to_unread_group(-1)

    def _go_to_unread_group(self, direction: int) -> bool:
        model = self._list.model
        beyond = range(
            model.slot.section + direction, len(model.sections) if direction > 0 else -1, direction
        )
        section = next((at for at in beyond if model.sections[at].group.unread), -1) if model.sections else -1
        if section >= 0:
            model.put(Slot(section))
        return self._moved(tr("No more groups with unread articles here"), has_moved=section >= 0)

    def do_random_unread(self) -> None:
        """Go to an unread article that chance chooses, of those that are listed."""
        from random import choice  # only for those who leave it to chance

        unread = self._list.model.source.ids(EVERYTHING, Scope.UNREAD)
        others = [article for article in unread if article != self._chosen.wanted] or list(unread)
        if others:
            self._navigation.go_to_article(choice(others))  # noqa: S311 - no secret
        else:
            self._tell.say_missing(tr("Nothing unread here"))

    def do_read_on(self) -> None:
        """Scroll the article a page on; at its end mark it read and go to the next unread one."""
        page = self._page
        if not self._focus.in_page and not self._list.model.cursor.article:  # on a heading
            self.do_next_unread()
        elif not page.display:  # a narrow window shows the list
            self._focus.enter_page()
        elif page.shown is None or page.shown.article != self._preview.chosen:
            self._preview.show_now()
        elif page.at_end:
            self._auto_read.mark_shown_read(self.do_next_unread)
        else:
            page.move("page_down")

    def do_next_unread(self) -> bool:
        """Go to the next unread article."""
        return self._seek(1)

    def do_previous_unread(self) -> bool:
        """Go to the unread article before."""
        return self._seek(-1)

    def do_next_article(self) -> bool:
        """Go to the next article."""
        return self._step(1)

    def do_previous_article(self) -> bool:
        """Go to the article before."""
        return self._step(-1)

    def _seek(self, direction: int) -> bool:
        has_moved = self._list.model.seek_unread(direction)
        return self._moved(tr("Nothing unread here"), has_moved=has_moved)

    def _step(self, direction: int) -> bool:
        has_moved = self._list.model.step_article(direction)
        nothing = tr("No more articles here") if direction > 0 else tr("This is the first article")
        return self._moved(nothing, has_moved=has_moved)

    def _moved(self, nothing: str, *, has_moved: bool) -> bool:
        if has_moved:
            self._list.cursor_moved()
        else:
            self._tell.say_missing(nothing)
        return has_moved
