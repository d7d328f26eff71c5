"""``newsreader index``: brings the index and its full text up to date, and checks them."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, opened, scanned
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.cli.progress import add_quiet, reading_articles
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader index                   the folders that the screen would open
  newsreader index -f ~/articles     one folder
  newsreader index --text-only       only the full text of articles in the index
  newsreader index --check           check every row, and rebuild the index if one is damaged

The screen does the same in the background.
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser, rescan=False)
    parser.add_flag("--text-only", tr("do not look for new files"))
    parser.add_flag("--check", tr("check the index, and rebuild it if it is damaged"))
    add_quiet(parser)


def run(options: Namespace) -> Exit:
    """Scan the folders, then index the words."""
    from reader.actions.workspace.ending import end_in_order_when_asked

    end_in_order_when_asked()
    with opened(options.folder, {}) as workspace:
        library = workspace.library
        notices = () if options.text_only else scanned(workspace, reading_articles(options)).notices
        complain(*workspace.warnings, *notices)
        healed = None
        if options.check:
            library.catch_up()
            healed = library.healing.heal(lambda: False, reading_articles(options), is_patient=False)
            if healed:
                complain(healed.sentence)
        is_built = library.build_text(reading_articles(options)) is not None
        if not is_built:
            complain(tr("Another newsreader is indexing these articles"))
        if options.json:
            about = {
                "articles": library.articles.counts().total,
                "problems": library.articles.count_problems(),
                "built": is_built,
            }
            print_json({**about, **({"damaged": healed is not None} if options.check else {})})
        elif options.check and not healed:
            print_lines([tr("The index is intact")])
        return Exit.OK
