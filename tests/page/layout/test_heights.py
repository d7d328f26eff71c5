"""Sums of heights against plain sums."""

from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.heights import Heights

heights = st.lists(st.integers(0, 9), max_size=40)


@given(heights, st.lists(st.tuples(st.integers(0, 39), st.integers(0, 9)), max_size=20))
def test_sums_are_right_after_any_changes(each: list[int], changes: list[tuple[int, int]]) -> None:
    tree = Heights(each)
    for index, height in changes:
        if index < len(each):
            each[index] = height
            tree.change(index, height)
    assert [tree.before(index) for index in range(len(each) + 1)] == [
        sum(each[:n]) for n in range(len(each) + 1)
    ]
    assert tree.total() == sum(each)
    assert [tree[index] for index in range(len(each))] == each


@given(heights)
def test_every_row_is_found_in_its_block(each: list[int]) -> None:
    tree = Heights(each)
    expected = [(index, row) for index, height in enumerate(each) for row in range(height)]
    assert [tree.find(row) for row in range(sum(each))] == expected


def test_a_row_behind_the_end_is_behind_the_last_block() -> None:
    assert Heights([2, 3]).find(5) == (2, 0)
    assert Heights([]).find(0) == (0, 0)
