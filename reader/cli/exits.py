"""The exit codes."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit code of a command."""

    OK = 0
    """Done."""
    FAILED = 1
    """Nothing was done, or not all of it."""
    USAGE = 2
    """The command line is wrong."""
    NOTHING_FOUND = 3
    """No article or feed was found."""
    SOME_FAILED = 4
    """Some feeds could not be fetched."""
    INTERRUPTED = 130
    """Ended by ctrl+c, as shells number it (128 + SIGINT)."""
