"""Prints the list of articles into a pipe or a file."""

from reader.actions.desk import Desk
from reader.actions.listing import left_out, list_lines, nothing_listed
from reader.cli.exits import Exit
from reader.cli.opening import scanned
from reader.cli.output import complain, print_lines
from reader.i18n import trn
from reader.library import Scope


def print_list(desk: Desk, scope: Scope = Scope.ALL) -> int:
    """Bring the library up to date and print its list, the articles in the scope; return the exit code.

    Problems are counted on stderr, and what is left out.
    """
    desk.library.catch_up()
    changes = scanned(desk)
    for notice in (*desk.warnings, *changes.notices):
        complain(notice)
    found = print_lines(list_lines(desk.library, scope, desk.zone))
    if not found:
        complain(nothing_listed(desk.library, scope, desk.settings))
    if problems := changes.problems:
        complain(trn("1 file has a problem", "{count} files have problems", problems))
    for sentence in left_out(desk.library):
        complain(sentence)
    return Exit.OK if found else Exit.NOTHING_FOUND
