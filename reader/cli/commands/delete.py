"""``newsreader delete``: moves the files of articles from feeds to the trash."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, report_changed
from reader.errors import UsageError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader delete --dry-run source:example is:read    only count
  newsreader delete 'is:read date:<2y'                  your own files stay, only articles from feeds go
  newsreader mark undo                                  bring them back
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--dry-run", tr("delete nothing, only count"))


def run(options: Namespace) -> Exit:
    """Delete the articles and say how many there were."""
    from reader.actions.changes.trash import can_be_deleted, delete
    from reader.actions.finding.querying import chosen

    if not options.query:
        raise UsageError(tr("name the articles with a query; '' means all"))
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        index_words(workspace, options.query)
        library = workspace.library
        articles = chosen(library, options.query, workspace.zone)
        if options.dry_run or not articles:
            count = sum(map(can_be_deleted, library.articles.each_row(articles)))
        else:
            count = len(delete(library, workspace.journal, workspace.paths.trash, articles).articles)
        workspace.journal.sync()
        return report_changed(
            count, as_json=options.json, is_found=bool(articles), is_dry_run=options.dry_run
        )
