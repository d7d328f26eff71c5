"""Commands about highlights: passages that the user marks on the page."""

from typing import TYPE_CHECKING

from reader.actions.changes import highlighting
from reader.i18n import tr
from reader.tui.acts.asking import choose, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.control.landing import Sought
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.changes.act_result import ActResult
    from reader.actions.changes.highlighting import Highlight
    from reader.page.navigation.quotes import Quote
    from reader.tui.page.caret import Caret


class Highlighting(Topic):
    """Highlights passages, changes highlights, and lists them."""

    def __init__(self, roles: Roles, caret: "Caret", show_hints: "Callable[[], None]") -> None:
        """``show_hints`` writes which keys there are now."""
        super().__init__(roles)
        self._caret, self._show_hints = caret, show_hints

    def do_toggle_highlight(self) -> None:
        """Highlight what is selected; where that is highlighted, remove the highlight."""
        shown, chosen = self._page.shown, self._caret.chosen_parts()
        if shown is None or not shown.article or shown.back or not chosen:
            self._tell.say(tr("Select a passage first: with v and a motion, or the mouse"))
            return
        if touched := self._touched():
            self._queue.change(highlighting.remove_highlights, shown.article, touched, done=self._done)
        else:
            quotes = [self._quote(*part) for part in chosen]
            self._queue.change(highlighting.add_highlights, shown.article, quotes, done=self._done)
        self._caret.end()
        self._selection.clear_selection()
        self._show_hints()

    def _touched(self) -> list[str]:
        """Return the ids of the highlights in what is selected."""
        chosen = self._caret.chosen_parts()
        passages = self._page.shown.passages if self._page.shown else ()
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
        self._chosen.when_shown(lambda: self._with_one_shown(act))

    def _with_one_shown(self, act: "Callable[[int, str, Quote], None]") -> None:
        shown = self._page.shown
        if shown is None or not shown.article or not shown.passages:
            self._tell.refuse(tr("No highlights in this article: {keys} make one", keys=self._keys()))
            return
        quotes = highlighting.quotes_in(self._library.state.fields(shown.article))
        touched = set(self._touched())
        ids = [
            each.id for each in shown.passages if each.id in quotes and (not touched or each.id in touched)
        ]
        article = shown.article
        if len(ids) == 1:
            act(article, ids[0], quotes[ids[0]])
            return
        words = DialogTexts(tr("Which highlight?"), tr("No highlights"), tr("No highlight matches"),
                      tr("enter takes it · esc closes"))  # fmt: skip
        choices = (Choice(highlighting.format_quote(quotes[id_]), quotes[id_].comment) for id_ in ids)

        choose(self._tell, words, choices, lambda number: act(article, ids[number], quotes[ids[number]]))

    def _ask_colour(self, article: int, id_: str, quote: "Quote") -> None:
        from reader.page.navigation.quotes import COLOURS

        names = {
            "yellow": tr("yellow"), "green": tr("green"), "blue": tr("blue"), "red": tr("red"), "purple": tr("purple"),
        }  # fmt: skip
        words = DialogTexts(tr("Colour of the highlight"), "", tr("No colour matches"),
                      tr("1 to {count} or enter takes it · esc closes", count=len(COLOURS)))  # fmt: skip
        choices = (Choice(names[colour]) for colour in COLOURS)
        choose(
            self._tell, words, choices,
            lambda number: self._alter(article, id_, colour=COLOURS[number]),
            chosen=COLOURS.index(quote.colour), numbered=True,
        )  # fmt: skip

    def _ask_comment(self, article: int, id_: str, quote: "Quote") -> None:
        request = QueryRequest(tr("Comment on “{passage}”", passage=highlighting.format_quote(quote, 40)), tr("your comment"),
                      tr("enter saves, empty removes it · esc closes"), str, is_replaced=False)  # fmt: skip

        type_text(
            self._tell, request,
            lambda typed: self._alter(article, id_, comment=highlighting.as_comment(typed)), quote.comment,
        )  # fmt: skip

    def _alter(self, article: int, id_: str, **made: str) -> None:
        library, journal = self._library, self._journal
        self._queue.do(
            lambda: highlighting.change_highlight(library, journal, article, id_, **made), self._show_act
        )

    def _quote(self, block: int, start: int, end: int) -> "Quote":
        from reader.page.navigation.quotes import quote_of  # for those who highlight

        shown = self._page.shown
        assert shown is not None
        return quote_of(shown.layout.text(block), start, end)

    def _done(self, marked: "ActResult") -> None:
        self._show_act(marked)
        if not marked.articles:
            self._tell.say(tr("The selection has no text"))

    def _keys(self) -> str:
        """Return how a highlight is made."""
        select, toggle = self._keymap.how("select_text"), self._keymap.how("toggle_highlight")
        return tr("{select}, a motion and {toggle}", select=select, toggle=toggle)

    def do_list_highlights(self) -> None:
        """List all highlights, and go to one."""
        library, journal = self._library, self._journal
        self._tell.in_worker(lambda: highlighting.highlights(library, journal), self._ask, opens=True)

    def _ask(self, found: "list[Highlight]") -> None:
        from reader.page.navigation.find import literal  # loaded with the first page

        none = tr("None yet: {keys} make one", keys=self._keys())
        words = DialogTexts(tr("Highlights"), none, tr("No highlight matches"),
                      tr("enter goes there · esc closes"))  # fmt: skip
        choices = (
            Choice(
                highlighting.format_quote(each.quote),
                " · ".join(filter(None, (each.quote.comment, each.title))),
            )
            for each in found
        )

        def go(number: int) -> None:
            article = self._library.articles.find(found[number].key)
            if article is not None:
                sought = Sought(
                    literal(found[number].quote.text),
                    lambda _: self._tell.say(tr("The highlighted text is no longer in this article")),
                )
                self._navigation.go_to_article(article, sought)
                self._focus.enter_page()

        choose(self._tell, words, choices, go)
