"""The command, run within the process of a test: nothing has to be imported again, and what it runs is counted.

It gets real files as its stdin, stdout and stderr, and a home of its own. What a whole process is needed for (a start, a
terminal, a full disk, a kill, two at once) has tests that start one.
"""

import contextlib
import gc
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import IO, BinaryIO

from reader import log
from reader.cli import output
from reader.cli.main import main

ROOT = Path(__file__).parent.parent.parent

Done = subprocess.CompletedProcess[str]

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def run_inside(
    *words: object,
    environ: Mapping[str, str],
    folder: Path = ROOT,
    stdin: int | BinaryIO = subprocess.DEVNULL,
) -> Done:
    """Run the command with these words, environment and current folder; return its exit code, stdout and stderr."""
    arguments = [str(word) for word in words]
    with (
        _text(_opened(stdin)) as given,
        _text(tempfile.TemporaryFile()) as out,
        _text(tempfile.TemporaryFile()) as errors,
        _as_a_process(arguments, environ, folder, (given, out, errors)),
    ):
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        return subprocess.CompletedProcess(arguments, code, _whole(out), _whole(errors))


def _opened(stdin: int | BinaryIO) -> IO[bytes]:
    """Return what stdin is as a file of its own."""
    if stdin == subprocess.DEVNULL:
        return open(os.devnull, "rb")  # noqa: PTH123 - a device
    return open(os.dup(stdin if isinstance(stdin, int) else stdin.fileno()), "rb")  # noqa: PTH123 - a descriptor


def _text(file: IO[bytes]) -> TextIOWrapper:
    return TextIOWrapper(file, "utf-8", write_through=True)


def _whole(file: TextIOWrapper) -> str:
    file.seek(0)
    return file.read()


@contextlib.contextmanager
def _as_a_process(
    words: list[str],
    environ: Mapping[str, str],
    folder: Path,
    streams: tuple[TextIOWrapper, TextIOWrapper, TextIOWrapper],
) -> Iterator[None]:
    """Set what belongs to a process; give back afterwards what was there."""
    before, place = dict(os.environ), Path.cwd()
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    standard = sys.stdin, sys.stdout, sys.stderr, sys.argv
    collects = gc.isenabled()
    try:
        _set_environ(environ)
        os.chdir(folder)
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.argv = ["newsreader", *words]
        output._Stdout.is_used = False
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = standard
        os.chdir(place)
        _set_environ(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
        if collects:
            gc.enable()
        _end_log()


def _set_environ(environ: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()


def _end_log() -> None:
    """Take the log's file out of this process."""
    for handler in list(logging.getLogger().handlers):
        if type(handler).__module__ == "reader.log.file":
            logging.getLogger().removeHandler(handler)
            handler.close()
    log._Log.has_begun = log._Log.is_installed = False
