"""Tables: columns, narrower columns, records; every cell is there at every width."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page import bounds
from reader.page.layout.block_lines import block_lines
from reader.page.layout.layout import Layout, Position
from reader.page.line import TextStyle
from reader.page.markdown.parse import parse
from tests.page.painting import own_text, page, painted, settled, width

PRICES = (
    "| 名称 | Price | Note |\n|:-----|------:|:----:|\n| 苹果手机 | 1,299 | a *good* one |\n| b | 2 | 好 |\n"
)


def table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "".join("| " + " | ".join(row) + " |\n" for row in lines)


def test_columns_are_as_wide_as_their_text_and_aligned() -> None:
    assert painted(PRICES, 60) == page("""
名称      Price     Note
───────────────────────────
苹果手机  1,299  a good one
b             2      好
""")


def test_the_head_is_strong_and_cells_keep_their_marks_and_links() -> None:
    (block,) = parse("| a |\n|---|\n| [b](https://e.com) *c* |\n")
    marks = {run.text: (run.style, run.link) for run in block.runs if run.text.strip()}
    assert marks["a"] == (TextStyle.STRONG, "")
    assert marks["b"] == (TextStyle.LINK, "https://e.com")
    assert marks["c"] == (TextStyle.EMPHASIS, "")


def test_too_wide_a_table_wraps_its_widest_cells() -> None:
    text = table([["项", "说明"], ["一", "这是一个很长的说明，放不下一行。"], ["二", "短"]])
    assert painted(text, 24) == page("""
项  说明
────────────────────────
一  这是一个很长的说明，
    放不下一行。

二  短
""")


BREAKS = "| 名称<br>Name | Steps |\n|---|---|\n| 甲 | - one<br>- two<br><br>- three |\n| 乙 | x |\n"


def test_a_line_that_is_ended_in_a_cell_ends_there() -> None:
    assert painted(BREAKS, 60) == page("""
名称  Steps
Name
─────────────
甲    - one
      - two

      - three

乙    x
""")


def test_ended_lines_are_wrapped_each_by_itself_and_in_records_too() -> None:
    assert painted(BREAKS.replace("two", "two and what follows"), 22) == page("""
名称  Steps
Name
──────────────────────
甲    - one
      - two and what
      follows

      - three

乙    x
""")
    wide = table([["名称<br>Name", "Description"], ["甲", "x<br>y and what follows"]])
    assert painted(wide, 12) == page("""
名称 Name
甲
Description
x
y and what
follows
""")


def test_ended_lines_of_cells_copy_as_spaces() -> None:
    layout = settled(parse(BREAKS), 60)
    copied = layout.text_between(Position(0), Position(1))
    assert copied == "名称 Name\tSteps\n甲\t- one - two  - three\n乙\tx"


def test_paragraphs_and_items_in_a_cell_stand_below_one_another() -> None:
    html = (
        "<table><tr><th>a<th>b</tr><tr><td><p>one</p><p>two</p></td><td><ul><li>x<li>y</ul></td></tr></table>"
    )
    assert painted(html, 40) == page("""
a    b
────────
one  • x
two  • y
""")


def test_where_no_columns_fit_rows_become_records() -> None:
    text = table([["Name", "Description", "Default"], ["one", "what it is for", "1"], ["two", "", "2"]])
    assert painted(text, 24) == page("""
Name: one
  Description: what it
    is for
  Default: 1

Name: two
  Default: 2
""")


def test_a_table_copies_as_cells_and_rows() -> None:
    assert Layout(parse(PRICES), 60).text(0) == "名称\tPrice\tNote\n苹果手机\t1,299\ta good one\nb\t2\t好"


def test_a_position_in_a_cell_is_on_that_cells_line() -> None:
    text = table([["项", "说明"], ["一", "这是一个很长的说明，放不下一行。"], ["二", "短"]])
    layout = settled(parse(text), 24)
    whole = layout.text(0)
    for word, row in (("项", 0), ("一", 2), ("这是", 2), ("放不下", 3), ("二", 5), ("短", 5)):
        assert layout.row(Position(0, whole.index(word))) == row


def test_a_thousand_columns_are_readable() -> None:
    text = table([[f"h{n}" for n in range(1000)], [f"c{n}" for n in range(1000)]])
    shown = painted(text, 40)
    assert all(f"c{n}" in shown for n in range(1000))


cells = st.sampled_from(
    ["", "a", "中文", "long words in a cell", "这是一个比较长的单元格。", "`code`", "x" * 30]
)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_every_cell_is_painted_at_every_width(rows: list[list[str]]) -> None:
    blocks = parse(table(rows))
    for measure in (2, 7, 20, 40, 80):
        shown = "".join(own_text(line) for block in blocks for line in block_lines(block, 0, measure))
        wanted = rows[1:] or rows
        letters = Counter("".join(shown.split()))
        assert not Counter("".join("".join(map("".join, wanted)).replace("`", "").split())) - letters
        assert all(
            width(line) <= max(measure, 2) for block in blocks for line in block_lines(block, 0, measure)
        )


def long_table(rows: int) -> str:
    cells = "\n".join(f"| 第{row}行 | {'tall ' * (row % 7)}| {row} |" for row in range(rows))
    return f"| 名称 name | what | n |\n| --- | --- | ---: |\n{cells}"


@pytest.mark.parametrize("measure", [60, 30, 12])
def test_a_long_table_is_set_in_pieces_and_looks_like_one(
    measure: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces, page = parse(long_table(300)), painted(long_table(300), measure)
    assert len(pieces) == -(-301 // bounds.ROWS_LIMIT)
    monkeypatch.setattr(bounds, "ROWS_LIMIT", 1_000)
    assert len(parse(long_table(300))) == 1
    assert page == painted(long_table(300), measure)


def test_a_long_table_is_copied_as_one() -> None:
    layout = settled(parse(long_table(100)), 40)
    text = layout.text_between(Position(0), Position(len(layout.blocks)))
    assert text.split("\n")[0] == "名称 name\twhat\tn"
    assert text.split("\n")[64:66] == ["第63行\t\t63", "第64行\ttall\t64"]
    assert len(layout.blocks) > 1
    assert len(text.split("\n")) == 101
