"""Places as the journal remembers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.position import BEGINNING, Position

NUMBERS = st.integers(0, 10**9 - 1)


@given(NUMBERS, NUMBERS)
def test_a_place_is_remembered_as_it_was(block: int, offset: int) -> None:
    place = Position(block, offset)
    assert Position.from_text(place.to_text()) == (None if place == Position(0) else place)


@pytest.mark.parametrize(
    "text", [None, "", BEGINNING, "0", "1:", ":1", "-1:2", "1:2:3", "１:２", "9" * 5000 + ":0"]
)
def test_what_is_no_place_is_the_beginning(text: str | None) -> None:
    assert Position.from_text(text) is None
