"""Commands that go along a link, to a position in the article or to another one, and back."""

from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.article.media import MediaFile
from reader.i18n import tr
from reader.page.line import WIKI
from reader.page.navigation.links import Link, leads_inside, medium_at
from reader.text import clean_line, safe_address
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.actions.reading.linked_articles import Linked
    from reader.actions.reading.trail import Stop, Trail
    from reader.tui.acts.browsing import Browsing
    from reader.tui.acts.playing import Playing
    from reader.tui.control.roles import Hints

NAME_LIMIT = 60
"""Code points of a link that a sentence quotes."""


class Linking(Topic):
    """The links of the article on the page, and the way back."""

    def __init__(
        self, roles: Roles, hints: "Hints", trail: "Trail", browsing: "Browsing",
        focus_text: "Callable[[], None]", *, playing: "Playing | None" = None,
    ) -> None:  # fmt: skip
        """``focus_text`` gives the keys to the text, if a pane beside it has them; ``playing`` plays what is heard and seen."""
        super().__init__(roles)
        self._hints, self._trail, self._browsing, self._focus_text = hints, trail, browsing, focus_text
        self._playing = playing

    def do_show_link_hints(self) -> None:
        """Show letters over the links on the screen; for a screen reader, which cannot tell them from the text, list the links."""
        if self._workspace.settings.screen_reader:
            self.do_list_links()
            return
        if self._page.display and self._hints.open(lambda link: self.follow(link.address, link.text)):
            self._focus_text()
            self._tell.say(tr("The letters open the links · esc cancels"))
        else:
            self._tell.say(tr("No links on the screen"))

    def do_list_links(self) -> None:
        """List all links of the article."""
        self._chosen.when_shown(self._list_links)

    def _list_links(self) -> None:
        from reader.page.navigation.links import all_links

        shown = self._page.shown
        links: list[Link] = []

        def choices() -> "Iterator[Choice]":
            for link in all_links(shown.layout.blocks) if shown else ():
                links.append(link)
                yield Choice(" ".join(link.text.split()) or link.address, _goal(link.address))

        def take(number: int) -> None:
            if self._page.shown is shown:
                self.follow(links[number].address, links[number].text)

        words = DialogTexts(
            tr("Links"),
            tr("This article has no links"),
            tr("No link matches"),
            tr("1 to 9 or enter opens it · esc closes"),
        )
        choose(self._tell, words, choices(), take, numbered=True)

    def do_open_link(self, number: int) -> None:
        """Open the link with this number in the list of links."""

        def open_it() -> None:
            from itertools import islice

            from reader.page.navigation.links import all_links

            shown = self._page.shown
            links = all_links(shown.layout.blocks) if shown else iter(())
            link = next(islice(links, number - 1, None), None)
            if link:
                self.follow(link.address, link.text)
            else:
                self._tell.say(tr("This article has no link {number}", number=number))

        self._chosen.when_shown(open_it)

    def follow(self, address: str, text: str = "") -> None:
        """Follow a link of the article on the page: ``address`` as it gives it, under this text."""
        if address.startswith("#"):
            self._jump(address)
        elif leads_inside(address):
            self._go_along(address)
        elif (
            self._playing
            and self._page.shown
            and (medium := medium_at(self._page.shown.layout.blocks, address, text))
        ):
            self._playing.play(MediaFile(address, "", 0, medium), self._page.shown.article)
        else:
            self._browsing.open(address, text)

    def _jump(self, address: str) -> None:
        page, before = self._page, self._page.place
        if page.shown and page.jump(address):
            self._trail.jump(page.shown.article, before, page.place)
        else:
            self._tell.say(tr("This article has no heading or anchor {name}", name=address.removeprefix("#")))

    def _go_along(self, address: str) -> None:
        """Go to the article that a link leads to."""
        shown = self._page.shown
        row = self._list.row(shown.article) if shown else None
        if row is None:
            self._tell.say(tr("This article's file is gone, so its links lead nowhere"))
            return

        def arrived(found: "Linked | None") -> None:
            if self._page.shown is None or self._page.shown.article != row.id:
                return  # the page shows something else by now
            if found is None:
                name = clean_line(unquote(address.removeprefix(WIKI)), NAME_LIMIT)
                self._tell.say_missing(tr("No article here is called {name}", name=name))
            elif found.article == row.id and found.anchor:
                self._jump(found.anchor)
            elif self._navigation.go_to_article(found.article, found.anchor or None):
                self._focus.enter_page()
            else:
                self._tell.say_missing(tr("The linked article is not in the list"))

        def find() -> "Linked | None":
            from reader.actions.reading.linked_articles import follow  # only when a link is followed

            return follow(self._library, row.key, address)

        self._tell.in_worker(find, arrived)

    def do_back(self) -> bool:
        """Go back to where the page was before."""
        article = self._chosen.wanted
        return self._travel(lambda: self._trail.back(article), tr("Nothing to go back to"))

    def do_forward(self) -> bool:
        """Go forward again."""
        return self._travel(self._trail.forward, tr("Nothing to go forward to"))

    def _travel(self, step: "Callable[[], Stop | None]", nothing: str) -> bool:
        page = self._page
        if page.shown:
            self._trail.leave(page.shown.article, page.place)
        while stop := step():
            self._navigation.return_to_view(stop)
            if not stop.article or self._navigation.go_to_article(
                stop.article, stop.position, is_travel=True
            ):
                return True
            self._trail.forget(stop.article)
        self._tell.say(nothing)
        return False


def _goal(address: str) -> str:
    """Return where a link leads to, in short."""
    if address.startswith("#"):
        return tr("in this article")
    if leads_inside(address):
        return address.removeprefix(WIKI)
    found = safe_address(address)
    return found.host if found else ""
