"""Memory in use once the list is on the screen, against hello world: ``python -m benchmarks.bench_memory``."""

import argparse
import re

from benchmarks.generate import articles, store
from benchmarks.terminal import HELLO, TITLE, Terminal, compile_all, indexed_home, newsreader, own_home

SIZES = (1_000, 20_000)
HELLO_WORLD = re.compile(rb"hello world")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    compile_all()
    programs = {"hello world": (HELLO, own_home(store() / "hello"), HELLO_WORLD)}
    for size in options.sizes:
        environ = indexed_home(articles(size), store() / f"memory-{size}")
        programs[f"{size:,} articles"] = (newsreader(articles(size)), environ, TITLE)
    hello = 0
    print("| resident | MB | × hello world |")
    print("| --- | ---: | ---: |")
    for name, (command, environ, pattern) in programs.items():
        with Terminal(command, environ) as terminal:
            terminal.wait(pattern)
            terminal.settle(2.0)
            used = terminal.resident_bytes()
        hello = hello or used
        print(f"| {name} | {used / 1e6:.0f} | {used / hello:.2f} |")


if __name__ == "__main__":
    main()
