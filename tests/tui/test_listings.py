"""Listings on the screen: they get their colours, and a key copies one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.color import Color

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

BODY = """Text.

```python
def first():
\treturn "中文"
```

```
second
```
"""


def feed_of(folder: Path, body: str) -> Path:
    folder.mkdir()
    article_writer(folder)("a.md", "Listings", "2025-02-14", [], body)
    return folder


def colour_of(it: Driven, text: str) -> Color | None:
    """Return the colour in which the page shows a text."""
    for strip in it.app.screen._compositor.render_strips():  # no public way to read what was painted
        for segment in strip:
            if segment.text == text and segment.style:
                return segment.style.color
    return None


async def test_a_listing_gets_its_colours(tmp_path: Path, open_desks: Callable[..., Workspace]) -> None:
    async with driven(open_desks(feed_of(tmp_path / "code", BODY))) as it:
        await it.until(lambda: colour_of(it, "def") is not None)
        keyword, string = it.app.theme_variables["code-keyword"], it.app.theme_variables["code-string"]
        assert colour_of(it, "def") == Color.parse(keyword.lower())
        assert colour_of(it, '"中文"') == Color.parse(string.lower())


async def test_a_key_copies_the_first_listing_on_the_screen(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed_of(tmp_path / "code", BODY), number_code_lines=True)) as it:
        await it.until(lambda: it.shows("second"))
        assert it.shows("1  def first():")
        await it.press("c")
        assert it.app.clipboard == 'def first():\n    return "中文"'
        assert it.shows("Copied 2 lines")
        await it.press("2", "c")
        assert it.app.clipboard == "second"
        assert it.shows("Copied 1 line")
        await it.press("3", "c")
        assert it.app.clipboard == "second"
        assert it.shows("Only 2 code blocks are on the screen")


async def test_what_is_scrolled_away_is_not_copied(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    body = "```\nfirst\n```\n\n" + "Paragraph.\n\n" * 40 + "```\nlast\n```\n"
    async with driven(open_desks(feed_of(tmp_path / "code", body))) as it:
        await it.until(lambda: it.shows("first"))
        await it.press("enter", "G", "c")
        assert it.app.clipboard == "last"
        await it.press("k", "k", "k", "k", "ctrl+u", "c")
        assert it.app.clipboard == "last"
        assert it.shows("There is no code block on the screen")


async def test_a_long_listing_gets_its_colours_where_one_looks(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    body = "```python\n" + "x = 1  # a comment\n" * 800 + "raise_it = None\n```\n"
    async with driven(open_desks(feed_of(tmp_path / "code", body))) as it:
        await it.until(lambda: colour_of(it, "# a comment") is not None)
        await it.press("enter", "G")
        await it.until(lambda: colour_of(it, "None") is not None)


async def test_long_lines_are_moved_sideways_where_they_do_not_wrap(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    body = "Text.\n\n```\nshort\n" + "abcdefghij" * 9 + "THE END\n```\n\nThe text stays."
    feed = feed_of(tmp_path / "code", body)
    async with driven(open_desks(feed, wrap_code=False, measure=40)) as it:
        await it.until(lambda: it.shows("abcdefghij"))
        await it.press("enter")
        assert it.shows("ijabcdefghi›")
        assert not it.shows("THE END")
        await it.press("greater_than_sign")
        assert it.shows("‹jabcdefghij")
        assert it.shows("short")
        await it.press("2", "0", "greater_than_sign")
        assert it.shows("abcdefghijTHE END")
        assert not it.shows("›")
        await it.press("9", "less_than_sign")
        assert not it.shows("THE END")
        await it.press("slash", *"THE END", "enter")
        assert it.shows("THE END")
        await it.press("v", "y")
        assert it.app.clipboard == "T"
        await it.press("c")
        assert it.app.clipboard == "short\n" + "abcdefghij" * 9 + "THE END"


async def test_where_they_wrap_a_sentence_says_how_to_have_it_otherwise(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed_of(tmp_path / "code", BODY))) as it:
        await it.press("enter", "greater_than_sign")
        assert it.shows("Long code lines are wrapped")


@pytest.mark.parametrize("key", ["J", "n"])
async def test_reading_on_in_an_open_search_that_has_just_gained_its_first_article_goes_on(
    feed: Path, open_desks: Callable[..., Workspace], key: str
) -> None:
    async with driven(open_desks(feed, top_groups=("starred",))) as it:
        await it.press("g", "g", "enter", "n", "s", "g", "g")
        assert "Starred" in it.line_of_cursor()
        await it.press(key)
        assert it.app.is_running
        assert "Starred" not in it.line_of_cursor()
