"""Commands that are typed after a colon, with what they need; macros, which are lists of them."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.command_history import KEPT, load_history, remember_line
from reader.actions.workspace.workspace import Workspace
from reader.errors import UsageError
from reader.paths import Paths
from reader.settings import Settings
from reader.tui.keys.commands import BY_ID
from reader.tui.keys.keys_in_force import keymap_of
from reader.tui.keys.typed_commands import TYPED, TypedLine, line_fault, parse_line, split_tags
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tag ai", ("tag", "ai")), (" :theme  nord ", ("theme", "nord")), ("read date:<30d", ("read", "date:<30d")),
        ("mark-done", ("mark_done", "")), ("next_unread 3", ("next_unread", "3")), ("q", ("quit", "")), ("help", ("show_help", "")),
        ("star", ("star", "")), ("zen", ("toggle_zen_mode", "")), ("wq", ("quit", "")), ("q!", ("quit", "")), ("not-later is:read", ("not-later", "is:read")),
    ],
)  # fmt: skip
def test_a_line_is_a_command_and_what_it_needs(line: str, meant: tuple[str, str]) -> None:
    assert parse_line(line, BY_ID) == TypedLine(*meant)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Type a command first"), (":", "Type a command first"), ("tga ai", "did you mean tag?"),
        ("theme", "theme needs a theme behind it"), ("tag", "tag needs tags behind it"), ("tag ,", "Type a tag first"),
        ('tag "two words', "The quotation mark before two words is not closed"), ("messages now", "takes nothing behind it"),
        ("mark_done soon", "takes a number or nothing behind it"), ("undo 0", "takes a number or nothing behind it"),
        ("undo ²", "takes a number or nothing behind it"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(line: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence.replace("?", r"\?")):
        parse_line(line, BY_ID)


@pytest.mark.parametrize(
    ("rest", "tags", "query"),
    [
        ("ai", ("ai",), ""), ("ai,ml, #go date:<7d", ("ai", "ml", "go"), "date:<7d"), ('"to read",x is:starred -tag:y', ("to read", "x"), "is:starred -tag:y"),
        ("人工智能，科技 苹果", ("人工智能", "科技"), "苹果"), ("ai , ml", ("ai", "ml"), ""), ("ai,ai", ("ai",), ""), ("ai (a OR b)", ("ai",), "(a OR b)"),
    ],
)  # fmt: skip
def test_tags_stand_before_the_query(rest: str, tags: tuple[str, ...], query: str) -> None:
    assert split_tags(rest) == (tags, query)


def test_a_query_in_a_line_is_checked() -> None:
    assert line_fault("read is:nothing", BY_ID, lambda query: f"bad {query}") == "bad is:nothing"
    assert line_fault("tag ai is:nothing", BY_ID, lambda query: f"bad {query}") == "bad is:nothing"
    assert line_fault("read", BY_ID, lambda query: f"bad {query}") == ""


def test_no_typed_command_has_the_name_of_another() -> None:
    names = [row.name for row in TYPED]
    assert len(names) == len(set(names))
    assert set(names) & set(BY_ID) == set()


# Macros in config.toml


def test_macros_are_commands_under_keys_or_names_and_mistakes_are_named_with_their_place() -> None:
    macros = {
        ", a": ("toggle_star", "mark_done"), "archive": ("tag archive", "mark_done"), "ctrl+t": ("tag todo",),
        "x y z!": ("undo",), "read": ("undo",), "toggle-star": ("undo",), ", b": ("togle_star",), ", c": (), ", d": ("read is:nothing",),
        "9 a": ("undo",), "again": (", a",),
    }  # fmt: skip
    keymap = keymap_of(
        Settings(macros=macros, keys={"archive": ("ctrl+y",)}),
        lambda table, name: f"config.toml [{table}] {name}",
        lambda query: f"bad {query}",
    )
    assert [each.id for each in keymap.commands if each.lines] == ["macro , a", "archive", "macro ctrl+t"]
    assert keymap.keys["macro , a"] == (", a",)
    assert keymap.keys["archive"] == ("ctrl+y",)
    faults = [problem.partition(": macros: ")[2] for problem in keymap.problems]
    assert [problem for problem in keymap.problems if not problem.startswith("config.toml [macros] ")] == []
    assert [fault.split(" ")[0] for fault in faults] == [
        "x",
        "read",
        "toggle-star",
        ",",
        ",",
        ",",
        "9",
        "again:",
    ]
    assert any("did you mean toggle_star?" in fault for fault in faults)
    assert any("bad is:nothing" in fault for fault in faults)


def test_a_macro_whose_key_another_has_is_named() -> None:
    keymap = keymap_of(
        Settings(macros={"ctrl+t": ("undo",)}, keys={"redo": ("ctrl+t",)}), lambda *path: "/".join(path)
    )
    assert keymap.problems == [
        "macros/ctrl+t: keys: ctrl+t of macro ctrl+t is taken by redo; give one of them another key"
    ]


# On the screen


async def typed(it: Driven, line: str) -> None:
    await it.press(":", *line, "enter")
    await it.until(lambda: not it.screen.is_asking)
    await it.settle()


async def test_lines_act_on_the_article_and_on_what_a_query_finds(workspace: Workspace) -> None:
    def titles(query: str) -> set[str]:
        from datetime import UTC, datetime

        library = workspace.library
        return {
            row.title for row in library.articles.each_row(library.questions.query(query, datetime.now(UTC)))
        }

    async with driven(workspace, size=(110, 30)) as it:
        await typed(it, "tag ai")
        assert titles("tag:ai") == {"First article"}
        await typed(it, 'tag "to read",x tag:水果')
        assert titles("tag:x") == titles('tag:"to read"') == {"苹果和香蕉", "Third article"}
        assert it.shows("2 articles changed; U undoes it")
        await typed(it, "untag x tag:x")
        assert titles("tag:x") == set()
        await typed(it, "star date:<2025-02-13")
        assert titles("is:starred") == {"Third article", "Without a tag"}
        await it.press("U")
        assert titles("is:starred") == set()
        await typed(it, "read tag:news")
        assert titles("is:read") == {"First article", "苹果和香蕉"}
        await typed(it, "read tag:nowhere")
        assert it.shows("No articles found")
        await typed(it, "note worth a second look")
        assert it.shows("note: worth a second look")


async def test_a_line_without_a_query_is_for_all_that_is_selected(listed: Path, open_desks: Desks) -> None:
    desk = open_desks(listed)
    async with driven(desk, size=(110, 30)) as it:
        await it.press("v", "j", "j")
        await typed(it, "tag kept")
        assert it.shows("3 articles changed")
        assert it.screen.sidebar.model.anchor is None
        await typed(it, "star")
        assert it.screen.list_filter.counts().starred == 1


async def test_lines_change_what_is_listed_and_how_it_looks(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 30)) as it:
        await typed(it, "filter 苹果")
        assert it.shows("1 article found")
        await typed(it, "filter")
        assert it.screen.list_filter.query == ""
        await typed(it, "sort title")
        assert it.shows("news: By title")
        await it.press(":", *"sort size", "enter")
        assert it.shows("sort: takes one of date")
        await it.press("escape")
        await typed(it, "scope all")
        assert it.screen.sidebar.model.scope == "all"
        await typed(it, "theme nord")
        await it.until(lambda: it.app.theme == "nord")
        await typed(it, "group year")
        assert it.screen.list_filter.key == "year"
        await typed(it, "group tag")
        await typed(it, "go 水果")
        assert "水果" in it.line_of_cursor()
        await typed(it, "next_article 2")
        assert "Third article" in it.line_of_cursor(), "only news is by title"
        await typed(it, "set measure 30")
        assert it.shows("measure = 30 for this session")
        assert it.screen.page.measure == 30
        await typed(it, "set measure")
        assert it.shows("measure = 30: the maximum width of a line of text, in cells")
        await typed(it, "set key_preset newsboat")
        await it.press("f2")
        assert it.shows("Commands")
        await it.press("escape", ":", *"mess", "enter")  # the beginning of one command only
        assert it.shows('key_preset = "newsboat" for this session')
        assert it.shows("measure = 30 for this session")


async def test_a_line_that_cannot_be_done_stays_with_the_reason(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 30)) as it:
        for line, reason in (
            ("tgga ai", "no command is called tgga"), ("read is:nothing", "is:"), ("set mesure 3", "did you mean measure?"),
            ("set measure x", "measure should be a number from 20 to 300"), ("set language zh", "holds from the next start on"),
            ("delete", "Which one: delete_articles, delete_search?"),
        ):  # fmt: skip
            await it.press(":", *line, "enter")
            assert it.shows(reason), line
            assert it.shows(f":{line}")
            await it.press("escape")
            assert not it.screen.is_asking


async def test_a_wrong_argument_of_any_command_leaves_the_line_as_it_is(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        for line, reason in (
            ("theme nrd", 'did you mean "nord"?'), ("scope new", "new is not one of"), ("sort titel", "titel"),
            ("go nowhere", "No group is called nowhere"), ("set mesure 3", "did you mean measure?"), ("group", "group needs"),
            ("keep nothing", "no setting is called nothing"), ("read tga:x", "tga"),
        ):  # fmt: skip
            await it.press(":", *line, "enter")
            await it.until(lambda reason=reason: it.shows(reason))  # type: ignore[misc]
            assert it.shows(f":{line}"), line
            await it.press("escape")


async def test_tab_completes_and_the_arrows_bring_lines_back(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 30)) as it:
        await it.press(":", *"them", "tab")
        assert it.shows(":theme")
        await it.press(*"nor", "tab", "enter")
        assert it.app.theme == "nord"
        await it.press(":", *"tag 水", "tab", "enter")
        await it.press(":", *"set mark_read_w", "tab", *"man", "tab", "enter")
        assert it.screen.workspace.settings.mark_read_when == "manual"
        await it.press(":", *"filter is:unr", "tab", "enter")
        assert it.screen.list_filter.query == "is:unread"
        await it.press(":", "up", "up", "up")
        assert it.shows(":tag 水果")
        await it.press("down")
        assert it.shows(":set mark_read_when manual")
        await it.press("down", "down")
        assert not it.shows(":filter")
        await it.press(*"the", "up")
        assert it.shows(":theme nord")
        await it.press("escape")


async def test_what_was_typed_is_kept_for_the_owner_alone(
    feed: Path, paths: Paths, open_desks: Desks
) -> None:
    async with driven(open_desks(feed)) as it:
        await typed(it, "scope all")
    assert load_history(paths.command_history) == ("scope all",)
    assert paths.command_history.is_relative_to(paths.state)
    assert stat.S_IMODE(paths.command_history.stat().st_mode) == 0o600
    async with driven(open_desks(feed)) as it:
        await it.press(":", "up")
        assert it.shows(":scope all")


def test_the_history_is_bounded_has_no_passwords_and_begins_again_where_it_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "state" / "command_history.json"
    remember_line(file, "follow https://me:secret@example.org/feed")
    assert "secret" not in file.read_text()
    for number in range(KEPT + 5):
        remember_line(file, f"go {number}")
    remember_line(file, "go 100")
    assert len(load_history(file)) == KEPT
    assert load_history(file)[-2:] == (f"go {KEPT + 4}", "go 100")
    for damage in ("", "{}", "[1, null, {}]", '["a\\u001b[31m"]'):
        file.write_text(damage)
        assert "\x1b" not in "".join(load_history(file))
    file.write_text(json.dumps([1, "undo"]))
    assert load_history(file) == ("undo",)


async def test_macros_do_one_thing_after_another_by_key_by_name_and_from_the_palette(
    feed: Path, open_desks: Desks
) -> None:
    macros = {
        ", a": ["toggle_star", "tag kept", "mark_done"],
        "hush": ["read tag:水果", "go news"],
        ", s": ["edit_note", "toggle_later"],
    }
    desk = open_desks(feed, macros=macros)
    assert desk.warnings == ()
    async with driven(desk, size=(110, 30)) as it:
        first = it.screen.sidebar.model.cursor.article
        await it.press(",")
        assert it.shows("Macro , a")
        await it.press("a")
        row = it.screen.sidebar.row(first)
        assert row
        assert row.starred
        assert row.read
        assert it.screen.sidebar.model.cursor.article != first
        assert desk.library.state.own_tags(first) == {"kept": True}
        await typed(it, "hush")
        assert "news" in it.line_of_cursor()
        assert it.screen.list_filter.counts().unread == 1
        await it.press("down", ",", "s")
        article = it.screen.sidebar.model.cursor.article
        assert it.shows("Note about")
        await it.press(*"why", "enter")
        row = it.screen.sidebar.row(article)
        assert row
        assert row.later
        await it.press("ctrl+p", *"hush")
        assert it.shows("read tag:水果 · go news")
        await it.press("escape")


async def test_a_count_repeats_a_macro(feed: Path, open_desks: Desks) -> None:
    async with driven(
        open_desks(feed, macros={"ctrl+t": ["toggle_star", "mark_done"]}), size=(110, 30)
    ) as it:
        await it.press("3", "ctrl+t")
        assert it.screen.list_filter.counts()[1:3] == (1, 3)


async def test_a_macro_ends_where_one_of_its_lines_cannot_be_done(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, macros={"ctrl+t": ["go nowhere", "toggle_star"]})) as it:
        await it.press("ctrl+t")
        assert it.tells("No group is called nowhere")
        row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
        assert row
        assert not row.starred
        await it.press("?", "escape")  # nothing of it goes on after another dialog
        row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
        assert row
        assert not row.starred


async def test_a_macro_ends_with_a_question_that_is_not_agreed_to(feed: Path, open_desks: Desks) -> None:
    macros = {"ctrl+t": ["read tag:news", "toggle_star"]}
    async with driven(open_desks(feed, macros=macros, confirm_marking_above=1), size=(110, 30)) as it:
        await it.press("ctrl+t")
        assert it.shows("Change 2 articles?")
        await it.press("n", "?", "escape")
        assert it.screen.list_filter.counts()[1:3] == (4, 0)
        await it.press("ctrl+t", "y")
        assert it.screen.list_filter.counts()[1:3] == (2, 1)
