"""``newsreader index``: brings the index and its full text up to date, for a timer or before a journey."""

from argparse import ArgumentParser, Namespace

from reader.cli.ending import end_in_order_when_asked
from reader.cli.exits import Exit
from reader.cli.opening import add_folders, opened, scanned
from reader.cli.output import complain, print_json, print_lines
from reader.cli.progress import add_quiet, reading_articles
from reader.i18n import tr
from reader.library.index.schema import was_damaged

EXAMPLES = """\
examples:
  newsreader index                   the folders that the screen would open
  newsreader index -f ~/articles     one folder
  newsreader index --text-only       only the words of articles that the index knows
  newsreader index --check           look at every row of it, and rebuild it if one is damaged

The screen does the same in the background.
"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_folders(parser, rescan=False)
    parser.add_argument("--text-only", action="store_true", help=tr("look for no new files"))
    parser.add_argument(
        "--check",
        action="store_true",
        help=tr("look whether the index is as it was written, and rebuild it if not"),
    )
    add_quiet(parser)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Scan, then build."""
    end_in_order_when_asked()
    with opened(options.folder, {}) as workspace:
        library = workspace.library
        notices = () if options.text_only else scanned(workspace, reading_articles(options)).notices
        for notice in (*workspace.warnings, *notices):
            complain(notice)
        is_damaged = False
        if options.check:
            library.catch_up()
            is_damaged = (
                library.healing.heal(lambda: False, reading_articles(options), is_patient=False) is not None
            )
            if is_damaged:
                complain(was_damaged())
        is_built = library.build_text(reading_articles(options)) is not None
        if not is_built:
            complain(tr("Another newsreader is reading the words of these articles"))
        if options.json:
            about = {
                "articles": library.articles.counts().total,
                "problems": library.articles.count_problems(),
                "built": is_built,
            }
            print_json({**about, **({"damaged": is_damaged} if options.check else {})})
        elif options.check and not is_damaged:
            print_lines([tr("The index is as it was written")])
        return Exit.OK
