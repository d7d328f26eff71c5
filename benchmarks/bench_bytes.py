"""Bytes that the screen writes: from the start until it rests, and for each act of a reader. Over ssh they are the wait.

    python -m benchmarks.bench_bytes [FOLDER ...]

In a real pseudo-terminal of 100 by 30 with true colours; of each act the median of 20, in the sample feed and in a folder
of Chinese articles. Prints a table, then how long acts take through a line of 64 kB/s and 200 ms.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.slow_line import SlowLine
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
    Act("a page down", "g g \r", (" ",), 4_000),
    Act("a line down", "g g \r", ("j",), 4_000),
    Act("to the other pane", "", ("\t",), 6_000),
    Act("a letter in search", "\x0b", tuple("the an of"), 4_000),
    Act("a Chinese word in search", "\x0b", tuple("中国人的"), 4_000),
    Act("open or close help", "", ("?", "\x1b"), 4_000),
    Act("open or close the palette", "", ("\x10", "\x1b"), 4_000),
    Act("a step in the palette", "\x10", ("\x1b[B",), 3_000),
    Act("a letter in the palette", "\x10", tuple("read"), 4_000),
    Act("open or close :", "", (":", "\x1b"), 4_000),
    Act("mark read, unread", "n", ("r",), 3_000),
    Act("next article", "n", ("J",), 6_000),
    Act("focus out and in", "", ("\x1b[O", "\x1b[I"), 0),
    Act("the mouse moves", "", ("\x1b[<35;20;9M", "\x1b[<35;60;12M"), 0),
    Act("2 s of idle", "", ("",), 0),
    Act("2 s of idle in search", "\x0b", ("",), 0),
    Act("2 s of idle in :", ":", ("",), 0),
)
"""What is measured."""

IDLE_S = 2.0
"""How long idling is watched."""

CHINESE = 40
"""Articles of the Chinese folder."""


def chinese_folder(folder: Path) -> Path:
    """Write a folder of Chinese articles, of some screens each; return it."""
    folder.mkdir()
    for number in range(CHINESE):
        text = "\n\n".join(f"第{at}段：{PARAGRAPH * 3}" for at in range(30))
        head = (
            f"title: 第{number}篇：{PARAGRAPH[:30]}\ndate: 2026-01-{number % 28 + 1:02}\ntags: [科技, 随笔]"
        )
        (folder / f"{number}.md").write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    return folder


PARAGRAPH = (
    "科技媒体的读者常说，标题里的词比正文里的更重要；可是真正读完一篇文章的人，记住的往往是一句不起眼的话。"
)
"""Chinese text."""


def of_act(folder: Path, home: dict[str, str], act: Act) -> float:
    """Return the median of the bytes of an act."""
    with Terminal(newsreader(folder), home) as terminal:
        terminal.settle(1)
        for key in act.before.split(" "):
            terminal.type(key)
            terminal.settle()
        if not any(act.keys):
            terminal.settle(IDLE_S + 1)  # after a pause the line below says what keys do
        sizes = []
        for number in range(TIMES if any(act.keys) else 2):
            before = len(terminal.output)
            terminal.type(act.keys[number % len(act.keys)])
            terminal.settle(0.3 if any(act.keys) else IDLE_S)
            sizes.append(len(terminal.output) - before)
        return statistics.median(sizes)


def of_start(folder: Path, home: dict[str, str]) -> int:
    """Return the bytes from the start until the program rests."""
    with Terminal(newsreader(folder), home) as terminal:
        terminal.settle(2)
        return len(terminal.output)


LATE = (
    ("a step in the list", "", "j"),
    ("30 steps, the key held", "", "j" * 30),
    ("a page down", "g g \r", " "),
    ("10 pages down, the key held", "g g \r", " " * 10),
    ("to the other pane", "", "\t"),
    ("the palette opens", "", "\x10"),
    ("four letters in search", "\x0b", "news"),
)
"""What is typed through a slow line: before it, and what is timed."""


def late_rows(folders: Sequence[Path], homes: Sequence[dict[str, str]]) -> Iterator[str]:
    """Yield the lines about a slow line: milliseconds from the last key until all that it changes is on the screen."""
    yield f"\n{'ms at 64 kB/s, 200 ms':>30} " + " ".join(f"{folder.name:>14}" for folder in folders)
    for name, before, keys in LATE:
        found = []
        for folder, home in zip(folders, homes, strict=True):
            with SlowLine(newsreader(folder), home) as terminal:
                terminal.settle(1)
                for key in before.split(" "):
                    terminal.answer_ms(key)
                found.append(statistics.median(terminal.answer_ms(keys) for _ in range(3)))
        yield f"{name:>30} " + " ".join(f"{each:>14,.0f}" for each in found)


def rows(folders: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of the tables."""
    with tempfile.TemporaryDirectory() as root:
        folders = folders or [ROOT / "sample_feed", chinese_folder(Path(root) / "chinese")]
        yield f"{'bytes':>30} " + " ".join(f"{folder.name:>14}" for folder in folders) + f"{'goal':>10}"
        homes = [indexed_home(folder, Path(root) / f"home{at}") for at, folder in enumerate(folders)]
        starts = [of_start(folder, home) for folder, home in zip(folders, homes, strict=True)]
        yield _row("from start to rest", starts, 15_000)
        for act in ACTS:
            found = [of_act(folder, home, act) for folder, home in zip(folders, homes, strict=True)]
            yield _row(act.name, found, act.limit)
        yield from late_rows(folders, homes)


def _row(name: str, found: Sequence[float], limit: int) -> str:
    return f"{name:>30} " + " ".join(f"{each:>14,.0f}" for each in found) + f"{limit:>10,}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", nargs="*", type=Path, help="folders of articles; none: the two of the table"
    )
    for line in rows([folder.resolve() for folder in parser.parse_args().folder]):
        print(line, flush=True)
