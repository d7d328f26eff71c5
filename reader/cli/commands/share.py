"""``newsreader share``: hands articles on in the ways of ``[[share]]`` in config.toml."""

import os
import threading
from argparse import Namespace
from base64 import b64encode
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.programs.sharing import Sharing
    from reader.setting_programs import ShareRow

EXAMPLES = """\
examples:
  newsreader share                            the ways that there are
  newsreader share mail 1f0c9be2a47d          one, by the id that list prints
  newsreader share vault is:starred
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", nargs="?", metavar="SHARE", help=tr("the name of a [[share]] of config.toml"))
    add_query(parser)
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Share the articles."""
    from reader.actions.finding.querying import chosen
    from reader.actions.programs.places import given_of
    from reader.actions.programs.sharing import share_rows, shared
    from reader.setting_programs import no_such_row, row_named

    with scanned_workspace(options) as workspace:
        rows = share_rows(workspace.settings)
        if options.name is None:
            return _list(rows, as_json=options.json)
        row = row_named(rows, options.name)
        if row is None:
            raise UsageError(no_such_row("share", rows, options.name))
        if not options.query:
            raise UsageError(tr("name the articles with a query; '' means all"))
        say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = chosen(workspace.library, options.query, workspace.zone)
        if not articles:
            complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        result = shared(given_of(workspace), row, articles, threading.Event())
    return _finish(result, len(articles), as_json=options.json)


def _list(rows: "tuple[ShareRow, ...]", *, as_json: bool) -> Exit:
    if as_json:
        print_json({"shares": [{**row._asdict(), "command": list(row.command)} for row in rows]})
    else:
        print_lines(row.name for row in rows)
    return Exit.OK


def _finish(result: "Sharing", count: int, *, as_json: bool) -> Exit:
    """Do what remains: copy, start programs; say what was done."""
    from reader.actions.browser.launch import Launched, Refused, launch, run_in_terminal
    from reader.actions.programs.clipboard import fill_clipboard

    failed = False
    for plan in result.plans:
        outcome: Launched | Refused = (
            plan
            if isinstance(plan, Refused)
            else (run_in_terminal(plan) if plan.in_terminal else launch(plan, os.environ))
        )
        if isinstance(outcome, Refused):
            failed = True
            complain(
                " ".join(filter(None, (outcome.reason, outcome.address.href if outcome.address else "")))
            )
    if result.copied and not fill_clipboard(result.copied, os.environ):
        _ask_terminal(result.copied)
    if as_json:
        print_json({"shared": count, "copied": result.copied})
    elif result.copied:
        print_lines([result.copied])
    elif result.sentence:
        print_lines([result.sentence])
    return Exit.FAILED if failed else Exit.OK


def _ask_terminal(text: str) -> None:
    """Ask the terminal to copy a text (OSC 52); what it does with that is not known."""
    import sys

    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\033]52;c;{b64encode(text.encode()).decode('ascii')}\a")
        sys.stderr.flush()
