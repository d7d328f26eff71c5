"""Commands that go to a place in the article, or along a link to another one."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.page.line import WIKI
from reader.page.links import leads_inside
from reader.text import safe_address
from reader.tui.acts.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.page.line import Block
    from reader.tui.choosing import Choice
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

    def do_links(self) -> None:
        """Show letters over the links on the screen."""
        page = self._screen.page
        if page.display and page.hints.open(lambda link: self.follow(link.address, link.text)):
            if self._screen.outline.has_focus:
                self._screen.set_focus(page)  # whose keys are letters of links, too
            self._screen.say(tr("The letters open the links · esc cancels"))
        else:
            self._screen.say(tr("There is no link on the screen"))

    def do_link_list(self) -> None:
        """List all links of the article."""
        from reader.page.links import Link, all_links
        from reader.tui.choosing import Choice, ChoiceDialog, Words

        shown = self._screen.page.shown
        links: list[Link] = []

        def choices() -> "Iterator[Choice]":
            for link in all_links(shown.layout.blocks) if shown else ():
                links.append(link)
                yield Choice(" ".join(link.text.split()) or link.address, _goal(link.address))

        def chosen(number: int | None) -> None:
            if number is not None and self._screen.page.shown is shown:
                self.follow(links[number].address, links[number].text)

        words = Words(
            tr("Links"),
            tr("This article has no links"),
            tr("No link matches"),
            tr("1 to 9 or enter opens it · esc closes"),
        )
        self._screen.app.push_screen(ChoiceDialog(words, choices(), numbered=True), chosen)

    def follow(self, address: str, text: str = "") -> None:
        """Follow a link of the article on the page: ``address`` as it gives it, under this text."""
        if not address.startswith("#"):
            Opening(self._screen).open(address, text)
        elif not self._screen.page.jump(address):
            self._screen.say(tr("This article has no place called {name}", name=address.removeprefix("#")))

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


def _goal(address: str) -> str:
    """Return where a link leads to, in short."""
    if address.startswith("#"):
        return tr("in this article")
    if leads_inside(address):
        return address.removeprefix(WIKI)
    found = safe_address(address)
    return found.host if found else ""
