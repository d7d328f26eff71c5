"""How long acts keep the event loop: ``python -m benchmarks.bench_loop``.

The program runs in a real pseudo-terminal; each callback of its loop is timed in CPU time (``benchmarks.timed_loop``). Of each
act the longest callback is printed; over 16 ms a key that is typed meanwhile waits for it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.generate import articles, store
from benchmarks.terminal import Terminal, compile_all, indexed_home
from benchmarks.timed_loop import SAMPLED

SIZES = (20_000, 100_000)
MOST_MS = 16.0
"""A frame of 60 a second."""

SLOW_START_S = 20.0
"""How long the program has until what it does by itself after the start is done."""


class Act(NamedTuple):
    """Something that a reader does."""

    name: str
    """What it is called in the table."""
    keys: Sequence[str]
    """What is typed, each when the screen rests."""
    after: Sequence[str] = ()
    """What is typed then, so that the next act begins where this one did; it is timed too, as one."""


def _keys(text: str) -> tuple[str, ...]:
    """Return keys that are separated by spaces; <tab>, <enter>, <esc>, <space> and <c-x> are named."""
    named = {"<tab>": "\t", "<enter>": "\r", "<esc>": "\x1b", "<space>": " ", "<down>": "\x1b[B", "<bs>": "\x7f",
             "<f1>": "\x1bOP"}  # fmt: skip
    return tuple(
        named.get(key) or (chr(ord(key[3]) & 31) if key.startswith("<c-") else key) for key in text.split()
    )


_ACTS = (
    ("ctrl+p", "<c-p>", "<esc>"),
    ("ctrl+p again", "<c-p>", "<esc>"),
    ("ctrl+p, letters", "<c-p> r e a d <bs> <bs> <bs> <bs> 0 0 1", "<esc>"),
    ("ctrl+p, a theme", "<c-p> n o r d <down> <down>", "<esc>"),
    ("?", "?", "<esc>"),
    ("?, letters", "? r e a d", "<esc>"),
    ("down", "j j j"),
    ("top and bottom", "G g g"),
    ("page down", "<c-f> <c-f> <c-d> <c-u> <c-b>"),
    ("next article", "J J J K"),
    ("next unread", "n n p"),
    ("next group", ") ) ( }", "{"),
    ("open and close groups", ") <enter> <enter> Z Z"),
    ("random unread", "g ? g ?"),
    ("g t", "g t", "<esc>"),
    ("g t, letters", "g t 0 0 1", "<enter>"),
    ("g j", "g j", "<esc>"),
    ("g j, letters", "g j t h e", "<esc>"),
    ("g j, no match", "g j q x z", "<esc>"),
    ("g /", "g /", "<esc>"),
    ("g b", "g b", "<esc>"),
    ("g b, author", "g b a u t h o r <enter>"),
    ("g b, source", "g b s o u r c e <enter>"),
    ("g b, tag, then source", "g b t h e n <enter>"),
    ("g b, year", "g b y e a r <enter>"),
    ("g b, tag", "g b t a g <enter>"),
    ("g s", "g s g s g s g s"),
    ("g o", "g o", "<esc>"),
    ("g o, title", "g o t i t l e <enter>"),
    ("g o, length", "g o l e n <enter>"),
    ("g o, unread", "g o u n r <enter>"),
    ("g o, newest", "g o n e w <enter>"),
    ("density", "g z g z g z"),
    ("layout", "g v g v g v"),
    ("scopes", "a a a a g a g S g u"),
    ("zen, sidebar", "z z b b"),
    ("wider, narrower", "+ + - -"),
    ("T", "T", "<esc>"),
    ("T, down", "T <down> <down>", "<esc>"),
    ("g *", "g *", "<esc>"),
    ("g *, harbour", "g * h a r b o u r <enter>"),
    ("g W", "g W", "<esc>"),
    ("/", "/ h a r", "<esc>"),
    ("ctrl+k", "<c-k> 城 t h e", "<esc>"),
    ("&", "& t a g : 0 0 1", "<esc>"),
    ("&, harbour", "& h a r b o u r <enter>"),
    ("g &", "g &"),
    (":", ": t a g <space> a i", "<esc>"),
    (":read", ": r e a d <space> t a g : 0", "<esc>"),
    ("read, star, later", "r r s s L L d U"),
    ("v, all", "v G"),
    ("v, all, star", "s", "<esc>"),
    ("m a", "G m a <enter> U"),
    ("m b", "g g j m b <enter> U"),
    ("R", "R <enter> U"),
    ("m A", "m A <enter> U"),
    ("enter", "<enter>"),
    ("page, down", "<space> <space> j j <c-f>"),
    ("page, end", "G g g"),
    ("page, v", "v w w y"),
    ("page, find", "/ t h e <enter>", "<esc>"),
    ("page, f", "f", "<esc>"),
    ("page, u", "u", "<esc>"),
    ("page, t", "t", "<esc>"),
    ("page, highlight", "v w w H", "<esc>"),
    ("back", "<esc>"),
    ("#", "#", "<esc>"),
    ("g n", "g n", "<esc>"),
    ("D", "D"),
    ("E", "E", "<esc>"),
    ("S", "S", "<esc>"),
    ("B", "B", "<esc>"),
    ("|", "|", "<esc>"),
    ("Y", "Y", "<esc>"),
    ("g l", "g l", "<esc>"),
    ("g O", "g O", "<esc>"),
    ("g h", "g h", "<esc>"),
    ("g i", "g i", "<esc>"),
    ("g p", "g p", "<esc>"),
    ("g f", "g f", "<esc>"),
    ("A", "A", "<esc>"),
    ("g F", "g F", "<esc>"),
    ("back, forward", "<c-o> <c-o> <c-n>"),
    ("ctrl+l", "<c-l>"),
)


def acts() -> Iterator[Act]:
    """Yield what is timed, in turn."""
    for name, keys, *after in _ACTS:
        yield Act(name, _keys(keys), _keys(after[0]) if after else ())


class Callback(NamedTuple):
    """A callback that was written down."""

    ended: float
    """``perf_counter``."""
    cpu_ms: float
    """CPU time."""
    ms: float
    """By the clock."""
    place: str
    """What it did."""


def callbacks(file: Path) -> list[Callback]:
    """Return what the clock has written."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [Callback(float(at), float(cpu), float(ms), place) for at, cpu, ms, place in lines]


def measured(
    folder: Path, environ: dict[str, str], chosen: Sequence[str], flag: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of the table."""
    file = store() / f"loop-{folder.name}.tsv"
    command = [sys.executable, "-m", "benchmarks.timed_loop", str(file), *flag, str(folder)]
    with Terminal(command, environ) as terminal:
        begun = perf_counter()
        terminal.settle(3, SLOW_START_S)
        spans = [("start", begun, perf_counter())]
        for act in acts():
            if chosen and act.name not in chosen:
                continue
            begun = perf_counter()
            for key in (*act.keys, *act.after):
                terminal.type(key)
                terminal.settle(0.25, 5)
            spans.append((act.name, begun, perf_counter()))
        found = callbacks(file)
    for name, begun, ended in spans:
        during = sorted(
            (each for each in found if begun <= each.ended <= ended), key=lambda each: -each.cpu_ms
        )
        worst = during[0].cpu_ms if during else 0.0
        slow = [each for each in during if each.cpu_ms > MOST_MS]
        yield f"{name:>24} {worst:>8.1f} {'×' + str(len(slow)) if slow else '':>4}  " + (
            " ;; ".join(f"{each.cpu_ms:.0f}/{each.ms:.0f}: {each.place}" for each in slow[:4])
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--acts", nargs="+", default=(), help="names of acts; none: all")
    parser.add_argument("--places", action="store_true", help="print where the time went")
    options = parser.parse_args()
    compile_all()
    for size in options.sizes:
        environ = indexed_home(articles(size), store() / f"loop-{size}")
        print(f"\n{size:,} articles, ms of CPU time of the longest callback", flush=True)
        for line in measured(articles(size), environ, options.acts, [SAMPLED] if options.places else []):
            print(line, flush=True)


if __name__ == "__main__":
    main()
