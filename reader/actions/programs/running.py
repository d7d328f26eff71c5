"""Runs a program on a text: in a session and process group of its own, away from the terminal, within bounds of time and output.

Starts processes; never a shell. Blocks until the program has ended, so call it in a thread. Of one that has to be ended nothing
of its group is left; one that ends by itself may leave something behind, as what holds a clipboard does.
"""

import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from reader.actions.browser.launch import program_at
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean, clean_line

OUTPUT_LIMIT_BYTES = 4_000_000
"""A program that writes more is ended."""

COMPLAINT_LIMIT_BYTES = 20_000
"""How much of the end of what it writes to stderr is looked at."""

COMPLAINT_LENGTH = 200
"""Code points of that which a sentence quotes."""

GRACE_S = 0.5
"""Between the signal that asks a program to end and the one that ends it; and for output of what it has left behind."""

LOOK_S = 0.05
"""How often it is looked whether it should stop."""

_CHUNK_BYTES = 65_536


class ProgramError(NewsreaderError):
    """A program did not do its work; the message says what happened."""


class StoppedError(NewsreaderError):
    """The user has stopped it."""


class Job(NamedTuple):
    """What to run."""

    argv: Sequence[str]
    """The program and its arguments."""
    given: bytes
    """What it reads."""
    limit_s: float
    """Seconds after which it is ended."""


def run(job: Job, environ: Mapping[str, str], stop: threading.Event, *, may_be_silent: bool = False) -> str:
    """Return what a program writes, as cleaned text; raises ProgramError, StoppedError once ``stop`` is set.

    ``may_be_silent``: what it writes does not matter, so nothing is good too.

    It begins in the user's home folder: a folder of articles may hold files that it would take for its own.
    """
    argv = _whole(job.argv, environ)
    name = clean_line(Path(argv[0]).name)
    if stop.is_set():
        raise StoppedError(tr("{program} was stopped", program=name))
    home = environ.get("HOME") or os.path.expanduser("~")  # noqa: PTH111  (what the system says, where nothing else does)
    try:
        process = subprocess.Popen(  # noqa: S603  (the user's own command, never a shell unless it names one)
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            cwd=home if Path(home).is_dir() else "/",
            env=dict(environ),
            bufsize=0,
        )
    except (OSError, ValueError) as problem:
        raise ProgramError(
            tr("{program} could not be started: {reason}", program=name, reason=reason_of(problem))
        ) from None
    talk, why = _Talk(process, job.given), "stopped"
    try:
        why = talk.go_on(time.monotonic() + job.limit_s, stop)
    finally:
        if why:
            _end(process)
        _close(process)
    if why == "stopped":
        raise StoppedError(tr("{program} was stopped", program=name))
    if why == "late":
        raise ProgramError(
            tr("{program} was ended: it ran longer than {seconds:g} s", program=name, seconds=job.limit_s)
        )
    if why == "long":
        limit = OUTPUT_LIMIT_BYTES // 1_000_000
        raise ProgramError(
            tr("{program} was ended: it wrote more than {limit} MB", program=name, limit=limit)
        )
    output = b"." if may_be_silent else bytes(talk.output)
    return _text(name, process.returncode, output, bytes(talk.complaint))


def _whole(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Return a command with the path of its program; raises ProgramError."""
    program = program_at(argv[0], environ)
    if program is None:
        raise ProgramError(
            tr("There is no program {program} here", program=clean_line(argv[0], COMPLAINT_LENGTH))
        )
    return [program, *argv[1:]]


def _text(name: str, status: int, output: bytes, complaint: bytes) -> str:
    """Return the output of a program that has ended; raises ProgramError where it failed, or wrote no text."""
    words = " ".join(complaint.decode("utf-8", "replace").split())
    words = clean_line(words, COMPLAINT_LENGTH) if len(words) <= COMPLAINT_LENGTH else _last(words)
    if status < 0:
        with suppress(ValueError):
            status_name = signal.Signals(-status).name
            raise ProgramError(tr("{program} was ended by {signal}", program=name, signal=status_name))
    if status:
        if words:
            raise ProgramError(
                tr(
                    "{program} failed with exit code {status}: {said}",
                    program=name,
                    status=status,
                    said=words,
                )
            )
        raise ProgramError(tr("{program} failed with exit code {status}", program=name, status=status))
    try:
        text = output.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ProgramError(tr("{program} wrote something that is not text, which is not taken", program=name))
    text = clean(text).strip("\n")
    if not text.strip():
        if words:
            raise ProgramError(tr("{program} wrote nothing, and said: {said}", program=name, said=words))
        raise ProgramError(tr("{program} wrote nothing", program=name))
    return text


def _last(words: str) -> str:
    return "…" + clean_line(words[-COMPLAINT_LENGTH:])


class _Talk:
    """Hands a program its input while it takes its output."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes) -> None:
        self.output, self.complaint = bytearray(), bytearray()
        self._process, self._left = process, memoryview(given)

    def go_on(self, end: float, stop: threading.Event) -> str:
        """Return once it has ended, empty; or why it has to be: ``late``, ``long``, ``stopped``."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        gone_at = 0.0
        with selectors.DefaultSelector() as selector:
            for stream, events in (
                (process.stdin, selectors.EVENT_WRITE),
                (process.stdout, selectors.EVENT_READ),
                (process.stderr, selectors.EVENT_READ),
            ):
                os.set_blocking(stream.fileno(), False)
                selector.register(stream, events)
            if not self._left:
                _forget(selector, process.stdin)
            while True:
                for key, _ in selector.select(LOOK_S):
                    self._take(selector, key.fileobj)  # type: ignore[arg-type]  # one of the three
                now = time.monotonic()
                if stop.is_set():
                    return "stopped"
                if len(self.output) > OUTPUT_LIMIT_BYTES:
                    return "long"
                has_ended = process.poll() is not None
                readable = {process.stdout, process.stderr} & {
                    key.fileobj for key in selector.get_map().values()
                }
                if has_ended and not readable:
                    return ""
                if has_ended:  # what it has left behind may keep them open
                    gone_at = gone_at or now
                    if now - gone_at > GRACE_S:
                        return ""
                if now > end:
                    return "late"
                if not readable:
                    time.sleep(LOOK_S / 10)

    def _take(self, selector: selectors.BaseSelector, stream: IO[bytes]) -> None:
        try:
            if stream is self._process.stdin:
                self._left = self._left[os.write(stream.fileno(), self._left[:_CHUNK_BYTES]) :]
                is_over = not self._left
            else:
                data = os.read(stream.fileno(), _CHUNK_BYTES)
                is_over = not data
                if stream is self._process.stdout:
                    self.output += data
                else:
                    self.complaint += data
                    del self.complaint[:-COMPLAINT_LIMIT_BYTES]
        except BlockingIOError:
            return
        except OSError:  # it reads no more
            is_over = True
        if is_over:
            _forget(selector, stream)


def _forget(selector: selectors.BaseSelector, stream: IO[bytes]) -> None:
    selector.unregister(stream)
    with suppress(OSError):
        stream.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group of a program as far as it is still there, and reap the program."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, kind)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_S)
            if not _is_there(process.pid):
                break
    process.wait()


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()


def _is_there(group: int) -> bool:
    """Return whether a process group has a process."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
