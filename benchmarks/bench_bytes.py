"""Bytes that the screen writes: from the start until it rests, and for each act of a reader. Over ssh they are the wait.

    python -m benchmarks.bench_bytes [FOLDER ...]

In a real pseudo-terminal of 100 by 30 with true colours; of each act the median of 20. Prints a table.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.terminal import ROOT, Terminal, indexed_home, newsreader

TIMES = 20
"""Of each act."""


class Act(NamedTuple):
    """Something that a reader does over and over."""

    name: str
    """What it is called in the table."""
    before: str
    """Keys before the first."""
    keys: Sequence[str]
    """What is typed in turn, each once an act."""
    limit: int
    """Bytes that one should take at most."""


ACTS = (
    Act("a step in the list", "", ("j",), 3_000),
    Act("a page down", "gg\r", (" ",), 4_000),
    Act("a line down", "gg\r", ("j",), 4_000),
    Act("to the other pane", "", ("\t",), 6_000),
    Act("a letter in search", "\x0b", tuple("the an of"), 4_000),
    Act("open a dialog", "", ("?", "\x1b"), 4_000),
    Act("focus out and in", "", ("\x1b[O", "\x1b[I"), 0),
)
"""What is measured."""


def of_act(folder: Path, home: dict[str, str], act: Act) -> float:
    """Return the median of the bytes of an act."""
    with Terminal(newsreader(folder), home) as terminal:
        terminal.settle(1)
        for key in act.before:
            terminal.type(key)
            terminal.settle()
        sizes = []
        for number in range(TIMES):
            before = len(terminal.output)
            terminal.type(act.keys[number % len(act.keys)])
            terminal.settle()
            sizes.append(len(terminal.output) - before)
        return statistics.median(sizes)


def of_start(folder: Path, home: dict[str, str]) -> int:
    """Return the bytes from the start until the program rests."""
    with Terminal(newsreader(folder), home) as terminal:
        terminal.settle(2)
        return len(terminal.output)


def rows(folders: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'bytes':>22} " + " ".join(f"{folder.name:>14}" for folder in folders) + f"{'goal':>10}"
    with tempfile.TemporaryDirectory() as root:
        homes = [indexed_home(folder, Path(root) / str(at)) for at, folder in enumerate(folders)]
        starts = [of_start(folder, home) for folder, home in zip(folders, homes, strict=True)]
        yield _row("from start to rest", starts, 15_000)
        for act in ACTS:
            found = [of_act(folder, home, act) for folder, home in zip(folders, homes, strict=True)]
            yield _row(act.name, found, act.limit)


def _row(name: str, found: Sequence[float], limit: int) -> str:
    return f"{name:>22} " + " ".join(f"{each:>14,.0f}" for each in found) + f"{limit:>10,}"


if __name__ == "__main__":
    for line in rows([Path(name).resolve() for name in sys.argv[1:]] or [ROOT / "sample_feed"]):
        print(line, flush=True)
