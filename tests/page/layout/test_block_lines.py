"""Blocks at a width: roles, offsets, gutters, and room for text however narrow it gets."""

from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.block_lines import block_lines
from reader.page.layout.code_block import CONTINUED
from reader.page.line import Block, BlockKind, Gutter, GutterKind, Line, Role, Run, Span, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from reader.page.position import Position
from tests.page.painting import line_text, own_text, page, painted, settled, width

QUOTE = Gutter(GutterKind.QUOTE, "┃ ", "┃ ", 1)
ITEM = Gutter(GutterKind.ITEM, "• ", "  ", 2)

markdown = st.lists(
    st.sampled_from(
        [
            "中文，段落。",
            "English words ",
            "**强**",
            "`code`",
            "[链接](https://e.com/a/b)",
            "<https://example.com/a/very/long/path>",
            "![图](a.png)",
            "\n\n",
            "\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "```\n",
            "    x\ty\n",
            "| a | b |\n|---|---|\n| 一 | 二三四 |\n",
            "<div>\n",
            "<br>",
            "👨\u200d👩",
            "***\n",
            "~~x~~",
            "&amp;",
            "$x_1$ $5",
            "$$",
            "$$E=mc^2$$\n",
            "$$\\frac{a+b}{c} = \\text{中文}$$\n",
            "```js\nlet a = '中'\n",
            "```dot\n",
        ]
    ),
    max_size=30,
).map("".join)


def spans(block: Block, measure: int = 40) -> list[Span]:
    return [span for line in block_lines(block, 0, measure) for span in line.spans]


def test_runs_become_spans_with_their_offsets() -> None:
    runs = (Run("中文"), Run("bold", TextStyle.STRONG), Run("link", TextStyle.LINK, "https://e.com"))
    assert spans(Block(BlockKind.PARAGRAPH, runs)) == [
        Span("中文", Role.TEXT, offset=0),
        Span("bold", Role.TEXT, TextStyle.STRONG, offset=2),
        Span("link", Role.TEXT, TextStyle.LINK, "https://e.com", 6),
    ]


def test_a_run_over_two_lines_is_cut_with_its_link_on_both() -> None:
    lines = block_lines(Block(BlockKind.PARAGRAPH, (Run("one two", TextStyle.LINK, "x"),)), 3, 4)
    assert lines == (
        Line((Span("one", Role.TEXT, TextStyle.LINK, "x", 0),), 3, 0, 3),
        Line((Span("two", Role.TEXT, TextStyle.LINK, "x", 4),), 3, 4, 7),
    )


def test_gutters_show_their_sign_on_the_first_line_and_their_rest_below() -> None:
    lines = block_lines(Block(BlockKind.PARAGRAPH, (Run("one two three"),), (QUOTE, ITEM)), 0, 14)
    assert [line_text(line) for line in lines] == ["┃ • one two", "┃   three"]
    assert [span.role for span in lines[0].spans] == [Role.QUOTE_BAR, Role.BULLET, Role.QUOTE]
    assert all(span.offset == -1 for span in lines[0].spans[:2])


def test_what_is_quoted_has_its_own_role_but_a_heading_stays_one() -> None:
    assert [span.role for span in spans(Block(BlockKind.PARAGRAPH, (Run("a"),), (QUOTE,)))][1] is Role.QUOTE
    heading = Block(BlockKind.HEADING, (Run("a"),), (QUOTE,), level=2)
    assert [span.role for span in spans(heading)][1] is Role.HEADING_2


def test_code_fills_its_background_and_others_do_not() -> None:
    assert all(line.fill for line in block_lines(Block(BlockKind.CODE, (Run("a\nb"),)), 0, 20))
    assert not any(line.fill for line in block_lines(Block(BlockKind.PARAGRAPH, (Run("a b"),)), 0, 20))


def test_an_empty_listing_is_one_line() -> None:
    assert len(block_lines(Block(BlockKind.CODE, ()), 0, 20)) == 1


def test_a_long_line_of_code_loses_nothing() -> None:
    code = "x" * 50 + "中" * 30 + " " + "y" * 30
    lines = block_lines(Block(BlockKind.CODE, (Run(code),)), 0, 20)
    assert "".join(own_text(line) for line in lines) == code
    assert all(line_text(line).startswith(CONTINUED) for line in lines[1:])


def test_a_block_without_text_has_no_line_but_for_its_bullet() -> None:
    assert block_lines(Block(BlockKind.PARAGRAPH, ()), 0, 20) == ()
    assert block_lines(Block(BlockKind.PARAGRAPH, (), (QUOTE,)), 0, 20) == ()
    assert [line_text(line) for line in block_lines(Block(BlockKind.PARAGRAPH, (), (ITEM,)), 0, 20)] == ["• "]


def test_titles_are_balanced_and_have_a_rule_of_their_width() -> None:
    block = Block(BlockKind.TITLE, (Run("苹果AI入华为什么选中了阿里巴巴？"),))
    lines = block_lines(block, 0, 30)
    assert [line_text(line) for line in lines] == ["苹果AI入华为什么", "选中了阿里巴巴？", "━" * 16]
    assert {span.role for span in lines[2].spans} == {Role.TITLE_RULE}
    assert all(span.offset < 0 for span in lines[2].spans), "it is not text"
    layout = settled((block,), 30)
    assert [layout.row(Position(0, offset)) for offset in (0, 8, 9, 17, 99)] == [1, 1, 2, 2, 2]
    assert layout.position_at(3) == Position(0, 17)
    assert layout.text_between(Position(0), Position(1)) == "苹果AI入华为什么选中了阿里巴巴？"


def test_quotes_five_hundred_deep_leave_room_for_text() -> None:
    blocks = parse(">" * 500 + " 这里还有文字 and words")
    for measure in (1, 2, 3, 8, 20):
        for line in block_lines(blocks[0], 0, measure):
            assert width(line) <= max(measure, 2)
    assert painted(">" * 500 + " 这里还有文字 and words", 20) == page("""
┃ ┃ ┃ ┃ ┃ 这里还有文
┃ ┃ ┃ ┃ ┃ 字 and
┃ ┃ ┃ ┃ ┃ words
""")


@given(markdown, st.integers(1, 100))
def test_no_line_is_wider_than_the_measure(text: str, measure: int) -> None:
    for index, block in enumerate(parse(text)):
        for line in block_lines(block, index, measure):
            assert width(line) <= max(measure, 2)


@given(markdown, st.integers(2, 100))
def test_spans_say_where_their_text_stands(text: str, measure: int) -> None:
    for index, block in enumerate(parse(text)):
        whole = block_text(block)
        for line in block_lines(block, index, measure):
            for span in line.spans:
                if span.offset >= 0:
                    assert whole[span.offset : span.offset + len(span.text)] == span.text
                    assert line.start <= span.offset <= line.end


@given(markdown, st.integers(2, 100))
def test_all_text_is_painted_in_order(text: str, measure: int) -> None:
    for index, block in enumerate(parse(text)):
        if block.kind in {BlockKind.TABLE, BlockKind.MATHS}:
            continue  # cells, or parts of a formula, stand beside one another; they have tests of their own
        shown = "".join(own_text(line) for line in block_lines(block, index, measure))
        assert "".join(shown.split()) == "".join(block_text(block).split())
