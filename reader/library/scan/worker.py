"""Reads batches of files for another process of the program: ``python -m reader.library.scan.worker``. Reads files.

``worker_pool`` starts it, writes pickled batches to its standard input and reads the results from its standard output, in the
same order. It ends with its input: when it is no longer needed, or the other process was killed.
"""

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.i18n import speak
from reader.library.scan.headlines import take_headlines
from reader.library.scan.intake import Intake
from reader.library.scan.zone import zone_named
from reader.log import begin
from reader.text.folding import choose

if TYPE_CHECKING:
    from reader.library.scan.worker_config import WorkerConfig

NICENESS = 5
"""The screen goes first."""


COLLECT_EVERY = 50_000
"""Objects after which garbage is looked for: what is made here lives as long as a batch, and nearly none of it is garbage."""

BATCH_S = 10.0
"""Seconds of work that a batch may take, then the process ends: what is read one by one after that has them for each file."""


def main() -> None:
    """Read until there is nothing more to read."""
    begin("reading", is_child=True)
    gc.set_threshold(COLLECT_EVERY)
    with suppress(OSError):
        os.nice(NICENESS)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        order: WorkerConfig = pickle.load(source)  # noqa: S301 - from the process that has started this one
        speak(order.language)
        choose(chinese_alike=order.chinese_alike)
        zone, _ = zone_named(order.timezone)
        intake = Intake(order.folders, zone, order.drafts)
        while True:
            batch, is_quick = pickle.load(source)  # noqa: S301 - from the process that started it
            signal.setitimer(signal.ITIMER_PROF, BATCH_S)  # its signal ends the process at once
            entries = take_headlines(intake, batch) if is_quick else intake.take_all(batch)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pickle.dump(entries, target, pickle.HIGHEST_PROTOCOL)
            target.flush()


if __name__ == "__main__":
    main()
