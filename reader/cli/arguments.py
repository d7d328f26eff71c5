"""How the command line is read: one way to help and to complain for the screen and for every command."""

import argparse
import sys
from typing import NoReturn

from reader.cli.exits import Exit
from reader.cli.output import complain
from reader.i18n import tr

MINUS = "\N{FULLWIDTH HYPHEN-MINUS}"


class Parser(argparse.ArgumentParser):
    """Help with the examples first; what was typed, names of files among it, is told clean of what steers a terminal."""

    def __init__(self, prog: str, description: str, examples: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self._examples = examples
        self.add_argument(
            "--debug", action="store_true", help=tr("log what the program does, not only what goes wrong")
        )

    takes_query = False
    """What begins with a minus and is no option is the opposite of a condition: ``-tag:ads``."""

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - the library's
        """Read the arguments; a query's minus is handed on as the full-width one, which means the same there."""
        words = sys.argv[1:] if args is None else args
        if self.takes_query:
            words = [f"{MINUS}{word[1:]}" if self._is_negation(word) else word for word in words]
        return super().parse_known_args(words, namespace)

    def _is_negation(self, word: str) -> bool:
        return word[:1] == "-" and word[1:2] not in {"", "-"} and word not in self._option_string_actions

    def format_help(self) -> str:
        """Return the examples, then what the parser says of itself."""
        return self._examples + super().format_help()

    def error(self, message: str) -> NoReturn:
        """End with the usage and what is wrong."""
        if sys.stderr is not None:
            self.print_usage(sys.stderr)
        complain(message)
        sys.exit(Exit.USAGE)
