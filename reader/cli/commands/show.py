"""``newsreader show``: an article as text. Reads its file alone, so no library need be open."""

import os
import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from reader.cli.exits import Exit
from reader.cli.output import complain, print_json, print_lines
from reader.i18n import tr
from reader.log import attach

EXAMPLES = """\
examples:
  newsreader show article.md                  the page, as the screen would set it
  newsreader show article.md | less           the same, a page at a time
  newsreader show --format html article.md    its text as HTML
  newsreader show --json article.md           what its front matter says, and its text
  newsreader show --width 60 article.md       lines of 60 cells

"""

FORMATS = ("page", "markdown", "html", "json")

WIDTHS = range(10, 301)
"""Cells of a line."""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=tr("the file of an article"))
    parser.add_argument(
        "--format", choices=FORMATS, default="page", help=tr("what is printed; page: text in lines")
    )
    parser.add_argument(
        "--json", action="store_const", const="json", dest="format", help=tr("as --format json")
    )
    parser.add_argument(
        "--width",
        type=_width,
        metavar="CELLS",
        help=tr("the widest line; else as wide as terminal and measure allow"),
    )


def run(options: Namespace) -> Exit:
    """Print the articles; what cannot be read is told, and the others are printed."""
    from reader.actions.showing import article_values, document_at, page_lines
    from reader.errors import ArticleGoneError
    from reader.library.zone import zone_named
    from reader.paths import standard_paths
    from reader.settings import load_settings

    attach()
    settings, warnings = load_settings(standard_paths().settings_file, os.environ)
    for warning in warnings:
        complain(warning)
    zone, _ = zone_named(settings.timezone)
    width = (
        shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else WIDTHS[-1]
    )
    if options.width:
        settings, width = settings._replace(measure=options.width), options.width
    code, values = Exit.OK, []
    for number, name in enumerate(options.files):
        try:
            document = document_at(Path(name), zone)
        except ArticleGoneError as gone:
            complain(str(gone))
            code = Exit.FAILED
            continue
        if options.format == "json":
            values.append(
                {"file": str(Path(name).resolve()), **article_values(document.article), "body": document.body}
            )
            continue
        if number:
            print_lines([""])
        match options.format:
            case "markdown":
                print_lines([document.body.removesuffix("\n")])
            case "html":
                from reader.page.as_html import as_html

                print_lines([as_html(document.body).removesuffix("\n")])
            case _:
                print_lines(page_lines(document, settings, zone, width))
    if options.format == "json":
        print_json({"articles": values})
    return code


def _width(text: str) -> int:
    if not text.isdecimal() or int(text) not in WIDTHS:
        raise ArgumentTypeError(tr("a number of cells from {low} to {high}", low=WIDTHS[0], high=WIDTHS[-1]))
    return int(text)
