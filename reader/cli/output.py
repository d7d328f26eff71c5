"""What the command line prints: data on stdout, sentences on stderr, and a stdout that takes no more."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from itertools import islice, pairwise, takewhile

from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.text import clean, clean_line, clean_name, escaped

SCHEMA = 2
"""The number that stands in all JSON: it rises when a key changes its meaning or goes, not when one is added."""


HELD = 10_000
"""So many lines wait for each other: if the index turns out to be damaged, nothing wrong has been printed by then."""


class _Stdout:
    """Whether anything was printed."""

    is_used = False


def print_lines(lines: Iterable[str], *, are_painted: bool = False) -> bool:
    """Print lines as they come, thousands at once, and return whether there was any.

    They are cleaned of what could steer a terminal, also in a pipe: many end on one. ``are_painted``: they have colours of
    our own, and what stands between these was cleaned. Raises NewsreaderError where stdout takes no more.
    IndexDamagedError means that none of them was printed.
    """
    pieces = lines if are_painted else map(clean, lines)
    return _print(f"{line}\n".encode("utf-8", "replace") for line in pieces)


def print_records(records: Iterable[str]) -> bool:
    """Print records as bytes as they are, names of files among them, each with a NUL behind it; as lines on a terminal.

    Raises what ``print_lines`` raises.
    """
    if sys.stdout is not None and sys.stdout.isatty():
        return print_lines(map(clean_name, records))
    return _print(os.fsencode(record) + b"\0" for record in records)


def _print(pieces: Iterable[bytes]) -> bool:
    waiting, found = iter(pieces), False
    if sys.stdout is None:
        raise NewsreaderError(tr("stdout is closed: there is nothing to show or print on"))
    try:
        sys.stdout.flush()
        while held := list(_held(waiting, has_printed=found)):
            found = _Stdout.is_used = True
            sys.stdout.buffer.write(b"".join(held))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as problem:
        give_up_stdout()
        reason = problem.strerror or str(problem)
        raise NewsreaderError(tr("The output could not be written: {reason}", reason=reason)) from None
    return found


def _held(pieces: Iterator[bytes], *, has_printed: bool) -> Iterator[bytes]:
    try:
        yield from islice(pieces, HELD)
    except IndexDamagedError as problem:
        if has_printed:
            raise NewsreaderError(str(problem)) from problem
        raise


def print_json(values: dict[str, object]) -> None:
    """Print an object with the number of its schema."""
    print_lines([escaped(json.dumps({"schema": SCHEMA, **values}, ensure_ascii=False, indent=1))])


def fail_in_json(sentence: str, words: Sequence[str]) -> None:
    """Print what went wrong as JSON too, if ``words``, those of the command line, ask for JSON and there was none yet."""
    options = list(takewhile(lambda word: word != "--", words))
    makes_missing = (
        "--json" in options or "--format=json" in options or ("--format", "json") in pairwise(options)
    )
    if makes_missing and not _Stdout.is_used:
        with suppress(NewsreaderError):  # stdout takes nothing: stderr has it
            print_json({"error": sentence})


def moment(seconds: float, zone: tzinfo) -> str | None:
    """Return a moment as JSON has it: seconds since 1970 in ISO 8601 with the offset of ``zone``; None for 0, never."""
    return datetime.fromtimestamp(seconds, zone).isoformat(timespec="seconds") if seconds else None


def complain(sentence: str) -> None:
    """Print a sentence on stderr under the program's name, cleaned of what could steer a terminal."""
    _print_error(clean_line(tr("newsreader: {sentence}", sentence=sentence)))


def tell_crash(fault: BaseException) -> None:
    """Print on stderr what is to be known of a fault of the program's own."""
    from reader.actions.workspace.crash import crash_report  # only where there is one

    _print_error(crash_report(fault))


def _print_error(text: str) -> None:
    if sys.stderr is not None:  # it is where the shell has closed it, and print would take stdout instead
        with suppress(OSError):
            print(text, file=sys.stderr)


def give_up_stdout() -> None:
    """Let nothing more reach stdout: Python would complain once more about what it holds when it closes that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
