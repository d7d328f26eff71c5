"""Commands that move between panes and articles."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.list.sidebar_model import Spot

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


class Moving:
    """From the list into the page and back, and from article to article."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_enter(self) -> None:
        """Enter the article under the cursor, or open or close its group."""
        model = self._screen.sidebar.model
        if not model.sections:
            return
        spot = model.spot
        if spot.article >= 0:
            self._screen.enter_page()
        else:
            model.fold(spot.section, is_open=not model.sections[spot.section].is_open)
            self._screen.sidebar.cursor_moved()

    def do_step_into(self) -> None:
        """Enter the article under the cursor; on a group's heading open it, and go to its first article."""
        model = self._screen.sidebar.model
        if not model.sections or model.spot.article >= 0 or not model.sections[model.spot.section].is_open:
            self.do_enter()
        else:
            model.step(1)
            self._screen.sidebar.cursor_moved()

    def do_leave(self) -> None:
        """Go one step out: selection, what was found, zen, page, article, open group."""
        screen, model = self._screen, self._screen.sidebar.model
        if screen.selections:
            screen.clear_selection()
        elif screen.in_page and screen.page.found.is_open:
            screen.page.found.close()
        elif screen.has_class("-zen"):
            screen.panes.set_zen(on=False)
        elif screen.in_page:
            screen.leave_page()
        elif model.sections:
            spot = model.spot
            if spot.article >= 0:
                model.put(Spot(spot.section))
            else:
                model.fold(spot.section, is_open=False)
            screen.sidebar.cursor_moved()

    def do_next_pane(self) -> None:
        """Give the other pane the focus."""
        if self._screen.in_page:
            self._screen.leave_page()
        else:
            self._screen.enter_page()

    do_previous_pane = do_next_pane

    def do_read_on(self) -> None:
        """Scroll the article a page on; at its end mark it read and go to the next unread one."""
        page = self._screen.page
        if not self._screen.in_page and not self._screen.sidebar.model.cursor.article:  # on a heading
            self.do_next_unread()
        elif not page.display:  # a narrow window shows the list
            self._screen.enter_page()
        elif page.shown is None or page.shown.article != self._screen.chosen:
            self._screen.preview.show_now()
        elif page.at_end:
            self._screen.marks.mark_shown_read()
            self.do_next_unread()
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

    def do_next_translation(self) -> None:
        """Go to the article in its next language; whatever the scope is, it is listed then."""
        screen, row = self._screen, self._screen.chosen_row()
        if row is None:
            screen.say(tr("No article is selected"))
        elif others := screen.workspace.library.articles.translations(row.id):
            screen.going.go_to_article(others[0].article)
        else:
            screen.status.say_none(tr("This article has no translations here"))

    def _seek(self, direction: int) -> bool:
        found = self._screen.sidebar.model.seek_unread(direction)
        if found:
            self._screen.sidebar.cursor_moved()
        else:
            self._screen.status.say_none(tr("Nothing unread here"))
        return found

    def _step(self, direction: int) -> bool:
        found = self._screen.sidebar.model.step_article(direction)
        if found:
            self._screen.sidebar.cursor_moved()
        else:
            self._screen.status.say_none(
                tr("No more articles here") if direction > 0 else tr("This is the first article")
            )
        return found
