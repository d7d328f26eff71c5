"""Prints the list of articles into a pipe or a file."""

import sys
from datetime import datetime

from reader.actions.desk import Desk
from reader.actions.listing import list_lines
from reader.cli.exits import Exit
from reader.i18n import trn
from reader.library import Scope
from reader.text import clean_line


def print_list(desk: Desk, scope: Scope = Scope.ALL) -> int:
    """Bring the library up to date and print its list, the articles in the scope; return the exit code.

    Problems are counted on stderr.
    """
    desk.library.catch_up()
    changes = desk.library.scan(lambda _: None, lambda: False)
    for notice in (*desk.warnings, *changes.notices):
        print(clean_line(f"newsreader: {notice}"), file=sys.stderr)
    found = False
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in list_lines(desk.library, scope, datetime.now(desk.zone)):
        found = True
        print(line)
    if problems := changes.problems:
        told = trn("1 file has a problem", "{count} files have problems", problems)
        print(f"newsreader: {told}", file=sys.stderr)
    return Exit.OK if found else Exit.NOTHING_FOUND
