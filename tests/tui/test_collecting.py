"""What is dropped is freed: by its count of references, or in the next pause; nothing is kept for good."""

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.actions.workspace.workspace import Workspace
from reader.page.layout.layout import Layout
from reader.tui.widgets.collecting import ENTRIES_KEPT, YOUNG_KEPT, drop_what_textual_keeps
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]

PRESSES = 25
SLACK = 2_500
"""Objects that may come and go between two looks; what each press left behind before were 800."""


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Python collects nothing by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


A_DIALOG = 8
"""Widgets of a dialog: the last one may still be on its way."""


@pytest.fixture(autouse=True)
def _nothing_of_other_tests() -> None:
    gc.unfreeze()
    gc.collect()


def objects() -> int:
    """Return how many objects there are once everything was collected, those out of sight too."""
    drop_what_textual_keeps()
    gc.collect()
    return gc.get_freeze_count() + len(gc.get_objects())


def count(kind: type) -> int:
    """Return how many there are of a kind, those too that are out of the collector's sight for good."""
    drop_what_textual_keeps()
    gc.collect()
    gc.unfreeze()
    return sum(isinstance(each, kind) for each in gc.get_objects())


async def pressed(it: Driven, *keys: str) -> int:
    """Press the keys many times; return how many objects there are more after the second half of that."""
    seen = []
    for _ in range(2):
        for _ in range(PRESSES):
            await it.press(*keys)
        seen.append(objects())
    return seen[1] - seen[0]


@pytest.mark.parametrize(
    "keys", [("z",), ("right_square_bracket", "left_square_bracket"), ("question_mark", "escape")]
)
async def test_what_a_key_leaves_behind_is_freed(
    feed: Path, open_desks: Desks, keys: tuple[str, ...]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("enter")
        assert await pressed(it, *keys) < SLACK


@pytest.mark.parametrize(
    "keys", [("slash", "a", "escape"), ("question_mark", "escape"), ("u", "escape"), ("g", "p", "escape")]
)
async def test_what_was_closed_is_gone(feed: Path, open_desks: Desks, keys: tuple[str, ...]) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("enter")
        for _ in range(3):
            await it.press(*keys)
        before = count(Widget)
        for _ in range(A_DIALOG + 2):
            await it.press(*keys)
        assert count(Widget) <= before + A_DIALOG


async def test_pages_that_were_left_are_gone(tmp_path: Path, open_desks: Desks) -> None:
    for number in range(30):
        text = "\n\n".join(f"Paragraph {each} of {number}." for each in range(200))
        article_writer(tmp_path)(f"{number}.md", f"Title {number}", f"2025-01-{number + 1:02}", [], text)
    async with driven(open_desks(tmp_path)) as it:
        await it.press("enter")
        for number in range(28, 8, -1):
            await it.press("J")
            await it.until(lambda number=number: it.shows(f"Paragraph 0 of {number}."))  # type: ignore[misc]
        assert count(Layout) <= 3


def test_no_cache_of_what_was_drawn_grows_for_hours() -> None:
    for number in range(3 * ENTRIES_KEPT):
        Segment(f"text {number}").split_cells(3)
        Strip.render_ansi(Style(color=f"#{number:06x}"), ColorSystem.TRUECOLOR)
    drop_what_textual_keeps()
    assert Segment._split_cells.cache_info().currsize <= ENTRIES_KEPT
    assert Strip.render_ansi.cache_info().currsize <= ENTRIES_KEPT


@pytest.mark.usefixtures("uncollected")
async def test_circles_are_freed_in_a_pause(feed: Path, open_desks: Desks) -> None:
    class Circle:
        def __init__(self) -> None:
            self.own = self

    async with driven(open_desks(feed)) as it:
        gone = weakref.ref(Circle())
        kept = [[each] for each in range(2 * YOUNG_KEPT)]
        await it.press("j")
        for _ in range(100):
            await asyncio.sleep(0.1)  # not the pilot's pause, which does something on the screen
            if gone() is None:
                break
        assert gone() is None
        del kept
