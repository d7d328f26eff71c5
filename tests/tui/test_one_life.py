"""Each dialog has one life: opened, answered once, gone, however fast keys and clicks come and however late workers."""

import asyncio
from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input, OptionList

from reader.actions.workspace.workspace import Workspace
from reader.tui.dialogs.dialog import Dialog
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]

OPENED_BY = [
    "?",
    "gt",
    "gb",
    "gl",
    "gp",
    "gf",
    "gF",
    "gi",
    "gh",
    "u",
    "&",
    "A",
    "gn",
    "#",
    "\x10",
    "\x0b",
]
"""The keys that open a dialog, each."""

ANSWERS = ["\r\r", "\r\x1b", "\x1b\x1b", "\x1b\r", "\x03\x03", "\r\r\r\x1b\x1b", "a\r\r", "\x7f\r\x1b"]
"""What is typed into each of them at once."""

NAMES = {
    "\r": "enter",
    "\x1b": "escape",
    "\x10": "ctrl+p",
    "\x0b": "ctrl+k",
    "?": "question_mark",
    "\x03": "ctrl+c",
}
NAMES |= {"&": "ampersand", "#": "number_sign", " ": "space", "\x7f": "backspace", '"': "quotation_mark"}


def at_once(it: Driven, keys: str) -> None:
    """Let keys come as they do in one read: nothing runs between them."""
    for key in keys:
        it.app.post_message(events.Key(NAMES.get(key, key), key))


async def opened(it: Driven, keys: str) -> bool:
    """Open the dialog of these keys; return whether there is one for this article."""
    at_once(it, keys)
    for _ in range(20):
        await it.settle()
        if it.app.screen is not it.screen:
            return True
    return False


@pytest.mark.parametrize("keys", OPENED_BY)
async def test_a_dialog_that_is_answered_twice_at_once_is_answered_once(
    workspace: Workspace, keys: str
) -> None:
    # A browser of the machine may want the terminal, which there is not here.
    workspace.settings = workspace.settings._replace(browser="no-such-browser")
    async with driven(workspace) as it:
        for answer in ANSWERS:
            if it.screen.in_page:
                await it.press("tab")
            await it.press("g", "g", "n")
            if not await opened(it, keys):
                assert answer is not ANSWERS[0]
                continue
            at_once(it, answer)
            await it.settle()
            for _ in range(5):
                if it.app.screen is it.screen:
                    break
                await it.press("escape")
            assert it.app.screen is it.screen
            assert it.app.is_running


@pytest.mark.parametrize("typed", ["#ta", "&tag", "&tag:", "&..", '&"', "A127.0.0.1:9", "\x0btext", '\x0b"'])
async def test_esc_while_something_is_looked_for_closes_and_what_comes_later_is_dropped(
    workspace: Workspace, typed: str
) -> None:
    async with driven(workspace) as it:
        for gap in (0, 0.005, 0.02, 0.07):
            assert await opened(it, typed[0])
            at_once(it, typed[1:])
            await it.pilot.pause(gap)
            at_once(it, "\x1b")
            await it.until(lambda: it.app.screen is it.screen)
            await it.settle()
            assert it.app.screen is it.screen


@pytest.mark.parametrize("keys", ["\x10", "?", "&", "\x0b", "gf"])
async def test_a_key_for_a_list_that_is_not_filled_yet_moves_nothing(workspace: Workspace, keys: str) -> None:
    async with driven(workspace) as it:
        for key in ("pageup", "pagedown", "up", "down", "home", "end", "enter", "ctrl+n"):
            at_once(it, keys)
            it.app.post_message(events.Key(key, None))
            await it.settle()
            if lists := it.app.screen.query(OptionList):
                lists.first().focus()
                await it.press("z", "z", "z", key, key)
            await it.press("escape", "escape")
            assert it.app.is_running


async def test_a_list_without_rows_takes_every_key(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "p")
        await it.press("pageup", "pagedown", "home", "end", "j", "k", "enter", "up", "down")
        assert it.shows("No file has a problem")
        await it.press("escape")
        assert it.app.screen is it.screen


async def test_a_click_on_what_is_no_longer_listed_chooses_nothing(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "b")
        options = it.app.screen.query_one(OptionList)
        x, y = options.region.x + 3, options.region.y + 1
        for shown in ("zzzz", "z"):
            for kind in (events.MouseDown, events.MouseUp):
                it.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            at_once(it, shown)
            it.app.screen.query_one(Input).value = "zzzz"
        await it.settle()
        assert it.app.is_running


async def test_a_hit_of_an_earlier_query_is_gone_to_while_the_line_holds_no_query(
    workspace: Workspace,
) -> None:
    workspace.library.scan()
    workspace.library.build_text()
    async with driven(workspace) as it:
        await it.press("ctrl+k", *"paragraph")
        await it.until(lambda: it.shows("2 articles"))
        at_once(it, '"\r')
        await it.until(lambda: it.app.screen is it.screen)
        await it.until(lambda: it.shows("found"))
        assert it.screen.list_filter.searched == "paragraph"
        await it.press("ctrl+k", *' "', "enter", "enter", "escape")
        assert it.app.screen is it.screen


async def test_a_late_answer_does_not_close_the_dialog_that_stands_before(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("ampersand", *"tag:news")
        asked = it.app.screen
        assert isinstance(asked, Dialog)
        it.screen.dispatch.run("show_help")
        await it.settle()
        asked.hand(asked.dismiss, "tag:news")
        await it.settle()
        assert it.shows("type to search")
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.screen)
        await it.until(lambda: it.screen.list_filter.query == "tag:news")


async def test_the_line_to_find_words_can_be_opened_again_at_once(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        at_once(it, "/par\x1b/par\x1b/\x1b/\x1b//")
        await it.settle()
        assert it.app.is_running
        at_once(it, "\x15agra\r/\x1b")
        await it.settle()
        at_once(it, "/paragraph\r")
        await it.until(lambda: it.shows("1/1 found"))
        await it.until(lambda: not it.screen.find_bar)


async def test_a_press_of_the_mouse_on_what_was_just_taken_away_is_none(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        for closing in ("toast", "bar", "dialog"):
            if closing == "toast":
                it.screen.say("a warning", warn=True)
                await it.until(lambda: bool(it.app.screen.query("Toast")))
                await it.settle()
                gone = it.app.screen.query("Toast").first()
            elif closing == "bar":
                await it.press("enter", "slash")
                gone = it.app.screen.query_one(Input).parent.query("Static").first()  # type: ignore[union-attr]
            else:
                await it.press("escape", "question_mark")
                gone = it.app.screen.query("Static").first()
            (x, y), screen = gone.region.offset + (1, 0), it.app.screen  # noqa: RUF005
            if closing == "toast":
                gone.remove()
            else:
                at_once(it, "\x1b")
            for _ in range(80):  # at each moment of its going
                screen._forward_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
                await asyncio.sleep(0)
            await it.settle()
            assert it.app.is_running
