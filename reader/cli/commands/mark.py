"""``newsreader mark``: marks all articles that a query finds, as one act that can be undone on the screen too."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, report_changed
from reader.errors import UsageError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader mark read 'date:<30d'              everything that is older than thirty days
  newsreader mark --dry-run read tag:ads        only count
  newsreader mark star 2025/03-plan.md          one article, by its file or the id that list prints
  newsreader mark undo                          undo the last change
"""

ACTS = ("read", "unread", "star", "unstar", "later", "not-later", "undo", "redo")
"""The values of ``act``."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("act", choices=ACTS, help=tr("what to do with them; undo and redo take no query"))
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--dry-run", tr("mark nothing, only count"))


def run(options: Namespace) -> Exit:
    """Mark the articles and say how many were changed."""
    from reader.actions.changes import flags
    from reader.actions.finding.querying import chosen

    reverting = options.act in {"undo", "redo"}
    if reverting == bool(options.query):
        sentence = (
            tr("undo and redo take no query")
            if reverting
            else tr("name the articles with a query; '' means all")
        )
        raise UsageError(sentence)
    is_found, elsewhere = True, 0
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        library, journal = workspace.library, workspace.journal
        if reverting:
            revert = flags.undo if options.act == "undo" else flags.redo
            marked = revert(library, journal, workspace.paths.trash)
            elsewhere = marked.elsewhere if marked else 0
            count = elsewhere + (len(marked.articles) if marked else 0)
        else:
            field, value = flags.ACTS[options.act]
            index_words(workspace, options.query)
            articles = chosen(library, options.query, workspace.zone)
            is_found = bool(articles)
            if options.dry_run:
                count = sum(flags.flag(row, field) != value for row in library.articles.each_row(articles))
            else:
                count = len(flags.mark(library, journal, articles, field, value=value).articles)
        journal.sync()
        return report_changed(
            count,
            as_json=options.json,
            is_found=is_found,
            is_dry_run=options.dry_run and not reverting,
            is_undoable=not reverting,
            elsewhere=elsewhere,
        )
