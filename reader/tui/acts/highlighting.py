"""Commands about passages that one marks on the page."""

from typing import TYPE_CHECKING

from reader.actions.changes import highlighting
from reader.i18n import tr
from reader.tui.screen.navigation import Sought

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.changes.flags import ActResult
    from reader.actions.changes.highlighting import Highlight
    from reader.page.navigation.quotes import Quote
    from reader.tui.screen.reading_screen import ReadingScreen


class Highlighting:
    """Mark passages, and go through them."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_toggle_highlight(self) -> None:
        """Highlight what is selected; where that is highlighted, take it away."""
        screen, page = self._screen, self._screen.page
        chosen = page.caret.chosen_parts()
        if page.shown is None or not page.shown.article or page.shown.back or not chosen:
            screen.say(tr("Select a passage first: with v and a motion, or the mouse"))
            return
        article, workspace = page.shown.article, screen.workspace
        touched = self._touched()
        if touched:
            screen.acts.do(
                lambda: highlighting.remove_highlights(
                    workspace.library, workspace.journal, article, touched
                ),
                self._done,
            )
        else:
            quotes = [self._quote(*part) for part in chosen]
            screen.acts.do(
                lambda: highlighting.add_highlights(workspace.library, workspace.journal, article, quotes),
                self._done,
            )
        page.caret.end()
        screen.clear_selection()
        screen.status.hints(None)

    def _touched(self) -> list[str]:
        """Return the ids of the highlights in what is selected."""
        page = self._screen.page
        chosen, passages = page.caret.chosen_parts(), page.shown.passages if page.shown else ()
        return [
            passage.id
            for passage in passages
            if any(
                passage.block == block and passage.start < end and start < passage.end
                for block, start, end in chosen
            )
        ]

    def do_colour_highlight(self) -> None:
        """Give a highlight of the article another colour."""
        self._with_one(self._ask_colour)

    def do_comment_highlight(self) -> None:
        """Say something about a highlight of the article."""
        self._with_one(self._ask_comment)

    def _with_one(self, act: "Callable[[int, str, Quote], None]") -> None:
        """Do something with the selected highlight, the only one of the article, or the one that is chosen."""
        self._screen.preview.when_shown(lambda: self._with_one_shown(act))

    def _with_one_shown(self, act: "Callable[[int, str, Quote], None]") -> None:
        screen, shown = self._screen, self._screen.page.shown
        if shown is None or not shown.article or not shown.passages:
            screen.dispatch.refuse(tr("No highlights in this article: v, a motion and H make one"))
            return
        quotes = highlighting.quotes_in(screen.workspace.library.state.fields(shown.article))
        touched = set(self._touched())
        ids = [
            each.id for each in shown.passages if each.id in quotes and (not touched or each.id in touched)
        ]
        article = shown.article
        if len(ids) == 1:
            act(article, ids[0], quotes[ids[0]])
            return
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts

        words = DialogTexts(tr("Which highlight?"), tr("No highlights"), tr("No highlight matches"),
                      tr("enter takes it · esc closes"))  # fmt: skip
        choices = (Choice(highlighting.format_quote(quotes[id_]), quotes[id_].comment) for id_ in ids)

        def go(number: int | None) -> None:
            if number is not None:
                act(article, ids[number], quotes[ids[number]])

        screen.app.push_screen(ChoiceDialog(words, choices), go)

    def _ask_colour(self, article: int, id_: str, quote: "Quote") -> None:
        from reader.page.navigation.quotes import COLOURS
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts

        names = {
            "yellow": tr("yellow"), "green": tr("green"), "blue": tr("blue"), "red": tr("red"), "purple": tr("purple"),
        }  # fmt: skip
        words = DialogTexts(tr("Colour of the highlight"), "", tr("No colour matches"),
                      tr("1 to {count} or enter takes it · esc closes", count=len(COLOURS)))  # fmt: skip
        dialog = ChoiceDialog(
            words,
            (Choice(names[colour]) for colour in COLOURS),
            chosen=COLOURS.index(quote.colour),
            numbered=True,
        )

        def take(number: int | None) -> None:
            if number is not None:
                self._change(article, id_, colour=COLOURS[number])

        self._screen.app.push_screen(dialog, take)

    def _ask_comment(self, article: int, id_: str, quote: "Quote") -> None:
        from reader.tui.dialogs.query_dialog import (  # with its widgets 5 ms: only when asked for
            QueryDialog,
            QueryRequest,
        )

        asked = QueryRequest(tr("Comment on “{passage}”", passage=highlighting.format_quote(quote, 40)), tr("your comment"),
                      tr("enter saves, empty removes it · esc closes"), str, is_replaced=False)  # fmt: skip

        def take(typed: str | None) -> None:
            if typed is not None:
                self._change(article, id_, comment=highlighting.as_comment(typed))

        self._screen.app.push_screen(QueryDialog(asked, quote.comment), take)

    def _change(self, article: int, id_: str, **made: str) -> None:
        workspace = self._screen.workspace
        self._screen.acts.do(
            lambda: highlighting.change_highlight(workspace.library, workspace.journal, article, id_, **made),
            self._screen.marks.marked,
        )

    def _quote(self, block: int, start: int, end: int) -> "Quote":
        from reader.page.navigation.quotes import quote_of  # for those who highlight

        shown = self._screen.page.shown
        assert shown is not None
        return quote_of(shown.layout.text(block), start, end)

    def _done(self, marked: "ActResult") -> None:
        self._screen.marks.marked(marked)
        if not marked.articles:
            self._screen.say(tr("The selection has no text"))

    def do_list_highlights(self) -> None:
        """List all highlights, and go to one."""
        screen, workspace = self._screen, self._screen.workspace
        screen.in_worker(
            lambda: highlighting.highlights(workspace.library, workspace.journal), self._ask, opens=True
        )

    def _ask(self, found: "list[Highlight]") -> None:
        from reader.page.navigation.find import literal  # here already, or loaded with the first page
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts

        screen = self._screen
        words = DialogTexts(tr("Highlights"), tr("No highlights"), tr("No highlight matches"),
                      tr("enter goes there · esc closes"))  # fmt: skip
        choices = (
            Choice(
                highlighting.format_quote(each.quote),
                " · ".join(filter(None, (each.quote.comment, each.title))),
            )
            for each in found
        )

        def go(number: int | None) -> None:
            if number is None:
                return
            article = screen.workspace.library.articles.find(found[number].key)
            if article is not None:
                sought = Sought(
                    literal(found[number].quote.text),
                    lambda _: screen.say(tr("The highlighted text is no longer in this article")),
                )
                screen.going.go_to_article(article, sought)
                screen.enter_page()

        screen.app.push_screen(ChoiceDialog(words, choices), go)
