"""What a double click selects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.words import word_at


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("one two three", 5, "two"),
        ("one two", 0, "one"),
        ("snake_case2 x", 3, "snake_case2"),
        ("e\u0301te\u0301!", 1, "e\u0301te\u0301"),
        ("a, b", 1, ","),
        ("a b", 1, " "),
        ("日本語を学ぶ。", 1, "日本語"),
        ("日本語を学ぶ。", 3, "を"),
        ("人々が", 0, "人々"),
        ("コーヒーとケーキ", 1, "コーヒー"),
        ("ﾊﾝｶｸと", 1, "ﾊﾝｶｸ"),
        ("苹果，香蕉", 0, "苹果"),
        ("苹果，香蕉", 2, "，"),
        ("用Python写", 3, "Python"),
        ("한국어 말", 1, "한국어"),
        ("x 👩‍👧 y", 2, "👩‍👧"),
    ],
)
def test_the_word_at_a_place(text: str, at: int, word: str) -> None:
    first, last = word_at(text, at)
    assert text[first:last] == word


@given(st.text(min_size=1), st.data())
def test_a_word_holds_its_place(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    first, last = word_at(text, at)
    assert 0 <= first <= at < last <= len(text)
