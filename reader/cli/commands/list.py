"""``newsreader list``: the articles that a query finds."""

import sys
from argparse import Namespace

from reader.cli.arguments import Parser, amount
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, columns, complain, print_json, print_lines, print_records
from reader.errors import UsageError
from reader.i18n import listed, tr
from reader.text import clean_line

EXAMPLES = """\
examples:
  newsreader list                                  all articles, the newest first
  newsreader list is:unread tag:ai                 unread ones with a tag
  newsreader list 'date:>2025-01 -tag:ads OR is:starred'
  newsreader list --sort -words --limit 10         the ten longest
  newsreader list -0 is:starred | xargs -0 wc      their files, whatever their names
  newsreader list --json 苹果 | jq '.articles[].title'

the language of queries: docs/queries.md
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_argument("--limit", type=amount, default=-1, metavar="N", help=tr("at most this many"))
    parser.add_argument(
        "--sort", metavar="FIELD", help=tr("the order, as sort: in a query; -FIELD reverses it")
    )
    parser.add_argument(
        "--format", metavar="LINE", help=tr("a line template with {path}, {title}, {date} and others")
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "-0", "--null", action="store_true",
        help=tr("for xargs -0: paths, or lines of --format, each ended by NUL"),
    )  # fmt: skip
    kind.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(options: Namespace) -> Exit:
    """Print a line per article."""
    from reader.actions.finding.querying import chosen, filled, row_line, template_of, values_of
    from reader.library.query.orders import ORDERS, written

    form = template_of(options.format) if options.format is not None else None
    if options.sort and not written(options.sort):
        sentence = tr(
            "--sort takes one of {names}, or -NAME for the reverse; not {found}",
            names=listed(ORDERS), found=clean_line(options.sort),
        )  # fmt: skip
        raise UsageError(sentence)
    words = [*options.query, *([f"sort:{options.sort}"] if options.sort else [])]
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        library = workspace.library
        index_words(workspace, words)
        articles = chosen(library, words, workspace.zone, options.limit)
        rows = library.articles.each_row(articles)
        if options.null:
            lines = (
                filled(form or "{path}", values, workspace.zone, str)
                for _, values in values_of(library, rows, workspace.zone)
            )
            print_records(lines)
        elif options.json:
            print_json({"articles": [values for _, values in values_of(library, rows, workspace.zone)]})
        elif form is not None:
            print_lines(
                filled(form, values, workspace.zone) for _, values in values_of(library, rows, workspace.zone)
            )
        else:
            on_screen = sys.stdout is not None and sys.stdout.isatty()
            width = columns() if on_screen else None
            print_lines(row_line(row, workspace.zone, width) for row in rows)
        if not articles:
            from reader.cli.suggesting import hint_at_folders  # only where nothing is found

            complain(tr("No articles found"))
            hint_at_folders(options.query, "list")
        return Exit.OK if articles else Exit.NOTHING_FOUND
