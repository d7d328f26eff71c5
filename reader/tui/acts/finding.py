"""Commands that find words on the page."""

from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


class Finding:
    """Find as one types, then from one to the next."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_find(self) -> None:
        """Open the line in which one types what to look for."""
        from reader.tui.page.find_bar import FindBar  # with its widgets 5 ms: only when asked for

        if self._screen.page.shown and not self._screen.find_bar:
            self._screen.show_find_bar(FindBar(self._screen.page))

    def do_next_match(self) -> bool:
        """Go to the next that was found."""
        return self._step(1)

    def do_previous_match(self) -> bool:
        """Go to the one before."""
        return self._step(-1)

    def _step(self, direction: int) -> bool:
        page = self._screen.page
        if page.found.step(direction):
            if page.found.here:
                page.caret.go(page.found.here)
            return True
        self._screen.say(tr("Nothing is found here"))
        return False
