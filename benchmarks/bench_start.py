"""From exec to the first titles on the screen, against Textual's hello world: ``python -m benchmarks.bench_start``.

The programs take turns, and a ratio is the median of the ratios of each round: whatever else the machine does
falls on both sides of it. Trust the ratios.
"""

import argparse
import re
from collections.abc import Sequence
from statistics import median

from benchmarks.generate import articles, store
from benchmarks.terminal import HELLO, TITLE, Terminal, compile_all, indexed_home, newsreader, own_home

SIZES = (1_000, 20_000)
PLAIN = "the smallest, without the early frame"
HELLO_WORLD = re.compile(rb"hello world")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    homes = {size: indexed_home(articles(size), store() / f"start-{size}") for size in options.sizes}
    programs = {"hello world": (HELLO, own_home(store() / "hello"), HELLO_WORLD)}
    for size, environ in homes.items():
        programs[f"{size:,} articles"] = (newsreader(articles(size)), environ, TITLE)
    plain = {**homes[options.sizes[0]], "NEWSREADER_FAST_START": "false"}
    programs[PLAIN] = (newsreader(articles(options.sizes[0])), plain, TITLE)
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(options.rounds + 1):
        for name, (command, environ, pattern) in programs.items():
            with Terminal(command, environ) as terminal:
                taken = terminal.wait(pattern)
                # The first round fills the caches of the disk, and keeps what the first frame looks like.
                terminal.settle(0.1 if number else 0.6, 2)
            if number:
                times[name].append(taken)
    hello, smallest = times["hello world"], times[f"{options.sizes[0]:,} articles"]
    print("| exec to | median ms | best | × hello world | × smallest |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, taken_s in times.items():
        middle, best = median(taken_s) * 1000, min(taken_s) * 1000
        by_size = "" if name in {"hello world", PLAIN} else f"{_ratio(taken_s, smallest):.2f}"
        print(f"| {name} | {middle:.0f} | {best:.0f} | {_ratio(taken_s, hello):.2f} | {by_size} |")


def _ratio(times: Sequence[float], others: Sequence[float]) -> float:
    return median(time / other for time, other in zip(times, others, strict=True))


if __name__ == "__main__":
    main()
