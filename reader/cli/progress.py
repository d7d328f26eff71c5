"""How far a long command is: a line that is written over on a terminal, a line now and then in a pipe or a mail of cron."""

import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.output import complain
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.library import Progress

PATIENCE_S = 0.5
"""What is done within this time says nothing."""

READ = "{done} of {total} articles read"
"""A sentence of progress."""

EVERY_S = 10.0
"""Between two lines where nothing can be written over."""


def add_quiet(parser: ArgumentParser) -> None:
    """Add ``--quiet``."""
    parser.add_argument("--quiet", action="store_true", help=tr("print only errors: no progress, no result"))


def is_quiet(options: Namespace) -> bool:
    """Return whether only what went wrong is to be said."""
    return bool(getattr(options, "quiet", False))


class ProgressReport:
    """Says how far it is; it is called with what is done and how much there is, and ends when all of it is done."""

    def __init__(self, sentence: str, *, is_quiet: bool = False) -> None:
        """``sentence`` has the places ``{done}`` and ``{total}``."""
        self._sentence, self._is_quiet = sentence, is_quiet
        self._begun_s = time.monotonic()
        self._is_on_screen = False
        self._done = self._total = 0
        self._is_over = threading.Event()
        self._speaker: threading.Thread | None = None

    def __call__(self, done: int, total: int) -> None:
        """Say that so much is done, if it is time to."""
        self._done, self._total = done, total
        if self._is_quiet or sys.stderr is None:
            return
        if sys.stderr.isatty():
            self._write_over(done, total)
        elif done >= total:
            self._is_over.set()
        elif self._speaker is None:
            self._speaker = threading.Thread(target=self._speak, daemon=True)
            self._speaker.start()

    def _speak(self) -> None:
        while not self._is_over.wait(EVERY_S):
            complain(tr(self._sentence, done=f"{self._done:,}", total=f"{self._total:,}"))

    def _write_over(self, done: int, total: int) -> None:
        if done < total and time.monotonic() - self._begun_s > PATIENCE_S:
            self._is_on_screen = True
            sys.stderr.write(f"\r⟳ {done:,}/{total:,}\x1b[K")
        elif done >= total and self._is_on_screen:
            self._is_on_screen = False
            sys.stderr.write("\r\x1b[K")
        else:
            return
        sys.stderr.flush()


def reading_articles(options: Namespace) -> Callable[["Progress"], None]:
    """Return what says how many articles of a scan are read."""
    tell = ProgressReport(READ, is_quiet=is_quiet(options))
    return lambda progress: tell(progress.read, progress.found)
