"""``newsreader search``: searches the text of articles, the best match first."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping

from reader.cli.arguments import Parser, amount
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr
from reader.text import clean_line, clean_name

EXAMPLES = """\
examples:
  newsreader search kubernetes           titles with the word first, then the newest articles with it
  newsreader search 人工智能 '"exact phrase"' tag:ai
                                         the shell removes one pair of quotes, so a phrase has two
  newsreader search --limit 5 --json sea
  newsreader search sea | cut -d ' ' -f 1 | xargs newsreader mark star

Words are found in the text of articles once newsreader has read it (newsreader index does so now).
The language of queries: docs/queries.md
"""

LIMIT = 50
"""Articles that are printed unless ``--limit`` says otherwise."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_argument(
        "--limit", type=amount, default=LIMIT, metavar="N", help=tr("at most this many; default: 50")
    )


def run(options: Namespace) -> Exit:
    """Print a line per article: id, title, path and a passage with the words; on a terminal, this is a line below."""
    from reader.actions.finding.querying import values_of
    from reader.actions.finding.searching import nearly, searched, snippet_of

    typed = " ".join(options.query)
    if not typed.strip():
        raise UsageError(tr("Nothing to search for: newsreader search WORDS"))
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        library = workspace.library
        index_words(workspace, options.query)
        articles = searched(library, typed, workspace.zone, options.limit)
        rows = library.articles.each_row(articles)
        found = [
            {**values, "snippet": snippet_of(library, row.id, typed, workspace.settings.line_breaks).text}
            for row, values in values_of(library, rows, workspace.zone)
        ]
        if options.json:
            print_json({"articles": found})
        else:
            is_on_screen = sys.stdout is not None and sys.stdout.isatty()
            print_lines(line for values in found for line in _lines_of(values, is_on_screen=is_on_screen))
        if not articles:
            from reader.cli.suggesting import hint_at_folders  # only where nothing is found

            complain(tr("No articles found"))
            hint_at_folders(options.query, "search")
            titles = [
                row.title for row in library.articles.each_row(nearly(library, typed, workspace.zone, ()))
            ]
            if titles:
                complain(tr("Did you mean: {titles}?", titles=" · ".join(titles)))
        return Exit.OK if articles else Exit.NOTHING_FOUND


def _lines_of(values: Mapping[str, object], *, is_on_screen: bool) -> Iterator[str]:
    """Yield the lines of a result; line breaks in names are removed."""
    line = f"{values['id']}  {clean_line(str(values['title']))}  ({clean_name(str(values['path']))})"
    snippet = clean_line(str(values["snippet"]))
    if is_on_screen:
        yield line
        if snippet:
            yield f"    {snippet}"
    else:
        yield f"{line}  {snippet}".rstrip()
