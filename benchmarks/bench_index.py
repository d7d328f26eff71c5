"""The index from nothing, and looked over again with nothing changed: ``python -m benchmarks.bench_index``.

Cold is measured against python-frontmatter reading every file, in two passes as the screen does it, headers before texts, and
in one as commands do; warm against asking the system about every file and no more. The files themselves are in the system's
cache. What is compared takes turns; CPU is that of all processes.
"""

import argparse
import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from benchmarks.generate import articles, store
from benchmarks.terminal import compile_all
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths

SIZES = (1_000, 20_000)


def stat_all(folder: Path) -> int:
    """Ask the system about every file below the folder; return how many there are."""
    found, folders = 0, [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    entry.stat()
                    found += 1
    return found


def parse_all(folder: Path) -> int:
    """Read every file with python-frontmatter as it comes; return how many there are."""
    found = 0
    for path in folder.rglob("*.md"):
        frontmatter.parse(path.read_text(encoding="utf-8"), handler=YAMLHandler())
        found += 1
    return found


class Taken(NamedTuple):
    """What some work took, in seconds."""

    wall: float
    cpu: float


def scan(folder: Path, home: Path) -> None:
    """Bring the index of the folder up to date, as every start does in the background."""
    with opened(folder, home) as workspace:
        workspace.library.scan()


def opened(folder: Path, home: Path) -> AbstractContextManager[Workspace]:
    """Open the folder with a home of its own."""
    return open_workspace(
        [folder], {}, Paths(home / "config", home / "data", home / "state", home / "cache"), {}
    )


def cold(folder: Path, home: Path) -> dict[str, Taken]:
    """Index the folder from nothing, in one pass, then again in two."""
    found = {}
    shutil.rmtree(home, ignore_errors=True)
    with opened(folder, home) as workspace:
        found["cold, in one pass"] = _timed(workspace.library.scan)
    shutil.rmtree(home)
    with opened(folder, home) as workspace:
        library = workspace.library
        found["cold, the headers"] = _timed(lambda: library.scan(headers_first=True))
        found["cold, the texts after them"] = _timed(library.read_rest)
    return found


def _timed(work: Callable[..., object], *arguments: Path) -> Taken:
    def cpu() -> float:
        used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
        return sum(each.ru_utime + each.ru_stime for each in used)

    begun, had = perf_counter(), cpu()
    work(*arguments)
    return Taken(perf_counter() - begun, cpu() - had)


def _medians(turns: list[dict[str, Taken]]) -> dict[str, Taken]:
    return {
        name: Taken(median(turn[name].wall for turn in turns), median(turn[name].cpu for turn in turns))
        for name in turns[0]
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of what is warm")
    parser.add_argument("--cold-rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    print("| index | s | per article, µs | ratio | CPU s | ratio, CPU |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for size in options.sizes:
        folder, home = articles(size), store() / f"index-{size}"
        parse_all(folder)  # into the system's cache
        plain, bare = "python-frontmatter alone", "scandir and stat alone"
        turns = [{plain: _timed(parse_all, folder)} | cold(folder, home) for _ in range(options.cold_rounds)]
        _print(size, plain, _medians(turns))
        turns = [
            {bare: _timed(stat_all, folder), "warm": _timed(scan, folder, home)}
            for _ in range(options.rounds)
        ]
        _print(size, bare, _medians(turns))


def _print(size: int, base: str, taken: dict[str, Taken]) -> None:
    for name, (wall, cpu) in taken.items():
        ratio, cpu_ratio = wall / taken[base].wall, cpu / taken[base].cpu
        each = wall / size * 1e6
        print(
            f"| {size:,}: {name} | {wall:.2f} | {each:.0f} | {ratio:.2f} | {cpu:.2f} | {cpu_ratio:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
