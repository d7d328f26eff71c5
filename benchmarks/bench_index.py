"""The index from nothing, and looked over again with nothing changed: ``python -m benchmarks.bench_index``.

Cold is measured against python-frontmatter reading every file, warm against asking the system about every
file and no more. The files themselves are in the system's cache both times.
"""

import argparse
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from benchmarks.generate import articles, store
from benchmarks.terminal import compile_all
from reader.actions.workspace.workspace import open_workspace
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


def scan(folder: Path, home: Path) -> None:
    """Bring the index of the folder up to date, as every start does in the background."""
    paths = Paths(home / "config", home / "data", home / "state", home / "cache")
    with open_workspace([folder], {}, paths, {}) as workspace:
        workspace.library.catch_up()
        workspace.library.scan(lambda _: None, lambda: False)


def _timed(work: Callable[..., object], *arguments: Path) -> float:
    start = perf_counter()
    work(*arguments)
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    print("| index | ms | per article, µs | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for size in options.sizes:
        folder, home = articles(size), store() / f"index-{size}"
        stat_all(folder)
        shutil.rmtree(home, ignore_errors=True)
        cold, plain = _timed(scan, folder, home), _timed(parse_all, folder)
        turns = [(_timed(stat_all, folder), _timed(scan, folder, home)) for _ in range(options.rounds)]
        bare, warm = (median(times) for times in zip(*turns, strict=True))
        for name, taken, ratio in (
            ("python-frontmatter alone", plain, 1.0),
            ("cold", cold, cold / plain),
            ("scandir and stat alone", bare, 1.0),
            ("warm", warm, warm / bare),
        ):
            print(f"| {size:,}: {name} | {taken * 1000:.0f} | {taken / size * 1e6:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
