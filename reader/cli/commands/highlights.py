"""``newsreader highlights``: exports highlighted passages as Markdown, CSV or JSON."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader highlights >> notes.md               as Markdown: a heading per article, quotes below
  newsreader highlights --csv > highlights.csv
  newsreader highlights --json | jq '.highlights[].text'
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help=tr("print CSV"))
    forms.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(options: Namespace) -> Exit:
    """Print the highlights, the latest first."""
    from reader.actions.changes.highlighting import as_csv, as_markdown, as_values, highlights

    with scanned_workspace(options) as workspace:
        found = highlights(workspace.library, workspace.journal)
        if options.json:
            print_json({"highlights": list(as_values(found, workspace.library, workspace.zone))})
        else:
            print_lines(as_csv(found) if options.csv else as_markdown(found))
        if not found:
            complain(tr("No highlights"))
        return Exit.OK if found else Exit.NOTHING_FOUND
