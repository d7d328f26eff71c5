"""What the command line prints: data on stdout, sentences on stderr, and a stdout that takes no more."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.text import clean_line

SCHEMA = 2
"""The number that stands in all JSON: it rises when a key changes its meaning or goes, not when one is added."""


HELD = 10_000
"""So many lines wait for each other: if the index turns out to be damaged, nothing wrong has been printed by then."""


def print_lines(lines: Iterable[str]) -> bool:
    """Print lines as they come, thousands at once, and return whether there was any.

    Raises NewsreaderError where stdout takes no more. IndexDamagedError means that none of them was printed.
    """
    waiting, found = iter(lines), False
    if sys.stdout is None:
        raise NewsreaderError(tr("stdout is closed: there is nothing to show or print on"))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a stream of the system's
    try:
        while held := list(_held(waiting, has_printed=found)):
            found = True
            for line in held:
                print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as problem:
        give_up_stdout()
        reason = problem.strerror or str(problem)
        raise NewsreaderError(tr("The output could not be written: {reason}", reason=reason)) from None
    return found


def _held(lines: Iterator[str], *, has_printed: bool) -> Iterator[str]:
    try:
        yield from islice(lines, HELD)
    except IndexDamagedError as problem:
        if has_printed:
            raise NewsreaderError(str(problem)) from problem
        raise


def print_json(values: dict[str, object]) -> None:
    """Print an object with the number of its schema."""
    print_lines([json.dumps({"schema": SCHEMA, **values}, ensure_ascii=False, indent=1)])


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
