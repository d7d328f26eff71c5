"""Opening and closing what is folded, as a user does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import article_writer, driven

BODY = """开头。

<details>
<summary>一 More</summary>

Hidden 里面。

</details>

<details open>
<summary>Second</summary>

Seen at once.

</details>

After it all.
"""


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace with an article in which something is folded, the newest."""
    article_writer(feed)("fold.md", "Folded", "2025-03-01", ["news"], BODY)
    return open_desks(feed)


async def test_a_click_on_a_summary_opens_it_and_another_closes_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        assert it.shows("▸ 一 More")
        assert not it.shows("Hidden")
        x, y = it.on_page("▸ 一 More")
        await it.pilot.click(offset=(x + 3, y))
        await it.until(lambda: it.shows("Hidden 里面。"))
        assert it.on_page("▾ 一 More")[1] == y
        await it.pilot.pause(0.6)
        await it.pilot.click(offset=(x, y))
        await it.until(lambda: not it.shows("Hidden"))
        await it.pilot.click(offset=it.on_page("After it all."))
        await it.settle()
        assert not it.shows("Hidden")


async def test_a_key_opens_what_is_closed_on_the_screen_then_closes_all(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("full_stop")
        assert it.shows("Hidden 里面。")
        assert it.shows("Seen at once.")
        await it.press("full_stop")
        assert not it.shows("Hidden")
        assert not it.shows("Seen at once.")
        assert it.shows("After it all.")
        await it.press("j", "full_stop")
        assert it.shows("Nothing on the screen can be opened or closed")


async def test_finding_something_inside_opens_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "slash", *"里面", "enter")
        await it.until(lambda: it.shows("Hidden 里面。"))
        assert it.shows("1/1 found")


async def test_what_was_opened_stays_open_when_the_file_changes(workspace: Workspace, feed: Path) -> None:
    async with driven(workspace) as it:
        await it.press("full_stop")
        article_writer(feed)("fold.md", "Folded", "2025-03-01", ["news"], BODY.replace("After it", "New at"))
        await it.until(lambda: it.shows("New at all."))
        assert it.shows("Hidden 里面。")


INSIDE = "\n\n".join(
    [
        "<details>\n<summary>All of it</summary>\n\n" + "\n\n".join(f"Hidden line {n}." for n in range(60)),
        "# Heading inside\n\nUnder it a [link](https://a.example).\n\n</details>",
        "\n\n".join(f"Line {n}." for n in range(60)),
    ]
)


@pytest.fixture
def inside(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace with an article of which the first half is folded, the newest, and another one after it."""
    article_writer(feed)("inside.md", "Inside", "2025-03-02", ["news"], INSIDE)
    return open_desks(feed)


async def test_a_position_inside_a_fold_is_come_back_to(inside: Workspace) -> None:
    async with driven(inside) as it:
        await it.press("enter", "full_stop", "ctrl+f", "ctrl+f")
        place = it.screen.page.place
        assert place
        assert it.shows("Hidden line 30.")
        await it.press("J")
        await it.until(lambda: it.shows("A paragraph."))
        await it.press("K")
        await it.until(lambda: it.shows("Hidden line 30."))
        assert it.screen.page.place == place
        await it.press("ctrl+o", "ctrl+o")
        await it.until(lambda: it.shows("Hidden line 30."))
        assert it.screen.page.place == place


async def test_the_outline_and_the_caret_open_what_hides_where_they_go(inside: Workspace) -> None:
    async with driven(inside) as it:
        await it.press("enter", "t", *"inside", "enter")
        await it.until(lambda: it.shows("Under it a link."))
        await it.press("g", "g", "full_stop")
        assert not it.shows("Hidden line 1.")
        await it.press("v", "right_curly_bracket", "right_curly_bracket", *("right_curly_bracket",) * 9)
        assert it.shows("Hidden line 1.")


async def test_esc_closes_again_what_find_has_opened_and_enter_leaves_it_open(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "slash", *"里面")
        await it.until(lambda: it.shows("Hidden 里面。"))
        await it.press("escape")
        assert not it.shows("Hidden")
        await it.press("slash", *"里面", "enter")
        await it.until(lambda: it.shows("Hidden 里面。"))


async def test_links_inside_a_fold_are_counted_before_it_is_opened(inside: Workspace) -> None:
    async with driven(inside) as it:
        await it.press("enter")
        assert not it.shows("Under it")
        assert it.shows("1 link")
        await it.press("full_stop", "G")
        assert it.shows("1 link")
