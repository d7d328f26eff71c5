"""Where it is not known how wide a terminal draws ambiguous characters, the program draws none."""

from unicodedata import east_asian_width

import pytest

from reader.tui.widgets.certain_symbols import certain
from reader.tui.widgets.symbols import CERTAIN, SYMBOLS


@pytest.mark.parametrize(
    "drawn", [*SYMBOLS["unicode"], "━━━━", "┌──┐", "│ a │", "▌ quoted", "• one", "◀ ▶ ▲ ▼", "→ ← ↑ ↓"]
)
def test_no_sign_is_ambiguous(drawn: str) -> None:
    shown = certain(drawn)
    assert len(shown) == len(drawn)
    assert {east_asian_width(char) for char in shown} <= {"N", "Na"}


@pytest.mark.parametrize("symbol", CERTAIN)
def test_nor_is_any_symbol(symbol: str) -> None:
    assert east_asian_width(symbol) == "N"
    assert certain(symbol) == symbol


def test_marks_between_words_of_the_program_are_others_and_those_of_words_are_kept() -> None:
    assert certain("2 min · 3 links") == "2 min ⋅ 3 links"
    assert certain("A long ti…") == "A long ti⋯"
    assert certain("wait…what") == "wait…what"
