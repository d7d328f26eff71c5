"""The page on long articles and odd ones, against Textual's and Rich's Markdown: ``python -m benchmarks.bench_page``.

CPU time of the process, all in one run in which the programs take turns: the machine may be busy. The screen
is 100 by 30 without a terminal. Textual's own widget takes minutes at 1 MB, so it is given 100 kB.
"""

import argparse
import asyncio
import random
import tracemalloc
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from statistics import median
from time import process_time, thread_time
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Markdown

from benchmarks.texts import SEED, mixed, odd
from reader.article import Key
from reader.article.beginning import read_beginning
from reader.article.document import read_document
from reader.page.compose import PageOptions, compose, compose_beginning
from reader.page.layout.layout import Layout
from reader.tui.page.idle_layout import SLICE_S
from reader.tui.page.page_view import PageView, Shown
from reader.tui.widgets.collecting import collect_rarely

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.await_complete import AwaitComplete
    from textual.pilot import Pilot

MEASURE, WIDTH, ROWS = 76, 100, 30
SMALL, COMPARED, LONG, LONGEST = 5_000, 100_000, 1_000_000, 5_000_000
PLACES = 40
"""So many places of the longest article are turned to."""
PATIENCE_S = 120
"""How long Textual's widget may take for anything."""


_AFTERWARDS = ("page down anywhere, ms", "worst of 40, ms", "resize, ms")


class Host(App[None]):
    """An app with one widget, which knows when a frame is drawn."""

    CSS = "PageView { overflow-y: scroll; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.frame = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Return the widget."""
        yield self.widget

    # There is no public way to learn that something has been drawn.
    def _display(self, screen: Screen[object], renderable: "RenderableType | None") -> None:
        super()._display(screen, renderable)
        self.frame.set()


async def painted(widget: Widget) -> None:
    """Wait until what changed is on the screen."""
    app = widget.app
    assert isinstance(app, Host)
    app.frame.clear()
    with suppress(TimeoutError):
        async with asyncio.timeout(2):
            await app.frame.wait()


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU milliseconds that something takes."""
    start = process_time()
    await act()
    return (process_time() - start) * 1000


def layouts(data: bytes) -> tuple[Layout, Callable[[], Layout]]:
    """Return what is shown first of a file's bytes, its first screen laid out, and what makes the whole."""
    key, date = Key("", "a.md"), datetime(2026, 1, 1, tzinfo=UTC)
    document = read_beginning(data, key, date, zone=UTC) or read_document(data, key, date, zone=UTC)
    first = Layout(
        compose_beginning(document, PageOptions(UTC)) or compose(document, PageOptions(UTC)), MEASURE
    )
    first.prepare(0, ROWS)
    return first, partial(_whole, data, key, date)


def _whole(data: bytes, key: Key, date: datetime) -> Layout:
    return Layout(compose(read_document(data, key, date, zone=UTC), PageOptions(UTC)), MEASURE)


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
        self.page: Widget = PageView(MEASURE)
        self.whole: Callable[[], Layout]
        self._number = 0

    def view(self) -> PageView:
        """Return the widget as what it is."""
        assert isinstance(self.page, PageView)
        return self.page

    async def first(self, text: str) -> None:
        """Show the first screen."""
        layout, self.whole = layouts(text.encode())
        self._number += 1
        self.view().show(Shown(self._number, layout, is_whole=False))
        await painted(self.page)

    async def rest(self) -> None:
        """Show the whole, and make every height exact."""
        layout = self.whole()
        settled(layout)
        self.view().show(Shown(self._number, layout))

    async def page_down(self) -> None:
        """Turn the page."""
        self.view().move("page_down")
        await painted(self.page)


class Theirs:
    """Textual's Markdown widget."""

    def __init__(self) -> None:
        self._markdown = Markdown()
        self.page: Widget = VerticalScroll(self._markdown)
        self._update: AwaitComplete

    async def first(self, text: str) -> None:
        """Show the first screen."""
        self._update = self._markdown.update(text)
        while not self._markdown.children:  # noqa: ASYNC110 - nothing tells when there are some
            await asyncio.sleep(0.001)
        await painted(self.page)

    async def rest(self) -> None:
        """Mount every block."""
        await self._update

    async def page_down(self) -> None:
        """Turn the page."""
        self.page.scroll_relative(y=ROWS, animate=False, immediate=True)
        await painted(self.page)


class Bare(ScrollView):
    """Lines of one style, no two alike: what Textual itself needs to turn a page."""

    def on_mount(self) -> None:
        """Be as long as a long article."""
        self.virtual_size = Size(WIDTH, LONG)

    def render_line(self, y: int) -> Strip:
        """Return a line."""
        return Strip([Segment(f"line {y + self.scroll_offset.y}".ljust(WIDTH))], WIDTH)

    async def page_down(self) -> None:
        """Turn the page."""
        self.scroll_relative(y=ROWS, animate=False, immediate=True)
        await painted(self)


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


def memory() -> None:
    """Print what a long article weighs once every height is exact, its text not counted."""
    data = mixed(LONG).encode()
    settled(layouts(mixed(SMALL).encode())[1]())
    tracemalloc.start()
    layout = layouts(data)[1]()
    settled(layout)
    taken, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    table("1 MB, every height exact", "MB per MB of source")
    row("kept", taken / len(data))
    row("at most", most / len(data))


async def ours_alone(rounds: int) -> None:
    """Print how this page does at all sizes."""
    ours = Ours()
    texts = {size: mixed(size) for size in (SMALL, LONG, LONGEST)}
    names = {SMALL: "5 kB", LONG: "1 MB", LONGEST: "5 MB"}
    async with Host(ours.page).run_test(size=(WIDTH, ROWS)):
        await ours.first(texts[SMALL])
        collect_rarely()  # as the program does once it stands
        turns = [
            {size: await timed(lambda text=text: ours.first(text)) for size, text in texts.items()}  # type: ignore[misc]
            for _ in range(rounds)
        ]
        table("first screen from the bytes of a file", "CPU ms", "× 5 kB")
        for size in texts:
            least = median(turn[size] for turn in turns)
            row(names[size], least, least / median(turn[SMALL] for turn in turns))
        table("every height exact", "CPU s per MB", "worst slice, ms", *_AFTERWARDS)
        for size in (LONG, LONGEST):
            layout = layouts(texts[size].encode())[1]
            start = process_time()
            whole = layout()
            worst = settled(whole)
            spent = process_time() - start
            downs = await _page_downs(ours, whole)
            resizes = await _resizes(ours, whole)
            row(names[size], f"{spent / size * 1e6:.2f}", worst, median(downs), max(downs), median(resizes))


async def _page_downs(ours: Ours, whole: Layout) -> list[float]:
    ours.view().show(Shown(-1, whole))
    await painted(ours.page)
    pick, downs = random.Random(SEED), []
    for _ in range(PLACES):
        ours.view().put(whole.position_at(pick.randrange(whole.height - 2 * ROWS)))
        await painted(ours.page)
        downs.append(await timed(ours.page_down))
    return downs


async def _resizes(ours: Ours, whole: Layout) -> list[float]:
    times = []
    for width in (50, 60, 70):
        start = process_time()
        ours.view().show(Shown(-1, whole.resized(width)), whole.position_at(whole.height // 2))
        await painted(ours.page)
        times.append((process_time() - start) * 1000)
    return times


class Times(NamedTuple):
    """CPU milliseconds of one program, of all rounds."""

    first: list[float]
    whole: list[float]
    down: list[float]


async def _measured(one: Ours | Theirs, text: str, times: Times) -> None:
    """Add the times of a program; none of what takes longer than one has patience."""
    with suppress(TimeoutError):
        async with Host(one.page).run_test(size=(WIDTH, ROWS)) as pilot, asyncio.timeout(PATIENCE_S):
            start = process_time()
            await one.first(text)
            times.first.append((process_time() - start) * 1000)
            await one.rest()
            await pilot.pause()
            times.whole.append((process_time() - start) * 1000)
            times.down.extend(await _turned(one, pilot))


async def _turned(one: Ours | Theirs | Bare, pilot: "Pilot[None]") -> list[float]:
    times = []
    for _ in range(3):
        start = process_time()
        await one.page_down()
        await pilot.pause()
        times.append((process_time() - start) * 1000)
    return times


async def bare_frame() -> None:
    """Print what is the least that a page down can cost."""
    bare = Bare()
    async with Host(bare).run_test(size=(WIDTH, ROWS)) as pilot:
        await pilot.pause()
        downs = [each for _ in range(PLACES) for each in await _turned(bare, pilot)]
    table("lines of one style in Textual's scroll view", "CPU ms")
    row("page down", median(downs))


async def against(size: int, rounds: int) -> None:
    """Print how the page does against others."""
    text = mixed(size)
    ours, theirs = Times([], [], []), Times([], [], [])
    rich = []
    for _ in range(rounds):
        await _measured(Ours(), text, ours)
        await _measured(Theirs(), text, theirs)
        rich.append(rich_all(text))
    known = [each for each in rich if each is not None]
    table(f"{size // 1000} kB, CPU ms", "this page", "Textual's Markdown", "times slower", "Rich's Markdown")
    for name, mine, others in zip(("first paint", "every height", "page down"), ours, theirs, strict=True):
        same = median(known) if known and mine is ours.whole else None
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
            start = process_time()
            layout = ours.whole()
            layout.prepare(0, ROWS)
            worst = settled(layout)
            row(name, first, (process_time() - start) * 1000, worst)


async def run(rounds: int) -> None:
    """Measure all of it."""
    await ours_alone(rounds)
    await bare_frame()
    await against(SMALL, rounds)
    await against(COMPARED, min(rounds, 3))
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
