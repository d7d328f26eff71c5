"""Commands that go to a place in the article, or along a link to another one."""

from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.line import Block
    from reader.tui.reading_screen import ReadingScreen


class Linking:
    """The outline and the links of the article on the page."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_outline(self) -> None:
        """Go to a heading: in the outline beside the page where there is room for it, else in a dialog."""
        screen, shown = self._screen, self._screen.page.shown
        if shown is None or not screen.outline.headings:
            screen.say(tr("This article has no headings"))
            return
        if not screen.panes.has_outline:
            screen.panes.has_outline = True
            screen.panes.fit_outline()
        if screen.has_class("-outlined") and not screen.has_class("-zen"):
            screen.in_page = True
            screen.outline.focus()
        else:
            self._choose_heading(shown.layout.blocks)

    def _choose_heading(self, blocks: "Sequence[Block]") -> None:
        from reader.page.outline import heading_line  # here already
        from reader.tui.choosing import Choice, ChoiceDialog, Words  # with its widgets 5 ms: only when asked

        screen, headings = self._screen, self._screen.outline.headings
        choices = (Choice(heading_line(blocks[each.block]), depth=each.depth) for each in headings)
        words = Words(
            tr("Outline"),
            tr("This article has no headings"),
            tr("No heading matches"),
            tr("enter goes there · esc closes"),
        )

        def chosen(number: int | None) -> None:
            if number is not None:
                screen.enter_page()
                screen.go_to_heading(headings[number].block)

        screen.app.push_screen(ChoiceDialog(words, choices, chosen=max(0, screen.outline.here)), chosen)
