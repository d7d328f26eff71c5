"""The commands of the command line: one row each, one module each, loaded when it is called.

A module has three things: ``EXAMPLES``, the lines that its help begins with; ``options``, which adds to a parser
the command's options; and ``run``, which does it and returns the exit code. Data goes to stdout, all else to stderr.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from reader.cli.arguments import Parser
from reader.cli.output import Exit
from reader.i18n import tr
from reader.log import debug


class Module(Protocol):
    """What each command's module has."""

    EXAMPLES: str
    """The first lines of the command's help."""

    def options(self, parser: ArgumentParser) -> None:
        """Add what the command takes."""

    def run(self, options: Namespace) -> Exit:
        """Do it."""


class Command(NamedTuple):
    """A row: ``newsreader NAME …``."""

    name: str
    """As it is typed."""
    does: str
    """One line of help."""
    module: str
    """The module's name in this folder."""


COMMANDS = (
    Command("list", "list the articles that a query finds", "list"),
    Command("search", "find words in the text of articles", "search"),
    Command("show", "print an article as a page, or as Markdown, HTML or JSON", "show"),
    Command("mark", "mark what a query finds read, starred or for later, or take that back", "mark"),
    Command("add", "follow feeds, by their address or that of a page", "add"),
    Command("save", "make articles of pages, to read them later", "save"),
    Command("refresh", "fetch the feeds that are due", "refresh"),
    Command("feeds", "list the feeds that are followed, and how they are doing", "feeds"),
    Command("trust", "agree to what the feeds of a folder may do, or withdraw that", "trust"),
    Command("remove", "unfollow a feed; its articles stay, unless --articles is given", "remove"),
    Command("rules", "show what the rules for new articles find", "rules"),
    Command("tag", "give your own tags to what a query finds, or take them away", "tag"),
    Command("tags", "list the tags with how many articles they have", "tags"),
    Command(
        "journal",
        "the record of what was read, starred and tagged: where it is, whether it is whole, as a file",
        "journal",
    ),
    Command("highlights", "print what was highlighted, as Markdown, CSV or JSON", "highlights"),
    Command("stats", "show how much was read, by day, tag and language", "stats"),
    Command("import", "take over what was read and starred elsewhere", "import_"),
    Command("index", "bring the index and its full text up to date", "index"),
)
"""Every command, in the order in which help lists them."""

BY_NAME = {command.name: command for command in COMMANDS}
"""The commands by name."""


def run_command(command: Command, arguments: Sequence[str]) -> Exit:
    """Parse a command's arguments, run it and return the exit code."""
    module = cast("Module", import_module(f"{__name__}.{command.module}"))
    does = tr(command.does)
    parser = Parser(f"newsreader {command.name}", f"{does[0].upper()}{does[1:]}.", tr(module.EXAMPLES))
    module.options(parser)
    parser.add_debug()
    options = parser.parse_args(arguments)
    if options.debug:
        debug()
    return module.run(options)


def command_lines() -> str:
    """Return the lines of help that list the commands."""
    width = max(len(command.name) for command in COMMANDS)
    return "".join(f"  {command.name:<{width}}  {tr(command.does)}\n" for command in COMMANDS)
