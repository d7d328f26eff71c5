"""Keys become commands: names, sequences, counts, input methods, the user's own keys."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.tui.keys.command import Where
from reader.tui.keys.commands import BY_ID, COMMANDS
from reader.tui.keys.key_names import is_key
from reader.tui.keys.keymap import (
    Keymap,
    Nothing,
    PendingKeys,
    Run,
    Wait,
    is_input_method,
    key_name,
    show_keys,
)


def press(
    keys: Iterable[str], where: Where = Where.SIDEBAR, keymap: Keymap | None = None
) -> Run | Wait | Nothing:
    pending = PendingKeys(keymap or Keymap(COMMANDS))
    result: Run | Wait | Nothing = Nothing("", cancelled=False)
    for key in keys:
        result = pending.press(key, where)
    return result


def test_every_key_of_the_table_exists_and_leads_to_its_command() -> None:
    for command in COMMANDS:
        for sequence in command.keys:
            keys = sequence.split(" ")
            assert all(map(is_key, keys)), sequence
            result = press(keys, next(iter(command.where)))
            assert isinstance(result, Run), sequence
            assert result.command is command, sequence


def test_no_default_key_is_taken_twice() -> None:
    keymap = Keymap(COMMANDS)
    assert {command.id: command.keys for command in COMMANDS} == {id_: keymap.keys[id_] for id_ in BY_ID}


def test_a_sequence_waits_for_its_second_key_and_says_what_may_follow() -> None:
    result = press("g")
    assert isinstance(result, Wait)
    assert ("g", BY_ID["top"]) in result.choices
    assert isinstance(press("gg"), Run)


def test_escape_forgets_a_begun_sequence() -> None:
    assert press(["g", "escape"]) == Nothing("g", cancelled=True)


def test_a_key_that_ends_no_sequence_is_forgotten_with_it() -> None:
    pending = PendingKeys(Keymap(COMMANDS))
    pending.press("m", Where.SIDEBAR)
    assert pending.press("%", Where.SIDEBAR) == Nothing("m %", cancelled=False)
    assert isinstance(pending.press("j", Where.SIDEBAR), Run)


def test_a_count_goes_before_a_command() -> None:
    result = press(["1", "2", "j"])
    assert isinstance(result, Run)
    assert (result.command.id, result.times) == ("down", 12)


def test_a_zero_begins_no_count() -> None:
    assert isinstance(press("0"), Nothing)


def test_a_count_is_bounded() -> None:
    result = press(["9"] * 40 + ["j"])
    assert isinstance(result, Run)
    assert result.times == 9999


def test_enter_is_for_the_list_alone() -> None:
    assert isinstance(press(["enter"], Where.SIDEBAR), Run)
    assert isinstance(press(["enter"], Where.PAGE), Nothing)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ｊ", "j"),
        ("？", "?"),
        ("：", ":"),
        ("／", "/"),
        ("、", "/"),
        ("【", "["),
        ("】", "]"),
        ("　", "space"),
        (" ", "space"),
    ],
)
def test_what_an_input_method_types_for_a_key_is_that_key(typed: str, name: str) -> None:
    assert key_name("whatever", typed) == name


def test_a_key_without_a_character_goes_by_its_name() -> None:
    assert key_name("ctrl+f", "\x06") == "ctrl+f"
    assert key_name("pagedown", None) == "pagedown"


def test_chinese_letters_tell_that_an_input_method_is_on() -> None:
    assert is_input_method(key_name("%", "新"))
    assert not is_input_method("j")


def test_the_users_keys_replace_the_default_ones_and_win_over_other_commands() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("j", "ctrl+s")})
    assert keymap.problems == []
    assert keymap.keys["toggle_star"] == ("j", "ctrl+s")
    assert "j" not in keymap.keys["down"]
    result = press("j", keymap=keymap)
    assert isinstance(result, Run)
    assert result.command.id == "toggle_star"


def test_an_empty_list_takes_a_commands_keys_away() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ()})
    assert keymap.keys["toggle_star"] == ()
    assert keymap.problems == []
    assert isinstance(press("s", keymap=keymap), Nothing)


@pytest.mark.parametrize(
    "own",
    [
        {"quit": ()},
        {"toggle_star": ("q", "ctrl+q")},
        {"toggle_star": ("q", "ctrl+q"), "quit": ()},
        {"toggle_star": ("%",), "quit": ("%",), "toggle_later": ("q",), "up": ("ctrl+q", "k")},
        {"toggle_star": ("q",), "toggle_later": ("ctrl+q a", "L")},
        {"toggle_star": ("q",), "toggle_later": ("ctrl+q",)},
    ],
)
def test_a_key_to_leave_the_program_always_stays_and_is_named(own: dict[str, tuple[str, ...]]) -> None:
    keymap = Keymap(COMMANDS, own)
    assert keymap.keys["quit"] == ("ctrl+q",)
    result = press(["ctrl+q"], keymap=keymap)
    assert isinstance(result, Run)
    assert result.command.id == "quit"
    assert "keys: quit needs a key, and keeps ctrl+q" in keymap.problems
    for id_, keys in own.items():
        if id_ != "quit" and keys != ("ctrl+q",):
            assert keymap.keys[id_][0] in keys
    assert len(keymap.problems) <= 3


def test_problems_name_the_place_where_keys_were_written() -> None:
    keymap = Keymap(
        COMMANDS, {"strar": ("%",), "toggle_star": ("nokey",)}, lambda id_: f"config.toml, line {len(id_)}"
    )
    assert keymap.problems == [
        "config.toml, line 5: keys: no command is called strar; did you mean toggle_star?",
        "config.toml, line 11: keys: toggle_star: no key is called nokey",
    ]


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ({"strar": ("%",)}, "did you mean toggle_star?"),
        ({"zzz": ("%",)}, "no command is called zzz"),
        ({"toggle_star": ("ctrl+",)}, "no key is called ctrl+"),
        ({"toggle_star": ("nokey",)}, "no key is called nokey"),
        ({"toggle_star": ("",)}, "star: a key without a name"),
        ({"toggle_star": (" ",)}, "the space bar is called space"),
        ({"toggle_star": ("g  x",)}, "one space too many"),
        ({"toggle_star": ("2 x",)}, "2 x cannot be used"),
        ({"toggle_star": ("9",)}, "digits are counts"),
        ({"toggle_star": ("shift+x",)}, "instead of shift+x write the capital letter X"),
        ({"toggle_star": ("g shift+é",)}, "the capital letter É"),
    ],
)
def test_keys_that_cannot_be_used_are_named_and_the_defaults_stay(
    own: dict[str, tuple[str, ...]], named: str
) -> None:
    keymap = Keymap(COMMANDS, own)
    assert len(keymap.problems) == 1
    assert named in keymap.problems[0]
    assert keymap.keys["toggle_star"] == ("s",)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("<C-x>", "ctrl+x"), ("C-x", "ctrl+x"), ("Ctrl+X", "ctrl+x"), ("ctrl-x", "ctrl+x"), ("^X", "ctrl+x"), ("M-x", "alt+x"),
        ("esc", "escape"), ("<CR>", "enter"), ("Return", "enter"), ("pgdn", "pagedown"), ("PageDown", "pagedown"),
        ("S-Tab", "shift+tab"), ("<Del>", "delete"), ("SPC", "space"), ("escpe", "escape"), ("F5", "f5"), ("ctrl+F5", "ctrl+f5"),
    ],
)  # fmt: skip
def test_a_key_written_as_in_another_program_is_named_as_we_write_it(written: str, near: str) -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": (written,)})
    assert keymap.problems == [f"keys: toggle_star: no key is called {written}; did you mean {near}?"]
    assert Keymap(COMMANDS, {"toggle_star": (near,)}).keys["toggle_star"] == (near,)


def test_one_sentence_says_what_a_first_key_of_many_sequences_takes_away() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("g",)})
    lost = [command for command in COMMANDS if command.keys and not keymap.keys[command.id]]
    assert len(lost) > 10
    first = ", ".join(each.id for each in lost[:3])
    sentence = f"keys: {first} and {len(lost) - 3} more commands have no key left, since other commands were given their own"
    assert keymap.problems == [sentence]


def test_digits_after_the_first_key_and_a_shifted_named_key_can_be_used() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("g 1", "0", "shift+up", "W")})
    assert keymap.problems == []
    assert keymap.keys["toggle_star"] == ("g 1", "0", "shift+up", "W")


def test_own_keys_may_be_written_as_an_input_method_types_them() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("ｊ", "ｇ　ｑ", "【")})
    assert keymap.problems == []
    assert keymap.keys["toggle_star"] == ("j", "g q", "[")
    result = press("j", keymap=keymap)
    assert isinstance(result, Run)
    assert result.command.id == "toggle_star"


def test_one_bad_key_among_good_ones_is_left_out() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("%", "nokey", "%")})
    assert len(keymap.problems) == 1
    assert keymap.keys["toggle_star"] == ("%",)


def test_a_command_whose_own_keys_are_all_taken_keeps_its_default_ones() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("%",), "toggle_later": ("%",)})
    assert keymap.keys["toggle_star"] == ("%",)
    assert keymap.keys["toggle_later"] == ("L",)
    assert len(keymap.problems) == 1


def test_a_command_that_others_leave_no_key_is_named() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("L",)})
    assert keymap.keys["toggle_later"] == ()
    assert keymap.problems == ["keys: toggle_later has no key left, since other commands were given its own"]


def test_a_command_with_one_key_left_needs_no_warning() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("q",)})
    assert keymap.keys["quit"] == ("ctrl+q",)
    assert keymap.problems == []


def test_who_takes_a_commands_keys_away_on_purpose_is_not_warned() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("L",), "toggle_later": ()})
    assert keymap.keys["toggle_later"] == ()
    assert keymap.problems == []


def test_two_own_commands_on_one_key_are_a_clash_that_is_named() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("%",), "toggle_later": ("%",)})
    assert len(keymap.problems) == 1
    assert "toggle_star" in keymap.problems[0]
    assert "toggle_later" in keymap.problems[0]


def test_a_key_cannot_both_be_a_command_and_begin_a_sequence() -> None:
    keymap = Keymap(COMMANDS, {"toggle_star": ("%",), "toggle_later": ("% y",)})
    assert len(keymap.problems) == 1


def test_keys_are_shown_as_people_read_them() -> None:
    assert show_keys("pagedown") == "pgdn"
    assert show_keys("g g") == "g g"


def test_the_example_of_the_documentation_can_be_written_as_it_stands() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "keys.md"
    example = tomllib.loads(page.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0])
    own = {id_: (keys,) if isinstance(keys, str) else tuple(keys) for id_, keys in example["keys"].items()}
    keymap = Keymap(COMMANDS, own)
    assert keymap.problems == []
    assert all(keymap.keys[id_] == keys for id_, keys in own.items())
