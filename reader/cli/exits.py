"""The exit codes."""

from enum import IntEnum


class Exit(IntEnum):
    """What a shell learns of how it went."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOTHING_FOUND = 3
    SOME_FAILED = 4
    """Some feeds could not be had."""
    INTERRUPTED = 130
