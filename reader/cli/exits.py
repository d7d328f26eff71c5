"""The exit codes."""

from enum import IntEnum


class Exit(IntEnum):
    """What a shell learns of how it went."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOTHING_FOUND = 3
    INTERRUPTED = 130
