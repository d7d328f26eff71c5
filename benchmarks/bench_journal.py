"""What one did: written, forced onto the disk, read again, made shorter: ``python -m benchmarks.bench_journal``.

One act is compared with the disk's own fsync of as many bytes. The long log is that of some nine years: acts on a third as
many articles.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing import Process
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter

from reader.article import Key
from reader.journal import Change, Field, Journal
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings

EVENTS = 1_000_000
BATCH = 2_000
FIELDS = (Field.READ, Field.STARRED, Field.LATER)


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long an act takes."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def row(name: str, value: float, unit: str) -> None:
    """Print a row of the table."""
    print(f"| {name} | {value:,.2f} {unit} |", flush=True)


def single_acts(home: Path, folder: str, rounds: int) -> None:
    """Print what one act costs, beside the disk's own fsync."""
    journal = Journal.open(home / "one", machine="desk")
    with (home / "plain").open("ab") as plain:

        def forced() -> None:
            plain.write(b"x" * 150)
            plain.flush()
            os.fsync(plain.fileno())

        def act(number: int) -> None:
            journal.record([Change(Key(folder, f"{number}.md"), Field.READ, value=True)])

        written, synced, disk = [], [], []
        for number in range(rounds):
            written.append(milliseconds(partial(act, number)))
            synced.append(milliseconds(journal.sync))
            disk.append(milliseconds(forced))
    row("an act, written", median(written), "ms")
    row("an act, forced onto the disk", median(synced), "ms")
    row("an fsync of the disk's own", median(disk), "ms")


def write_long_log(journal: Path, folder: str, events: int) -> None:
    """Write a journal of so many events."""
    with Journal.open(journal, machine="desk") as workspace:
        for start in range(0, events, BATCH):
            workspace.record([
                Change(Key(folder, f"posts/{number % (events // 3)}.md"), FIELDS[number % 3], number % 2 == 0)
                for number in range(start, start + BATCH)
            ])  # fmt: skip


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="newsreader-journal-"))
    try:
        articles = home / "articles"
        articles.mkdir()
        (articles / "a.md").write_text("text")
        paths = Paths(*(home / name for name in ("config", "data", "state", "cache")))
        with Library.open(
            [articles], paths, Journal.open(home / "none", machine="desk"), Settings()
        ) as library:
            folder = library.folders[0].id
        print("| | |\n| --- | ---: |")
        single_acts(home, folder, options.rounds)
        writing = Process(target=write_long_log, args=(paths.journal, folder, options.events))
        writing.start()  # what it needs is not what reading needs
        writing.join()
        journal = Journal.open(paths.journal, machine="desk")
        with Library.open([articles], paths, journal, Settings()) as library:
            row(f"{options.events:,} events into a new index", milliseconds(library.catch_up) / 1000, "s")
            library.flush()
            row("once more, with nothing new", milliseconds(library.catch_up), "ms")
        row("most memory meanwhile", getrusage(RUSAGE_SELF).ru_maxrss / 1024, "MB")
        row("made shorter", milliseconds(journal.compact) / 1000, "s")
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
