"""What links lead to is shown where they stand, and nothing is fetched for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset, Region

from reader.actions.workspace.workspace import Workspace
from reader.tui.page.peek_panel import placed
from tests.tui.driving import Driven, article_writer, beside, driven
from tests.tui.terminal import Terminal

BODY = """A fact[^1] and <abbr title="Cascading Style Sheets">CSS</abbr>.

[The other](other.md), [[Other]], [part](other.md#part-two), [here](#end),
[site](https://example.com/one/long/path?query=%E4%B8%AD), [known](http://www.known.example/a/?utm_source=x) [gone](no.md).

[^1]: 脚注 of *it*.

# End

The end.
"""

OTHER = """First lines of it \x1b[31mred\x07 %s.

## Part two

What part two says.
"""


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace with an article that has links of each kind, and one to which they lead."""
    write = article_writer(feed)
    path = write("other.md", "Other", "2026-01-01", ["news"], OTHER % " ".join("word" for _ in range(300)))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", "---\nlink: https://known.example/a\n", 1), encoding="utf-8")
    write("peek.md", "Peeking", "2026-01-02", ["news"], BODY)
    return open_desks(feed)


LETTERS = dict(
    zip(("note", "css", "other", "wiki", "part", "here", "site", "known", "gone"), "asdfghjkl", strict=True)
)


def panel(it: Driven) -> str:
    """What the panel shows, white space apart; empty: it is not open."""
    found = list(it.screen.query("#peek"))
    if not found or not found[0].display or not found[0].region:
        return ""
    region = found[0].region
    assert it.screen.page.region.contains_region(region)
    strips = it.app.screen._compositor.render_strips()[region.y : region.bottom]
    rows = ["".join(each.text for each in strip.crop(region.x, region.right)) for strip in strips]
    return " ".join(" ".join(rows).split())


async def until_panel(it: Driven, text: str) -> None:
    """Wait until the panel shows a text, however it is cut into lines."""
    await it.until(lambda: "".join(text.split()) in panel(it).replace(" ", "").replace("│", ""))


async def test_each_kind_of_link_shows_what_it_leads_to(workspace: Workspace) -> None:
    shows = {
        "note": "脚注 of it.",
        "css": "Cascading Style Sheets",
        "other": "First lines of it",
        "wiki": "First lines of it",
        "part": "What part two says.",
        "here": "The end.",
        "site": "https://example.com/one/long/path?query=%E4%B8%AD",
        "known": "First lines of it",
        "gone": "No article here is called no.md",
    }
    async with driven(workspace, (110, 40)) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("A fact"))
        for kind, text in shows.items():
            await it.press("x", LETTERS[kind])
            await until_panel(it, text)
            await it.press("escape")
            assert not panel(it)
            assert it.screen.in_page
        await it.press("x", LETTERS["site"])
        await it.until(lambda: "example.com" in panel(it))
        await it.press("j")
        assert not panel(it), "it is short, so the key means the page"
        await it.press("g", "g", "x", LETTERS["known"])
        await it.until(lambda: "First lines" in panel(it))
        before = panel(it)
        await it.press("j", "j", "j")
        assert panel(it)
        assert panel(it) != before
        await it.press("enter")
        await it.until(lambda: "First lines of it" in it.text() and not panel(it))
        assert not any("Peeking" in beside(line)[1] for line in it.lines())
        assert it.screen.in_page


@pytest.mark.parametrize("size", [(50, 20), (60, 8), (80, 24)])
async def test_the_panel_stays_inside_the_page_in_small_windows(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with driven(workspace, size) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("A fact"))
        await it.press("x")
        labels = [hint.label for hint in it.screen.page.hints._hints]
        assert labels
        await it.press("escape")
        for label in (labels[0], labels[-1]):
            await it.press("x", *label)
            await it.until(lambda: bool(panel(it)))
            await it.press("x")
            assert not panel(it)


async def test_what_is_read_late_is_dropped_and_scrolling_closes_the_panel(workspace: Workspace) -> None:
    async with driven(workspace, (110, 12)) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("A fact"))
        seen = it.screen.page.hints.seen()
        peeks = it.screen.peeks
        (row, cell, note), *_, (*_, last) = seen
        peeks.open(last, row, cell)
        peeks.close()
        await it.settle()
        assert not panel(it)
        peeks.open(last, row, cell)
        peeks.open(note, row, cell)
        await it.until(lambda: "脚注" in panel(it))
        await it.settle()
        assert "脚注" in panel(it)
        it.screen.page.move("down", 3)
        await it.until(lambda: not panel(it))
        await it.press("g", "g", "x", LETTERS["note"])
        await it.until(lambda: bool(panel(it)))
        await it.press("J")
        await it.until(lambda: it.shows("First lines"))
        assert not panel(it)


async def test_one_link_is_shown_at_once_and_without_links_that_is_said(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("x")
        await it.until(lambda: "https://example.com/one" in panel(it))
        await it.press("escape", "J", "J", "J", "x")
        await it.until(lambda: it.shows("No links, footnotes or abbreviations on the screen"))


async def test_the_mouse_shows_it_while_it_rests_on_a_link(workspace: Workspace) -> None:
    async with driven(workspace, (110, 40)) as it:
        await it.until(lambda: it.shows("A fact"))
        x, y = it.on_page("CSS")
        await it.pilot.hover(offset=(x + 1, y))
        await it.until(lambda: "Cascading" in panel(it))
        await it.pilot.hover(offset=it.on_page("The end."))
        await it.until(lambda: not panel(it))
        await it.pilot.hover(offset=(x + 1, y))
        await it.pilot.hover(offset=it.on_page("The end."))
        await it.settle()
        assert not panel(it)
        await it.pilot.hover(offset=it.on_page("The other"))
        await it.until(lambda: "First lines" in panel(it))
        inside = it.screen.query_one("#peek").region
        await it.pilot.hover(offset=(inside.x + 2, inside.y + 2))
        await it.settle()
        assert panel(it), "the mouse may go onto the panel"
        await it.pilot.click(offset=(inside.x + 2, inside.y + 2))
        await it.until(lambda: it.screen.in_page and not panel(it))


PANES = st.builds(Region, st.integers(0, 40), st.integers(0, 3), st.integers(1, 140), st.integers(1, 60))


@given(PANES, st.integers(0, 200), st.integers(0, 70), st.integers(5, 70), st.integers(3, 16))
def test_the_panel_never_leaves_its_pane_and_covers_its_link_only_in_low_ones(
    pane: Region, x: int, y: int, width: int, height: int
) -> None:
    link = Offset(min(pane.x + x, pane.right - 1), min(pane.y + y, pane.bottom - 1))
    panel = placed(pane, link, width, height)
    assert pane.contains_region(panel)
    if pane.height >= 7:
        assert not panel.y <= link.y < panel.bottom


def test_in_a_terminal_the_panel_opens_and_closes(workspace: Workspace, feed: Path) -> None:
    del workspace
    with Terminal([feed], size=(80, 24)) as terminal:
        terminal.wait("A fact")
        terminal.type("\r", "x", LETTERS["note"])
        terminal.wait("esc closes ")
        assert terminal.shows("│ 脚注 of it.")
        terminal.type("\x1b")
        assert terminal.wait_until(lambda: not terminal.shows("esc closes"))
