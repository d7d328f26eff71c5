"""``newsreader edit``: opens the files of articles in your editor."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.asking import agrees
from reader.cli.opening import add_folders, add_query, index_words, scanned, scanned_workspace
from reader.cli.output import Exit, complain, print_json
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn

EXAMPLES = """\
examples:
  newsreader edit 2025/03-plan.md             in $VISUAL or $EDITOR
  newsreader edit is:starred                  several; more than 5 after a question
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--yes", tr("open more than 5 without a question"))


def run(options: Namespace) -> Exit:
    """Open the files, and read them again."""
    from reader.actions.browser.editor import edit
    from reader.actions.finding.querying import chosen
    from reader.actions.programs.opening import ASKED_ABOVE

    if not options.query:
        raise UsageError(tr("name the articles with a query; '' means all"))
    with scanned_workspace(options) as workspace:
        index_words(workspace, options.query)
        library = workspace.library
        articles = chosen(library, options.query, workspace.zone)
        files = [path for path in map(library.files.path, articles) if path]
        if not files:
            complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        question = trn("Edit 1 file?", "Edit {count:,} files?", len(files))
        if len(files) > ASKED_ABOVE and not options.yes and not agrees(question):
            raise UsageError(tr("{question} --yes opens them", question=question))
        if problem := edit(files, workspace.environ):
            raise NewsreaderError(problem)
        scanned(workspace)
        if options.json:
            print_json({"edited": len(files)})
        return Exit.OK
