"""What is seen of long lines: as wide as asked for, nothing halved, offsets right, everything within reach."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.block_lines import block_lines
from reader.page.line import Block, BlockKind, Gutter, GutterKind, Line, Run
from reader.page.lines.sideways import MORE_LEFT, MORE_RIGHT, excess, part, shift_to
from reader.page.lines.typography import Typography
from reader.text import cell_width
from reader.text.graphemes import graphemes

UNWRAPPED = Typography(code_wrap=False)
QUOTE = Gutter(GutterKind.QUOTE, "┃ ", "┃ ", 1)


def long_line(text: str, measure: int = 20, *, quoted: bool = False, numbered: int = 0) -> Line:
    block = Block(BlockKind.CODE, (Run(text),), (QUOTE,) if quoted else (), level=numbered)
    (line,) = block_lines(block, 0, measure, UNWRAPPED)
    return line


def told(line: Line) -> str:
    return "".join(span.text for span in line.spans)


def test_a_line_that_fits_stays() -> None:
    line = long_line("short")
    assert part(line, 8, 20) == line


def test_the_beginning_the_middle_and_the_end_of_a_long_line() -> None:
    line = long_line("abcdefghijklmnopqrstuvwxyz0123")
    assert excess(line, 20) == 10
    assert told(part(line, 0, 20)) == "abcdefghijklmnopqrs›"
    assert told(part(line, 4, 20)) == "‹fghijklmnopqrstuvw›"
    assert told(part(line, 10, 20)) == "‹lmnopqrstuvwxyz0123"
    assert told(part(line, 99, 20)) == "‹lmnopqrstuvwxyz0123"


def test_bars_and_numbers_stay_where_they_are() -> None:
    assert told(part(long_line("x" * 20 + "y" * 20, quoted=True), 8, 20)) == "┃ ‹" + "x" * 11 + "y" * 5 + "›"
    numbered = part(long_line("x" * 80, 40, numbered=7), 8, 40)
    assert told(numbered) == "7  ‹" + "x" * 35 + "›"


def test_of_a_wide_sign_at_an_edge_a_blank_is_left() -> None:
    line = long_line("中" * 20)
    assert told(part(line, 0, 20)) == "中" * 9 + " ›"
    assert told(part(line, 3, 20)) == "‹" + "中" * 9 + "›"
    assert told(part(line, 2, 20)) == "‹ " + "中" * 8 + " ›"


@given(
    st.text(st.sampled_from("ab 中国，é👩‍🚀🇨🇳é"), min_size=1, max_size=60),
    st.integers(0, 60),
    st.integers(8, 40),
)
def test_it_is_never_wider_and_its_offsets_name_what_is_seen(text: str, shift: int, measure: int) -> None:
    text = text.replace("\n", " ").strip() or "x"
    line = long_line(text, measure)
    seen = part(line, shift, measure)
    boundaries = set(accumulate(map(len, graphemes(text)), initial=0))
    assert cell_width(told(seen)) <= measure
    for span in seen.spans:
        if span.offset >= 0:
            assert text[span.offset : span.offset + len(span.text)] == span.text
            assert {span.offset, span.offset + len(span.text)} <= boundaries


@pytest.mark.parametrize("text", ["abcdefghij" * 9, "中文listing" * 9])
@pytest.mark.parametrize("shift", [0, 8, 40])
def test_every_sign_can_be_brought_into_sight(text: str, shift: int) -> None:
    line = long_line(text, 24)
    for offset in range(len(text)):
        seen = part(line, shift_to(line, offset, shift, 24), 24)
        spans = [span for span in seen.spans if span.offset >= 0]
        assert any(span.offset <= offset < span.offset + len(span.text) for span in spans), offset


def test_nothing_moves_for_a_sign_that_is_seen() -> None:
    line = long_line("abcdefghij" * 9, 24)
    assert shift_to(line, 3, 0, 24) == 0
    assert shift_to(line, 30, 20, 24) == 20


def test_marks_are_no_text() -> None:
    seen = part(long_line("x" * 90), 8, 20)
    assert [span.offset >= 0 for span in seen.spans] == [False, True, False]
    assert (seen.spans[0].text, seen.spans[-1].text.strip()) == (MORE_LEFT, MORE_RIGHT)
