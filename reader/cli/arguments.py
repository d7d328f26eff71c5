"""How the command line is read: one way to help and to complain for the screen and for every command."""

import argparse
import sys
from typing import NoReturn

from reader.cli.exits import Exit
from reader.cli.output import complain


class Parser(argparse.ArgumentParser):
    """Help with the examples first; what was typed, names of files among it, is told clean of what steers a terminal."""

    def __init__(self, prog: str, description: str, examples: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self._examples = examples

    def format_help(self) -> str:
        """Return the examples, then what the parser says of itself."""
        return self._examples + super().format_help()

    def error(self, message: str) -> NoReturn:
        """End with the usage and what is wrong."""
        if sys.stderr is not None:
            self.print_usage(sys.stderr)
        complain(message)
        sys.exit(Exit.USAGE)
