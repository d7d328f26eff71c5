"""The commands of the command line: one row each, one module each, loaded when it is called.

A module has three things: ``EXAMPLES``, the lines that its help begins with; ``options``, which adds to a parser
the command's options; and ``run``, which does it and returns the exit code. Data goes to stdout, all else to stderr.
"""

from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from reader.cli.arguments import MAKING, Parser, obey_general
from reader.cli.output import Exit
from reader.i18n import tr


class Module(Protocol):
    """What each command's module has."""

    EXAMPLES: str
    """The first lines of the command's help."""

    def options(self, parser: Parser) -> None:
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
    Command("list", "list articles that match a query", "list"),
    Command("search", "search the text of articles", "search"),
    Command("show", "print an article as a page, Markdown, HTML or JSON", "show"),
    Command("export", "write articles as a book, a web page, Markdown or JSON", "export"),
    Command("brief", "print what came within a day, or what a query finds, ready for mail", "brief"),
    Command("mark", "mark articles read, starred or for later, or undo that", "mark"),
    Command("add", "follow feeds, by their addresses or those of pages", "add"),
    Command("save", "save web pages as articles, to read later", "save"),
    Command("download", "download the audio and video of articles", "download"),
    Command("refresh", "fetch the feeds that are due", "refresh"),
    Command("account", "read with a server of feeds: FreshRSS, Miniflux and others", "account"),
    Command("feeds", "list your feeds and their state", "feeds"),
    Command("trust", "agree to what a folder's feeds may do, or withdraw that", "trust"),
    Command("remove", "unfollow a feed; its articles stay unless --articles is given", "remove"),
    Command("rules", "show what the rules for new articles match", "rules"),
    Command("tag", "add your own tags to articles, or remove them", "tag"),
    Command("note", "print, write or remove your note on an article", "note"),
    Command("delete", "move the files of articles from feeds to the trash", "delete"),
    Command("open", "open articles in the browser, or in the programs of [[open]]", "open"),
    Command("edit", "open the files of articles in your editor", "edit"),
    Command("pipe", "give articles to a program of [[pipe]], and print or keep what it writes", "pipe"),
    Command("share", "hand articles on in the ways of [[share]]", "share"),
    Command("tags", "list tags and how many articles they have", "tags"),
    Command(
        "journal",
        "check, compact, export or import the record of what you read, starred and tagged",
        "journal",
    ),
    Command("highlights", "print highlights as Markdown, CSV or JSON", "highlights"),
    Command("publish", "publish articles as a feed: Atom, RSS, JSON Feed, a page", "publish"),
    Command("serve", "show the screen in a browser on this machine", "serve"),
    Command("stats", "show how much you read, by day, tag and language", "stats"),
    Command("import", "import what was read and starred elsewhere, or feeds", "import_"),
    Command("keys", "list the keys of the screen, with your own", "keys"),
    Command("themes", "list the themes", "themes"),
    Command("index", "update the index and the full text", "index"),
    Command("doctor", "find what is wrong around the program, and say what to do", "doctor"),
    Command("completions", "print what makes a shell complete command lines", "completions"),
    Command("config", "show, check and change the settings", "config"),
)
"""Every command, in the order in which help lists them."""

BY_NAME = {command.name: command for command in COMMANDS}
"""The commands by name."""


def run_command(command: Command, arguments: Sequence[str]) -> Exit:
    """Parse a command's arguments, run it and return the exit code."""
    module = cast("Module", import_module(f"{__name__}.{command.module}"))
    does = tr(command.does)
    said = tr("{sentence}.", sentence=f"{does[0].upper()}{does[1:]}")
    parser = Parser(f"newsreader {command.name}", said, tr(module.EXAMPLES))
    module.options(parser)
    parser.add_json()
    parser.add_general()
    options = parser.parse_args(arguments)
    obey_general(
        options.config,
        is_debugging=options.debug,
        may_be_new=command.name == "config" and options.act in MAKING,
    )
    return module.run(options)


def command_lines() -> str:
    """Return the lines of help that list the commands."""
    width = max(len(command.name) for command in COMMANDS)
    return "".join(f"  {command.name:<{width}}  {tr(command.does)}\n" for command in COMMANDS)
