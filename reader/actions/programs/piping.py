"""Gives articles to a program of the user's, one or thousands, and keeps what it writes. Blocks: in a thread.

Nothing is run twice on the same text by the same command unless that is wanted; what fails leaves the others alone.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import tzinfo
from typing import NamedTuple

from reader.actions.browser.launch import program_at
from reader.actions.programs.fields import fields_of, input_of
from reader.actions.programs.kept_outputs import KeptOutputs, Output, command_id, new_output, text_id
from reader.actions.programs.running import Job, ProgramError, StoppedError, run
from reader.actions.programs.template import fault_in, fields_in, filled_words
from reader.article import Document
from reader.errors import ArticleGoneError, UsageError
from reader.i18n import tr
from reader.library import Library
from reader.setting_programs import FIELDS, PipeRow
from reader.settings import Settings
from reader.text import clean_line

FAILED_IN_A_ROW = 5
"""After this many failures in a row the rest is not tried."""

Progress = Callable[[int, int], None]
"""Is called with how many articles are done, and how many there are."""


class Place(NamedTuple):
    """Where articles come from and outputs go to."""

    library: Library
    """The articles."""
    settings: Settings
    """In force."""
    zone: tzinfo
    """For dates."""
    environ: Mapping[str, str]
    """Of the programs."""
    outputs: KeptOutputs
    """What was written before."""


class Piped(NamedTuple):
    """What a program wrote about an article."""

    article: int
    """Its id."""
    title: str
    """Its title."""
    link: str
    """The address of its source."""
    text_id: str
    """By what its text is known."""
    output: Output
    """What was written."""
    is_new: bool
    """The program ran; else this is what it wrote before."""


class Results(NamedTuple):
    """What came of several articles, in their order."""

    piped: tuple[Piped, ...]
    """Where it went well."""
    failures: tuple[tuple[str, str], ...]
    """Title and sentence where it did not."""
    left: int = 0
    """Articles that were not tried: it was stopped, or all before had failed."""


def refuse_row(row: PipeRow, environ: Mapping[str, str]) -> None:
    """Raise UsageError for a command that cannot run here: no such program, or fields where they would be code."""
    if not row.command or program_at(row.command[0], environ) is None:
        name = clean_line(row.command[0], 200) if row.command else ""
        raise UsageError(tr("There is no program {program} here", program=name))
    if fault := fault_in(row.command, FIELDS, lambda name: program_at(name, environ)):
        raise UsageError(fault)


def pipe(
    place: Place,
    row: PipeRow,
    articles: Sequence[int],
    stop: threading.Event,
    *,
    is_again: bool = False,
    quotation: str = "",
    progress: Progress = lambda _, __: None,
) -> Results:
    """Run a command on each article; ``is_again``: also where it ran before. Raises UsageError before anything runs.

    ``quotation`` is what is selected in the only article.
    """
    refuse_row(row, place.environ)
    return _Pipeline(place, row, stop, is_again=is_again, quotation=quotation, progress=progress).over(
        articles
    )


class _Pipeline:
    """One command over articles, a few at a time."""

    def __init__(
        self, place: Place, row: PipeRow, stop: threading.Event, *,
        is_again: bool, quotation: str, progress: Progress,
    ) -> None:  # fmt: skip
        self._place, self._row, self._stop, self._progress = place, row, stop, progress
        self._is_again, self._quotation = is_again, quotation
        self._piped: dict[int, Piped] = {}
        self._failures: dict[int, tuple[str, str]] = {}
        self._running: dict[Future[Piped], tuple[int, Document]] = {}
        self._in_a_row = 0
        self._is_over = False

    def over(self, articles: Sequence[int]) -> Results:
        """Run it on each article; ctrl+c ends the programs too."""
        at_once, count = self._place.settings.programs_at_once, len(articles)
        waiting = deque(enumerate(articles))
        with ThreadPoolExecutor(at_once, thread_name_prefix="run") as pool:
            try:
                while (waiting and not self._is_over) or self._running:
                    while waiting and not self._is_over and len(self._running) < at_once:
                        if not self._begin(pool, *waiting[0]):
                            break
                        waiting.popleft()
                        self._progress(len(self._piped) + len(self._failures), count)
                        self._is_over = self._stop.is_set()
                    self._take()
                    self._progress(len(self._piped) + len(self._failures), count)
            except BaseException:
                self._stop.set()
                raise
        done = tuple(self._piped[number] for number in sorted(self._piped))
        failures = tuple(self._failures[number] for number in sorted(self._failures))
        return Results(done, failures, count - len(done) - len(self._failures))

    def _begin(self, pool: ThreadPoolExecutor, number: int, article: int) -> bool:
        """Begin with an article; False: the program reads the same text at this moment, whose output will do."""
        place, row = self._place, self._row
        made = _begun(place, row, article, is_again=self._is_again)
        if isinstance(made, Piped):
            self._piped[number] = made
        elif isinstance(made, str):
            self._failures[number] = (_title(place.library, article), made)
        elif text_id(made) in {text_id(each) for _, each in self._running.values()}:
            return False
        else:
            future = pool.submit(_run, place, row, article, made, quotation=self._quotation, stop=self._stop)
            self._running[future] = number, made
        return True

    def _take(self) -> None:
        """Wait for one of the programs that run, and take what it wrote."""
        if not self._running:
            return
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            number, document = self._running.pop(future)
            try:
                self._piped[number] = future.result()
                self._in_a_row = 0
            except StoppedError:
                self._is_over = True
            except ProgramError as problem:
                self._failures[number] = (document.article.title, str(problem))
                self._in_a_row += 1
                self._is_over = self._is_over or self._in_a_row >= FAILED_IN_A_ROW


def _begun(place: Place, row: PipeRow, article: int, *, is_again: bool) -> Piped | str | Document:
    """Return what was written before, why the article cannot be read, or its document, to be given to the program."""
    try:
        document = place.library.files.document(article)
    except ArticleGoneError as gone:
        return str(gone)
    text = text_id(document)
    kept = None if is_again else place.outputs.of_text(text).get(command_id(row))
    if kept is None:
        return document
    return Piped(article, document.article.title, document.article.link, text, kept, is_new=False)


def _run(
    place: Place, row: PipeRow, article: int, document: Document, *, quotation: str, stop: threading.Event
) -> Piped:
    """Run a command on one article and keep what it writes. In a thread of its own."""
    path = place.library.files.path(article)
    argv: Sequence[str] = row.command
    if fields_in(argv):
        argv = filled_words(argv, fields_of(document, path, place.zone, quotation))
    given = input_of(row.input, document, path, place.settings, place.zone)
    text = run(Job(argv, given.encode("utf-8", "replace"), row.timeout_s), place.environ, stop)
    output, known = new_output(row, text), text_id(document)
    place.outputs.keep(known, command_id(row), output)
    return Piped(article, document.article.title, document.article.link, known, output, is_new=True)


def _title(library: Library, article: int) -> str:
    row = library.articles.row(article)
    return row.title if row else ""


def leads_of(outputs: KeptOutputs, document: Document, rows: Sequence[PipeRow]) -> Iterator[tuple[str, str]]:
    """Yield name and text of what stands above an article: what commands of ``[[pipe]]`` wrote to be shown."""
    shown = {command_id(row): row.name for row in rows if row.output == "page"}
    if not shown:
        return
    for command, output in outputs.of_text(text_id(document)).items():
        if command in shown:
            yield shown[command], output.text
