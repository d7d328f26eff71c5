"""The page on long articles and odd ones, against Textual's and Rich's Markdown: ``python -m benchmarks.bench_page``.

CPU time of the process, all in one run in which the programs take turns: the machine may be busy. The screen
is 100 by 30 without a terminal. Textual's own widget takes minutes at 1 MB, so it is given 100 kB.
"""

import argparse
import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from statistics import median
from time import process_time, thread_time

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from benchmarks.texts import SEED, mixed, odd
from reader.article import Key
from reader.article.document import read_document
from reader.page.compose import compose, compose_beginning
from reader.page.layout import Layout
from reader.tui.page_view import PageView, Shown
from reader.tui.settling import SLICE_S

MEASURE, WIDTH, ROWS = 76, 100, 30
SMALL, COMPARED, LONG, LONGEST = 5_000, 100_000, 1_000_000, 5_000_000
PLACES = 40
"""So many places of the longest article are turned to."""
PATIENCE_S = 120
"""How long Textual's widget may take for anything."""


class Host(App[None]):
    """An app with one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        """Return the widget."""
        yield self.widget


async def painted(widget: Widget) -> None:
    """Wait until what changed is on the screen."""
    done = asyncio.Event()
    widget.call_after_refresh(done.set)
    await done.wait()


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU milliseconds that something takes."""
    start = process_time()
    await act()
    return (process_time() - start) * 1000


def layouts(data: bytes) -> tuple[Layout, Callable[[], Layout]]:
    """Return what is shown first of a file's bytes, its first screen laid out, and what makes the whole."""
    document = read_document(data, Key("", "a.md"), datetime(2026, 1, 1, tzinfo=UTC), zone=UTC)
    first = Layout(compose_beginning(document, zone=UTC) or compose(document, zone=UTC), MEASURE)
    first.prepare(0, ROWS)
    return first, lambda: Layout(compose(document, zone=UTC), MEASURE)


def settled(layout: Layout) -> float:
    """Make every height exact as the screen does; return the CPU milliseconds of the worst slice."""
    worst, goes_on = 0.0, True
    while goes_on:
        start = thread_time()
        goes_on = layout.settle(SLICE_S)
        worst = max(worst, thread_time() - start)
    return worst * 1000


class Ours:
    """The page of this program."""

    def __init__(self) -> None:
        self.page = PageView(MEASURE)
        self.whole: Callable[[], Layout] | None = None
        self._number = 0

    async def first(self, text: str) -> None:
        """Show the first screen."""
        layout, self.whole = layouts(text.encode())
        self._number += 1
        self.page.show(Shown(self._number, layout, is_whole=False))
        await painted(self.page)

    async def all(self, text: str) -> None:
        """Show the first screen, then make every height exact."""
        await self.first(text)
        assert self.whole is not None
        layout = self.whole()
        settled(layout)
        self.page.show(Shown(self._number, layout))
        await painted(self.page)

    async def page_down(self) -> None:
        """Turn the page."""
        self.page.move("page_down")
        await painted(self.page)


class Theirs:
    """Textual's Markdown widget."""

    def __init__(self) -> None:
        self.markdown = Markdown()
        self.page = VerticalScroll(self.markdown)

    async def first(self, text: str) -> None:
        """Show the first screen."""
        update = asyncio.ensure_future(_wait(self.markdown.update(text)))
        while not self.markdown.children:
            await asyncio.sleep(0.001)
        await painted(self.page)
        self.rest = update

    async def all(self, text: str) -> None:
        """Mount every block."""
        await self.first(text)
        await self.rest
        await painted(self.page)

    async def page_down(self) -> None:
        """Turn the page."""
        self.page.scroll_page_down(animate=False)
        await painted(self.page)


async def _wait(update: Awaitable[None]) -> None:
    await update


def rich_all(text: str) -> float | None:
    """Return the CPU milliseconds in which Rich writes the text as lines; None where it is not installed."""
    try:
        from rich.console import Console
        from rich.markdown import Markdown as Rich
    except ImportError:
        return None
    start = process_time()
    Console(file=StringIO(), width=MEASURE, force_terminal=True).print(Rich(text))
    return (process_time() - start) * 1000


def row(name: str, *cells: float | str | None) -> None:
    """Print a row of a table."""
    shown = (f"{cell:.1f}" if isinstance(cell, float) else cell or "" for cell in cells)
    print(f"| {name} | {' | '.join(shown)} |", flush=True)


def table(*heads: str) -> None:
    """Print the head of a table."""
    print(f"\n| {' | '.join(heads)} |\n| --- |{' ---: |' * (len(heads) - 1)}", flush=True)


def resident_bytes() -> int:
    """Return the memory of this process that is in use."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def memory() -> None:
    """Print what a long article weighs once every height is exact; to be called first."""
    mixed_text = mixed(LONG)
    layouts(mixed(SMALL).encode())[1]()
    before = resident_bytes()
    layout = layouts(mixed_text.encode())[1]()
    settled(layout)
    table("memory", "MB per MB of source")
    row("1 MB, every height exact", (resident_bytes() - before) / len(mixed_text.encode()))


async def ours_alone(rounds: int) -> None:
    """Print how this page does at all sizes."""
    ours = Ours()
    texts = {size: mixed(size) for size in (SMALL, LONG, LONGEST)}
    names = {SMALL: "5 kB", LONG: "1 MB", LONGEST: "5 MB"}
    async with Host(ours.page).run_test(size=(WIDTH, ROWS)):
        await ours.first(texts[SMALL])
        turns = [
            {size: await timed(lambda text=text: ours.first(text)) for size, text in texts.items()}  # type: ignore[misc]
            for _ in range(rounds)
        ]
        table("first screen from the bytes of a file", "CPU ms", "× 5 kB")
        for size in texts:
            least = median(turn[size] for turn in turns)
            row(names[size], least, least / median(turn[SMALL] for turn in turns))
        table(
            "every height exact",
            "CPU s per MB",
            "worst slice, ms",
            "page down, worst of 40 places, ms",
            "resize, ms",
        )
        for size in (LONG, LONGEST):
            layout = layouts(texts[size].encode())[1]
            start = process_time()
            whole = layout()
            worst = settled(whole)
            spent = process_time() - start
            downs = await _page_downs(ours, whole)
            resized = [await timed(lambda width=width: _resize(ours, whole, width)) for width in (50, 60, 70)]  # type: ignore[misc]
            row(names[size], f"{spent / size * 1e6:.2f}", worst, max(downs), median(resized))


async def _page_downs(ours: Ours, whole: Layout) -> list[float]:
    ours.page.show(Shown(-1, whole))
    await painted(ours.page)
    downs = []
    for _ in range(PLACES):
        ours.page.put(whole.place(random.Random(SEED + len(downs)).randrange(whole.height)))
        await painted(ours.page)
        downs.append(await timed(ours.page_down))
    return downs


async def _resize(ours: Ours, whole: Layout, width: int) -> None:
    ours.page.show(Shown(-1, whole.resized(width)), whole.place(whole.height // 2))
    await painted(ours.page)


async def against(size: int, rounds: int) -> None:
    """Print how the page does against others."""
    text = mixed(size)
    ours, theirs = Ours(), Theirs()
    found: dict[str, list[list[float]]] = {
        name: [[], []] for name in ("first paint", "whole layout", "page down")
    }
    rich = []
    for _ in range(rounds):
        for at, one in enumerate((ours, theirs)):
            one.__init__()  # type: ignore[misc]  # a widget is mounted once
            async with Host(one.page).run_test(size=(WIDTH, ROWS)):
                with suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE_S):
                        start = process_time()
                        first = await timed(lambda one=one: one.first(text))  # type: ignore[misc]
                        found["first paint"][at].append(first)
                        if isinstance(one, Theirs):
                            await one.rest
                            await painted(one.page)
                        else:
                            await one.all(text)
                        whole = (process_time() - start) * 1000 - (first if at == 0 else 0)
                        found["whole layout"][at].append(whole)
                        found["page down"][at] += [await timed(one.page_down) for _ in range(3)]
        rich.append(rich_all(text))
    table(f"{size // 1000} kB, CPU ms", "this page", "Textual's Markdown", "times faster", "Rich's Markdown")
    for name, (mine, others) in found.items():
        known = [each for each in rich if each is not None]
        same = median(known) if known and name == "whole layout" else None
        if others:
            row(name, median(mine), median(others), median(others) / median(mine), same)
        else:
            row(name, median(mine), f"over {PATIENCE_S} s", None, same)


async def odd_ones() -> None:
    """Print how the page does on texts that nobody writes by hand."""
    ours = Ours()
    table("odd ones, CPU ms", "first screen", "every height exact", "worst slice")
    async with Host(ours.page).run_test(size=(WIDTH, ROWS)):
        await ours.first("warm")
        for name, text in odd().items():
            first = await timed(lambda text=text: ours.first(text))  # type: ignore[misc]
            assert ours.whole is not None
            start = process_time()
            layout = ours.whole()
            layout.prepare(0, ROWS)
            worst = settled(layout)
            row(name, first, (process_time() - start) * 1000, worst)


async def run(rounds: int) -> None:
    """Measure all of it."""
    await ours_alone(rounds)
    await against(SMALL, rounds)
    await against(COMPARED, 1)
    await odd_ones()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    memory()
    asyncio.run(run(options.rounds))


if __name__ == "__main__":
    main()
