"""``newsreader tag``: adds your own tags to all articles that a query finds, or removes tags."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, report_changed
from reader.errors import UsageError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader tag 'to read' tag:ai is:unread   the files stay as they are
  newsreader tag --remove ads source:example  remove it, the author's tag too
  newsreader mark undo                        undo the last change
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("tag", metavar="TAG", help=tr("the tag, or several separated by commas"))
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--remove", tr("remove it instead"))


def run(options: Namespace) -> Exit:
    """Tag the articles and say how many were changed."""
    from reader.actions.changes.tagging import tag, tags_in
    from reader.actions.finding.querying import chosen

    tags = tags_in(options.tag)
    if not tags or not options.query:
        raise UsageError(tr("name a tag, and the articles with a query; '' means all"))
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = chosen(workspace.library, options.query, workspace.zone)
        given, taken = ((), tags) if options.remove else (tags, ())
        count = len(tag(workspace.library, workspace.journal, articles, given, taken).articles)
        workspace.journal.sync()
        return report_changed(count, as_json=options.json, is_found=bool(articles))
