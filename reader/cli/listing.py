"""Prints the list of articles for a pipe or a file."""

from reader.actions.finding.list_lines import left_out, list_lines, nothing_listed
from reader.actions.workspace.workspace import Workspace
from reader.cli.exits import Exit
from reader.cli.opening import scanned
from reader.cli.output import complain, print_lines
from reader.i18n import trn
from reader.library import Scope


def print_list(workspace: Workspace, scope: Scope = Scope.ALL) -> int:
    """Update the library and print the articles in the scope; return the exit code.

    Counts of problems and of files that are left out go to stderr.
    """
    workspace.library.catch_up()
    changes = scanned(workspace)
    for notice in (*workspace.warnings, *changes.notices):
        complain(notice)
    found = print_lines(list_lines(workspace.library, scope, workspace.zone))
    if not found:
        complain(nothing_listed(workspace.library, scope, workspace.settings))
    if problems := changes.problems:
        complain(
            trn(
                "1 file has a problem; newsreader list is:problem names it",
                "{count} files have problems; newsreader list is:problem names them",
                problems,
            )
        )
    for sentence in left_out(workspace.library):
        complain(sentence)
    return Exit.OK if found else Exit.NOTHING_FOUND
