"""Rows that were drawn: what is dropped is freed at once."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.tui.page.paint import STRIPS_KEPT
from reader.tui.widgets.drawn import DrawnRow
from tests.tui.driving import article_writer, driven

PAGES = 60


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No collector of circles runs."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
async def test_rows_that_are_dropped_wait_for_no_collector(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    body = "\n\n".join(f"Paragraph {number} of a long text." for number in range(PAGES * 20))
    article_writer(tmp_path)("long.md", "Long", "2025-02-14", [], body)
    async with driven(open_desks(tmp_path)) as it:
        await it.until(lambda: it.shows("Paragraph 0 of"))
        for _ in range(PAGES):
            await it.press("space")
        assert not it.shows("Paragraph 0 of")
        rows = sum(isinstance(each, DrawnRow) for each in gc.get_objects())
        assert rows < 2 * STRIPS_KEPT + 200, (
            "those that are kept, and what the filters made of each; the list's, and what is drawn just now"
        )
