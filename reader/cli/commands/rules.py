"""``newsreader rules``: shows which articles the rules of the settings would match."""

from argparse import Namespace
from datetime import datetime

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader rules test        each rule and how many articles it matches; nothing is done
  newsreader rules --json

in config.toml, for articles that arrive from feeds:
  [[rules]]
  query = "title:sponsored OR tag:ads"
  act = "mute"                 # mark read on arrival; or read, star, later, fetch full article, tag:NAME
  until = "2027-01-01"         # optional
"""

ACT_WIDTH = 18
"""Cells of the column of acts: as wide as the longest name."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what", nargs="?", choices=("test",), default="test", help=tr("try the rules (the default)")
    )
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Print a line per rule."""
    from reader.actions.changes.rules import matching
    from reader.toml.reading import read_toml

    with scanned_workspace(options) as workspace:
        found = matching(workspace.library, workspace.settings.rules, datetime.now(workspace.zone))
        is_any_written = bool(read_toml(workspace.paths.settings_file).values.get("rules"))
        if options.json:
            print_json(
                {
                    "rules": [
                        {**each.rule._asdict(), "articles": len(each.articles), "problem": each.problem}
                        for each in found
                    ]
                }
            )
        else:
            print_lines(
                f"{len(each.articles):>6}  {each.rule.act:<{ACT_WIDTH}}  {each.rule.query}" for each in found
            )
        for each in found:
            if each.problem and not any(each.problem in warning for warning in workspace.warnings):
                complain(each.problem)
    if not found and not is_any_written:
        complain(tr("There are no rules: newsreader rules --help shows one"))
        return Exit.NOTHING_FOUND
    return Exit.OK if found and not any(each.problem for each in found) else Exit.FAILED
