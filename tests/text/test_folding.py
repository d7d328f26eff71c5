"""Text as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.folding import folded, variants


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße", "strasse"),
        ("CAFÉ", "cafe"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("機器學習", "机器学习"),
        ("後髮發", "后发发"),
        ("ガ", "ガ"),
        ("й", "и"),
        ("한국", "한국"),
    ],
)
def test_case_accents_width_and_traditional_characters_do_not_count(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_folding_once_is_enough(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("char", "发發髮后後面麵台臺学x")
def test_characters_that_are_alike_fold_to_the_same(char: str) -> None:
    assert char in variants(char)
    assert {folded(each) for each in variants(char)} == {folded(char)}
