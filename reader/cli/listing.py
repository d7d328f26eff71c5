"""Prints the list of articles into a pipe or a file."""

import sys

from reader.actions.desk import Desk
from reader.actions.listing import list_lines, nothing_listed
from reader.cli.exits import Exit
from reader.cli.output import complain, give_up_stdout
from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.library import Scope


def print_list(desk: Desk, scope: Scope = Scope.ALL) -> int:
    """Bring the library up to date and print its list, the articles in the scope; return the exit code.

    Problems are counted on stderr.
    """
    desk.library.catch_up()
    changes = desk.library.scan(lambda _: None, lambda: False)
    for notice in (*desk.warnings, *changes.notices):
        complain(notice)
    found = _print_lines(desk, scope)
    if not found:
        complain(nothing_listed(desk.library, scope, desk.settings))
    if problems := changes.problems:
        complain(trn("1 file has a problem", "{count} files have problems", problems))
    return Exit.OK if found else Exit.NOTHING_FOUND


def _print_lines(desk: Desk, scope: Scope) -> bool:
    """Print the list and return whether there was any; NewsreaderError where stdout takes no more."""
    found = False
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a stream of the system's
    try:
        for line in list_lines(desk.library, scope, desk.zone):
            found = True
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the list has seen enough
        raise
    except OSError as problem:
        give_up_stdout()
        reason = problem.strerror or str(problem)
        raise NewsreaderError(tr("The list could not be written: {reason}", reason=reason)) from None
    return found
