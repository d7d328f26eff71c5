"""Commands that go to a place in the article, or along a link to another one."""

from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.i18n import tr
from reader.page.line import WIKI
from reader.page.navigation.links import leads_inside
from reader.page.position import Position
from reader.text import clean_line, safe_address
from reader.tui.acts.browsing import Opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.actions.reading.linked_articles import Linked
    from reader.actions.reading.trail import Stop
    from reader.page.line import Block
    from reader.tui.dialogs.choosing import Choice
    from reader.tui.screen.reading_screen import ReadingScreen

NAME_LIMIT = 60
"""Code points of a link that a sentence quotes."""


class Linking:
    """The outline and the links of the article on the page."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_show_outline(self) -> None:
        """Go to a heading: in the outline beside the page where there is room for it, else in a dialog."""
        self._screen.preview.when_shown(self._outline)

    def _outline(self) -> None:
        screen, shown = self._screen, self._screen.page.shown
        if shown is None or not screen.outline.headings:
            screen.dispatch.refuse(tr("This article has no headings"))
            return
        if not screen.panes.has_outline:
            screen.panes.has_outline = True
            screen.panes.fit_outline()
        if screen.has_class("-outlined") and not screen.has_class("-zen"):
            screen.in_page = True
            screen.outline.focus()
        else:
            self._choose_heading(shown.layout.blocks)

    def leave_outline(self, block: int | None, *, hide: bool) -> None:
        """Read on, at a heading if one was chosen; hide the outline if it is not wanted."""
        if block is None:
            self._screen.page.focus()
        else:
            self._screen.enter_page()
            self._go_to_heading(block)
        if hide:
            self._screen.panes.has_outline = False
            self._screen.panes.fit_outline()

    def _go_to_heading(self, block: int) -> None:
        """Put a heading on the top row, as far as the end of the article lets it."""
        self._screen.page.put(Position(block))
        self._screen.outline.has_gone_to(block)

    def do_show_link_hints(self) -> None:
        """Show letters over the links on the screen."""
        page = self._screen.page
        if page.display and page.hints.open(lambda link: self.follow(link.address, link.text)):
            if self._screen.outline.has_focus:
                self._screen.set_focus(page)  # whose keys are letters of links, too
            self._screen.say(tr("The letters open the links · esc cancels"))
        else:
            self._screen.say(tr("No links on the screen"))

    def do_list_links(self) -> None:
        """List all links of the article."""
        self._screen.preview.when_shown(self._list_links)

    def _list_links(self) -> None:
        from reader.page.navigation.links import Link, all_links
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts

        shown = self._screen.page.shown
        links: list[Link] = []

        def choices() -> "Iterator[Choice]":
            for link in all_links(shown.layout.blocks) if shown else ():
                links.append(link)
                yield Choice(" ".join(link.text.split()) or link.address, _goal(link.address))

        def chosen(number: int | None) -> None:
            if number is not None and self._screen.page.shown is shown:
                self.follow(links[number].address, links[number].text)

        words = DialogTexts(
            tr("Links"),
            tr("This article has no links"),
            tr("No link matches"),
            tr("1 to 9 or enter opens it · esc closes"),
        )
        self._screen.app.push_screen(ChoiceDialog(words, choices(), numbered=True), chosen)

    def follow(self, address: str, text: str = "") -> None:
        """Follow a link of the article on the page: ``address`` as it gives it, under this text."""
        if address.startswith("#"):
            self._jump(address)
        elif leads_inside(address):
            self._go_along(address)
        else:
            Opening(self._screen).open(address, text)

    def _jump(self, address: str) -> None:
        page = self._screen.page
        before = page.place
        if page.shown and page.jump(address):
            self._screen.trail.jump(page.shown.article, before, page.place)
        else:
            self._screen.say(
                tr("This article has no heading or anchor {name}", name=address.removeprefix("#"))
            )

    def _go_along(self, address: str) -> None:
        """Go to the article that a link leads to."""
        screen, shown = self._screen, self._screen.page.shown
        row = screen.sidebar.row(shown.article) if shown else None
        if row is None:
            screen.say(tr("This article's file is gone, so its links lead nowhere"))
            return

        def arrived(found: "Linked | None") -> None:
            if screen.page.shown is None or screen.page.shown.article != row.id:
                return  # one has gone elsewhere meanwhile
            if found is None:
                name = clean_line(unquote(address.removeprefix(WIKI)), NAME_LIMIT)
                screen.status.say_none(tr("No article here is called {name}", name=name))
            elif found.article == row.id and found.anchor:
                self._jump(found.anchor)
            elif screen.go_to_article(found.article, found.anchor or None):
                screen.enter_page()
            else:
                screen.status.say_none(tr("The linked article is not in the list"))

        def find() -> "Linked | None":
            from reader.actions.reading.linked_articles import follow  # only when a link is followed

            return follow(screen.workspace.library, row.key, address)

        screen.in_worker(find, arrived)

    def do_back(self) -> bool:
        """Go back to where one was reading before."""
        article = self._screen.preview.wanted
        return self._travel(lambda: self._screen.trail.back(article), tr("Nothing to go back to"))

    def do_forward(self) -> bool:
        """Go forward again."""
        return self._travel(self._screen.trail.forward, tr("Nothing to go forward to"))

    def _travel(self, step: "Callable[[], Stop | None]", nothing: str) -> bool:
        screen = self._screen
        if screen.page.shown:
            screen.trail.leave(screen.page.shown.article, screen.page.place)
        while stop := step():
            screen.going.return_to_view(stop)
            if not stop.article or screen.going.go_to_article(stop.article, stop.position, is_travel=True):
                return True
            screen.trail.forget(stop.article)
        screen.say(nothing)
        return False

    def _choose_heading(self, blocks: "Sequence[Block]") -> None:
        from reader.page.navigation.outline import heading_line  # here already
        from reader.tui.dialogs.choosing import (  # with its widgets 5 ms: only when asked
            Choice,
            ChoiceDialog,
            DialogTexts,
        )

        screen, headings = self._screen, self._screen.outline.headings
        choices = (Choice(heading_line(blocks[each.block]), depth=each.depth) for each in headings)
        words = DialogTexts(
            tr("Outline"),
            tr("This article has no headings"),
            tr("No heading matches"),
            tr("enter goes there · esc closes"),
        )

        def chosen(number: int | None) -> None:
            if number is not None:
                screen.enter_page()
                self._go_to_heading(headings[number].block)

        screen.app.push_screen(ChoiceDialog(words, choices, chosen=max(0, screen.outline.here)), chosen)


def _goal(address: str) -> str:
    """Return where a link leads to, in short."""
    if address.startswith("#"):
        return tr("in this article")
    if leads_inside(address):
        return address.removeprefix(WIKI)
    found = safe_address(address)
    return found.host if found else ""
