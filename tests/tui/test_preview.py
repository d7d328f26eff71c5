"""The page follows the cursor: what one runs past does not fill the machine, and where one stops is shown."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.tui.control.page_loader import PageLoader
from reader.tui.page import typeset
from reader.tui.page.shown import Shown
from tests.tui.driving import article_writer, driven

LENGTH = 10_000
"""Paragraphs: reading one takes many times as long as going on to the next."""

LOADS = 3
"""Articles that may be read at the same time."""


class Watched:
    """Counts the threads that are reading an article, again and again, until it is stopped.

    A thread that has read its article, and is about to end, is none of them.
    """

    def __init__(self) -> None:
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._count)
        self.most = 0
        self._thread.start()

    def _count(self) -> None:
        while not self._end.wait(0.001):
            self.most = max(self.most, sum(_reads(frame) for frame in sys._current_frames().values()))

    def stop(self) -> int:
        """Return how many there were at most."""
        self._end.set()
        self._thread.join()
        return self.most


def _reads(frame: FrameType) -> bool:
    """Return whether what a thread is in is the reading of an article."""
    at: FrameType | None = frame
    while at is not None and at.f_code.co_qualname != PageLoader._hand_over.__qualname__:
        at = at.f_back
    return at is not None


async def test_no_more_than_three_articles_are_read_at_once_and_the_last_is_shown(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    write = article_writer(folder)
    for number in range(10):
        body = "\n\n".join(
            f"Paragraph *{each}* of `{number}` with [a link](https://example.com)." for each in range(LENGTH)
        )
        write(
            f"{number:02}.md",
            f"Long {number}",
            f"2026-01-{28 - number:02}",
            ["news"],
            f"Begins {number}.\n\n{body}",
        )
    async with driven(open_desks(folder)) as it:
        watched = Watched()
        try:
            for _ in range(8):
                # As by who holds the key down, slowly enough for each article to be wanted: waiting for none.
                it.app.simulate_key("j")
                await asyncio.sleep(0.1)
            await it.until(lambda: it.shows("Begins 8."), 60)
        finally:
            most = watched.stop()
    assert 0 < most <= LOADS


async def test_an_article_that_takes_long_to_read_is_announced_until_it_is_there(
    feed: Path, open_desks: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    class Slow(typeset.Typesetter):
        """Reads as ever, but not before the disk answers."""

        def pages(self, article: int) -> Iterator[Shown]:
            goes_on.wait(20)
            yield from super().pages(article)

    async with driven(open_desks(feed)) as it:
        assert "Reading the article" not in it.text()
        monkeypatch.setattr(typeset, "Typesetter", Slow)
        await it.pilot.press("j")
        await it.until(lambda: it.shows("Reading the article …"))
        goes_on.set()
        await it.settle()
        assert not it.shows("Reading the article …")
        await it.press("j")
        assert not it.shows("Reading the article …")


async def test_an_article_that_came_just_before_it_was_late_is_not_announced(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("A paragraph."))
        # The timer's message was in the queue when the article came: a race of milliseconds that cannot be typed.
        it.screen.preview._loader._lose_patience()
        await it.settle()
        assert not it.shows("Reading the article")
