"""How much there is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.finding.querying import MINUTES_WIDTH
from reader.article.reading import (
    CHARACTERS_PER_MINUTE,
    WORDS_PER_MINUTE,
    format_left,
    format_minutes,
    measure,
)

COUNTS = {
    "": (0, 0),
    "one two  three\nfour": (4, 0),
    "don't stop — it’s well-known.": (4, 0),
    "# Heading\n\n- item\n- item\n\n> quote": (4, 0),
    "| a | b |\n|---|---|\n| c | d |": (4, 0),
    "https://example.org/a/b?c=d and ![x](data:image/png;base64," + "A" * 110_000 + ")": (3, 0),
    "苹果发布会": (0, 5),
    "苹果，发布会。「好」……": (0, 6),
    "苹果Apple在中国 AI，IP": (3, 5),
    "ひらがなカタカナ漢字ー": (0, 11),
    "한국어 기사": (0, 5),
    "слово за слово": (3, 0),
    "café naïve": (2, 0),
    "a\u00a0b": (2, 0),
    "🎉 party 🎉": (1, 0),
    "one\n```\ntwo three\nfour\n```\nfive": (2, 0),
    "one\n\n```\nnever closed": (1, 0),
}


@pytest.mark.parametrize("text", COUNTS)
def test_words_and_characters_are_counted(text: str) -> None:
    assert measure(text)[:2] == COUNTS[text]


def test_minutes_follow_from_both() -> None:
    assert measure("word " * WORDS_PER_MINUTE * 3).minutes == 3
    assert measure("字" * CHARACTERS_PER_MINUTE * 2 + " word" * WORDS_PER_MINUTE).minutes == 3
    assert measure("```\n" + "code\n" * 120 + "```\n").minutes == 2
    assert measure("").minutes == 1


@given(st.text())
def test_no_text_has_less_than_nothing(text: str) -> None:
    words, characters, minutes = measure(text)
    assert words >= 0
    assert characters >= 0
    assert minutes >= 1


@pytest.mark.parametrize(
    ("minutes", "percent", "told"),
    [
        (8, 0, "8 min left"),
        (8, 37, "6 min left"),
        (8, 99, "1 min left"),
        (1, 50, "1 min left"),
        (8, 100, ""),
        (0, 0, ""),
        (6408, 0, "107 h left"),
        (6408, 90, "641 min left"),
    ],
)
def test_what_is_left_to_read_is_told_in_whole_minutes(minutes: int, percent: int, told: str) -> None:
    assert format_left(minutes, percent) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, "1 min"), (60, "60 min"), (999, "999 min"), (1000, "17 h"), (6408, "107 h"), (3_000_000, "50000 h")],
)
def test_minutes_that_have_no_room_in_lists_are_told_in_hours(minutes: int, told: str) -> None:
    assert format_minutes(minutes) == told
    assert len(told) <= MINUTES_WIDTH
