"""The manual page, from the rows of the command line: ``docs/newsreader.1``, which ``make docs`` writes.

roff as groff_man(7) has it. Pure.
"""

import argparse
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import cast

from reader import __version__
from reader.cli import commands, main
from reader.cli.arguments import Parser
from reader.cli.output import Exit
from reader.settings import ROWS

FILES = (
    ("~/.config/newsreader/config.toml", "the settings; newsreader config path prints its name"),
    ("~/.local/share/newsreader", "what you read, starred, tagged and noted, and the feeds outside of your folders"),
    ("~/.local/state/newsreader", "the state of the screen, and the log"),
    ("~/.cache/newsreader", "the index; it can be deleted at any time"),
    ("FOLDER/feeds.toml", "the feeds of a folder of articles"),
)  # fmt: skip
"""Files, and what is in them."""

CODES = {
    Exit.OK: "it was done",
    Exit.FAILED: "it failed; stderr says why",
    Exit.USAGE: "the command line is wrong",
    Exit.NOTHING_FOUND: "nothing was found",
    Exit.SOME_FAILED: "some feeds failed, the others were fetched",
    Exit.INTERRUPTED: "it was interrupted",
}
"""Exit codes, and what they mean."""


def manual() -> str:
    """Return the page."""
    return "\n".join([*_head(), *_commands(), *_settings(), *_foot()]) + "\n"


def _head() -> Iterator[str]:
    parser = cast("Parser", main.parser())
    yield f'.TH NEWSREADER 1 "" "newsreader {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"newsreader \- read folders of Markdown articles and feeds in the terminal"
    yield ".SH SYNOPSIS"
    yield ".B newsreader"
    yield r"[\fIOPTION\fR ...] [\fIFOLDER\fR ...]"
    yield ".br"
    yield ".B newsreader"
    yield r"\fICOMMAND\fR [\fIOPTION\fR ...] [\fIWORD\fR ...]"
    yield ".SH DESCRIPTION"
    yield _text(
        "Opens folders of Markdown files with front matter, and feeds, as a library of articles in the terminal."
    )
    yield _text(
        "In the program, ? lists all keys. Without a terminal at stdout it prints the list of articles."
    )
    yield ".SH OPTIONS"
    yield from _options(parser)


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for command in commands.COMMANDS:
        module = cast("commands.Module", import_module(f"{commands.__name__}.{command.module}"))
        parser = Parser(f"newsreader {command.name}", "", "")
        module.options(parser)
        parser.add_json()
        yield f".SS {_text(command.name)}"
        yield _text(f"{command.does[0].upper()}{command.does[1:]}.")
        yield from _options(parser)
        yield ".PP"
        yield ".nf"
        yield from (_text(line) for line in module.EXAMPLES.strip().splitlines())
        yield ".fi"


def _options(parser: Parser) -> Iterator[str]:
    """Yield what can be given, but what every command has."""
    for action in parser.actions():
        if action.help == argparse.SUPPRESS or "--help" in action.option_strings:
            continue
        value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
        takes_value = action.option_strings and action.nargs != 0
        named = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
        shown = rf"{named} \fI{_text(str(value or action.dest.upper()))}\fR" if takes_value else named
        yield ".TP"
        yield shown or rf"\fI{_text(str(value or action.dest.upper()))}\fR"
        yield _text(action.help or "")


def _settings() -> Iterator[str]:
    yield ".SH SETTINGS"
    yield _text(
        "In config.toml, or as variables NEWSREADER_ with the name in capitals, which have precedence."
    )
    yield from _defined((rf"\fB{_text(name)}\fR", _text(row.meaning)) for name, row in ROWS.items())


def _foot() -> Iterator[str]:
    yield ".SH ENVIRONMENT"
    names = {
        "NEWSREADER_CONFIG": "another file of settings", "NEWSREADER_DEBUG": "1: log what the program does",
        "BROWSER": "the browser, where no setting names one", "VISUAL, EDITOR": "the editor of newsreader config edit",
        "NO_COLOR": "write no colours", "COLORTERM": "truecolor: the terminal has all colours",
    }  # fmt: skip
    yield from _defined((rf"\fB{_text(name)}\fR", _text(does)) for name, does in names.items())
    yield ".SH FILES"
    yield from _defined((rf"\fI{_text(name)}\fR", _text(does)) for name, does in FILES)
    yield ".SH EXIT STATUS"
    yield from _defined((rf"\fB{int(code)}\fR", _text(does)) for code, does in CODES.items())


def _defined(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, does in rows:
        yield from (".TP", name, does)


def _text(text: str) -> str:
    """Return a text as roff has it: nothing in it is a request or an escape."""
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return rf"\&{plain}" if plain.startswith((".", "\\(aq")) else plain
