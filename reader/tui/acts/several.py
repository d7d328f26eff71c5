"""Which articles a command of the user's programs means, and the questions before it works on many."""

from collections.abc import Callable, Sequence
from datetime import datetime

from reader.i18n import tr
from reader.tui.acts.asking import confirm
from reader.tui.acts.topic import Topic

ASKED_ABOVE = 5
"""More articles than this are worked on after a question."""


class Several(Topic):
    """Finds out what is meant: what is selected, the group under the cursor, what a query finds, else the chosen article."""

    def _meant(self) -> list[int]:
        """Return the articles that are selected, else those of the group whose heading the cursor is on, else the chosen one.

        Where there is none, that is said.
        """
        if several := self._several():
            return several
        model = self._list.model
        is_on_heading = not self._focus.in_page and model.sections and not model.cursor.article
        if is_on_heading and (members := list(model.members(model.slot.section))):
            return members
        row = self._row(refuses=True)
        return [row.id] if row else []

    def _with_query(self, query: str, act: Callable[[Sequence[int]], None]) -> None:
        """Do something with what a query finds; without one with what is meant."""
        if not query:
            if articles := self._meant():
                act(articles)
            return
        now = datetime.now(self._workspace.zone)

        def found(articles: Sequence[int]) -> None:
            if articles:
                act(articles)
            else:
                self._tell.say_missing(tr("No articles found"))

        self._tell.in_worker(lambda: list(self._library.questions.query(query, now)), found, opens=True)

    def _ask_above(self, count: int, question: str, act: Callable[[], None], most: int = ASKED_ABOVE) -> None:
        """Do something, with many articles after a question; then nothing is selected any more."""

        def begin() -> None:
            self._end_selecting()
            act()

        if count > most:
            confirm(self._tell, question, begin)
        else:
            begin()
