"""Leaving the terminal: sources and links go to a real browser command, one argument each."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.tui.acts.browsing import named_host, same_site
from tests.tui.driving import Driven, article_writer, driven


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down what it is asked to open."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" >> "{tmp_path}/opened"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def opened(browser: Path) -> list[str]:
    record = browser.with_name("opened")
    return record.read_text().splitlines() if record.exists() else []


def with_environ(workspace: Workspace, **environ: str) -> Workspace:
    workspace.environ = {"PATH": os.environ["PATH"], **environ}
    return workspace


async def click(it: Driven, text: str) -> None:
    """Click on a text of the page."""
    await it.until(lambda: it.shows(text))
    x, y = it.on_page(text)
    await it.pilot.click(offset=(x + 1, y))
    await it.settle()


async def test_o_opens_the_source_and_marks_read(workspace: Workspace, browser: Path) -> None:
    with_environ(workspace, BROWSER=str(browser))
    async with driven(workspace) as it:
        await it.press("o")
        await it.until(lambda: opened(browser) == ["1", "https://example.com/one"])
        assert workspace.library.articles.counts().unread == 3


async def test_an_article_without_a_source_says_so(workspace: Workspace, browser: Path) -> None:
    with_environ(workspace, BROWSER=str(browser))
    async with driven(workspace) as it:
        await it.press("n", "n", "o")
        assert it.shows("This article has no source")
        assert opened(browser) == []


async def test_where_there_is_no_browser_the_address_is_copied_and_shown(workspace: Workspace) -> None:
    with_environ(workspace, SSH_CONNECTION="1 2 3 4", PATH="/nowhere")
    async with driven(workspace) as it:
        await it.press("o")
        assert it.app.clipboard == "https://example.com/one"
        assert it.tells(
            "No browser was found; name one in the setting browser; its address is copied: https://example.com/one"
        )
        assert workspace.library.articles.counts().unread == 3, "what is handed over is on its way to be read"


async def test_a_browser_that_fails_is_named(workspace: Workspace) -> None:
    with_environ(workspace, BROWSER="false")
    async with driven(workspace) as it:
        await it.press("o")
        await it.until(lambda: it.tells("false failed with exit code 1"))


async def test_y_copies_the_address(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("y")
        assert it.app.clipboard == "https://example.com/one"
        assert workspace.library.articles.counts().unread == 4


async def test_a_click_on_a_link_opens_it(
    feed: Path, open_desks: Callable[..., Workspace], browser: Path
) -> None:
    article_writer(feed)(
        "links.md", "Links", "2026-01-01", ["news"], "See [the manual](<https://example.org/a b>) now."
    )
    async with driven(with_environ(open_desks(feed), BROWSER=str(browser))) as it:
        await click(it, "the manual")
        await it.until(lambda: opened(browser) == ["1", "https://example.org/a%20b"])


@pytest.mark.parametrize(("key", "count"), [("y", 2), ("n", 0), ("escape", 0)])
async def test_a_link_that_says_another_host_asks_first(
    feed: Path, open_desks: Callable[..., Workspace], browser: Path, key: str, count: int
) -> None:
    article_writer(feed)(
        "links.md", "Links", "2026-01-01", ["news"], "Go to [https://bank.example](https://evil.example/x)."
    )
    async with driven(with_environ(open_desks(feed), BROWSER=str(browser))) as it:
        await click(it, "https://bank")
        assert it.shows("The link says bank.example but leads to evil.example")
        await it.press(key)
        await it.settle()
        await it.until(lambda: len(opened(browser)) == count)


async def test_links_that_are_no_web_addresses_are_not_opened(
    feed: Path, open_desks: Callable[..., Workspace], browser: Path
) -> None:
    article_writer(feed)(
        "links.md",
        "Links",
        "2026-01-01",
        ["news"],
        "A [file](file:///etc/passwd), a [shell](ssh://x/-oProxy) .",
    )
    async with driven(with_environ(open_desks(feed), BROWSER=str(browser))) as it:
        for text in ("file", "shell"):
            await click(it, text)
        assert opened(browser) == []


async def test_the_setting_goes_before_the_variable(
    feed: Path, open_desks: Callable[..., Workspace], browser: Path
) -> None:
    workspace = with_environ(open_desks(feed), BROWSER="false")
    workspace.settings = workspace.settings._replace(browser=f"{browser} --new-window %s")
    async with driven(workspace) as it:
        await it.press("o")
        await it.until(lambda: opened(browser) == ["2", "--new-window", "https://example.com/one"])


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://a.example/x", "a.example"),
        ("A.Example", "a.example"),
        ("the manual", ""),
        ("v1.2 notes", ""),
        ("me@a.example", ""),
        ("README.md", "readme.md"),
    ],
)
def test_what_host_a_text_names(text: str, host: str) -> None:
    assert named_host(text) == host


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.example", "a.example"),
        ("www.a.example", "a.example"),
        ("A.example", "a.EXAMPLE"),
        ("a.example", "docs.a.example"),
        ("www.a.example", "x.docs.a.example"),
    ],
)
def test_hosts_of_one_site_are_the_same(one: str, other: str) -> None:
    assert same_site(one, other)
    assert same_site(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.example", "a.example.evil.test"),
        ("bank.example", "evilbank.example"),
        ("www.bank.example", "my-bank.example"),
        ("bank.example", "bank.examples"),
        ("a.example", "b.example"),
        ("bank.example", "wwwbank.example"),
    ],
)
def test_hosts_whose_names_only_look_alike_are_not_of_one_site(one: str, other: str) -> None:
    assert not same_site(one, other)
    assert not same_site(other, one)


@pytest.mark.parametrize(
    ("text", "address", "asks"),
    [
        ("bank.example", "https://evilbank.example/x", True),
        ("evilbank.example", "https://bank.example/x", True),
        ("bank.example", "https://www.bank.example/x", False),
        ("www.bank.example", "https://docs.bank.example/x", False),
    ],
)
async def test_a_host_that_only_ends_like_the_one_named_is_asked_about(
    feed: Path, open_desks: Callable[..., Workspace], browser: Path, text: str, address: str, asks: bool
) -> None:
    article_writer(feed)("links.md", "Links", "2026-01-01", ["news"], f"Go to [{text}]({address}).")
    async with driven(with_environ(open_desks(feed), BROWSER=str(browser))) as it:
        await click(it, text)
        if asks:
            await it.until(lambda: it.shows(f"The link says {text} but leads to"))
            assert opened(browser) == []
        else:
            await it.until(lambda: opened(browser) == ["1", address])
