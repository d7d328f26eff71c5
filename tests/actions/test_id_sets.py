"""Sets of articles by their ids."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.actions.finding.id_sets import only_within

ARTICLES = st.integers(0, 20)


@given(st.lists(ARTICLES, unique=True), st.binary(max_size=20), st.frozensets(ARTICLES))
def test_those_in_a_set_or_kept_are_left_in_their_order(
    ids: list[int], some: bytes, keep: frozenset[int]
) -> None:
    inside = some.translate(bytes(byte & 1 for byte in range(256)))
    members = {article for article, is_in in enumerate(inside) if is_in} | keep
    left = only_within(array("I", ids), inside, keep)
    assert list(left) == [article for article in ids if article in members]
