"""Commands that hand articles on."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.i18n import tr, trn
from reader.setting_programs import ShareRow, no_such_row, row_named
from reader.text import clean_line
from reader.tui.acts.asking import choose
from reader.tui.acts.several import ASKED_ABOVE, Several
from reader.tui.acts.topic import Roles
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from threading import Event

    from reader.actions.programs.sharing import Sharing as Result
    from reader.tui.acts.browsing import Browsing
    from reader.tui.control.program_runs import ProgramRuns, Progress

BEGINNING = 60
"""Code points of a copied text that a sentence repeats."""


class Sharing(Several):
    """Chooses how to share, and does it."""

    def __init__(self, roles: Roles, browsing: "Browsing", runs: "ProgramRuns") -> None:
        super().__init__(roles)
        self._browsing, self._runs = browsing, runs

    def do_share_article(self) -> None:
        """Share what is meant: at once where there is one way, else in the one that is chosen."""
        if articles := self._meant():
            self._choose(articles)

    def share(self, named: str, query: str) -> None:
        """Share what a query finds, else what is meant; without a name ask for the way. Raises UsageError."""
        if named:
            row = self.row_of(named)
            self._with_query(query, partial(self._confirm, row))
        else:
            self._with_query(query, self._choose)

    def row_of(self, named: str) -> ShareRow:
        """Return the way of a name; raises UsageError."""
        rows = self.rows
        row = row_named(rows, named)
        if row is None:
            raise UsageError(no_such_row("share", rows, named))
        return row

    @property
    def rows(self) -> tuple[ShareRow, ...]:
        """The ways to share."""
        from reader.actions.programs.sharing import share_rows  # with what runs programs 10 ms

        return share_rows(self._workspace.settings)

    def _choose(self, articles: Sequence[int]) -> None:
        rows = self.rows
        if len(rows) == 1:
            self._confirm(rows[0], articles)
            return
        words = DialogTexts(
            trn("Share 1 article by", "Share {count:,} articles by", len(articles)),
            "",
            tr("Nothing matches"),
            tr("1 to {count} or enter takes it · esc closes", count=min(9, len(rows))),
        )
        choices = (Choice(row.name, clean_line(_way(row), BEGINNING)) for row in rows)
        choose(self._tell, words, choices, lambda at: self._confirm(rows[at], articles), numbered=True)

    def _confirm(self, row: ShareRow, articles: Sequence[int]) -> None:
        count = len(articles)
        question = trn(
            "Share 1 article by {name}?", "Share {count:,} articles by {name}?", count, name=row.name
        )
        most = count if row.copy else ASKED_ABOVE  # what is copied does no harm
        self._ask_above(count, question, partial(self._begin, row, articles), most)

    def _begin(self, row: ShareRow, articles: Sequence[int]) -> None:
        quotation = (self._selection.get_selected_text() or "") if len(articles) == 1 else ""

        def act(stop: "Event", progress: "Progress") -> "Result":
            from reader.actions.programs.places import given_of
            from reader.actions.programs.sharing import shared

            return shared(
                given_of(self._workspace), row, articles, stop, quotation=quotation, progress=progress
            )

        def sentence(done: int, count: int) -> str:
            if count > 1:
                return tr("{name}: {done:,} of {count:,}", name=row.name, done=done, count=count)
            return tr("{name} …", name=row.name)

        self._runs.begin(act, self._finish, sentence)

    def _finish(self, result: "Result") -> None:
        for plan in result.plans:
            self._browsing.start(plan)
        if result.copied:
            self._tell.copy(result.copied)
            lines = result.copied.count("\n") + 1
            shown = clean_line(result.copied, BEGINNING)
            self._tell.say(
                tr("Copied: {address}", address=shown)
                if lines == 1
                else trn("Copied {count} line", "Copied {count} lines", lines)
            )
        elif result.sentence:
            self._tell.say(result.sentence)


def _way(row: ShareRow) -> str:
    from shlex import join

    return join(row.command) or row.open or row.copy or row.append
