"""Words in all articles, and queries: ``python -m benchmarks.bench_search``.

The full text is built as the background does it, by one process; its size is compared with that of the articles. Then
words of many kinds are searched for as one types, and queries are asked whole.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.generate import articles, store
from benchmarks.terminal import compile_all
from reader.actions.workspace.workspace import open_workspace
from reader.library import Library
from reader.paths import Paths

SIZES = (1_000, 20_000)

WORDS = ("的", "是在", "这中大", "the", "harb", "harbour", "of the", "xyzzy", "没有的词")
"""What is typed: characters in nearly every article, words, the beginning of one, and what is in none."""

QUERIES = (
    "is:unread",
    "tag:路工023",
    "date:2025-01",
    "words:>3000 sort:-words",
    "harbour -tag:路工023",
    "/^A0+1/",
    "sidebar:right",
)

FIRST = 50


def timed(act: Callable[[], object], rounds: int) -> float:
    """Return the median milliseconds of an act."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        act()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def row(*cells: object) -> None:
    """Print a row of a table."""
    print(
        f"| {' | '.join(f'{cell:.1f}' if isinstance(cell, float) else str(cell) for cell in cells)} |",
        flush=True,
    )


def asked(library: Library, rounds: int) -> None:
    """Print how long words and queries take."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    print("\n| typed | the first 50, ms | found | all of them, ms |\n| --- | ---: | ---: | ---: |")
    for typed in WORDS:
        first = timed(partial(library.questions.search, typed, now, FIRST), rounds)
        count = len(library.questions.query(typed, now))
        row(typed, first, f"{count:,}", timed(partial(library.questions.query, typed, now), rounds))
    print("\n| query | ms | found |\n| --- | ---: | ---: |")
    for query in QUERIES:
        taken = timed(partial(library.questions.query, query, now), rounds)
        row(f"`{query}`", taken, f"{len(library.questions.query(query, now)):,}")


def listed(folder: Path, home: Path) -> None:
    """Run the command line as a shell does."""
    folders = {
        f"XDG_{name}_HOME": str(home / part)
        for name, part in (("CACHE", "cache"), ("DATA", "data"), ("CONFIG", "config"), ("STATE", "state"))
    }
    subprocess.run(
        [sys.executable, "-m", "reader", "list", "-f", str(folder), "is:unread", "--limit", "20"],
        env={**os.environ, **folders}, check=True, capture_output=True,
    )  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    for size in options.sizes:
        folder, home = articles(size), store() / f"search-{size}"
        shutil.rmtree(home, ignore_errors=True)
        paths = Paths(home / "config", home / "data", home / "state", home / "cache")
        with open_workspace([folder], {}, paths, {}) as workspace:
            workspace.library.scan()
            start = process_time()
            workspace.library.build_text()
            spent = process_time() - start
            words = sum(file.stat().st_size for file in home.rglob("*.text.db*"))
            print(f"\n{size:,} articles: words read in {spent / size * 1000:.2f} ms of CPU each, "
                  f"{words / size_of(folder):.2f} times as large as the text")  # fmt: skip
            asked(workspace.library, options.rounds)
        command = timed(partial(listed, folder, home), 3)
        print(f"\n`newsreader list is:unread`, the whole command: {command:.0f} ms")


if __name__ == "__main__":
    main()
