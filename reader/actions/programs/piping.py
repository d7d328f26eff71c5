"""Gives articles to a program of the user's, one or thousands, and keeps what it writes. Blocks: in a thread.

Nothing is run twice on the same text by the same command unless that is wanted; what fails leaves the others alone.
"""

import threading
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
"""After this many failures in a row, none before having succeeded, the rest is not tried."""

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
    piped: dict[int, Piped] = {}
    failures: list[tuple[str, str]] = []
    done, in_a_row = 0, 0
    waiting: dict[Future[Piped], tuple[int, str]] = {}
    numbered = enumerate(articles)
    at_once = place.settings.programs_at_once
    is_over = False
    with ThreadPoolExecutor(at_once, thread_name_prefix="run") as pool:
        while True:
            while not is_over and len(waiting) < at_once and (following := next(numbered, None)):
                number, article = following
                made = _begun(place, row, article, is_again=is_again)
                if isinstance(made, Piped):
                    piped[number], done = made, done + 1
                elif isinstance(made, str):
                    failures.append((_title(place.library, article), made))
                    done += 1
                else:
                    future = pool.submit(_run, place, row, article, made, quotation=quotation, stop=stop)
                    waiting[future] = number, made.article.title
                progress(done, len(articles))
                is_over = stop.is_set()
            if not waiting:
                break
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                number, title = waiting.pop(future)
                done += 1
                try:
                    piped[number] = future.result()
                    in_a_row = 0
                except StoppedError:
                    is_over, done = True, done - 1
                except ProgramError as problem:
                    failures.append((title, str(problem)))
                    in_a_row += 1
                    is_over = is_over or in_a_row >= FAILED_IN_A_ROW
            progress(done, len(articles))
    return Results(tuple(piped[number] for number in sorted(piped)), tuple(failures), len(articles) - done)


def _begun(place: Place, row: PipeRow, article: int, *, is_again: bool) -> Piped | str | Document:
    """Return what was written before, why the article cannot be read, or its document, which is to be given."""
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
