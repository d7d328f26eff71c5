"""Commands of the command line against ``python -c pass``: ``python -m benchmarks.bench_commands``.

All take turns with the bare interpreter, and a ratio is the median of the ratios of each round, once by the clock and once
by the CPU time of the process: the clock is what a person waits, the CPU time is hardly moved by what else the machine does.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.generate import articles, store
from benchmarks.terminal import ROOT, compile_all, indexed_home

ARTICLES = 500
FEEDS = 3
BARE = "python -c pass"

GOALS = {
    "--version": 4, "--help": 4, "list": 10, "list --json": 10, "tags": 10, "feeds": 10, "journal status": 10, "stats": 10,
    "show": 15, "show --format html": 15, "search": 15,
}  # fmt: skip
"""Each command, and how many times as long as the bare interpreter it may take."""


class Taken(NamedTuple):
    """What a process took, in seconds."""

    clock: float
    cpu: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=(ARTICLES,), help="articles; the first is used"
    )
    options = parser.parse_args()
    compile_all()
    folder = articles(options.sizes[0])
    environ = indexed_home(folder, store() / f"commands-{options.sizes[0]}")
    commands = {BARE: [sys.executable, "-c", "pass"], **_commands(folder)}
    _prepare(folder, commands, environ)
    times: dict[str, list[Taken]] = {name: [] for name in commands}
    for number in range(options.rounds + 1):
        for name, command in commands.items():
            taken = _run(command, environ)
            if number:  # the first round fills the caches of the disk
                times[name].append(taken)
    bare = times[BARE]
    print("| command | median ms | CPU ms | × bare | × bare, CPU | goal |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, taken_s in times.items():
        clock, cpu = (median(each[kind] for each in taken_s) * 1000 for kind in (0, 1))
        ratios = " | ".join(f"{_ratio(taken_s, bare, kind):.1f}" for kind in (0, 1))
        print(f"| {name} | {clock:.0f} | {cpu:.0f} | {ratios} | {GOALS.get(name, '')} |")


def _commands(folder: Path) -> dict[str, list[str]]:
    """Return each command as it is started, by its name."""
    article = str(next(path for path in sorted(folder.rglob("*.md"))))
    words = {
        "--version": ["--version"],
        "--help": ["--help"],
        "list": ["list", "--limit", "20"],
        "list --json": ["list", "--json", "--limit", "20"],
        "tags": ["tags"],
        "feeds": ["feeds"],
        "journal status": ["journal", "status"],
        "stats": ["stats"],
        "show": ["show", article],
        "show --format html": ["show", "--format", "html", article],
        "search": ["search", "harbour"],
    }
    return {name: [sys.executable, "-m", "reader", *each] for name, each in words.items()}


def _prepare(folder: Path, commands: Mapping[str, Sequence[str]], environ: Mapping[str, str]) -> None:
    """Let the folder be the one that is opened, with its words read, and some feeds followed."""
    config = Path(environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    own = Path(environ["XDG_DATA_HOME"]) / "newsreader" / "feeds"
    own.mkdir(parents=True, exist_ok=True)
    tables = (
        f'[[feed]]\naddress = "https://{number}.example/"\ntitle = "Feed {number}"\n'
        for number in range(FEEDS)
    )
    (own / "feeds.toml").write_text("\n".join(tables), encoding="utf-8")
    config.write_text(f'folders = ["{folder}", "{own}"]\n', encoding="utf-8")
    for command in ([*commands["list"][:3], "index"], *list(commands.values())[1:]):
        done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{command} ends with {done.returncode}: {done.stderr}")


def _run(command: Sequence[str], environ: Mapping[str, str]) -> Taken:
    since = perf_counter()
    process = subprocess.Popen(
        command, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    taken = perf_counter() - since
    process.returncode = 0
    return Taken(taken, usage.ru_utime + usage.ru_stime)


def _ratio(times: Sequence[Taken], others: Sequence[Taken], kind: int) -> float:
    return median(time[kind] / other[kind] for time, other in zip(times, others, strict=True))


if __name__ == "__main__":
    main()
