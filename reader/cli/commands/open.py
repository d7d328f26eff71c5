"""``newsreader open``: opens articles in the browser, or in what ``[[open]]`` of config.toml names for them."""

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.asking import agrees
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.programs.opening import Openable
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader open 2025/03-plan.md             its source, by the file or the id that list prints
  newsreader open is:starred --yes            several; more than 5 after a question
  newsreader open --dry-run is:starred        only what would be started
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--yes", tr("open more than 5 without a question"))
    parser.add_flag("--keep-unread", tr("do not mark them read"))
    parser.add_flag("--dry-run", tr("open nothing, only print what would be started"))


def run(options: Namespace) -> Exit:
    """Open them, and mark them read."""
    from reader.actions.finding.querying import chosen
    from reader.actions.programs.opening import AT_ONCE_MOST
    from reader.actions.programs.places import openers_of

    if not options.query:
        raise UsageError(tr("name the articles with a query; '' means all"))
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = chosen(workspace.library, options.query, workspace.zone)
        openers = openers_of(workspace)
        found = [each for each in map(openers.for_article, articles[:AT_ONCE_MOST]) if each]
        if not found:
            complain(
                tr("These articles have no source that can be opened")
                if articles
                else tr("No articles found")
            )
            return Exit.NOTHING_FOUND
        if len(articles) > AT_ONCE_MOST:
            complain(tr("{count} are opened at most", count=AT_ONCE_MOST))
        if options.dry_run:
            return _print_plans(found, as_json=options.json)
        return _open(workspace, found, options)


def _print_plans(found: "Sequence[Openable]", *, as_json: bool) -> Exit:
    from shlex import join

    from reader.actions.browser.launch import Plan

    plans = [each.plan for each in found]
    commands = [list(plan.argv) for plan in plans if isinstance(plan, Plan)]
    complain(*dict.fromkeys(plan.reason for plan in plans if not isinstance(plan, Plan)))
    if as_json:
        print_json({"commands": commands})
    else:
        print_lines(map(join, commands))
    return Exit.OK if len(commands) == len(plans) else Exit.FAILED


def _open(workspace: "Workspace", found: "Sequence[Openable]", options: Namespace) -> Exit:
    from reader.actions.browser.launch import Launched, Plan, Refused, launch, run_in_terminal
    from reader.actions.changes.flags import mark
    from reader.actions.programs.opening import ASKED_ABOVE
    from reader.journal import Field

    if len(found) > ASKED_ABOVE and not options.yes:
        question = trn("Open 1 article?", "Open {count} articles?", len(found))
        if not agrees(question):
            raise UsageError(tr("{question} --yes opens them", question=question))
    opened = []
    for each in found:
        outcome: Launched | Refused
        if isinstance(each.plan, Plan):
            is_here = each.plan.in_terminal
            outcome = run_in_terminal(each.plan) if is_here else launch(each.plan, os.environ)
        else:
            outcome = each.plan
        if isinstance(outcome, Refused):
            address = outcome.address.href if outcome.address else ""
            complain(" ".join(filter(None, (outcome.reason, address))))
        else:
            opened.append(each.article)
    if opened and not options.keep_unread and workspace.settings.mark_read_when != "manual":
        mark(workspace.library, workspace.journal, opened, Field.READ, value=True)
    if options.json:
        print_json({"opened": len(opened)})
    return Exit.OK if len(opened) == len(found) else Exit.FAILED
