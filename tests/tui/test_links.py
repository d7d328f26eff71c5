"""Links by keys: letters over them, a list of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from reader.actions.workspace.workspace import Workspace
from reader.tui.page.link_hints import LETTERS, labels
from tests.tui.driving import Driven, article_writer, driven

BODY = """\
See [the manual](https://manual.example/1) and 中文[手册](https://shouce.example/2), or [below](#far).

[https://bank.example](https://evil.example/x)

{}

## Far

The end.
""".format("\n\n".join(f"Paragraph {n}." for n in range(60)))


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down what it is asked to open."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{tmp_path}/opened"\n')
    script.chmod(0o755)
    return script


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace], browser: Path) -> Workspace:
    """A workspace whose first article has links."""
    article_writer(feed)("links.md", "Links", "2026-01-01", ["news"], BODY)
    workspace = open_desks(feed)
    workspace.environ = {"PATH": os.environ["PATH"], "BROWSER": str(browser)}
    return workspace


def opened(workspace: Workspace) -> list[str]:
    record = Path(workspace.environ["BROWSER"]).with_name("opened")
    return record.read_text().splitlines() if record.exists() else []


async def ready(it: Driven) -> None:
    await it.press("enter")
    await it.until(lambda: it.shows("the manual"))


async def test_letters_open_the_links_on_the_screen(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("f")
        assert it.shows("SeeAthe manual and 中文S册, orDbelow.")  # on blanks, where there are any
        await it.press("s")
        await it.until(lambda: opened(workspace) == ["https://shouce.example/2"])
        assert it.shows("See the manual and 中文手册, or below.")


async def test_esc_takes_the_letters_away_and_other_keys_mean_what_they_mean(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("f", "escape")
        assert it.shows("See the manual")
        assert it.screen.in_page
        await it.press("f", "pagedown")
        assert it.screen.page.top > 0
        await it.press("f")
        assert it.shows("No links on the screen")
        assert opened(workspace) == []


async def test_a_letter_that_no_link_has_changes_nothing(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("f", "x")
        assert "SeeAthe manual" in it.text()
        await it.press("d")
        await it.until(lambda: it.shows("The end."))


async def test_where_there_are_many_links_some_have_two_letters(
    feed: Path, open_desks: Callable[..., Workspace], workspace: Workspace
) -> None:
    many = " ".join(f"[link{n}](https://a.example/{n})" for n in range(20))
    article_writer(feed)("many.md", "Many", "2026-01-02", ["news"], many)
    async with driven(workspace) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("link19"))
        await it.press("f")
        assert "link6AAink7" in it.text()
        await it.press("a", "a")
        await it.until(lambda: opened(workspace) == ["https://a.example/7"])


async def test_the_list_shows_text_and_host_and_a_number_opens(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("u")
        assert it.shows("1 the manual manual.example")
        assert it.shows("3 below in this article")
        await it.press("2")
        await it.until(lambda: opened(workspace) == ["https://shouce.example/2"])


async def test_typing_narrows_the_links_and_enter_opens_one(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("u", *"manual", "enter")
        await it.until(lambda: opened(workspace) == ["https://manual.example/1"])
        await it.press("u", *"zzz")
        assert it.shows("No link matches")
        await it.press("escape")


async def test_a_link_of_the_list_that_says_another_host_asks_first(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await it.press("u", "4")
        assert it.shows("The link says bank.example but leads to evil.example")
        await it.press("n")
        assert opened(workspace) == []


async def test_a_link_to_a_place_that_is_not_there_says_so(feed: Path, workspace: Workspace) -> None:
    article_writer(feed)("gone.md", "Gone", "2026-01-02", ["news"], "To [nowhere](#nowhere).")
    async with driven(workspace) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("To nowhere"))
        await it.press("f", "a")
        assert it.shows("This article has no heading or anchor nowhere")


async def test_an_article_without_links_says_so(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("n", "n")
        await it.press("u")
        assert it.shows("This article has no links")
        await it.press("enter", "1")
        assert it.shows("This article has no links")


@given(st.integers(1, 2_000))
def test_labels_are_short_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == count
    assert all(set(label) <= set(LETTERS) for label in made)
    assert max(map(len, made)) - min(map(len, made)) <= 1
    assert not set(made) & {label[:end] for label in made for end in range(len(label))}
    assert max(map(len, made)) == next(n for n in range(1, 9) if len(LETTERS) ** n >= count)


@pytest.mark.parametrize("size", [(140, 40), (50, 20), (40, 12)])
async def test_a_long_list_of_links_still_says_how_to_leave(
    feed: Path, open_desks: Callable[..., Workspace], size: tuple[int, int]
) -> None:
    many = " ".join(f"[link{n}](https://a.example/{n})" for n in range(60))
    article_writer(feed)("many.md", "Many", "2026-01-02", ["news"], many)
    async with driven(open_desks(feed), size) as it:
        await it.press("enter", "u")
        await it.until(lambda: it.shows("link3"))
        assert it.shows("1 to 9 or enter opens it · esc closes")


async def type_at_once(it: Driven, *keys: str) -> None:
    """Type keys without waiting for what each of them does."""
    for key in keys:
        it.app.post_message(events.Key(key, "\r" if key == "enter" else key))


async def test_what_is_typed_right_after_the_key_of_the_list_is_not_lost(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await ready(it)
        await type_at_once(it, "u", "2")
        await it.until(lambda: opened(workspace) == ["https://shouce.example/2"])
        await type_at_once(it, "u", *"manual", "enter")
        await it.until(lambda: opened(workspace)[1:] == ["https://manual.example/1"])
