"""Progress of long commands: one line that is overwritten on a terminal, a line now and then elsewhere."""

import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.output import complain
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.library import Progress

PATIENCE_S = 0.5
"""Progress is shown after this time only."""

READ = "{done} of {total} articles read"
"""The progress message of a scan."""

EVERY_S = 10.0
"""Between two lines where they cannot be overwritten."""


def add_quiet(parser: Parser) -> None:
    """Add ``--quiet``."""
    parser.add_flag("--quiet", tr("print only errors: no progress, no result"))


def keep_still(*, on: bool) -> None:
    """Have all reports from now on write whole lines now and then, or overwrite one."""
    ProgressReport.is_still = on


def is_quiet(options: Namespace) -> bool:
    """Return whether only errors are printed."""
    return bool(getattr(options, "quiet", False))


class ProgressReport:
    """Prints progress; call it with what is done and the total, until both are equal."""

    is_still = False
    """Whether no line may be overwritten: the settings ``reduced_motion`` and ``screen_reader``. The same for all."""

    def __init__(self, sentence: str, *, is_quiet: bool = False) -> None:
        """``sentence`` has the placeholders ``{done}`` and ``{total}``."""
        self._sentence, self._is_quiet = sentence, is_quiet
        self._begun_s = time.monotonic()
        self._is_on_screen = False
        self._done = self._total = 0
        self._is_over = threading.Event()
        self._speaker: threading.Thread | None = None

    def __call__(self, done: int, total: int) -> None:
        """Record progress, and print it if it is time to."""
        self._done, self._total = done, total
        if self._is_quiet or sys.stderr is None:
            return
        if sys.stderr.isatty() and not self.is_still:
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
            sys.stderr.write(f"\r↻ {done:,}/{total:,}\x1b[K")
        elif done >= total and self._is_on_screen:
            self._is_on_screen = False
            sys.stderr.write("\r\x1b[K")
        else:
            return
        sys.stderr.flush()


def reading_articles(options: Namespace) -> Callable[["Progress"], None]:
    """Return a callback that prints the progress of a scan."""
    tell = ProgressReport(READ, is_quiet=is_quiet(options))
    return lambda progress: tell(progress.read, progress.found)
