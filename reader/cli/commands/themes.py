"""``newsreader themes``: lists the themes, the user's among them, and what is wrong with these."""

import os
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from reader.cli.arguments import Parser
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import tr
from reader.setting_loading import load_settings
from reader.settings import THEMES

EXAMPLES = """\
examples:
  newsreader themes                    the names of all themes; * is before the one of your settings
  newsreader --theme nord              use one for once
  newsreader themes --json | jq -r '.themes[].name'
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    del parser


def run(options: Namespace) -> Exit:
    """Print a line per theme: whether the settings name it, its name, where it is from. Mistakes go to stderr."""
    from reader.actions.workspace.own_themes import own_themes
    from reader.paths import standard_paths

    paths = standard_paths()
    settings = load_settings(paths.settings_file, os.environ).settings
    theirs, mistakes = own_themes(paths.themes)
    rows = list(_rows([each.name for each in theirs], settings.theme))
    if options.json:
        print_json({"themes": rows, "folder": str(paths.themes), "mistakes": mistakes})
    else:
        width = max(len(row["name"]) for row in rows)
        print_lines(
            f"{'*' if row['in_use'] else ' '} {row['name']:<{width}}  {_origin(row)}".rstrip() for row in rows
        )
    complain(*mistakes)
    return Exit.FAILED if mistakes else Exit.OK


def _rows(theirs: list[str], used: str) -> Iterator[dict[str, Any]]:
    """Yield the themes as JSON has them: ours and Textual's, then the user's."""
    for name in (*(name for name in THEMES if name not in theirs), *theirs):
        yield {"name": name, "is_yours": name in theirs, "in_use": name == used}


def _origin(row: dict[str, Any]) -> str:
    if row["is_yours"]:
        return tr("yours")
    return {
        "auto": tr("paper-dark or paper-light, by the terminal's background"),
        "terminal": tr("the terminal's own 16 colours"),
    }.get(row["name"], "")
