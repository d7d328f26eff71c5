"""What is known of the articles in the list, kept for the next time they are drawn."""

from collections.abc import Sequence
from datetime import datetime

from reader.actions.finding.age import age_of, format_age
from reader.library import Row
from reader.tui.list.section_list import SectionList

ROWS_KEPT = 1_000
"""How many articles are kept."""


class KnownRows:
    """The rows of articles that were read lately."""

    def __init__(self, articles: SectionList) -> None:
        self._articles = articles
        self._rows: dict[int, Row] = {}

    def forget(self) -> None:
        """Ask again for what is drawn next."""
        self._rows.clear()

    def row(self, article: int) -> Row | None:
        """Return what is known of an article; None: it is gone."""
        if article not in self._rows:
            self._rows.update(self._articles.rows([article]))
        return self._rows.get(article)

    def row_among(self, ids: Sequence[int], at: int, near: int) -> Row | None:
        """Return the row of an article of a group; with it those are fetched that stand ``near`` it, above and below."""
        if ids[at] not in self._rows:
            if len(self._rows) > ROWS_KEPT:
                self._rows.clear()
            self._rows.update(self._articles.rows(ids[max(0, at - near) : at + near]))
        return self._rows.get(ids[at])

    def ages(self, now: datetime) -> list[str]:
        """Return the ages of these articles as they are shown: when one changes, it is time to draw again."""
        return [age_of(row, now) + format_age(row.arrived, now) for row in self._rows.values()]
