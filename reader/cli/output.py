"""What the command line says beside the list, and a stdout that takes no more."""

import os
import sys
from contextlib import suppress

from reader.i18n import tr
from reader.text import clean_line


def complain(sentence: str) -> None:
    """Print a sentence on stderr under the program's name, cleaned of what could steer a terminal."""
    _print_error(clean_line(tr("newsreader: {sentence}", sentence=sentence)))


def tell_crash(fault: BaseException) -> None:
    """Print on stderr what is to be known of a fault of the program's own."""
    from reader.actions.crash import crash_report  # only where there is one

    _print_error(crash_report(fault))


def _print_error(text: str) -> None:
    if sys.stderr is not None:  # it is where the shell has closed it, and print would take stdout instead
        with suppress(OSError):
            print(text, file=sys.stderr)


def give_up_stdout() -> None:
    """Let nothing more reach stdout: Python would complain once more about what it holds when it closes that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
