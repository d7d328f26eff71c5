"""Runs programs that ``feeds.toml`` names: that print a feed, change one, or print a password.

Only what the user has agreed to is run, as a list of words, never through a shell, and in an empty folder. Nothing that
comes from a feed, a page or another reader's files gets here.
"""

import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from reader.errors import NewsreaderError
from reader.feeds.trust.named_files import program_of
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean_line

TIME_S = 60.0
"""How long a program may take."""

OUTPUT_LIMIT = 32 << 20
"""Bytes that a program may print."""

PIECE_BYTES = 1 << 16
"""Bytes that are read at a time, and that are kept of stderr."""


class ProgramError(NewsreaderError):
    """A program that failed; the message names it."""


def output_of(command: Sequence[str], data: bytes = b"", seconds: float = TIME_S) -> bytes:
    """Return what a command prints with the data on its stdin; raises ProgramError."""
    name = clean_line(command[0], 200)
    with (
        tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as empty,
        tempfile.TemporaryFile() as given,
    ):
        given.write(data)
        given.seek(0)
        with _started(command, name, empty, given) as process:
            try:
                output, complaint = _communicate(process, name, time.monotonic() + seconds)
            except BaseException as problem:
                with suppress(OSError):  # its children end with it
                    os.killpg(process.pid, signal.SIGKILL)
                if not isinstance(problem, subprocess.TimeoutExpired):
                    raise
                raise ProgramError(
                    tr("{name} takes longer than {seconds:.0f} s", name=name, seconds=seconds)
                ) from None
    if process.returncode:
        sentence = clean_line(complaint.decode("utf-8", "replace"), 200)
        raise ProgramError(
            tr("{name} ends with {code}: {message}", name=name, code=process.returncode, message=sentence)
        )
    return output


def _communicate(process: "subprocess.Popen[bytes]", name: str, until: float) -> tuple[bytes, bytes]:
    """Return what a process prints on stdout, and the beginning of what it prints on stderr, until it ends.

    Raises ProgramError as soon as it prints too much, and TimeoutExpired.
    """
    output, complaint = bytearray(), bytearray()
    with selectors.DefaultSelector() as waiting:
        for pipe, printed in ((process.stdout, output), (process.stderr, complaint)):
            if pipe is not None:
                waiting.register(pipe, selectors.EVENT_READ, printed)
        while waiting.get_map():
            for key, _ in waiting.select(_left(process, until)):
                piece = os.read(key.fd, PIECE_BYTES)
                if not piece:
                    waiting.unregister(key.fileobj)
                elif key.data is output or len(complaint) < PIECE_BYTES:
                    key.data.extend(piece)
            if len(output) > OUTPUT_LIMIT:
                raise ProgramError(
                    tr("{name} prints more than {size} MB", name=name, size=OUTPUT_LIMIT >> 20)
                )
    process.wait(_left(process, until))
    return bytes(output), bytes(complaint)


def _left(process: "subprocess.Popen[bytes]", until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise subprocess.TimeoutExpired(process.args, 0)
    return left


def _started(command: Sequence[str], name: str, folder: str, given: IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - words that the user has agreed to, as a list
            [program_of(command[0]), *command[1:]], cwd=folder, start_new_session=True,
            stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except (OSError, ValueError) as problem:
        reason = reason_of(problem)
        raise ProgramError(tr("{name} cannot be run: {problem}", name=name, problem=reason)) from problem
