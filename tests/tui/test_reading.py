"""Reading as a user does: keys in, the screen and the journal out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.library import Scope
from reader.paths import Paths
from tests.tui.driving import Driven, article_writer, driven


def unread(workspace: Workspace) -> int:
    return workspace.library.articles.counts().unread


async def test_articles_stand_in_their_groups_and_the_first_one_is_on_the_page(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        assert it.shows("▾ news")
        assert it.shows("▸ 水果")
        assert it.shows("▸ feed/")
        assert "●" in it.title_line("First article")
        await it.until(lambda: it.shows("A paragraph."))
        assert unread(workspace) == 4


async def test_list_and_page_tell_the_same_day_in_the_zone_of_the_settings(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    article_writer(feed)("day.md", "A day", "2025-03-01", ["news"], "Text.")
    async with driven(open_desks(feed, timezone="Asia/Shanghai")) as it:
        assert "2025-03-01" in it.lines()[2][:34]  # below the title of the newest
        await it.until(lambda: "2025-03-01" in it.lines()[3][34:])  # below the title and its rule


async def test_the_cursor_previews_and_marks_nothing(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("j")
        await it.until(lambda: it.shows("第二段。"))
        assert unread(workspace) == 4


async def test_entering_marks_read_in_every_group_and_stays_listed(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("j", "enter")
        assert unread(workspace) == 3
        assert "●" not in it.title_line("苹果和香蕉")
        groups = {
            group.name: group.unread
            for group in workspace.library.articles.groups(Scope.ALL, it.screen.sidebar.model.order)
        }
        assert groups == {"news": 1, "水果": 1, "": 1}
        await it.press("escape")
        assert it.shows("苹果和香蕉")


async def test_leaving_the_view_takes_what_was_read_out_of_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "escape", "a", "a", "a", "a")
        assert "First article" not in listed(it)


async def test_scopes_follow_one_another(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("s", "j", "L")
        for scope, title in (("all", "First article"), ("starred", "First article"), ("later", "苹果和香蕉")):
            await it.press("a")
            assert it.screen.sidebar.model.scope.value == scope
            assert it.shows(title)


async def test_marking_can_be_undone_and_done_again_a_batch_as_one(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("R")
        assert unread(workspace) == 2
        await it.press("s", "U")
        assert unread(workspace) == 2
        await it.press("U")
        assert unread(workspace) == 4
        await it.press("ctrl+r")
        assert unread(workspace) == 2
        await it.press("U", "U")
        assert it.shows("Nothing to undo")


def listed(it: Driven) -> str:
    return "\n".join(line[:34] for line in it.lines())


async def test_what_undoing_makes_unread_is_listed_again_at_once(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("R", "a", "a", "a", "a")
        assert "news" not in listed(it)
        await it.press("U")
        await it.until(lambda: "▸ news" in listed(it))
        await it.press("G", "k", "l")
        await it.until(lambda: "First article" in listed(it))


async def test_what_undoing_stars_again_is_listed_at_once_where_nothing_was(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("s", "s", "a", "a")
        assert it.shows("Nothing is starred")
        await it.press("U")
        await it.until(lambda: "First article" in listed(it))
        await it.until(lambda: it.shows("A paragraph."))


async def test_what_an_earlier_session_read_can_be_undone_into_the_list(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("r", "j", "r", "q")
    async with driven(open_desks()) as it:
        cursor = it.screen.sidebar.model.cursor
        await it.press("U", "U")
        await it.until(lambda: "First article" in listed(it))
        assert it.screen.sidebar.model.cursor == cursor


async def test_closing_a_group_does_not_take_what_was_read_out_of_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("r", "h", "h", "l", "Z", "Z")
        assert "First article" in listed(it)


async def test_a_group_shows_how_many_of_its_articles_are_starred_where_those_are_listed(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("s", "a", "a")
        assert it.title_line("▾ news").rstrip("│▕ ").endswith("1")
        await it.press("s")
        assert it.title_line("▾ news").rstrip("│▕ ").endswith("news")


async def test_above_and_below_are_marked_within_the_group(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("m", "b")
        assert unread(workspace) == 3
        await it.press("j", "m", "a")
        assert unread(workspace) == 2


async def test_where_nothing_stands_above_or_below_that_is_said(
    tmp_path: Path, workspace: Workspace, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(workspace) as it:
        await it.press("m", "a")
        assert it.shows("No article stands above the cursor in this group")
        await it.press("j", "m", "b")
        assert it.shows("No article stands below the cursor in this group")
        await it.press("k", "k", "m", "a")  # the heading of the group
        assert it.shows("No article stands above the cursor in this group")
        assert unread(workspace) == 4
    (tmp_path / "empty").mkdir()
    async with driven(open_desks(tmp_path / "empty")) as it:
        for keys in (("m", "a"), ("m", "b"), ("R",)):
            await it.press(*keys)
            assert it.shows("No articles are listed here")
            await it.press("?", "escape")


async def test_r_marks_read_and_unread(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("r")
        assert unread(workspace) == 3
        await it.press("r")
        assert unread(workspace) == 4


async def test_next_unread_goes_across_groups_and_opens_them(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("R", "n")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("r", "n", "r", "n")
        assert it.shows("Nothing unread here")


async def test_space_reads_on_and_at_the_end_goes_to_the_next_unread(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        before = unread(workspace)
        await it.press("space")
        assert not it.shows("Paragraph 0 of many.")
        assert unread(workspace) == before
        for _ in range(12):
            await it.press("space")
        assert not it.shows("Paragraph 59 of many.")
        assert unread(workspace) < before


async def test_the_end_of_an_article_in_the_page_makes_it_read(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    workspace = open_desks(feed)
    async with driven(workspace) as it:
        await it.press("enter", "]", "]", "]")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        before = unread(workspace)
        await it.press("G")
        await it.until(lambda: unread(workspace) == before - 1)


async def test_staying_in_the_page_makes_an_article_read(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    workspace = open_desks(feed, mark_read_after_s=0.2)
    async with driven(workspace) as it:
        await it.press("enter", "J")
        await it.until(lambda: unread(workspace) == 2)


@pytest.mark.parametrize(
    ("when", "entered", "at_the_end", "opened"),
    [("open", 3, 3, 2), ("scroll-end", 4, 3, 2), ("manual", 4, 4, 4)],
)
async def test_the_setting_says_when_an_article_becomes_read(
    feed: Path, open_desks: Callable[..., Workspace], when: str, entered: int, at_the_end: int, opened: int
) -> None:
    workspace = open_desks(feed, mark_read_when=when, mark_read_after_s=0.05, browser="true")
    async with driven(workspace) as it:
        await it.press("J", "J", "J", "enter")  # the long one
        await it.settle()
        assert unread(workspace) == entered
        await it.press("G")
        await it.settle()
        assert unread(workspace) == at_the_end
        await it.press("escape", "K", "o")
        await it.until(lambda: unread(workspace) == opened)
        await it.press("r", "r")
        assert unread(workspace) == opened


async def test_staying_in_the_list_does_not(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    workspace = open_desks(feed, mark_read_after_s=0.05)
    async with driven(workspace) as it:
        await it.press("j")
        await it.settle()
        assert unread(workspace) == 4


async def test_what_one_marks_unread_stays_unread_while_one_stays(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    workspace = open_desks(feed, mark_read_after_s=0.2)
    async with driven(workspace) as it:
        await it.press("enter", "r")
        await it.settle()
        assert unread(workspace) == 4
        await it.press("]", "]", "]")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.settle()
        await it.press("G", "r")
        before = unread(workspace)
        await it.press("k", "j", "G")
        await it.settle()
        assert unread(workspace) == before


async def test_h_goes_out_step_by_step_and_never_quits(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        assert it.screen.page.has_focus
        await it.press("h")
        assert it.screen.sidebar.has_focus
        await it.press("h", "h")
        assert it.shows("▸ news")
        await it.press("escape", "escape")
        assert it.app.is_running


async def test_an_article_opens_again_where_one_was(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    workspace = open_desks(feed)
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("ctrl+d", "ctrl+d")
        place = it.screen.page.place
        assert place
        assert place.block > 5
        await it.press("h", "k", "j")
        await it.until(lambda: it.screen.page.place == place)


async def test_a_place_is_found_again_though_the_file_changes_while_it_is_opened(
    feed: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("ctrl+d", "ctrl+d")
        place, article = it.screen.page.place, it.screen.sidebar.model.cursor.article
        await it.press("h", "k")
        it.screen.sidebar.move("down")
        it.screen.preview.show_now()
        it.screen.updates.library_changed({article})  # the watcher, before the page is there
        await it.until(lambda: it.screen.page.shown is not None and it.screen.page.shown.article == article)
        await it.settle()
        assert it.screen.page.place == place


async def test_entering_an_article_that_takes_long_to_open_does_not_mean_the_one_before(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    (feed / "two.md").write_text((feed / "two.md").read_text() + "A line.\n\n" * 60_000)
    workspace = open_desks(feed, mark_read_after_s=0.05)
    async with driven(workspace) as it:
        it.screen.sidebar.move("down")
        it.screen.pane_focus.enter_page()
        await it.until(lambda: it.shows("第一段。"))
        await it.settle()
        events, _ = workspace.journal.read(None)
        assert {event.change.key.path for event in events} == {"two.md"}


async def test_looking_at_articles_writes_nothing_down(workspace: Workspace, paths: Paths) -> None:
    async with driven(workspace) as it:
        await it.press("j", "j", "n", "n", "k", "k")
        assert not list(paths.journal.rglob("*.jsonl"))
    assert not list(paths.journal.rglob("*.jsonl")), "nor when one leaves"


async def test_an_article_that_was_only_looked_at_opens_at_its_very_beginning(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("k", "j")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        assert it.screen.page.scroll_offset.y == 0


async def test_a_count_repeats_steps_and_nothing_else(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("2", "n")
        assert it.screen.sidebar.model.cursor.article == it.screen.sidebar.model.sections[1].ids[1]
        await it.press("2", "s")
        assert workspace.library.articles.counts().starred == 1


async def test_the_help_finds_a_command_and_runs_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("?")
        assert it.shows("Moving")
        await it.press(*"star", "enter")
        assert workspace.library.articles.counts().starred == 1


async def test_the_palette_runs_commands(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("ctrl+p")
        await it.press(*"keep for later")
        await it.until(lambda: it.shows("Toggle later"))
        await it.press("enter")
        await it.until(lambda: workspace.library.articles.counts().later == 1)
