"""The dialogs: the keys, the problems, a question; and the palette."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region
from textual.widgets import Input, OptionList

from reader.actions.workspace.workspace import Workspace
from reader.tui.dialogs.choosing import HelpDialog
from reader.tui.keys.commands import BY_ID, COMMANDS
from tests.tui.driving import article_writer, driven


@pytest.mark.parametrize(("size", "rows"), [((140, 40), 25), ((80, 24), 12), ((50, 14), 9), ((40, 12), 7)])
async def test_the_list_of_keys_takes_the_room_and_says_how_to_leave(
    workspace: Workspace, size: tuple[int, int], rows: int
) -> None:
    async with driven(workspace, size) as it:
        await it.press("question_mark")
        assert it.shows("enter runs it · esc closes")
        assert it.shows("type to search")
        assert it.app.screen.query_one("OptionList").size.height >= rows


async def test_a_search_that_finds_no_command_says_so_and_runs_none(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("question_mark", *"zzzz")
        assert it.shows("No command matches")
        await it.press("enter")
        assert it.shows("No command matches")
        await it.press(*["backspace"] * 4)
        assert not it.shows("No command matches")
        assert it.shows(BY_ID["down"].title)


async def test_what_is_typed_right_after_the_key_for_help_is_looked_for_and_not_done(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        for sign in "?star":
            it.app.post_message(events.Key("question_mark" if sign == "?" else sign, sign))
        await it.until(lambda: it.shows("star") and not it.shows("type to search"))
        await it.settle()
        assert it.app.screen.query_one(Input).value == "star"
        assert workspace.library.articles.counts().starred == 0
        it.app.post_message(events.Key("enter", "\r"))
        await it.until(lambda: workspace.library.articles.counts().starred == 1)
        for sign, key in (("?", "question_mark"), *zip("star", "star", strict=True), ("\r", "enter")):
            it.app.post_message(events.Key(key, sign))
        await it.until(lambda: workspace.library.articles.counts().starred == 0)


async def test_letters_that_come_while_the_list_of_keys_has_the_focus_are_looked_for(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("question_mark", "tab", "s", "t")
        assert it.app.screen.query_one(Input).value == "st"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+p"])
async def test_the_users_own_keys_win_over_those_of_the_screen_library(
    feed: Path, open_desks: Callable[..., Workspace], key: str
) -> None:
    workspace = open_desks(feed, keys={"star": key})
    async with driven(workspace) as it:
        await it.press(key)
        assert workspace.library.articles.counts().starred == 1
        assert it.app.is_running
        assert it.app.screen is it.screen


@pytest.mark.parametrize("keys", [["question_mark"], ["g", "p"]])
async def test_ctrl_c_leaves_a_dialog(workspace: Workspace, keys: list[str]) -> None:
    async with driven(workspace) as it:
        await it.press(*keys)
        assert it.shows("esc closes")
        await it.press("ctrl+c")
        assert not it.shows("esc closes")
        assert not list(it.screen.query("Toast"))


async def test_enter_on_a_problem_goes_to_the_article(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    (feed / "bad.md").write_text("---\ntitle: [never closed\n---\n\nThe text of the bad one.\n")
    async with driven(open_desks(feed)) as it:
        await it.press("g", "p", "enter")
        await it.until(lambda: it.shows("The text of the bad one."))


async def test_enter_on_a_problem_of_no_article_tells_the_problem(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    (feed / "one.sync-conflict-20240501-101112-ABCDEFG.md").write_text("A copy.\n")
    async with driven(open_desks(feed)) as it:
        await it.press("g", "p", "enter")
        assert it.app.screen is it.screen
        assert it.tells("ABCDEFG.md is not in the list: A sync tool kept this copy because of a conflict")


async def test_enter_on_a_problem_of_a_folder_that_is_gone_names_it(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        shutil.move(feed, f"{feed}-elsewhere")
        await it.until(lambda: it.screen.background.problems == 1)
        await it.press("g", "p", "enter")
        await it.until(lambda: it.tells("(the folder) is not in the list: "))


async def test_the_palette_shows_no_sign_of_doubtful_width(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("ctrl+p")
        await it.until(lambda: it.shows("Commands") and it.shows("Go to bottom"))
        assert not it.shows("🔎")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("next unread", "next_unread"),  # another's title holds these words too
        ("undo", "undo"),
        ("feeds", "list_feeds"),
        ("page down", "page_down"),
        ("mark_group_read", "mark_group_read"),
        ("star", "toggle_star"),
        ("help", "show_help"),
        ("copy as html", "copy_html"),
        ("similar", "list_related"),
        ("subscribe", "add_feed"),
        ("podcast", "play_media"),
    ],
)
async def test_the_palette_lists_first_what_is_called_as_typed(
    workspace: Workspace, typed: str, first: str
) -> None:
    async with driven(workspace, size=(140, 40)) as it:
        await it.press("ctrl+p", *typed)
        title = BY_ID[first].title[:40]
        await it.until(lambda: it.shows(title))
        rows = [line for line in it.lines() if any(command.title[:40] in line for command in COMMANDS)]
        assert title in rows[0]


async def test_groups_are_listed_by_how_near_their_names_are_to_what_is_typed(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    for number, tag in enumerate(["mailing", "mailing", "fail", "fail", "waiting ai", "ai", "aims"]):
        article_writer(feed)(f"{number}.md", f"Title{number}", "2026-01-01", [tag], "Words.")
    async with driven(open_desks(feed)) as it:
        await it.press("g", "t", "a", "i")
        await it.until(lambda: it.shows("waiting ai"))
        options = it.app.screen.query_one(OptionList).options
        names = [str(option.prompt).split("  ")[0].strip() for option in options]
        assert names[:3] == ["ai", "waiting ai", "aims"]
        assert set(names[3:]) == {"fail", "mailing"}


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (50, 20)])
@pytest.mark.parametrize("keys", [("g", "b"), ("&",)])
async def test_a_panel_is_as_high_as_what_is_in_it_however_long_its_list(
    feed: Path, open_desks: Callable[..., Workspace], size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    names = "".join(f"key{number}: x\n" for number in range(60))
    (feed / "many.md").write_text(f"---\n{names}---\nText.\n")
    async with driven(open_desks(feed), size) as it:
        await it.press(*keys)
        await it.until(lambda: it.app.screen.query(OptionList).last().option_count > 20)
        await it.settle()
        panel, hint = it.app.screen.query_one("Dialog > Vertical"), it.app.screen.query_one(".dialog--hint")
        assert panel.region.bottom - hint.region.bottom <= 1
        assert panel.region.contains_region(hint.region)
        assert hint.region.bottom <= size[1]


async def test_what_is_below_a_dialog_goes_on_but_its_links_cannot_be_followed(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    text = "[A link](https://example.com/) to see. " * 40
    article_writer(tmp_path)("a.md", "One", "2026-01-01", ["t"], text)
    async with driven(open_desks(tmp_path), size=(160, 30)) as it:
        await it.until(lambda: it.shows("to see"))
        await it.press("?")
        await it.until(lambda: it.shows("Move down"))
        dialog = it.app.screen
        assert isinstance(dialog, HelpDialog)
        assert it.shows("40 links")
        it.screen.say("Said meanwhile")
        await it.until(lambda: it.shows("Said meanwhile"))
        rows = dialog.render_lines(dialog.size.region)
        assert not any(style and style.meta for row in rows for _, style, _ in row)
        assert "to see" in "".join(row.text for row in rows)
        part = dialog.render_lines(Region(2, 1, 20, 3))
        assert [row.text for row in part] == [row.crop(2, 22).text for row in rows[1:4]]


async def test_what_did_not_change_is_not_drawn_again(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("A paragraph."))
        for widget in (it.screen.sidebar, it.screen.page):
            crop = widget.size.region
            drawn = widget.render_lines(crop)
            assert widget.render_lines(crop) is drawn
            widget.refresh()
            assert widget.render_lines(crop) is not drawn


async def test_a_window_may_change_its_size_while_a_dialog_is_open(workspace: Workspace) -> None:
    async with driven(workspace, size=(100, 30)) as it:
        await it.until(lambda: it.shows("A paragraph."))
        await it.press("ctrl+p")
        for width, height in ((140, 45), (60, 18), (160, 20), (50, 50), (100, 30)):
            await it.pilot.resize_terminal(width, height)
            # Once those below have taken the size, and as before that.
            for region in (Region(0, 0, width, height), Region(0, 0, width + 7, height + 3)):
                rows = it.app.screen.render_lines(region)
                assert [row.cell_length for row in rows] == [region.width] * region.height
            assert it.shows("Everything by name")


async def test_the_key_of_help_closes_it_too_and_is_a_character_behind_others(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("?", "?")
        await it.until(lambda: not it.screen.is_asking)
        await it.press("?", *"a?")
        await it.until(lambda: it.screen.is_asking)
        assert it.shows("a?")
