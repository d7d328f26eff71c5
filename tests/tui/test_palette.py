"""Everything by its name in one list: commands, themes, groups, feeds, searches, settings, articles."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from reader.tui.dialogs.palette import Palette
from reader.tui.dialogs.ranking import EVERY, Candidate, candidate, ranked
from tests.tui.driving import Driven, driven
from tests.tui.test_feeds import followed

Desks = Callable[..., Workspace]


def found(typed: str, *titles: str | tuple[str, ...]) -> list[str]:
    things = [
        candidate(each, ()) if isinstance(each, str) else candidate(each[0], each[1:]) for each in titles
    ]
    names = [each if isinstance(each, str) else each[0] for each in titles]
    return [names[number] for number in result(typed, things)]


def result(typed: str, things: list[Candidate]) -> list[int]:
    *steps, last = ranked(typed, things)
    assert steps == [None] * len(steps)
    assert last is not None
    return last


def test_titles_come_before_other_names_and_those_before_letters_in_their_order() -> None:
    titles = (
        "Go to nowhere",
        ("Copy link", "theme"),
        "Themes",
        "Change theme",
        "theme",
        "The home pages",
        "Anthems",
        ("Quit", "my theme"),
    )
    order = ["theme", "Change theme", "Themes", "Copy link", "Quit", "The home pages"]
    assert found("theme", *titles) == order


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("mgr", "Mark group read"),
        ("苹果", "关于苹果的文章"),
        ("SEARCH", "Saved search"),
        ("read mark", "Mark group read"),
        ("straße", "Straße"),
    ],
)
def test_a_thing_is_found_by_part_of_its_title_its_words_or_their_first_letters(
    typed: str, title: str
) -> None:
    assert found(typed, "Quit", title) == [title]


def test_letters_that_no_title_has_in_this_order_find_nothing() -> None:
    assert found("zq", "Quit", "Zen mode") == []


@given(
    st.lists(st.text(alphabet="ab c", max_size=6), max_size=30),
    st.text(alphabet="abc ", min_size=1, max_size=4).filter(str.strip),
)
def test_all_that_have_the_words_are_found_each_once(titles: list[str], typed: str) -> None:
    numbers = result(typed, [candidate(title, ()) for title in titles])
    assert len(numbers) == len(set(numbers))
    with_words = {
        at for at, title in enumerate(titles) if all(word in title.casefold() for word in typed.split())
    }
    assert with_words <= set(numbers)


def test_the_search_lets_others_go_on_after_a_few_hundred_things() -> None:
    things = [candidate(f"Group {number}", ()) for number in range(10 * EVERY)]
    assert len(list(ranked("group", things))) == 11


def palette(it: Driven) -> Palette:
    dialog = it.app.screen
    assert isinstance(dialog, Palette)
    return dialog


async def test_each_kind_is_found_by_its_name_and_does_its_thing(
    feed: Path, paths: Paths, open_desks: Desks
) -> None:
    followed(feed, paths, 'address = "https://feeds.example/news.xml"\ntitle = "Harbour Courier"')
    desk = open_desks(feed, searches={"Long reads": "words:>100"}, refresh_every_min=0)
    async with driven(desk, size=(110, 40)) as it:
        await it.press("ctrl+p")
        assert it.shows("Everything by name")
        assert it.shows("Commands")
        await it.press(*"toggle star")
        assert it.shows("Toggle star")
        await it.press("enter")
        row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
        assert row
        assert row.starred
        await it.press("ctrl+p", *"水果")
        assert it.shows("group · 2")
        await it.press("enter")
        assert "水果" in it.line_of_cursor()
        await it.press("ctrl+p", *"sg")  # the first letters of its Pinyin
        assert it.shows("水果")
        await it.press("escape", "g", "t", *"sg", "enter")
        assert "水果" in it.line_of_cursor()
        await it.press("ctrl+p", *"long rea")
        assert it.shows("saved search · ")
        await it.press("enter")
        assert "Long reads" in it.line_of_cursor()
        await it.press("ctrl+p", *"harbour")
        await it.until(lambda: it.shows("Harbour Courier"))
        await it.press("enter")
        await it.until(lambda: "Harbour" in it.screen.list_filter.query)
        await it.press("g", "&", "g", "a", "n", "enter", "escape")
        opened = it.screen.sidebar.row(it.screen.preview.chosen)
        assert opened
        await it.press("home", "ctrl+p", *opened.title[:6].lower())
        await it.until(lambda: it.shows("article ·"))
        await it.press("enter")
        await it.until(lambda: it.screen.panes.in_page)
        assert it.screen.preview.chosen == opened.id


async def test_a_theme_is_previewed_and_escape_brings_the_former_one_back(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 40)) as it:
        former = it.app.theme
        await it.press("ctrl+p", *"nord")
        await it.until(lambda: it.app.theme == "nord")
        await it.press("escape")
        assert it.app.theme == former
        await it.press("ctrl+p", *"nord")
        await it.until(lambda: it.app.theme == "nord")
        await it.press(*["backspace"] * 4, *"quit newsr")
        await it.until(lambda: it.app.theme == former)
        await it.press("escape", "ctrl+p", *"auto")
        assert it.app.theme == former
        await it.press("escape", "ctrl+p", *"dracula", "enter")
        assert it.app.theme == "dracula"
        assert it.screen.workspace.settings.theme == "dracula"


async def test_a_setting_is_changed_for_this_session_by_choosing_or_typing(
    workspace: Workspace, paths: Paths
) -> None:
    async with driven(workspace, size=(110, 40)) as it:
        await it.press("ctrl+p", *"wrap code")
        assert it.shows("setting · true")
        await it.press("enter", *"fal", "enter")
        assert it.screen.workspace.settings.wrap_code is False
        assert it.shows("wrap_code = false for this session")
        await it.press("ctrl+p", *"measure", "enter", *"41", "enter")
        assert it.screen.page.measure == 41
        await it.press("ctrl+p", *"measure", "enter", *"4", "enter")
        assert it.shows("measure should be a number from 20 to 300")
        await it.press("escape")
        assert not paths.settings_file.exists()


async def test_what_is_typed_at_once_with_enter_runs_the_best(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 40)) as it:
        await it.pilot.press("ctrl+p", *"zen mode", "enter")
        await it.settle()
        assert it.screen.panes.is_zen


async def test_headings_part_the_kinds_while_nothing_is_typed(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 240)) as it:
        await it.press("ctrl+p")
        rows = [line.rpartition("  ")[2] for line in it.lines()]
        headings = ("Commands", "Groups", "Themes", "Settings for this session")
        at = [rows.index(heading) for heading in headings]
        assert all(one < other for one, other in pairwise(at))
        assert palette(it).options.highlighted == 1


async def test_a_setting_is_found_by_what_it_does_in_the_language_that_is_spoken(
    feed: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(feed, language="zh_CN")) as it:
        await it.press("ctrl+p", *"最大宽度")
        assert it.shows("measure = 72")
        assert it.shows("每行文字的最大宽度")
        await it.press(*["backspace"] * 4, *"设置")
        assert it.shows("justify = false")
