"""The command that shows the target of a link, a footnote or the meaning of an abbreviation in place."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.page.navigation.links import can_be_shown
from reader.tui.acts.topic import Roles, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.reading.peeking import Peek
    from reader.page.navigation.links import Link
    from reader.tui.acts.linking import Linking
    from reader.tui.control.peeks import Peeks
    from reader.tui.page.link_hints import LinkHints


class Peeking(Topic):
    """Shows what links lead to, and goes there."""

    def __init__(
        self,
        roles: Roles,
        hints: "LinkHints",
        peeks: "Peeks",
        linking: "Linking",
        focus_text: "Callable[[], None]",
    ) -> None:
        """``focus_text`` gives the keys to the text, if a pane beside it has them."""
        super().__init__(roles)
        self._hints, self._peeks, self._linking, self._focus_text = hints, peeks, linking, focus_text

    def do_peek_link(self) -> None:
        """Show the target of the link on the screen; of several, that of the one whose letters are typed."""
        found = self._hints.seen(can_be_shown) if self._page.display else []
        if not found:
            self._tell.say(tr("No links, footnotes or abbreviations on the screen"))
            return
        places = {link: (row, cell) for row, cell, link in found}

        def show(link: "Link") -> None:
            self._peeks.open(link, *places[link])

        if len(found) == 1:
            show(found[0][2])
        else:
            self._hints.open(show, can_be_shown)
            self._focus_text()
            self._tell.say(tr("The letters show what is behind the links · esc cancels"))

    def follow(self, link: "Link", shown: "Peek | None") -> None:
        """Go where a link leads whose target was shown; to an article of the library rather than to its source."""
        if shown and shown.article:
            if self._navigation.go_to_article(shown.article):
                self._focus.enter_page()
        else:
            self._linking.follow(link.address, link.text)
