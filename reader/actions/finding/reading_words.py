"""Brings the full text up to date in another process, of the lowest priority."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from reader.i18n import tr
from reader.log import logger

TRIES = 3
"""How often a process that fails is started again."""

NICENESS = 19
"""The lowest priority: it runs when the machine is idle."""


class WordsReader:
    """Starts ``newsreader index --text-only`` for these folders, one at a time."""

    def __init__(self, folders: Sequence[Path], environ: Mapping[str, str]) -> None:
        self.folders = list(folders)
        """The folders whose articles' words it reads."""
        named = [word for folder in folders for word in ("-f", str(folder))]
        # -P: files in the current folder are not part of the program.
        self._command = [sys.executable, "-P", "-m", "reader", "index", "--text-only", *named]
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_due = False
        self._is_over = False
        self._failures = 0
        """How many processes in a row have failed."""

    @property
    def problem(self) -> str:
        """Why words cannot be read, as a sentence; empty if they can."""
        if self._failures < TRIES:
            return ""
        return tr("The full text cannot be searched; newsreader index says why")

    @property
    def is_reading(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.poll() is None

    def begin(self) -> None:
        """Start reading what is new; ``go_on`` reads what changes meanwhile."""
        self._is_due = True
        self.go_on()

    def go_on(self) -> bool:
        """Start again if something has changed since, or if the process failed; call it now and then."""
        if self._is_over or self.is_reading:
            return False
        has_read = self._note_end()
        if self._is_due:
            self._is_due = False
            self._start()
        return has_read

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program itself, with folders as arguments
                self._command, env=self._environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            # A thread waits for it: else it would stay as a zombie until something changes.
            Thread(target=self._process.wait, daemon=True).start()
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        except (OSError, ValueError):  # without it words are found in titles and tags
            self._failures += 1

    def _note_end(self) -> bool:
        """Let a failed process be tried again, a few times: the next one leaves out the file that it failed on."""
        if self._process is None:
            return False
        code, self._process = self._process.returncode, None
        if code == 0:
            self._failures = 0
            return True
        self._failures += 1
        self._is_due = self._is_due or self._failures < TRIES
        logger(__name__).warning("the process that reads words has ended with %s", code)
        return False

    def stop(self) -> None:
        """Stop the process; the next one goes on where it was."""
        self._is_over = True
        if self._process is not None and self._process.poll() is None:
            with suppress(OSError):
                self._process.terminate()
