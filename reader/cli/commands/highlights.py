"""``newsreader highlights``: exports highlighted passages as Markdown, CSV or JSON, or by a template."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, print_bytes, print_json, print_lines
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.changes.highlighting import Highlight
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader highlights >> notes.md               as Markdown: a heading per article, quotes below
  newsreader highlights --csv > highlights.csv
  newsreader highlights --json | jq '.highlights[].text'
  newsreader highlights --template obsidian --force -o ~/vault/Highlights/
                                                  a note for each article
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help=tr("print CSV"))
    forms.add_argument("--json", action="store_true", help=tr("print JSON"))
    forms.add_argument(
        "--template", metavar="NAME", help=tr("a template: plain, obsidian, logseq, or a file")
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-",
        help=tr("with a template: the file to write, or a folder (with a slash at its end) for a file per article"),
    )  # fmt: skip
    parser.add_flag("--force", tr("write over files that are there already"))


def run(options: Namespace) -> Exit:
    """Print the highlights, the latest first."""
    from reader.actions.changes.highlighting import as_csv, as_markdown, as_values, highlights
    from reader.errors import UsageError

    if options.output != "-" and not options.template:
        raise UsageError(tr("--output needs --template"))
    with scanned_workspace(options) as workspace:
        found = highlights(workspace.library, workspace.journal)
        if options.json:
            print_json({"highlights": list(as_values(found, workspace.library, workspace.zone))})
        elif options.template:
            _by_template(options, workspace, found)
        else:
            print_lines(as_csv(found) if options.csv else as_markdown(found))
        if not found:
            complain(tr("No highlights"))
        return Exit.OK if found else Exit.NOTHING_FOUND


def _by_template(options: Namespace, workspace: "Workspace", found: "Sequence[Highlight]") -> None:
    from reader.actions.exporting.highlight_notes import note_files, notes_text
    from reader.actions.exporting.target import STDOUT, target_of, write_notes
    from reader.actions.exporting.template import Filled, template_source

    template = Filled(template_source("highlights", options.template))
    if options.output == STDOUT:
        if found:
            print_bytes(notes_text(workspace, found, template).encode())
        return
    target = target_of(options.output)
    if target.is_folder:
        files = note_files(workspace, found, template)
    else:
        files = [("", notes_text(workspace, found, template))] if found else []
    written = write_notes(target, files, is_forced=options.force)
    if found:
        complain(trn("1 file written", "{count:,} files written", written))
