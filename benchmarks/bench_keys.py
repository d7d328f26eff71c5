"""From a key in the list to the frame that answers it: ``python -m benchmarks.bench_keys``.

A key is typed when the program is quiet; the clock stops when the first frame after it is complete. Textual's
hello world, which changes two words at a key, is the floor. The programs take turns, key by key.
"""

import argparse
import re
from collections.abc import Iterable
from contextlib import ExitStack
from statistics import quantiles

from benchmarks.generate import articles, store
from benchmarks.terminal import FRAME, HELLO, TITLE, Terminal, compile_all, indexed_home, newsreader, own_home

SIZES = (1_000, 20_000)
QUIET_S = 0.25
"""Long enough for the preview of the article before to be painted."""
HELLO_WORLD = re.compile(rb"hello world")
KEYS = {"down": "j", "page": "\x06"}


def measure(terminals: Iterable[Terminal], keys: str) -> list[list[float]]:
    """Return, for each terminal, the seconds from each key to its frame."""
    everyone = list(terminals)
    before = [terminal.text() for terminal in everyone]
    times: list[list[float]] = [[] for _ in everyone]
    for key in keys:
        for terminal, taken in zip(everyone, times, strict=True):
            terminal.type(key)
            taken.append(terminal.wait(FRAME, 5))
            terminal.settle(QUIET_S, 3)
    for terminal, text in zip(everyone, before, strict=True):
        if len(keys) % 2 and terminal.text() == text:
            raise RuntimeError(f"{len(keys)} keys changed nothing on the screen:\n{text}")
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=61)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    homes = {size: indexed_home(articles(size), store() / f"keys-{size}") for size in options.sizes}
    names = ["hello world", *(f"{size:,} articles" for size in homes)]
    print("| key to frame, ms | p50 | p95 |")
    print("| --- | ---: | ---: |")
    for what, key in KEYS.items():
        with ExitStack() as stack:
            terminals = [stack.enter_context(Terminal(HELLO, own_home(store() / "hello")))]
            terminals[0].wait(HELLO_WORLD)
            for size, environ in homes.items():
                terminals.append(stack.enter_context(Terminal(newsreader(articles(size)), environ)))
                terminals[-1].wait(TITLE)
            for terminal in terminals:
                terminal.settle(1.0)
            for name, times in zip(names, measure(terminals, key * options.keys), strict=True):
                centiles = quantiles((taken * 1000 for taken in times), n=100, method="inclusive")
                print(f"| {what}: {name} | {centiles[49]:.1f} | {centiles[94]:.1f} |")


if __name__ == "__main__":
    main()
