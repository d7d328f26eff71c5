"""A caret on the page: where motions lead, and that every one of them ends on a sign of the text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.layout import Layout, Position
from reader.page.line import END, Block, BlockKind, Run
from reader.page.markdown.parse import parse
from reader.page.navigation.caret import (
    block_edge,
    cell_of,
    char_moved,
    end_of,
    first_on,
    line_edge,
    page_edge,
    row_moved,
    word_moved,
)
from reader.text.graphemes import grapheme_start, graphemes
from tests.page.painting import settled

ARTICLE = """# 标题 title

The quick_fox, 敏捷的狐狸 jumps over a line that is long enough to wrap.

***

| ab | cd |
|----|----|
| ef | 👨‍👩‍👧é |

last
"""


def page(text: str = ARTICLE, measure: int = 24) -> Layout:
    return settled(parse(text), measure)


def sign(layout: Layout, place: Position) -> str:
    return layout.text(place.block)[place.offset : end_of(layout, place).offset]


def walked(layout: Layout, place: Position, direction: int) -> list[str]:
    """Return the signs on the way, to where it ends."""
    signs = [sign(layout, place)]
    while (moved := char_moved(layout, place, direction)) != place:
        place = moved
        signs.append(sign(layout, place))
    return signs


def test_signs_are_graphemes_and_go_on_across_cells_and_blocks() -> None:
    layout = page()
    begin = first_on(layout, 0)
    assert begin == Position(0)
    forwards = walked(layout, begin, 1)
    assert "".join(forwards).endswith("wrap.abcdef👨‍👩‍👧élast")
    assert "👨‍👩‍👧" in forwards
    assert walked(layout, page_edge(layout, begin, 1), -1) == forwards[::-1]


def test_words_are_runs_of_letters_or_of_one_script() -> None:
    layout = page("The quick_fox, 敏捷的 jumps\n\nnext")
    place, words = Position(0), []
    for _ in range(7):
        words.append(place.offset if place.block == 0 else -1)
        place = word_moved(layout, place, 1)
    assert words == [0, 4, 13, 15, 19, -1, -1]
    assert word_moved(layout, Position(1), -1) == Position(0, 19)
    assert word_moved(layout, Position(0, 6), -1) == Position(0, 4)
    assert word_moved(layout, Position(0), -1) == Position(0)


def test_rows_keep_to_a_cell_and_skip_what_holds_no_text() -> None:
    layout = page("一二三四五\n\nab\n\n***\n\nabcdefghij")
    place = Position(0, 3)
    cell = cell_of(layout, place)
    assert cell == 6
    place = row_moved(layout, place, 1, cell)
    assert place == Position(1, 1)
    place = row_moved(layout, place, 1, cell)
    assert place == Position(3, 6)
    assert row_moved(layout, place, 5, cell) == place
    assert row_moved(layout, place, -9, cell) == Position(0, 3)


def test_the_edges_of_lines_and_paragraphs() -> None:
    layout = page("one two three four five six\n\nlast one", 10)
    place = line_edge(layout, Position(0, 5), 1)
    assert sign(layout, place) == "o"
    assert line_edge(layout, Position(0, 10), -1) == Position(0, 8)
    assert block_edge(layout, Position(0, 5), 1) == Position(0, 26)
    assert block_edge(layout, Position(0, 26), 1) == Position(1, 7)
    assert block_edge(layout, Position(1, 7), -1) == Position(1, 0)
    assert block_edge(layout, Position(1, 0), -1) == Position(0, 0)
    assert block_edge(layout, Position(0, 0), -1) == Position(0, 0)


def test_a_wrapped_cell_is_gone_through_row_by_row() -> None:
    layout = page(
        "| a | b |\n|---|---|\n| one two three four five six | seven eight nine ten eleven |\n\nend"
    )
    place, seen = Position(0), 0
    while place.block == 0 and seen < 50:
        place, seen = row_moved(layout, place, 1, 0), seen + 1
    assert sign(layout, place) == "e"
    assert 2 < seen < 12


def test_a_page_without_text_has_no_place_for_it() -> None:
    assert first_on(Layout((), 20), 0) is None
    assert first_on(page("***\n\n***"), 0) is None


def test_below_the_last_text_it_begins_above() -> None:
    assert first_on(page("text\n\n***"), 2) == Position(0)


MOTIONS: dict[str, Callable[[Layout, Position, int], Position]] = {
    "sign": char_moved, "word": word_moved, "line": line_edge, "block": block_edge, "page": page_edge,
    "row": lambda layout, place, direction: row_moved(layout, place, direction * 2, 3),
}  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            ["中文，段落。\n\n", "a e\u0301 👨‍👩‍👧 🇩🇪🇫🇷\n\n", "- item\n", "```\n\ncode\n\n\tx\n```\n\n", "***\n\n",
             "| a | b |\n|---|---|\n| c |  |\n|  | d |\n\n", "a\\\nb\n\n", "![x](y)\n\n", "<!-- x -->\n\n", "&nbsp;\n\n"]
        ),
        max_size=8,
    ).map("".join),
    st.integers(2, 40),
    st.lists(st.tuples(st.sampled_from(sorted(MOTIONS)), st.sampled_from([-1, 1])), max_size=20),
)  # fmt: skip
def test_every_motion_ends_on_a_whole_sign_of_the_text(
    text: str, measure: int, motions: list[tuple[str, int]]
) -> None:
    layout = page(text, measure)
    place = first_on(layout, 0)
    for motion, direction in motions if place else ():
        assert place
        moved = MOTIONS[motion](layout, place, direction)
        assert (
            moved == place or (moved > place) == (direction > 0) or motion in {"row", "word", "line", "block"}
        )
        place = moved
        signs = list(graphemes(layout.text(place.block)))
        starts = {len("".join(signs[:at])) for at in range(len(signs))}
        assert place.offset in starts
        assert sign(layout, place) not in "\t\n"


@given(st.text(alphabet="a中é\u0301👨\u200d👩🇩\u0e33\r\n한각 ", max_size=30))
def test_the_start_of_a_cluster_is_found_from_its_end(text: str) -> None:
    at = 0
    for cluster in graphemes(text):
        at += len(cluster)
        assert grapheme_start(text, at) == at - len(cluster)


@pytest.mark.parametrize("text", ["", "a"])
def test_before_the_beginning_there_is_nothing(text: str) -> None:
    assert grapheme_start(text, 0) == 0


def test_the_end_of_the_page_is_the_end_of_the_text_not_its_foot() -> None:
    text = Block(BlockKind.PARAGRAPH, (Run("the last words"),))
    foot = (Block(BlockKind.RULE, (), info=END), Block(BlockKind.META, (Run("#tag"),)))
    layout = settled((text, *foot), 40)
    end = page_edge(layout, Position(0), 1)
    assert end == Position(0, len("the last words") - 1)
    assert layout.text_between(Position(0), Position(3)) == "the last words\n\n#tag"
    assert page_edge(settled((text,), 40), Position(0), 1) == end
