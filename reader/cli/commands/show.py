"""``newsreader show``: prints articles: files, ids that ``list`` prints, or stdin."""

import os
import sys
import time
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.arguments import Parser
from reader.cli.colour import WHEN, coloured, is_coloured, plain
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, columns, complain, print_json, print_lines
from reader.i18n import tr
from reader.log import attach
from reader.text import clean_line
from reader.text.plain_lines import fitting_lines

if TYPE_CHECKING:
    from datetime import tzinfo

    from reader.actions.workspace.workspace import Workspace
    from reader.article import Document
    from reader.settings import Settings

EXAMPLES = """\
examples:
  newsreader show article.md                  the page, as on the screen
  newsreader show 1f0c9be2a47d                the article with an id printed by newsreader list
  newsreader show --color always article.md | less -R
  newsreader show --format html article.md    its text as HTML
  newsreader show --format markdown --titles article.md
                                              and its title, source and link above
  newsreader show --json article.md           what its front matter says, and its text
  curl https://example.org/a.md | newsreader show -
"""

FORMATS = ("page", "markdown", "html", "json")
"""The values of ``--format``."""

WIDTHS = range(10, 301)
"""Cells that ``--width`` takes."""

STDIN = "-"
"""The file name that stands for stdin."""

PAGE_RULE = "─"
"""The line between two pages, repeated to their width."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "files", nargs="+", metavar="ARTICLE", help=tr("a file, an id printed by list, or - for stdin")
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="page", help=tr("the output format; page: text in lines")
    )
    parser.add_argument(
        "--json", action="store_const", const="json", dest="format", help=tr("short for --format json")
    )
    parser.add_argument(
        "--width",
        type=_width,
        metavar="CELLS",
        help=tr("the widest line; default: the terminal, at most measure"),
    )
    parser.add_argument(
        "--color", choices=WHEN, default="auto", help=tr("colours and links on the page; auto: on a terminal")
    )
    parser.add_flag(
        "--titles", tr("in Markdown or HTML, print title, source and link above a single article too")
    )
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Print the articles; those that cannot be read are reported, the others printed."""
    from reader.actions.workspace.named_files import refuse_what_is_no_text
    from reader.actions.workspace.preferences import load_preferences
    from reader.errors import ArticleGoneError, UsageError
    from reader.paths import standard_paths

    attach()
    with ExitStack() as stack:
        workspace = stack.enter_context(scanned_workspace(options)) if _needs_library(options) else None
        if workspace is None:
            settings, warnings, zone = load_preferences(standard_paths(), os.environ, {})
            complain(*warnings)
        else:
            settings, zone = workspace.settings, workspace.zone
        printer = _Printer(options, settings, zone, workspace)
        code, wrong = Exit.OK, ""
        for name in options.files:
            try:
                if options.format != "json" and name != STDIN:
                    refuse_what_is_no_text([Path(name)])
                printer.take(name, _document(name, zone, workspace))
            except (ArticleGoneError, UsageError) as fault:
                wrong = str(fault)
                complain(wrong)
                code = Exit.FAILED
        printer.end(wrong)
        return code


def _needs_library(options: Namespace) -> bool:
    """Return whether the library is needed: to find names, or for what the user did with the articles."""
    return options.format == "json" or any(map(_is_of_library, options.files))


def _is_of_library(name: str) -> bool:
    """Return whether a name can only be an id, or a path inside a folder of the library."""
    return name != STDIN and not os.path.isabs(name) and not os.path.lexists(name)  # noqa: PTH117 - a text


def _document(name: str, zone: "tzinfo", workspace: "Workspace | None") -> "Document":
    """Return the article of a name; raises ArticleGoneError."""
    from reader.actions.finding.naming import find_id, is_id
    from reader.actions.reading.showing import document_at, document_in
    from reader.article.article import SIZE_LIMIT_BYTES
    from reader.errors import ArticleGoneError

    if name == STDIN:
        if sys.stdin is None:
            raise ArticleGoneError(tr("stdin is closed: there is nothing to show"))
        return document_in(sys.stdin.buffer.read(SIZE_LIMIT_BYTES + 1), zone, time.time())
    if workspace and _is_of_library(name):
        article = find_id(workspace.library, name)
        if article is not None:
            return workspace.library.files.document(article)
        if is_id(name):
            raise ArticleGoneError(tr("No article has the id {id}; newsreader list prints ids", id=name))
    if not os.path.lexists(name):
        sentence = tr(
            "There is no article or file {name}; newsreader list prints ids and paths", name=clean_line(name)
        )
        raise ArticleGoneError(sentence)
    return document_at(Path(name), zone)


class _Page(NamedTuple):
    """The options of pages."""

    width: int
    settings: "Settings"


class _Printer:
    """Prints articles one after another, with a separator."""

    def __init__(
        self, options: Namespace, settings: "Settings", zone: "tzinfo", workspace: "Workspace | None"
    ) -> None:
        self._format, self._zone, self._workspace = options.format, zone, workspace
        self._has_titles = options.titles or len(options.files) > 1
        self._is_first = True
        self._values: list[dict[str, object]] = []
        on_screen = sys.stdout is not None and sys.stdout.isatty()
        width = columns() if on_screen else WIDTHS[-1]
        if options.width:
            settings, width = settings._replace(measure=options.width), options.width
        self._page = _Page(width, settings)
        self._line = coloured if is_coloured(options.color) else plain

    def take(self, name: str, document: "Document") -> None:
        """Print an article, or collect its values."""
        if self._format == "json":
            self._values.append(self._values_of(name, document))
            return
        if not self._is_first:
            print_lines(self._between())
        self._is_first = False
        # Only pages have colours, and are cleaned before; HTML keeps characters that the article writes as numbers.
        are_painted = self._format == "page" and self._line is coloured
        print_lines(self._lines(document, self._file(name)), are_painted=are_painted)

    def end(self, wrong: str) -> None:
        """Print collected values; ``wrong`` says why there are none."""
        if self._format == "json":
            print_json({"articles": self._values} if self._values else {"articles": [], "error": wrong})

    def _between(self) -> list[str]:
        match self._format:
            case "markdown":
                return ["", "---", ""]
            case "html":
                return [""]
            case _:
                return ["", fitting_lines(PAGE_RULE) * min(self._page.width, self._page.settings.measure), ""]

    def _file(self, name: str) -> Path | None:
        """Return the file of a name; None of stdin."""
        if name == STDIN:
            return None
        if self._workspace and _is_of_library(name):
            from reader.actions.finding.naming import find_id

            library = self._workspace.library
            article = find_id(library, name)
            return None if article is None else library.files.path(article)
        return Path(name)

    def _lines(self, document: "Document", file: Path | None) -> Iterator[str]:
        from reader.actions.reading.showing import as_markdown, html_of, page_lines

        match self._format:
            case "markdown":
                whole = as_markdown(document, self._zone) if self._has_titles else document.body
                yield whole.removesuffix("\n")
            case "html":
                zone = self._zone if self._has_titles else None
                yield html_of(document, self._page.settings, file, zone).removesuffix("\n")
            case _:
                lines = page_lines(document, self._page.settings, self._zone, self._page.width, file)
                yield from (fitting_lines(self._line(spans)) for spans in lines)

    def _values_of(self, name: str, document: "Document") -> dict[str, object]:
        from reader.actions.finding.naming import find_id
        from reader.actions.finding.querying import FIELDS, values_of
        from reader.actions.reading.showing import document_values

        values: dict[str, object] = dict.fromkeys(FIELDS)  # null: what only the library knows
        values["path"] = None if name == STDIN else os.path.realpath(name)
        values |= document_values(document, self._zone)
        library = self._workspace.library if self._workspace else None
        article = find_id(library, name) if library and name != STDIN else None
        if library is None or article is None:
            return values
        rows = library.articles.rows([article]).values()
        return values | next((known for _, known in values_of(library, rows, self._zone)), {})


def _width(text: str) -> int:
    if not text.isdecimal() or int(text) not in WIDTHS:
        raise ArgumentTypeError(tr("a number of cells from {low} to {high}", low=WIDTHS[0], high=WIDTHS[-1]))
    return int(text)
