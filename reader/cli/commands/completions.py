"""``newsreader completions``: the scripts by which shells complete command lines, and what may follow a line."""

import shlex
from argparse import Namespace
from importlib.resources import files

from reader.cli.arguments import Parser
from reader.cli.output import Exit, print_json, print_lines
from reader.i18n import tr
from reader.text import clean_line

EXAMPLES = """\
examples:
  eval "$(newsreader completions bash)"       in ~/.bashrc
  eval "$(newsreader completions zsh)"        in ~/.zshrc, below compinit
  newsreader completions fish | source        in ~/.config/fish/config.fish
"""

SHELLS = ("bash", "zsh", "fish")
"""Shells that have a script, in the folder ``shells``."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "act", choices=(*SHELLS, "words"), help=tr("the shell; words: what may follow a line")
    )
    parser.add_argument(
        "--line",
        default="",
        metavar="WORDS",
        help=tr("for words: those typed so far, with U+001F between them"),
    )


def run(options: Namespace) -> Exit:
    """Print a script, or a line for each word that may be the last."""
    if options.act != "words":
        script = files("reader.cli.shells").joinpath(f"newsreader.{options.act}").read_text("utf-8")
        if options.json:
            print_json({"script": script})
        else:
            print_lines(script.splitlines())
        return Exit.OK
    from reader.cli.completing import candidates

    found = candidates(_words(options.line))
    if options.json:
        print_json({"words": [each._asdict() for each in found]})
    else:
        print_lines(
            "\t".join(filter(None, (clean_line(each.word), clean_line(each.about)))) for each in found
        )
    return Exit.OK


def _words(line: str) -> list[str]:
    """Return the words of a line: between U+001F, or behind U+001E as a shell reads them, but for the last one."""
    if not line.startswith("\x1e"):
        return line.split("\x1f")
    before, _, begun = line[1:].rpartition("\x1f")
    try:
        words = shlex.split(before)
    except ValueError:  # a quote that is still open
        words = before.split()
    return [*words, begun]
