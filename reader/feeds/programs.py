"""Programs that ``feeds.toml`` names: what prints a feed, what changes one, what knows a password.

Only what the user has agreed to is run (``trust``), as a list of words and never through a shell, in an empty folder;
nothing that comes from a feed, a page or another reader's files gets here.
"""

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from reader.errors import NewsreaderError
from reader.feeds.named_files import program_of
from reader.i18n import tr
from reader.text import clean_line

TIME_S = 60.0
"""How long a program may take."""

OUTPUT_LIMIT = 32 << 20
"""Bytes that are read of what it prints."""


class ProgramError(NewsreaderError):
    """A program that failed; the message names it."""


def output_of(command: Sequence[str], data: bytes = b"", seconds: float = TIME_S) -> bytes:
    """Return what a command prints, given the data on its stdin; raises ProgramError."""
    name = clean_line(command[0], 200)
    with tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as empty:
        process = _started(command, name, empty)
        try:
            output, complaint = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            with suppress(OSError):  # what it has started ends with it
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise ProgramError(
                tr("{name} takes longer than {seconds:.0f} s", name=name, seconds=seconds)
            ) from None
    if process.returncode:
        told = clean_line(complaint.decode("utf-8", "replace"), 200)
        raise ProgramError(
            tr("{name} ends with {code}: {told}", name=name, code=process.returncode, told=told)
        )
    if len(output) > OUTPUT_LIMIT:
        raise ProgramError(tr("{name} prints more than {size} MB", name=name, size=OUTPUT_LIMIT >> 20))
    return output


def _started(command: Sequence[str], name: str, folder: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - words that the user has agreed to, as a list
            [program_of(command[0]), *command[1:]], cwd=folder, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except (OSError, ValueError) as problem:
        reason = (problem.strerror if isinstance(problem, OSError) else "") or str(problem)
        raise ProgramError(tr("{name} cannot be run: {problem}", name=name, problem=reason)) from problem
