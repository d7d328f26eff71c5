"""Second keys of commands, and those that few people press: each does what its row in the table of keys says."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven
from tests.tui.terminal import Terminal

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    write = article_writer(root)
    for number in range(40):
        tag, day = ("sea", "land", "air")[number % 3], f"2025-01-01 {23 - number // 2:02}:{number % 2}0"
        paragraphs = [f"Line {line} of {number} has several words." for line in range(60)]
        write(f"{number}.md", f"Title {number}", day, [tag], "\n\n".join(paragraphs))
    return root


def row(it: Driven) -> str:
    """Return the words of the row of the cursor in the list."""
    return it.line_of_cursor()[: it.screen.sidebar.outer_size.width].strip(" ▌▸▾●")


async def test_keys_that_move_in_the_list(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("Z", "Z", "home")  # all open
        assert row(it).startswith("air")
        for key, seen in (
            ("end", "Title"), ("home", "air"), ("left", "air"), ("right", "air"), ("pagedown", "elsewhere"),
            ("pageup", "air"), ("ctrl+f", "elsewhere"), ("ctrl+b", "air"), ("ctrl+d", "elsewhere"), ("ctrl+u", "air"),
            ("}", "land"), ("}", "sea"), ("{", "land"), (")", "sea"), ("(", "land"),
        ):  # fmt: skip
            await it.press(key)
            found = row(it)
            assert found.startswith(seen) if seen != "elsewhere" else not found.startswith("air"), (
                key,
                it.text(),
            )
        # Groups in which all is read are passed over.
        await it.press("R", "{", "}")
        assert row(it).startswith("sea")
        await it.press("{")
        assert row(it).startswith("air")
        width = it.screen.sidebar.outer_size.width
        await it.press("=")
        assert it.screen.sidebar.outer_size.width > width
        await it.press("f1")
        assert it.shows("Half page down")
        await it.press("escape", "j", "s", "g", "S")
        assert it.lines()[-1].startswith(" starred · ")
        await it.press("g", "a")
        assert it.lines()[-1].startswith(" all · ")
        await it.press("g", "u")
        assert it.lines()[-1].startswith(" unread · ")
        await it.press("g", "r")
        assert it.shows("No feed is followed here")


async def test_keys_that_move_on_the_page(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("Line 0 of"))
        for key, seen, gone in (
            ("end", "Line 59 of", "Line 0 of"), ("home", "Line 0 of", "Line 59 of"),
            ("pagedown", "Line 13 of", "Line 0 of"), ("pageup", "Line 0 of", "Line 20 of"),
            ("ctrl+f", "Line 13 of", "Line 0 of"), ("ctrl+b", "Line 0 of", "Line 20 of"),
            ("G", "Line 59 of", "Line 0 of"), ("ctrl+u", "Line 50 of", "Line 59 of"),
        ):  # fmt: skip
            await it.press(key)
            assert it.shows(seen), (key, it.text())
            assert not it.shows(gone), (key, it.text())
        await it.press("home", "/", *"of 0 has", "enter", "v")  # where that was found first
        assert it.screen.get_selected_text() == "o"
        for key, end in (
            ("right", "of"), ("right", "of "), ("left", "of"), ("w", "of 0"), ("b", "o"), ("$", "of 0 has several words."),
            ("0", "Line 0 o"), ("$", "words."), ("^", "Line 0 o"), ("}", "words."), ("{", "Line 0 o"),
        ):  # fmt: skip
            await it.press(key)
            selected = it.screen.get_selected_text() or ""
            assert selected.startswith(end) or selected.endswith(end), (key, selected)
        await it.press("escape", "escape", "left")  # no selection, no find, the list
        assert it.screen.sidebar.has_focus


async def test_lists_behind_g(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("enter", "J", "h", "g", "O")
        assert it.shows("Recent articles")
        listed = [line for line in it.lines() if "Title 2" in line or "Title 5" in line]
        assert listed
        await it.press("escape", "&", *"title:39", "enter", "g", "w", *"Last one", "enter", "g", "&")
        await it.press("g", "/", *"Last", "enter")
        assert row(it).startswith("Last one"), it.text()


def test_a_key_writes_the_whole_screen_again_and_other_buttons_do_nothing(folder: Path) -> None:
    with Terminal([folder]) as terminal:
        terminal.wait("Line 0 of")
        terminal.settle()
        before = terminal.text()
        for button in (1, 2):  # the middle one, the right one
            terminal.type(f"\x1b[<{button};5;12M", f"\x1b[<{button};5;12m")
        terminal.settle()
        assert terminal.text() == before
        terminal.type("?")
        terminal.wait("Half page down")
        terminal.type("\x1b[<0;5;12M", "\x1b[<0;5;12m")  # beside the panel
        assert terminal.wait_until(lambda: terminal.text() == before)
        terminal.type("?")
        terminal.wait("Half page down")
        terminal.type("?")
        assert terminal.wait_until(lambda: terminal.text() == before)
        assert "Z" not in states_of_children(terminal.process.pid)
        terminal.forget()
        terminal.type("\x0c")
        assert terminal.wait_until(lambda: b"40/40 unread" in terminal.written)


def states_of_children(pid: int) -> str:
    """Return the states of the processes that a process has started, a letter each."""
    found = ""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = file.read_text().rpartition(")")[2].split()[:2]
            found += state if int(parent) == pid else ""
    return found
