"""``newsreader doctor``: what is wrong around the program, and what to do about it."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, opened
from reader.cli.output import Exit, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.cli.doctor.checks import Check
    from reader.cli.doctor.finding import Finding

EXAMPLES = """\
examples:
  newsreader doctor                  settings, files, folders, feeds, terminal, and what to do where one is wrong
  newsreader doctor -f ~/articles    with this folder
  newsreader doctor --online         ask each feed too
  newsreader doctor --json

Nothing is changed but an index that is damaged: that is rebuilt.
"""

BULLETS = {"ok": "+", "note": "-", "wrong": "!"}
"""What stands before a line, by its state."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser, rescan=False)
    parser.add_flag("--online", tr("ask each feed whether it answers"))


def run(options: Namespace) -> Exit:
    """Run the checks and print what they find."""
    from reader.actions.workspace.preferences import query_fault
    from reader.cli.doctor.checks import CHECKS, findings
    from reader.cli.doctor.finding import Situation, State
    from reader.paths import standard_paths
    from reader.setting_loading import load_settings

    paths = standard_paths()
    loaded = load_settings(paths.settings_file, os.environ, query_fault=query_fault)
    is_terminal = bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
    with _workspace(options) as (workspace, why):
        situation = Situation(
            paths, os.environ, loaded.settings, loaded.warnings, tuple(map(Path, options.folder)), workspace, why,
            options.online, is_terminal and not options.json,
        )  # fmt: skip
        report = [(check, findings(check, situation)) for check in CHECKS]
    count = sum(each.state is State.WRONG for _, found in report for each in found)
    if options.json:
        print_json({"checks": [
            {"name": check.name, "state": each.state.value, "sentence": each.sentence, "remedy": each.remedy}
            for check, found in report
            for each in found
        ]})  # fmt: skip
    else:
        print_lines(_lines(report))
        verdict = tr("Nothing is wrong")
        if count:
            verdict = trn(
                "1 thing is wrong: see the line with !",
                "{count} things are wrong: see the lines with !",
                count,
            )
        print_lines(["", verdict])
    return Exit.FAILED if count else Exit.OK


@contextmanager
def _workspace(options: Namespace) -> Iterator[tuple["Workspace | None", str]]:
    """Yield the workspace, or why it cannot be opened."""
    try:
        opening = opened(options.folder, {}, is_strict=False, with_feeds=True)
        workspace = opening.__enter__()
    except UsageError:
        raise
    except (NewsreaderError, OSError) as problem:
        yield None, str(problem)
        return
    try:
        yield workspace, ""
    finally:
        opening.__exit__(None, None, None)


def _lines(report: "list[tuple[Check, list[Finding]]]") -> Iterator[str]:
    """Yield a heading for each group of checks, and below it a line for each finding, with what to do."""
    title = ""
    for check, found in report:
        if found and check.title != title:
            yield from ([""] if title else [])
            title = check.title
            yield tr(check.title)
        for each in found:
            yield f"  {BULLETS[each.state.value]} {each.sentence}"
            if each.remedy:
                yield f"      {each.remedy}"
