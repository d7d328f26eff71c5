"""Commands that lead from an article to others like it: related ones, duplicates, translations."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.actions.finding.age import format_date
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from reader.library import Row

RELATED = 30
"""How many related articles are listed."""


RECENT = 100
"""How many articles that were opened are listed."""


class Gathering(Topic):
    """Lists what is like the chosen article."""

    def do_list_related(self) -> None:
        """List related articles, and go to one."""
        library = self._library

        def find(article: int) -> list[int]:
            try:
                document = library.files.document(article)
                text = f"{document.article.title}\n{document.body}"
            except ArticleGoneError:
                text = ""
            return library.questions.related(article, text, RELATED)

        self._choose_from(find, tr("Related articles"), tr("No related articles"))

    def do_list_duplicates(self) -> None:
        """List the other files that hold the same article, and go to one."""
        self._choose_from(
            self._library.questions.duplicates,
            tr("Duplicates of this article"),
            tr("This article has no duplicates"),
        )

    def do_next_translation(self) -> None:
        """Go to the article in its next language; whatever the scope is, it is listed then."""
        if row := self._row():
            if others := self._library.articles.translations(row.id):
                self._navigation.go_to_article(others[0].article)
            else:
                self._tell.say_missing(tr("This article has no translations here"))

    def _choose_from(self, find: Callable[[int], Sequence[int]], title: str, nothing: str) -> None:
        row = self._row(refuses=True)
        if row is None:
            return
        article = row.id
        self._offer(lambda: find(article), title, nothing)

    def do_list_recent(self) -> None:
        """List the articles that were opened last, and go to one."""
        self._offer(
            lambda: self._library.state.recently_opened(RECENT),
            tr("Recent articles"),
            tr("No article was opened yet"),
        )

    def _offer(self, find: Callable[[], Sequence[int]], title: str, nothing: str) -> None:
        def act() -> "list[Row]":
            found = find()
            rows = self._library.articles.rows(found)
            return [rows[article] for article in found if article in rows]

        def show(rows: "list[Row]") -> None:
            if not rows:
                self._tell.refuse(nothing)
                return
            words = DialogTexts(title, nothing, tr("Nothing matches"), tr("enter goes there · esc closes"))
            choices = (Choice(row.title, self._details(row)) for row in rows)
            choose(self._tell, words, choices, lambda number: self._go_to(rows[number]))

        self._tell.in_worker(act, show, opens=True)

    def _details(self, row: "Row") -> str:
        return "  ".join(filter(None, [row.source or row.key.path, format_date(row, self._workspace.zone)]))

    def _go_to(self, row: "Row") -> None:
        self._navigation.go_to_article(row.id)
