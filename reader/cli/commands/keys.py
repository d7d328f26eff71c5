"""``newsreader keys``: the keys that hold, with those of the settings worked in."""

import os
from argparse import Namespace
from collections.abc import Iterator

from reader.cli.arguments import Parser
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import tr
from reader.settings import KEY_PRESETS
from reader.text import cell_width, pad

EXAMPLES = """\
examples:
  newsreader keys                       all commands with their keys, as config.toml has them
  newsreader keys --preset newsboat     those of a preset; key_preset = "newsboat" in config.toml keeps it
  newsreader keys --markdown > keys.md
  newsreader keys --json | jq '.commands[] | select(.keys == [])'
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--preset", choices=KEY_PRESETS, help=tr("the keys of this preset, not of the one in config.toml")
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--markdown", action="store_true", help=tr("print tables in Markdown"))
    kind.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(options: Namespace) -> Exit:
    """Print a line per command. What is wrong with the keys goes to stderr."""
    from reader.actions.workspace.newsboat_offer import with_answer
    from reader.actions.workspace.preferences import load_preferences, query_fault
    from reader.actions.workspace.session import load_session
    from reader.paths import standard_paths
    from reader.toml.reading import read_toml
    from reader.tui.keys.key_table import markdown_lines, rows_of, values_of
    from reader.tui.keys.keys_in_force import keymap_of

    paths = standard_paths()
    preferences = load_preferences(paths, os.environ, {"key_preset": options.preset})
    settings = preferences.settings
    if options.preset is None:
        settings = with_answer(settings, load_session(paths.screen_state))
    file = read_toml(paths.settings_file)
    keymap = keymap_of(settings, file.where, query_fault)
    if options.json:
        print_json({"preset": settings.key_preset, "commands": values_of(keymap)})
    elif options.markdown:
        print_lines(markdown_lines(keymap))
    else:
        print_lines(_lines(list(rows_of(keymap))))
    complain(*preferences.warnings, *keymap.problems)
    return Exit.OK


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield a heading per topic and a line per command: keys, title, id, pane."""
    widths = [max(cell_width(row[column]) for row in rows) for column in (1, 2, 3)]
    topic = ""
    for heading, keys, title, id_, pane in rows:
        if heading != topic:
            yield from ([""] if topic else [])
            yield heading
            topic = heading
        cells = [pad(cell, width) for cell, width in zip((keys, title, id_), widths, strict=True)]
        yield f"  {'  '.join(cells)}  {pane}".rstrip()
