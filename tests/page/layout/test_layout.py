"""A page at a width: rows and places agree, what is shown is exact, what is copied is unwrapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.block_lines import block_lines
from reader.page.layout.layout import LAYOUTS_KEPT, Layout, Position
from reader.page.line import Role
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, lines_of, settled

ARTICLE = """# 标题 title

第一段很长，长到需要换行，这样才能看出位置是不是对的。

- item one that is long enough to wrap
- 二

  > quoted

  > again

```
code
```

| a | b |
|---|---|
| c | d |

***

<!-- nothing -->

last
"""

pieces = st.lists(
    st.sampled_from(
        ["中文段落，一二三四五六七八九十。\n\n", "words and words and words\n\n", "- item\n", "> quote\n\n", "```\ncode\n```\n",
         "# heading\n\n", "***\n\n", "<!-- hidden -->\n\n", "a <!-- x -->\n\n", "<!-- y --> \n\n", "\n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


def test_rows_are_blank_lines_and_the_lines_of_each_block() -> None:
    layout = settled(parse("a\n\n> b\n>\n> c"), 20)
    assert [line_text(line) for line in lines_of(layout)] == ["a", "", "┃ b", "┃ ", "┃ c"]
    assert layout.line(1) is None
    bar = layout.line(3)
    assert bar is not None
    assert [span.role for span in bar.spans] == [Role.QUOTE_BAR]


def test_outside_the_page_there_is_nothing() -> None:
    layout = settled(parse("a"), 20)
    assert layout.height == 1
    assert layout.line(-1) is None
    assert layout.line(1) is None


def test_an_empty_page_has_no_height() -> None:
    layout = Layout((), 20)
    assert (layout.height, layout.line(0), layout.position_at(0), layout.row(Position(0))) == (
        0,
        None,
        Position(0),
        0,
    )
    assert not layout.settle(1)
    assert not layout.text_between(Position(0), Position(5))


@given(pieces, st.integers(2, 60))
def test_settled_heights_add_up_to_what_is_painted(text: str, measure: int) -> None:
    blocks = parse(text)
    layout = settled(blocks, measure)
    expected = 0
    for index, block in enumerate(blocks):
        lines = block_lines(block, index, measure)
        expected += block.space + len(lines) if lines else 0
    assert layout.height == expected


@given(pieces, st.integers(2, 60))
def test_the_row_of_the_place_of_a_row_is_that_row(text: str, measure: int) -> None:
    layout = settled(parse(text), measure)
    for row in range(layout.height):
        line = layout.line(row)
        place = layout.position_at(row)
        if line is not None and any(span.offset >= 0 for span in line.spans):
            assert layout.row(place) == row
            assert place == Position(line.block, line.start)


@given(pieces, st.integers(2, 60), st.integers(2, 60))
def test_a_place_stands_on_a_line_that_holds_it_at_any_width(text: str, before: int, after: int) -> None:
    layout = settled(parse(text), before)
    other = layout.resized(after)
    while other.settle(1):
        pass
    for row in range(layout.height):
        place = layout.position_at(row)
        line = other.line(other.row(place))
        if line is not None and line.block == place.block:
            assert line.start <= place.offset <= line.end


@given(pieces, st.integers(2, 60), st.integers(0, 60))
def test_what_is_prepared_does_not_move_when_it_is_painted(text: str, measure: int, row: int) -> None:
    layout = Layout(parse(text), measure)
    layout.prepare(row, 10)
    height = layout.height
    painted = [layout.line(each) for each in range(row, min(row + 10, height))]
    assert layout.height == height
    assert painted == [layout.line(each) for each in range(row, min(row + 10, height))]


def test_what_is_on_the_screen_is_exact_before_the_page_has_settled() -> None:
    text = "很长的段落，" * 40 + "\n\n" + "x\n\n" * 50
    exact = settled(parse(text), 20)
    fresh = Layout(parse(text), 20)
    fresh.prepare(0, 20)
    assert [line_text(fresh.line(row)) for row in range(20)] == [
        line_text(exact.line(row)) for row in range(20)
    ]


@given(pieces, st.integers(2, 60), st.integers(1, 30))
def test_the_last_screenful_is_exact_once_the_end_is_prepared(text: str, measure: int, count: int) -> None:
    layout = Layout(parse(text), measure)
    layout.prepare(layout.height - count, count)
    exact = settled(parse(text), measure)
    shown = min(count, exact.height)
    last = [line_text(layout.line(layout.height - row)) for row in range(1, shown + 1)]
    assert last == [line_text(exact.line(exact.height - row)) for row in range(1, shown + 1)]


def test_links_are_counted_as_blocks_are_laid() -> None:
    layout = Layout(parse("[*a* b](x) [c](y)\n\n" + "text\n\n" * 50 + "[d](z)"), 40)
    layout.prepare(0, 3)
    assert layout.links == 2
    assert settled(parse("[*a* b](x) [c](y)\n\n[d](z)"), 40).links == 3


def test_the_same_text_makes_equal_blocks() -> None:
    assert parse("a *b*\n\n[c]\n\n[c]: d") == parse("a *b*\n\n[c]\n\n[c]: d")
    assert parse("a *b*") != parse("a b")
    assert parse("[c]\n\n[c]: d") != parse("[c]\n\n[c]: e")


def test_settling_takes_no_more_than_it_is_given_and_ends() -> None:
    layout = Layout(parse("word " * 50 + "\n\n" + "paragraph\n\n" * 300), 30)
    rounds = 0
    while layout.settle(0.0):
        rounds += 1
    assert rounds >= 299
    assert not layout.settle(0.0)


def test_more_blocks_than_are_kept_read_the_same_again() -> None:
    layout = settled(parse("中文 text\n\n" * (LAYOUTS_KEPT * 2)), 30)
    assert line_text(layout.line(0)) == "中文 text"
    assert line_text(layout.line(layout.height - 1)) == "中文 text"
    assert line_text(layout.line(0)) == "中文 text"


def test_text_is_copied_unwrapped_with_bullets_and_cells() -> None:
    layout = settled(parse(ARTICLE), 20)
    everything = layout.text_between(Position(0), Position(len(layout.blocks), 0))
    assert everything == (
        "标题 title\n\n第一段很长，长到需要换行，这样才能看出位置是不是对的。\n\n"
        "• item one that is long enough to wrap\n\n• 二\n\n  quoted\n\n  again\n\n"
        "code\n\na\tb\nc\td\n\n\n\nlast"
    )


@pytest.mark.parametrize("width", [10, 40])
def test_part_of_a_paragraph_is_copied_without_its_bullet(width: int) -> None:
    layout = settled(parse("- 一二三四五六七八九十\n- b"), width)
    assert layout.text_between(Position(0, 2), Position(0, 8)) == "三四五六七八"
    assert layout.text_between(Position(0, 8), Position(0, 2)) == "三四五六七八"
    assert layout.text_between(Position(0, 8), Position(1, 1)) == "九十\n• b"
