"""Finding words in a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NewsreaderError
from reader.page.layout.layout import Position
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from reader.page.navigation import find
from reader.page.navigation.find import Finder, pattern_of

TEXT = "# 苹果 and Apple\n\nAn apple, 苹果，**ap**ple.\n\nNothing.\n\n- apple\n- APPLE\n"


def finder(typed: str, markdown: str = TEXT, start: int = 0) -> Finder:
    pattern = pattern_of(typed)
    assert pattern
    made = Finder(parse(markdown), pattern, start)
    while made.step(1):
        pass
    return made


def walk(made: Finder, place: Position) -> list[tuple[int, int]]:
    """Return all that is found, forwards from the place until it comes round."""
    seen: list[tuple[int, int]] = []
    while (found := made.after(place)) and (found.block, found.offset) not in seen:
        seen.append((found.block, found.offset))
        place = found
    return seen


def test_small_letters_find_capitals_and_a_capital_only_itself() -> None:
    assert finder("apple").count == 5
    assert finder("Apple").count == 1
    assert finder("APPLE").count == 1


def test_words_are_found_over_emphasis_and_chinese_ones_too() -> None:
    assert walk(finder("苹果"), Position(0)) == [(1, 10), (0, 0)]
    assert finder("苹果，ap").count == 1


def test_a_space_finds_the_end_of_a_source_line() -> None:
    assert finder("two three", "one two\nthree four").count == 1


def test_signs_of_expressions_are_only_signs_unless_a_slash_says_otherwise() -> None:
    assert finder("a.c", "abc a.c").count == 1
    assert finder("/a.c", "abc a.c").count == 2
    assert finder("/^a|c$", "abc").count == 2


def test_what_is_no_expression_is_told() -> None:
    with pytest.raises(NewsreaderError, match="Not a valid regex"):
        pattern_of("/(")
    assert pattern_of("/") is None
    assert pattern_of("") is None


def test_an_expression_that_finds_nothing_of_any_length_finds_nothing() -> None:
    assert finder("/x*").count == 0


def test_forwards_and_backwards_go_round_through_the_same() -> None:
    made = finder("apple", start=2)
    forwards = walk(made, Position(0))
    assert len(forwards) == 5
    place, backwards = Position(*forwards[0]), []
    for _ in forwards:
        found = made.before(place)
        assert found
        backwards.append((found.block, found.offset))
        place = found
    assert backwards == [forwards[0], *forwards[1:]][::-1]
    assert [made.number(Position(*each)) for each in sorted(forwards)] == [1, 2, 3, 4, 5]


def test_where_one_reads_is_looked_through_first() -> None:
    pattern = pattern_of("apple")
    assert pattern
    made = Finder(parse(TEXT), pattern, start=3)
    made.step(0)
    assert made.at_or_after(Position(3)) == Position(3)
    assert not made.is_in(range(3))


def test_more_than_anybody_steps_through_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "FOUND_LIMIT", 7)
    made = finder("a", "aaaa aaaa aaaa\n\naaa")
    assert made.count == 7
    assert made.is_done


@given(st.lists(st.text("aAb苹 \n*", max_size=12), max_size=6), st.text("ab苹", min_size=1, max_size=3))
def test_all_that_is_there_is_found(paragraphs: list[str], word: str) -> None:
    blocks = parse("\n\n".join(paragraphs))
    pattern = pattern_of(word)
    assert pattern
    made = Finder(blocks, pattern)
    while made.step(1):
        pass
    assert made.count == sum(block_text(block).lower().count(word) for block in blocks)
