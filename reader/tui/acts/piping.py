"""Commands that give articles to the user's programs, and take what these write."""

import shlex
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.i18n import tr, trn
from reader.setting_programs import PipeRow, no_such_row, row_named
from reader.text import clean_line
from reader.tui.acts.asking import type_text
from reader.tui.acts.several import Several
from reader.tui.acts.topic import Roles
from reader.tui.dialogs.requests import QueryRequest

if TYPE_CHECKING:
    from reader.actions.programs.piping import Results
    from reader.library import Completion
    from reader.tui.control.preview import Preview
    from reader.tui.control.program_runs import ProgramRuns, Progress
    from reader.tui.control.updates import Updates

LINES = 5_000
"""Lines of outputs that a dialog shows."""

TITLE_LENGTH = 60
"""Code points of a title in a sentence."""

SHOWN_FAILURES = 20
"""Failures that are listed among the messages."""


class Piping(Several):
    """Asks for a program, runs it, shows what it wrote."""

    def __init__(
        self, roles: Roles, runs: "ProgramRuns", preview: "Preview", updates: "Updates", *,
        remember: Callable[[str], None],
    ) -> None:  # fmt: skip
        """``remember`` keeps a sentence among the messages, without saying it."""
        super().__init__(roles)
        self._runs, self._preview, self._updates = runs, preview, updates
        self._remember = remember
        self._last: PipeRow | None = None

    def do_pipe_article(self) -> None:
        """Ask for a program, named or typed, and give it what is meant."""
        if articles := self._meant():
            self._ask(articles)

    def do_pipe_again(self) -> None:
        """Give what is meant to the last program, also where it has run."""
        if self._last is None:
            self._tell.say(
                tr("No program was chosen yet: {key} chooses one", key=self._keymap.how("pipe_article"))
            )
        elif articles := self._meant():
            self._confirm(self._last, articles, is_again=True)

    def do_stop_programs(self) -> None:
        """End the programs that are under way."""
        if self._runs.are_under_way:
            self._runs.stop_all()
        else:
            self._tell.say(tr("No program is running"))

    def pipe(self, named: str, query: str) -> None:
        """Give what a query finds, else what is meant, to a program; without a name ask for it. Raises UsageError."""
        if named:
            row = self.row_of(named)
            self._with_query(query, lambda articles: self._confirm(row, articles))
        else:
            self._with_query(query, self._ask)

    def row_of(self, typed: str) -> PipeRow:
        """Return the row of a name, or of a command that was typed; raises UsageError."""
        from reader.actions.programs.piping import refuse_row  # with what runs programs 10 ms

        rows = self._workspace.settings.pipe
        row = row_named(rows, typed)
        if row is None:
            try:
                words = tuple(shlex.split(typed))
            except ValueError:
                raise UsageError(tr("A quotation mark is not closed")) from None
            if not words:
                raise UsageError(tr("Type a command first"))
            row = PipeRow(clean_line(words[0].rpartition("/")[2]), words)
            try:
                refuse_row(row, self._workspace.environ)
            except UsageError:
                if len(words) == 1 and rows:
                    raise UsageError(no_such_row("pipe", rows, words[0])) from None
                raise
        refuse_row(row, self._workspace.environ)
        return row

    def completions(self, begun: str) -> "list[Completion]":
        """Return the named programs, then the commands that were typed, as far as they begin so. In a thread."""
        from reader.actions.workspace.command_history import load_history
        from reader.library import Completion

        rows = self._workspace.settings.pipe
        named = [Completion(row.name, row.name, shlex.join(row.command)) for row in rows]
        history = reversed(load_history(self._workspace.paths.pipe_history))
        typed = [Completion(line, line, "") for line in history]
        wanted = begun.casefold().strip()
        return [each for each in (*named, *typed) if each.label.casefold().startswith(wanted)]

    def _ask(self, articles: Sequence[int]) -> None:
        from reader.actions.workspace.command_history import remember_line

        row = self._list.row(articles[0]) if len(articles) == 1 else None
        title = (
            tr("Pipe {title} to", title=clean_line(row.title, TITLE_LENGTH))
            if row
            else trn("Pipe 1 article to", "Pipe {count:,} articles to", len(articles))
        )
        hint = tr("tab completes · enter runs it · esc closes")
        request = QueryRequest(
            title,
            tr("a program of config.toml, or a command such as wc -w"),
            hint,
            self.row_of,
            self.completions,
        )
        file = self._workspace.paths.pipe_history

        def take(typed: str) -> None:
            row = self.row_of(typed)
            if row_named(self._workspace.settings.pipe, typed) is None:
                self._tell.in_worker(partial(remember_line, file, typed), lambda _: None)
            self._confirm(row, articles)

        type_text(self._tell, request, take)

    def _confirm(self, row: PipeRow, articles: Sequence[int], *, is_again: bool = False) -> None:
        count = len(articles)
        question = trn(
            "Give 1 article to {name}?", "Give {count:,} articles to {name}?", count, name=row.name
        )
        self._ask_above(count, question, partial(self._begin, row, articles, is_again=is_again))

    def _begin(self, row: PipeRow, articles: Sequence[int], *, is_again: bool) -> None:
        self._last = row
        quotation = self._selected() if len(articles) == 1 else ""
        key = self._keymap.first("stop_programs")
        stops = tr("{key} stops it", key=key) if key else ""

        def act(stop: Event, progress: "Progress") -> "Results":
            from reader.actions.programs.piping import pipe
            from reader.actions.programs.places import place_of

            place = place_of(self._workspace)
            return pipe(place, row, articles, stop, is_again=is_again, quotation=quotation, progress=progress)

        def sentence(done: int, count: int) -> str:
            if count > 1:
                return tr(
                    "{name}: {done:,} of {count:,} · {stops}",
                    name=row.name,
                    done=done,
                    count=count,
                    stops=stops,
                )
            return tr("{name} … {stops}", name=row.name, stops=stops)

        self._runs.begin(act, partial(self._take, row), sentence)

    def _selected(self) -> str:
        return self._selection.get_selected_text() or ""

    def _take(self, row: PipeRow, results: "Results") -> None:
        """Do with the outputs what the row says, then say what has become of them."""
        for title, problem in results.failures[1:SHOWN_FAILURES]:
            self._remember(tr("{title}: {problem}", title=title, problem=problem))
        if row.output == "page" or not results.piped:
            self._shown(row, results)
            return
        from reader.actions.programs.taking import take, taken_sentence

        def act() -> tuple[int, ...]:
            return take(self._workspace, row, results.piped)

        def done(changed: tuple[int, ...]) -> None:
            self._updates.library_changed({*changed})
            sentence = taken_sentence(row, len(changed)) if changed else tr("Nothing changed")
            if changed and row.output != "article":
                sentence = tr("{sentence}; {key} undoes it", sentence=sentence, key=self._keymap.how("undo"))
            self._report(sentence, results)

        self._queue.do(act, done, big=True)

    def _shown(self, row: PipeRow, results: "Results") -> None:
        """Show what was written: in a dialog where the user waits for it, else above the article."""
        is_kept = row in self._workspace.settings.pipe
        if is_kept and self._preview.wanted in {each.article for each in results.piped}:
            self._preview.show_again()
        is_waited_for = len(results.piped) == 1 and self._preview.chosen == results.piped[0].article
        if results.piped and not self._tell.is_asking and (is_waited_for or not is_kept):
            self._show(row, results)
            return
        count = len(results.piped)
        sentence = trn(
            "{name} has written about 1 article: it stands above its text",
            "{name} has written about {count:,} articles: it stands above their texts",
            count, name=row.name,
        ) if count else ""  # fmt: skip
        self._report(sentence, results)

    def _show(self, row: PipeRow, results: "Results") -> None:
        from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

        is_one = len(results.piped) == 1
        lines: list[str] = []
        for each in results.piped:
            lines += [] if is_one else [f"## {each.title}", ""]
            lines += [*each.output.text.split("\n"), *([] if is_one else [""])]
            if len(lines) > LINES:
                lines = [*lines[:LINES], "…"]
                break
        name = row.name
        title = tr("{name}: {title}", name=name, title=results.piped[0].title) if is_one else name
        self._tell.ask(LinesDialog(clean_line(title), lines))
        if results.failures or results.left:
            self._report("", results)

    def _report(self, sentence: str, results: "Results") -> None:
        parts = [sentence]
        if results.failures:
            title, problem = results.failures[0]
            is_one = len(results.failures) + len(results.piped) + results.left == 1
            parts.append(problem if is_one else tr("{title}: {problem}", title=title, problem=problem))
            more = len(results.failures) - 1
            if more:
                parts.append(trn("1 more failed", "{count:,} more failed", more))
        if results.left:
            parts.append(trn("1 article was not tried", "{count:,} articles were not tried", results.left))
        self._tell.say("; ".join(filter(None, parts)), warn=bool(results.failures))
