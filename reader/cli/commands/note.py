"""``newsreader note``: prints your note on an article, writes one or removes it."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, say_if_sample, scanned_workspace
from reader.cli.output import Exit, print_json, print_lines, report_changed
from reader.errors import ArticleGoneError, UsageError
from reader.i18n import tr
from reader.text import clean_line

EXAMPLES = """\
examples:
  newsreader note 2025/03-plan.md                   print the note on an article
  newsreader note 1f0c9be2a47d 'read this again'    write one, in the place of the one that is there
  newsreader note --remove 2025/03-plan.md
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "article", metavar="ARTICLE", help=tr("the article's file, or the id that list prints")
    )
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help=tr("the note; without it the note is printed")
    )
    add_folders(parser)
    parser.add_flag("--remove", tr("remove the note instead"))


def run(options: Namespace) -> Exit:
    """Print or write the note."""
    from reader.actions.changes.flags import write_note
    from reader.actions.finding.naming import find_id
    from reader.journal import Field

    if options.remove and options.text is not None:
        raise UsageError(tr("--remove takes no note"))
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        library = workspace.library
        article = find_id(library, options.article)
        if article is None:
            name = clean_line(options.article)
            raise ArticleGoneError(
                tr("There is no article or file {name}; newsreader list prints ids and paths", name=name)
            )
        had = str(library.state.fields(article).get(Field.NOTE) or "")
        if options.text is None and not options.remove:
            if options.json:
                print_json({"note": had})
            else:
                print_lines(had.splitlines())
            return Exit.OK
        text = "" if options.remove else options.text
        write_note(library, workspace.journal, article, text)
        workspace.journal.sync()
        return report_changed(int(text != had), as_json=options.json, is_found=True)
