"""Presets of keys: each can be used, and who comes from newsboat finds its keys, or at least no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.settings import KEY_PRESETS, Settings
from reader.tui.keys.command import Where
from reader.tui.keys.commands import BY_ID, COMMANDS
from reader.tui.keys.key_names import is_key
from reader.tui.keys.keymap import PendingKeys, Run, key_name
from reader.tui.keys.keys_in_force import keymap_of
from reader.tui.keys.presets import PRESETS
from tests.tui.driving import article_writer, driven
from tests.tui.newsboat_keys import FACTS, HARMLESS, ONLY_SHOW

Desks = Callable[..., Workspace]


def meant(preset: str, key: str, where: Where) -> str:
    """Return the command that one press runs; empty: none."""
    result = PendingKeys(keymap_of(Settings(key_preset=preset))).press(key, where)
    return result.command.id if isinstance(result, Run) else ""


def test_the_setting_and_the_tables_name_the_same_presets() -> None:
    assert tuple(PRESETS) == KEY_PRESETS


@pytest.mark.parametrize("preset", PRESETS)
def test_every_row_of_a_preset_names_a_command_and_keys_that_exist_and_work(preset: str) -> None:
    keymap = keymap_of(Settings(key_preset=preset))
    assert keymap.problems == []
    for row in PRESETS[preset]:
        command = BY_ID[row.command]
        assert set(row.keys) <= set(keymap.keys[row.command]), row
        for sequence in row.keys:
            keys = tuple(sequence.split(" "))
            assert all(map(is_key, keys)), row
            assert keymap.feed(keys, next(iter(row.where or command.where))) == command, row


@pytest.mark.parametrize("preset", PRESETS)
def test_no_command_loses_its_keys_to_a_preset_without_a_row_that_says_so(preset: str) -> None:
    keymap = keymap_of(Settings(key_preset=preset))
    emptied = {row.command for row in PRESETS[preset] if not row.keys}
    assert {command.id for command in COMMANDS if command.keys and not keymap.keys[command.id]} == emptied


def test_the_users_own_keys_go_before_those_of_a_preset() -> None:
    keymap = keymap_of(Settings(key_preset="newsboat", keys={"toggle_star": ("A",)}))
    assert keymap.problems == [
        "keys: mark_group_read has no key left, since other commands were given its own"
    ]
    assert keymap.feed(("A",), Where.SIDEBAR) == BY_ID["toggle_star"]


def test_nine_of_ten_keys_of_newsboat_do_their_thing_in_its_preset() -> None:
    done = 0
    for fact in FACTS:
        where = Where.PAGE if fact.is_for_page else Where.SIDEBAR
        assert meant("newsboat", fact.key, where) == fact.preset, fact
        done += bool(fact.preset)
    assert done >= 0.9 * len(FACTS), f"{done} of {len(FACTS)}"


def test_a_key_of_newsboat_that_means_nothing_here_does_nothing_in_its_preset() -> None:
    for fact in FACTS:
        if not fact.preset:
            assert {meant("newsboat", fact.key, where) for where in (Where.SIDEBAR, Where.PAGE)} == {""}, fact


def test_no_key_of_newsboat_does_harm_with_our_default_keys() -> None:
    for fact in FACTS:
        found = {meant("default", fact.key, Where.SIDEBAR), meant("default", fact.key, Where.PAGE)}
        assert found == {fact.default, fact.default if fact.in_page is None else fact.in_page}, fact
        assert found <= ONLY_SHOW | set(HARMLESS), fact


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+underscore", "ctrl+_"), ("ctrl+right_square_bracket", "ctrl+]"), ("ctrl+at", "ctrl+@"), ("ctrl+@", "ctrl+@"), ("underscore", "underscore")],
)  # fmt: skip
def test_keys_with_ctrl_are_named_by_the_character_that_people_write(key: str, name: str) -> None:
    assert key_name(key, None) == name


def test_a_digit_that_a_preset_gives_a_meaning_is_no_count_there_and_one_elsewhere() -> None:
    pending = PendingKeys(keymap_of(Settings(key_preset="newsboat")))
    assert pending.press("3", Where.PAGE) == Run(BY_ID["open_link"], 3)
    assert pending.press("0", Where.PAGE) == Run(BY_ID["open_link"], 10)
    pending.press("3", Where.SIDEBAR)
    assert pending.press("down", Where.SIDEBAR) == Run(BY_ID["down"], 3)


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        article_writer(folder)(
            f"{number}.md", f"Title{number}", f"2025-02-{1 + number % 28:02}", ["all"], "[a](#x) Text."
        )
    return folder


async def test_marking_a_group_read_asks_above_twenty_and_the_smaller_limit_wins(
    tmp_path: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(many(tmp_path / "many", 21), scope="all")) as it:
        await it.press("R")
        assert it.shows("Mark 21 articles read?")
        await it.press("n", "g", "u")
        assert it.shows("21 unread")
        await it.press("R", "y")
        assert it.shows("21 articles marked read")
        await it.press("U", "m", "A")
        assert it.shows("Mark 21 articles read?")
        await it.press("escape")
    async with driven(open_desks(many(tmp_path / "fewer", 20), scope="all")) as it:
        await it.press("R")
        assert it.shows("20 articles marked read")
    async with driven(open_desks(many(tmp_path / "few", 6), scope="all", confirm_marking_above=5)) as it:
        await it.press("R")
        assert it.shows("Mark 6 articles read?")
        await it.press("escape")


async def test_a_newsboat_users_hands_find_their_keys_in_its_preset(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, key_preset="newsboat", top_groups=("later",)), size=(110, 30)) as it:
        await it.press("g")
        assert it.shows("Sort news")
        await it.press(*"by title", "enter")
        await it.until(lambda: it.shows("news: By title"))
        await it.press("G", *"newest", "enter")
        await it.until(lambda: it.shows("news: Newest first"))
        await it.press("ctrl+f")
        assert it.screen.list_filter.query == ""
        await it.press("l")
        assert it.screen.sidebar.model.scope == "all"
        await it.press("l")
        await it.press("ctrl+k")
        assert it.screen.preview.chosen
        await it.press("enter")
        assert it.screen.panes.in_page
        await it.press("q")
        assert not it.screen.in_page
        assert it.app.is_running
        await it.press("ctrl+u")
        assert it.shows("title: ")
        assert it.shows("date: ")
        await it.press("escape", "v")
        assert it.shows("Recent articles")
        await it.press("escape", "f")
        assert it.shows("Saved searches")
        await it.press(*"later", "enter")
        assert "Later" in it.line_of_cursor()
        await it.press("j")
        assert it.screen.sidebar.model.slot.article < 0
        await it.press("s")
        assert it.shows("s is not a command")
        await it.press("C")
        assert it.shows("articles marked read")
        await it.press("ctrl+n")
        assert it.shows("No more groups with unread articles here")
        await it.press("q")
        assert not it.app.is_running


async def test_digits_open_the_links_of_the_article_in_newsboats_preset(
    tmp_path: Path, open_desks: Desks
) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    write = article_writer(folder)
    write("a.md", "Links", "2025-02-14", ["t"], "See [one](b.md) and [two](c.md).")
    write("b.md", "First target", "2025-02-13", ["t"], "Body b.")
    write("c.md", "Second target", "2025-02-12", ["t"], "Body c.")
    async with driven(open_desks(folder, key_preset="newsboat", scope="all")) as it:
        await it.press("home", "down")
        while "Links" not in it.line_of_cursor():
            await it.press("down")
        await it.press("enter", "2")
        await it.until(lambda: it.shows("Body c."))
        await it.press("9")
        assert it.shows("This article has no link 9")
