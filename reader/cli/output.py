"""What the command line prints, data on stdout and sentences on stderr, and its exit codes. Handles a closed stdout."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from enum import IntEnum
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import TextIO

from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr, trn
from reader.refusal import reason_of
from reader.text import clean, clean_line, clean_name, escaped

SCHEMA = 2
"""``schema`` in all JSON: raised when a key changes its meaning or goes, not when one is added."""


HELD = 10_000
"""Lines that are printed at once: if the index turns out to be damaged before, nothing wrong was printed."""


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


class _Stdout:
    """Whether anything was printed."""

    is_used = False


def print_lines(lines: Iterable[str], *, are_painted: bool = False) -> bool:
    """Print lines, thousands at once, and return whether there was any.

    They are cleaned of what could steer a terminal, in a pipe too: many end on one. ``are_painted``: they have our SGR codes
    and are clean already. Raises NewsreaderError if stdout cannot be written. After an IndexDamagedError nothing was printed.
    """
    pieces = lines if are_painted else map(clean, lines)
    return _print(f"{line}\n".encode("utf-8", "replace") for line in pieces)


def print_records(records: Iterable[str]) -> bool:
    """Print records as raw bytes, each followed by a NUL; on a terminal as cleaned lines.

    Raises what ``print_lines`` raises.
    """
    if sys.stdout is not None and sys.stdout.isatty():
        return print_lines(map(clean_name, records))
    return _print(os.fsencode(record) + b"\0" for record in records)


def print_bytes(data: bytes) -> None:
    """Print the bytes of a file that was made, as they are; raises NewsreaderError if stdout cannot be written."""
    _print([data])


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
    except BrokenPipeError:  # the reading program has closed the pipe
        raise
    except OSError as problem:
        give_up_stdout()
        reason = reason_of(problem)
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
    """Print an error as JSON too, if the command line ``words`` asks for JSON and nothing was printed yet."""
    options = list(takewhile(lambda word: word != "--", words))
    makes_missing = (
        "--json" in options or "--format=json" in options or ("--format", "json") in pairwise(options)
    )
    if makes_missing and not _Stdout.is_used:
        with suppress(NewsreaderError):  # stdout takes nothing: stderr has it
            print_json({"error": sentence})


def moment(seconds: float, zone: tzinfo) -> str | None:
    """Return seconds since 1970 in ISO 8601 with the offset of ``zone``, for JSON; None for 0, never."""
    return datetime.fromtimestamp(seconds, zone).isoformat(timespec="seconds") if seconds else None


def complain(*sentences: str) -> None:
    """Print sentences on stderr, a line each under the program's name, cleaned of what could steer a terminal."""
    for sentence in sentences:
        _print_error(clean_line(tr("newsreader: {sentence}", sentence=sentence)))


def report_crash(fault: BaseException) -> None:
    """Print the report of a crash on stderr."""
    from reader.actions.workspace.crash import crash_report  # only where there is one

    _print_error(crash_report(fault))


def _print_error(text: str) -> None:
    if sys.stderr is not None:  # None if the shell has closed it; print would take stdout instead
        try:
            print(text, file=sys.stderr, flush=True)
        except OSError:
            _give_up(sys.stderr)  # else Python would fail to write the rest at exit, and exit with 120


def give_up_stdout() -> None:
    """Discard what is left for stdout: else Python would complain about it at exit."""
    _give_up(sys.stdout)


def _give_up(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def report_changed(
    count: int,
    *,
    as_json: bool,
    is_found: bool = True,
    is_dry_run: bool = False,
    is_undoable: bool = True,
    elsewhere: int = 0,
) -> Exit:
    """Print how many articles were changed, or would be; return the exit code.

    ``is_found``: the query found articles. ``elsewhere``: how many of them are not in these folders. As JSON:
    ``changed``, and for a dry run ``would_change`` beside it.
    """
    if not is_found:
        complain(tr("No articles found"))
    if as_json:
        print_json({"changed": 0, "would_change": count} if is_dry_run else {"changed": count})
    elif not count and is_found:
        complain(tr("Nothing to change"))
    elif count and is_dry_run:
        print_lines([trn("1 article would be changed", "{count:,} articles would be changed", count)])
    elif count:
        print_lines([trn("1 article changed", "{count:,} articles changed", count)])
        if count > 1 and is_undoable:
            complain(tr("newsreader mark undo takes it back"))
    if elsewhere:
        complain(
            trn(
                "1 of them is not in the folders that are open",
                "{count:,} of them are not in the folders that are open",
                elsewhere,
            )
        )
    return Exit.OK if count else Exit.NOTHING_FOUND


@cache
def columns() -> int:
    """Return the width of the terminal in cells: ``COLUMNS``, else that of stdout, else 80.

    Without ``shutil``, which takes 2 ms to load.
    """
    try:
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # or AttributeError
    except (AttributeError, ValueError, OSError):
        return 80
