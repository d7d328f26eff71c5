"""What a row of a dialog shows: which one is chosen, all of its words, and every key that may follow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style
from textual.widgets import Input

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from reader.text import cell_width
from reader.tui.keys.commands import COMMANDS, title_of
from reader.tui.keys.keymap import show_all
from reader.tui.widgets.options import Options
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


def style_of(it: Driven, text: str) -> Style:
    """The style of the first cell of a text on the screen."""
    for strip in it.app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        if (at := line.find(text)) >= 0:
            for segment in strip:
                at -= len(segment.text)
                if at < 0:
                    return segment.style or Style()
    raise AssertionError(f"{text!r} is not on the screen:\n{it.text()}")


def stands_out(one: Style, other: Style) -> bool:
    """Whether a row looks chosen beside another one, whatever colours the terminal has."""
    return bool(one.reverse) != bool(other.reverse) or one.bgcolor != other.bgcolor


def has_text_cursor(it: Driven) -> bool:
    """Whether a cell of the line in which one types stands out; it blinks."""
    line = it.app.screen.query_one(Input)
    row = it.app.screen._compositor.render_strips()[line.region.y]
    cells = [segment.style or Style() for segment in row for _ in range(segment.cell_length)]
    at = line.region.x + 1 + len(line.value)
    return stands_out(cells[at], cells[at + 1])


DIALOGS = {
    "help": ("?", "Move down", "Move up"),
    "palette": ("ctrl+p", "Move down", "Move up"),
    "filter": ("&", "is:  ", "has:  "),
    "group by": ("gb", "tags", "authors"),
    "search": ("ctrl+k", "First article", "Third article"),
}


@pytest.mark.parametrize("look", ["NO_COLOR", "terminal", "paper-dark", "paper-light"])
async def test_the_chosen_row_and_the_text_cursor_are_marked_in_all_looks(
    feed: Path, paths: Paths, look: str
) -> None:
    environ = {"TZ": "UTC"} | ({"NO_COLOR": "1"} if look == "NO_COLOR" else {})
    flags = {"index_words": False, "top_groups": ()} | ({} if look == "NO_COLOR" else {"theme": look})
    with open_workspace([feed], flags, paths, environ) as workspace:
        async with driven(workspace) as it:
            for keys, chosen, other in DIALOGS.values():
                await it.press(*([keys] if keys.startswith("ctrl") else keys))
                if keys == "ctrl+k":
                    await it.press(*"article")
                await it.until(lambda other=other: it.shows(other))  # type: ignore[misc]
                assert stands_out(style_of(it, chosen), style_of(it, other)), chosen
                await it.until(lambda: has_text_cursor(it))
                await it.press("escape")


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24), (50, 20)])
@pytest.mark.parametrize("first", ["g", "Y", "m"])
async def test_all_that_may_follow_a_key_is_shown(
    workspace: Workspace, size: tuple[int, int], first: str
) -> None:
    follow = [
        (keys.split()[1], command)
        for command in COMMANDS
        for keys in command.keys
        if keys.split()[0] == first and " " in keys
    ]
    assert len(follow) >= {"g": 24, "Y": 5, "m": 2}[first]
    async with driven(workspace, size=size) as it:
        before = it.lines()[:-1]  # the hints in the last one come after a pause
        await it.press(first)
        for key, command in follow:
            title = title_of(command)
            # Whole, and apart from the next column.
            is_shown = any(f"{key}  {title}  " in f"{line}  " for line in it.lines())
            # No other keys are in force, and none are offered.
            assert is_shown == (command.id != "keep_these_keys"), (key, title)
        assert it.shows(f"{first} … esc cancels")
        assert "First article" in it.text() or (first, size) == ("g", (50, 20))  # one sees where one is
        await it.press("escape")
        assert it.lines()[:-1] == before
        await it.press(first, "q")
        assert "esc cancels" not in it.text()


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (50, 20), (40, 16)])
async def test_help_shows_keys_and_sentences_whole(workspace: Workspace, size: tuple[int, int]) -> None:
    longest = sorted(COMMANDS, key=lambda command: len(title_of(command)))[-2:]
    most_keys = sorted(COMMANDS, key=lambda command: len(show_all(command.keys)))[-2:]
    async with driven(workspace, size=size) as it:
        await it.press("?")
        for command in (*longest, *most_keys):
            it.app.screen.query_one(Input).value = title_of(command)
            await it.settle()
            assert it.shows(show_all(command.keys)), command.id
            left = it.app.screen.query_one(Options).region.x
            shown = "".join(line[left:].rstrip("▁▂▃▄▅▆▇█▕│ ") for line in it.lines())
            assert "".join(title_of(command).split()) in "".join(shown.split()), command.id


@pytest.mark.parametrize("width", [160, 100, 60])
async def test_titles_keep_their_room_beside_long_paths(
    tmp_path: Path, open_desks: Desks, width: int
) -> None:
    folder = tmp_path / "deep"
    inner = folder / "a-long-name-of-a-folder" / "with-another-one-in-it" / "and-one-more-below-that"
    inner.mkdir(parents=True)
    write = article_writer(inner)
    for number in range(3):
        title = f"Number {number} of the long notes about the harbour"
        write(
            f"a-name-that-is-long-too-{number}.md",
            title,
            "2025-02-14 10:00",
            ["sea"],
            "[site](https://example.com/same)",
        )
    async with driven(open_desks(folder), size=(width, 30)) as it:
        await it.press("g", "c")
        await it.until(lambda: it.shows("Duplicates of this article"))
        lines = [line for line in it.lines() if "2025-02-14" in line and ".md" in line]
        assert lines
        for line in lines:
            title = line[line.index("Number") :].split("  ")[0]
            assert cell_width(title.rstrip("…")) >= min(44, width // 3 - 4), line


async def test_an_explanation_without_room_in_its_row_is_said_below(workspace: Workspace) -> None:
    about = "an image, audio or video (with the article or in its text), a summary, a link or tags"
    async with driven(workspace) as it:
        await it.press("&")
        lines = it.lines()
        row = next(line for line in lines if " has:" in line)
        assert row.rstrip("▕▁█ │").endswith("…")
        assert {line.index("a tag") for line in lines if " tag: " in line} == {row.index("an image")}
        assert it.shows("tab completes · enter filters"), "above all the way out"
        await it.press("down")
        said = " ".join(" ".join(line.split()) for line in it.lines()[-8:])
        assert about in said
        await it.press("down")
        assert it.shows("tab completes · enter filters")
        await it.press(*"sort:nothing", "enter")
        await it.until(lambda: it.shows("nothing") and not it.shows("tab completes"))
