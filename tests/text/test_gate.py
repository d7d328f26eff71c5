import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text import clean, clean_line, clean_name, escaped
from reader.text.gate import JOINERS_IN_A_ROW, LINE_LIMIT

pytestmark = pytest.mark.row(3)

JOINERS = {"\u200c", "\u200d", *map(chr, range(0xFE00, 0xFE10))}
TAGS = set(map(chr, range(0xE0000, 0xE0080)))
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
ODD = st.sampled_from(
    ["\r", "\n", "\r\n", "\x1b", "\x9b", "\x7f", "\ufeff", "\u202e", "\u2066", "\u2028", "\ud83d", "\ude00", "\uffff",
     "\u00ad", "\u200b", "\u200c", "\u200d", "\ufe0f", "\U0001f3f4", "\U000e0067", "\U000e007f", SCOTLAND, " ", "\t", "\u3000", "x"]
)  # fmt: skip
ODD_TEXT = st.lists(ODD | st.characters(), max_size=60).map("".join)


def is_forbidden(char: str) -> bool:
    """Say by Unicode's own properties what the gate must not let pass (tags and joiners aside)."""
    point = ord(char)
    if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
        return char not in "\n\t"
    if unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}:
        return True
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return is_noncharacter or point in {0xAD, 0xFEFF} or 0xFFF9 <= point <= 0xFFFB


def test_each_character_of_unicode_alone_passes_or_not_as_its_properties_say() -> None:
    for point in range(sys.maxunicode + 1):
        char = chr(point)
        stays = not is_forbidden(char) and char not in TAGS
        assert (clean(char) == char) == stays, hex(point)
        assert not any(is_forbidden(kept) or kept in TAGS for kept in clean(char)), hex(point)


def test_controls_become_their_pictures_and_broken_characters_the_replacement_sign() -> None:
    assert clean("\x00\x1b[2J\x07\x7f") == "␀␛[2J␇␡"
    assert clean("\x9b31m\ud800\udcff") == "\ufffd31m\ufffd\ufffd"


def test_line_ends_become_one_kind_and_a_lone_return_is_shown() -> None:
    assert clean("a\r\nb\nc\rd") == "a\nb\nc␍d"


def test_marks_that_order_text_by_themselves_stay() -> None:
    text = "\u200e\u200f\u061c\u200b\u2060"
    assert clean(text) == text


def test_what_reorders_the_text_around_it_is_dropped() -> None:
    assert clean("a\u202ab\u202bc\u202cd\u202de\u202ef\u2066g\u2067h\u2068i\u2069j") == "abcdefghij"


def test_soft_hyphens_which_terminals_show_are_dropped() -> None:
    assert clean("Donau\u00addampf\u00adschiff") == "Donaudampfschiff"


@given(ODD_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ODD_TEXT, st.integers(1, 70))
def test_folding_to_a_line_twice_is_folding_once(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert clean_line(line, limit) == line
    assert clean(line) == line


@given(ODD_TEXT)
def test_nothing_forbidden_comes_out_in_any_company(text: str) -> None:
    cleaned = clean(text)
    assert not any(map(is_forbidden, cleaned))
    assert not TAGS & set(cleaned.replace(SCOTLAND, "")) or "\U0001f3f4" in cleaned
    run = 0
    for char in cleaned:
        run = run + 1 if char in JOINERS else 0
        assert run <= JOINERS_IN_A_ROW


@given(ODD_TEXT, st.integers(1, 70))
def test_a_line_is_one_line_of_bounded_length_without_space_around(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not any(char.isspace() and char != " " for char in line)
    assert "  " not in line


@pytest.mark.parametrize("naughty", ["flags", "families", "keycaps", "persian", "variants"])
def test_signs_made_of_several_characters_stay_whole(naughty: str) -> None:
    text = {
        "flags": SCOTLAND + "\U0001f1e8\U0001f1f3\U0001f3f3\ufe0f\u200d\U0001f308",
        "families": "👩‍👩‍👧‍👦👍🏽❤️‍🔥",
        "keycaps": "1\ufe0f\u20e3",
        "persian": "می‌خواهم",
        "variants": "葛\U000e0100 ☃\ufe0e",
    }[naughty]
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\U000e0067\U000e007f",
        "x\U000e0067\U000e007f",
        "\U0001f3f4\U000e0067",
        "\U0001f3f4\U000e007f",
        "\U0001f3f4" + "\U000e0067" * 17 + "\U000e007f",
        "\U0001f3f4\U000e0067\ufeff\U000e007f",
        SCOTLAND[:-1],
    ],
)
def test_tags_outside_a_flag_are_dropped(text: str) -> None:
    assert not TAGS & set(clean(text))


def test_a_flag_among_stray_tags_is_the_only_one_that_keeps_them() -> None:
    assert clean(f"\U000e0041{SCOTLAND}\U000e0042") == SCOTLAND


def test_a_long_run_of_joiners_is_cut_to_a_short_one() -> None:
    assert clean("a" + "\u200d" * 5000 + "b") == "a" + "\u200d" * JOINERS_IN_A_ROW + "b"
    assert clean("a" + "\u200d\ufeff" * 5000 + "b") == "a" + "\u200d" * JOINERS_IN_A_ROW + "b"


@pytest.mark.parametrize(
    "unit",
    [
        "\u200d",
        "\r",
        "\r\n",
        "\x1b",
        "\U0001f3f4",
        "\U0001f3f4\U000e0067",
        "\U000e0067",
        SCOTLAND,
        "\u202e",
        " ",
        "\ufeff\u200d",
    ],
)
def test_hostile_runs_of_a_megabyte_take_no_longer_than_their_length(unit: str) -> None:
    # Quadratic work would take hours here and run into the test's time limit; nothing is timed.
    text = unit * (1_000_000 // len(unit))
    assert len(clean(text)) <= len(text)
    assert len(clean_line(text)) <= LINE_LIMIT


def test_a_longer_line_ends_in_an_ellipsis() -> None:
    assert clean_line("x" * (LINE_LIMIT + 1)) == "x" * (LINE_LIMIT - 1) + "…"
    assert clean_line("x" * LINE_LIMIT) == "x" * LINE_LIMIT


def test_a_flag_at_the_cut_leaves_no_tags_behind() -> None:
    for limit in range(2, 14):
        line = clean_line("xyz" + SCOTLAND + "y" * 20, limit)
        assert clean_line(line, limit) == line
        assert SCOTLAND in line or not TAGS & set(line)


def test_the_naughty_strings_come_out_clean(standards: Path) -> None:
    naughty = json.loads((standards / "naughty-strings.json").read_text("utf-8"))
    assert len(naughty) > 500
    for text in naughty:
        for cleaned in (clean(text), clean_line(text)):
            assert not any(map(is_forbidden, cleaned))
            assert clean(cleaned) == cleaned
    assert sum(clean(text) != text for text in naughty) < 30


@given(st.text())
@example("\U0001fffe\ufdd0\U0010ffff")
@example("a\u200d\u200d\u200d\u200d\ufe0f\ufe0fb")
def test_json_means_the_same_and_holds_nothing_that_steers_a_terminal(text: str) -> None:
    text += "\x00\x1b\x7f\x9b\u202e\udcff\U000e0041苹果é😍"
    for indent in (None, 1):
        told = escaped(json.dumps({text: [text]}, ensure_ascii=False, indent=indent))
        assert json.loads(told) == {text: [text]}
        assert clean(told) == told
        told.encode()
        assert "苹果é😍" in told


@given(st.text())
def test_a_name_is_one_line_and_its_spaces_stay(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", name)
    assert name.count(" ") == text.count(" ")
