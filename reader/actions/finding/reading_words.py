"""Lets another process bring the full text up to date, behind the screen's back and behind everybody else in the queue."""

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
"""Processes that may end before their end, one after the other."""

NICENESS = 19
"""The machine has nothing better to do."""


class WordsReader:
    """Starts ``newsreader index --text-only`` for these folders, one at a time."""

    def __init__(self, folders: Sequence[Path], environ: Mapping[str, str]) -> None:
        self.folders = list(folders)
        """The folders whose articles' words it reads."""
        named = [word for folder in folders for word in ("-f", str(folder))]
        # -P: what lies in the folder where one stands is no part of the program.
        self._command = [sys.executable, "-P", "-m", "reader", "index", "--text-only", *named]
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_due = False
        self._is_over = False
        self._failures = 0
        """How many processes in a row have ended before their end."""

    @property
    def problem(self) -> str:
        """What keeps words from being read, as a sentence; empty: nothing does."""
        if self._failures < TRIES:
            return ""
        return tr("The full text cannot be searched; newsreader index says why")

    @property
    def is_reading(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.poll() is None

    def begin(self) -> None:
        """Read what is new; what changes while it reads is read by ``go_on``."""
        self._is_due = True
        self.go_on()

    def go_on(self) -> None:
        """Begin again if something has changed since it began, or if it has died; call it now and then."""
        if self._is_over or self.is_reading:
            return
        self._look_how_it_ended()
        if not self._is_due:
            return
        self._is_due = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program itself, with folders as arguments
                self._command, env=self._environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            # Waited for in a thread: else it would stay, a zombie, until something changes.
            Thread(target=self._process.wait, daemon=True).start()
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        except (OSError, ValueError):  # without it words are found in titles and tags
            self._failures += 1

    def _look_how_it_ended(self) -> None:
        """Let one that has died be tried again, a few times: it leaves out what it has died of."""
        if self._process is None:
            return
        code, self._process = self._process.returncode, None
        if code == 0:
            self._failures = 0
            return
        self._failures += 1
        self._is_due = self._is_due or self._failures < TRIES
        logger(__name__).warning("the process that reads words has ended with %s", code)

    def stop(self) -> None:
        """End it: it goes on where it was the next time."""
        self._is_over = True
        if self._process is not None and self._process.poll() is None:
            with suppress(OSError):
                self._process.terminate()
