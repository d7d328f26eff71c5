"""A key is said once, in the line below the panes, when it would have helped."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest

from reader.actions.workspace.shown_once import take_turn
from reader.actions.workspace.workspace import Workspace
from reader.settings import KEY_PRESETS, Settings
from reader.tui.control import teaching
from reader.tui.keys.commands import BY_ID
from reader.tui.keys.keys_in_force import keymap_of
from reader.tui.keys.tips import MEANINGLESS, TIPS, Acted, Scene, tip_after
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]

READ = Scene(is_on_article=True, is_on_read=True, has_unread=True)
UNREAD = READ._replace(is_on_read=False)
LONG = Scene(in_page=True, is_long=True, has_unread=True)


def found(acts: Sequence[tuple[str, Scene]], over: Sequence[str] = ()) -> list[str]:
    """The tips that help after the acts, in order, each once."""
    acted, said = Acted(), list(over)
    for id_, scene in acts:
        acted.take(id_, scene)
        if tip := tip_after(acted, said):
            said.append(tip.id)
    return said[len(over) :]


def test_three_steps_through_read_articles_name_the_next_unread_one() -> None:
    assert found([("down", READ)] * 2) == []
    assert found([("down", READ)] * 3) == ["next_unread"]
    assert found([("down", READ), ("up", READ), ("next_article", READ)]) == ["next_unread"]
    assert found([("down", READ)] * 9) == ["next_unread"]
    assert found([("down", READ), ("down", READ), ("down", UNREAD), ("down", READ), ("down", READ)]) == []
    assert found([("down", READ), ("down", READ), ("toggle_star", READ), ("down", READ)]) == []
    assert found([("down", READ._replace(has_unread=False))] * 5) == []
    heading = READ._replace(is_on_article=False)
    assert found([("down", READ), ("down", heading), ("down", READ), ("down", READ)]) == ["next_unread"]
    assert found([("next_unread", UNREAD), *[("down", READ)] * 5]) == []  # it is known


def test_the_pages_keys_are_named_on_a_long_page_only() -> None:
    assert found([("down", LONG)] * 7) == []
    assert found([("down", LONG)] * 8) == ["read_on"]
    assert found([("down", LONG._replace(is_long=False))] * 20) == []
    assert found([("down", LONG), ("up", LONG)] * 10) == []
    assert found([("page_down", LONG._replace(headings=4))] * 6) == ["outline"]
    assert found([("page_down", LONG._replace(headings=3))] * 12) == []


def test_the_same_filter_or_words_three_times_are_worth_keeping() -> None:
    one, none = READ._replace(query="tag:ai"), READ
    assert found([("filter_list", one), ("clear_filter", none)] * 2) == []
    assert found([("filter_list", one), ("clear_filter", none)] * 3) == ["save_search"]
    assert found([("filter_list", one), ("down", one)] * 5) == []  # the same one all the time
    words = READ._replace(searched="tide", is_on_read=False)
    assert found([("search_articles", READ), ("down", words)] * 3) == ["save_search"]
    assert (
        found([("search_articles", READ), ("down", words)] * 3 + [("save_search", words)], ["save_search"])
        == []
    )


@pytest.mark.parametrize(
    ("acts", "tip"),
    [
        ([("open_source", READ._replace(is_from_feed=True))] * 3, "full_article"),
        ([("list_links", LONG), ("top", LONG), ("list_links", LONG)], "link_hints"),
        ([("toggle_read", READ), ("next_unread", UNREAD)] * 3, "mark_done"),
        ([("toggle_star", UNREAD), ("down", UNREAD)] * 3, "select_articles"),
        ([("toggle_star", UNREAD)] * 2, "undo"),
        ([("narrow_sidebar", UNREAD)] * 4, "text_alone"),
        ([("next_group", UNREAD)] * 5, "go_to_group"),
        ([("page_down", UNREAD)] * 4, "jump"),
        ([(MEANINGLESS, UNREAD)] * 3, "palette"),
    ],
)
def test_each_other_row_helps_after_its_acts_and_not_before_the_last(
    acts: list[tuple[str, Scene]], tip: str
) -> None:
    assert tip in found(acts)
    assert tip not in found(acts[: -2 if acts[-1][0] != acts[0][0] else -1])
    assert tip not in found([(acts[0][0], acts[0][1])])


@pytest.mark.parametrize("preset", KEY_PRESETS)
def test_each_row_names_commands_that_have_keys_in_every_preset(preset: str) -> None:
    keymap = keymap_of(Settings(key_preset=preset))
    assert len({tip.id for tip in TIPS}) == len(TIPS)
    for tip in TIPS:
        assert set(tip.commands) <= set(BY_ID)
        keys = {each: keymap.first(each) for each in tip.commands}
        assert all(keys.values()), tip.id
        assert len(tip.sentence.format(**keys)) <= 78


def test_it_is_shown_once_whichever_newsreader_is_first(tmp_path: Path) -> None:
    file = tmp_path / "data" / "tips_shown.json"
    assert take_turn(file, "a")
    assert not take_turn(file, "a")
    assert take_turn(file, "b")
    assert not take_turn(file, "a")
    file.write_text("broken")
    assert not take_turn(file, "c")
    assert not take_turn(Path("/dev/null/nowhere"), "a")


def said(it: Driven) -> str:
    return "\n".join(it.screen.messages.lines(UTC))


def has_said(it: Driven, tip: str) -> bool:
    return tip in said(it)


def write_all(folder: Path) -> None:
    folder.mkdir()
    for number in range(12):
        is_read = "read: true\n" if number < 5 else ""
        text = (
            "\n\n".join(f"Line {each}" for each in range(60))
            if number == 5
            else "[a](https://a.example/) Short."
        )
        (folder / f"{number:02}.md").write_text(
            f"---\ntitle: Number {number}\ndate: 2025-01-{30 - number}\nsource: Far\nfeed_url: https://far.example/\n"
            f"link: https://far.example/{number}\n{is_read}---\n{text}\n"
        )


@pytest.mark.slow
async def test_keys_are_named_when_they_help_once_and_rarely(
    tmp_path: Path, open_desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(tmp_path / "mine")
    async with driven(open_desks(tmp_path / "mine", scope="all", browser="true"), size=(100, 30)) as it:
        await it.press("j", "j")
        assert "next unread article" not in it.lines()[-1]
        await it.press("j", "j")
        assert it.lines()[-1].strip().startswith("n goes straight to the next unread article")
        await it.press("k")  # it stays through the next keys
        assert "n goes straight to" in it.lines()[-1]
        await it.press("s", "s")  # another would help, but not so soon
        assert "U takes back" not in said(it)
        monkeypatch.setattr(teaching, "PAUSE_S", 0.0)
        for keys, tip in (
            (["s"], "U takes back any change"),
            (["w", "w", "w"], "ctrl+p finds every command by its name, ? every key"),
            (["-"] * 4, "b hides the list, z shows the text alone"),
            ([")"] * 5, "g t goes to a group"),
            (["g", "g", "j", *["ctrl+f"] * 4], "g j jumps to a title"),
            (["g", "g", "j", *["s", "j"] * 4], "v selects several articles"),
            (["g", "g", "j", *["r", "j"] * 4], "d marks an article read"),
            (["o"] * 4, "F fetches the page behind a summary"),
        ):  # fmt: skip
            await it.press(*keys)
            await it.until(partial(has_said, it, tip))
        for _ in range(3):
            await it.press("&", *"number", "enter", "j")
            await it.press("g", "&")
        await it.until(lambda: "g w keeps this search above the groups" in said(it))
        await it.press("u", "escape", "u", "escape", "j")
        await it.until(lambda: "f puts letters on the links" in said(it))
        await it.press("g", "g", *"j" * 6, "enter")
        await it.until(lambda: it.screen.in_page)
        assert said(it).count("n goes straight to") == 1
    kept = (tmp_path / "mine", {"scope": "all"})
    async with driven(open_desks(kept[0], **kept[1]), size=(100, 30)) as it:
        await it.press("g", "g", *"jjjjj")
        assert "n goes straight to" not in said(it)


async def test_hints_false_says_none(tmp_path: Path, open_desks: Desks) -> None:
    write_all(tmp_path / "mine")
    async with driven(open_desks(tmp_path / "mine", scope="all", hints=False), size=(100, 30)) as it:
        await it.press(*"jjjjj", "s", "s")
        assert "goes straight to" not in said(it)
        assert "U takes back" not in said(it)
