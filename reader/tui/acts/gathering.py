"""Commands that lead from an article to others like it: what is about the same, and copies of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.actions.finding.age import format_date
from reader.errors import ArticleGoneError
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.library import Row
    from reader.tui.dialogs.choosing import DialogTexts
    from reader.tui.screen.reading_screen import ReadingScreen

RELATED = 30
"""So many are listed."""


class Gathering:
    """What belongs to the chosen article."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_list_related(self) -> None:
        """List the articles that are about the same, and go to one."""
        library = self._screen.workspace.library

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
        questions = self._screen.workspace.library.questions
        self._choose_from(
            questions.duplicates, tr("Duplicates of this article"), tr("This article has no duplicates")
        )

    def _choose_from(self, find: Callable[[int], Sequence[int]], title: str, nothing: str) -> None:
        screen, row = self._screen, self._screen.chosen_row()
        if row is None:
            screen.dispatch.refuse(tr("No article is selected"))
            return
        article = row.id

        def act() -> "list[Row]":
            return list(screen.workspace.library.articles.rows(find(article)).values())

        def show(rows: "list[Row]") -> None:
            if not rows:
                screen.dispatch.refuse(nothing)
                return
            from reader.tui.dialogs.choosing import DialogTexts  # with its widgets 5 ms: only when asked for

            words = DialogTexts(title, nothing, tr("Nothing matches"), tr("enter goes there · esc closes"))
            self._ask(words, rows)

        screen.in_worker(act, show, opens=True)

    def _ask(self, words: "DialogTexts", rows: "list[Row]") -> None:
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog  # as above

        screen, zone = self._screen, self._screen.workspace.zone
        choices = (
            Choice(row.title, "  ".join(filter(None, [row.source or row.key.path, format_date(row, zone)])))
            for row in rows
        )

        def go(number: int | None) -> None:
            if number is not None:
                screen.going.go_to_article(rows[number].id)

        screen.app.push_screen(ChoiceDialog(words, choices), go)
