"""Commands about passages that one marks on the page."""

from typing import TYPE_CHECKING

from reader.actions import highlighting
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.highlighting import Highlight
    from reader.actions.marking import Marked
    from reader.page.places.quotes import Quote
    from reader.tui.reading_screen import ReadingScreen


class Highlighting:
    """Mark passages, and go through them."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_highlight(self) -> None:
        """Highlight what is selected; where that is highlighted, take it away."""
        screen, page = self._screen, self._screen.page
        chosen = page.caret.chosen_parts()
        if page.shown is None or not page.shown.article or page.shown.back or not chosen:
            screen.say(tr("Select a passage first: v and the keys that move, or the mouse"))
            return
        article, desk = page.shown.article, screen.desk
        touched = [
            passage.id
            for passage in page.shown.passages
            if any(
                passage.block == block and passage.start < end and start < passage.end
                for block, start, end in chosen
            )
        ]
        if touched:
            screen.acts.do(
                lambda: highlighting.remove_highlights(desk.library, desk.journal, article, touched),
                self._done,
            )
        else:
            quotes = [self._quote(*part) for part in chosen]
            screen.acts.do(
                lambda: highlighting.add_highlights(desk.library, desk.journal, article, quotes), self._done
            )
        page.caret.end()
        screen.clear_selection()
        screen.status.hints(None)

    def _quote(self, block: int, start: int, end: int) -> "Quote":
        from reader.page.places.quotes import quote_of  # for those who highlight

        shown = self._screen.page.shown
        assert shown is not None
        return quote_of(shown.layout.text(block), start, end)

    def _done(self, marked: "Marked") -> None:
        self._screen.marks.marked(marked)
        if not marked.articles:
            self._screen.say(tr("There is no text in what is selected"))

    def do_highlights(self) -> None:
        """List all highlights, and go to one."""
        screen, desk = self._screen, self._screen.desk
        screen.in_worker(lambda: highlighting.highlights(desk.library, desk.journal), self._ask)

    def _ask(self, found: "list[Highlight]") -> None:
        from reader.page.places.find import literal  # here already, or loaded with the first page
        from reader.tui.choosing import (  # with its widgets 5 ms: only when asked for
            Choice,
            ChoiceDialog,
            Words,
        )

        screen = self._screen
        words = Words(tr("Highlights"), tr("Nothing is highlighted"), tr("No highlight matches"),
                      tr("enter goes there · esc closes"))  # fmt: skip
        choices = (Choice(highlighting.told_of(each.quote), each.title) for each in found)

        def go(number: int | None) -> None:
            if number is None:
                return
            article = screen.desk.library.find(found[number].key)
            if article is not None:
                screen.preview.go_to_unlisted(article, literal(found[number].quote.text))
                screen.enter_page()

        screen.app.push_screen(ChoiceDialog(words, choices), go)
