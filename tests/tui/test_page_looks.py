"""The order of headings is seen in our themes, in the terminal's own sixteen colours and without colour."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.page.line import Role
from reader.paths import Paths
from reader.tui.widgets.themes import DARK, LIGHT, TERMINAL
from tests.tui.driving import Driven, article_writer, driven

LEVELS = (Role.TITLE, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5)
BODY = (
    "## With `code`\n\nText[^1] with `code` and [a link](https://e.com/x).\n\n"
    "![A lamp](https://e.com/a.png)\n\n[![A ship](b.png)](https://e.com/y)\n\n[^1]: Note."
)


def style_of(it: Driven, role: str) -> Style:
    return it.screen.page.get_component_rich_style(f"page--{role}", partial=True)


def seen(style: Style, *, coloured: bool) -> tuple[object, ...]:
    """What tells a style from others; without colour only weight, slant and lines."""
    return style.bold, style.italic, style.underline, style.color if coloured else None


async def test_levels_are_told_apart_in_every_theme(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    article_writer(feed)("looks.md", "Looks", "2026-01-01", ["news"], BODY)
    async with driven(open_desks(feed)) as it:
        await it.until(lambda: it.shows("With code"))
        for theme in (DARK, LIGHT, TERMINAL):
            it.app.theme = theme
            await it.settle()
            looks = [seen(style_of(it, level), coloured=True) for level in (*LEVELS[1:], Role.TEXT)]
            assert len(set(looks)) == len(looks), (theme, looks)
            assert style_of(it, Role.KICKER).color == style_of(it, Role.HEADING_2).color, "one accent"
            heading = _segment(it, "With ")
            assert _segment(it, "code").color == heading.color, "code in a heading has the heading's colour"
            mark, link = _segment(it, "¹"), _segment(it, "a link")
            assert (mark.color, mark.underline, link.underline) == (link.color, None, True)
            assert mark.meta["address"] == "#fn-1"
            words, linked = _segment(it, "▣ A lamp — e.com"), _segment(it, "▣ A ship")
            assert (words.color, words.underline) == (style_of(it, Role.IMAGE).color, None)
            assert words.meta["address"] == "https://e.com/a.png", "what stands for an image leads to it"
            assert linked.underline


async def test_levels_are_told_apart_without_colour(
    feed: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    flags = {"index_words": False, "top_groups": ()}
    with open_workspace([feed], flags, paths, {"TZ": "UTC", "NO_COLOR": "1"}) as workspace:
        async with driven(workspace) as it:
            await it.until(lambda: it.shows("A paragraph."))
            looks = [seen(style_of(it, level), coloured=False) for level in (*LEVELS[2:], Role.TEXT)]
            assert len(set(looks)) == len(looks), looks


def _segment(it: Driven, text: str) -> Style:
    """The style of the first piece of the page with exactly this text."""
    page = it.screen.page
    for row in range(page.size.height):
        for segment in page.render_line(row):
            if segment.text == text:
                return segment.style or Style()
    raise AssertionError(text)
