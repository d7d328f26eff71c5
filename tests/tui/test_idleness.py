"""What the tests wait for: each way in which the program does something later, though none lasts in the driving."""

import time
from functools import partial
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui import idleness
from tests.tui.driving import article_writer, driven


async def test_a_worker_and_what_it_leaves_to_the_loop_are_waited_for(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        it.screen.in_worker(lambda: time.sleep(0.5), lambda _: it.screen.say("it is done"))
        await it.settle()
        assert it.shows("it is done")


async def test_timers_that_go_off_soon_are_waited_for_and_the_late_ones_are_not(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        it.screen.set_timer(0.4, partial(it.screen.say, "soon"))
        it.screen.set_timer(60, partial(it.screen.say, "late"))
        it.screen.set_interval(0.05, it.screen.update_status)
        await it.settle()
        assert it.shows("soon")
        assert not it.shows("late")


async def test_a_page_that_takes_long_to_set_is_there(feed: Path, workspace: Workspace) -> None:
    article_writer(feed)(
        "long.md", "Long", "2026-01-01", ["news"], "First.\n\n" + "A *line*.\n\n" * 8_000 + "Last."
    )
    async with driven(workspace) as it:
        await it.press("G", "g", "g", "j", "enter")
        await it.press("G")
        assert it.shows("Last.")


async def test_one_after_another_is_waited_for_to_the_end(workspace: Workspace) -> None:
    async with driven(workspace) as it:

        def again(left: int) -> None:
            if left:
                it.screen.in_worker(lambda: time.sleep(0.05), lambda _: again(left - 1))
            else:
                it.screen.say("the last")

        again(8)
        await it.settle()
        assert it.shows("the last")


async def test_what_never_rests_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(workspace) as it:
        monkeypatch.setattr(idleness, "PATIENCE_S", 0.3)
        it.screen.in_worker(lambda: time.sleep(2), lambda _: None)
        with pytest.raises(AssertionError, match="the worker acts"):
            await it.settle()
