"""Autospace, hanging signs and spread lines, as they look; and that the text under them stays what it was."""

import pytest

from reader.page.layout.block_lines import block_lines
from reader.page.layout.layout import Position
from reader.page.line import Block, BlockKind, Run, Span, TextStyle
from reader.page.lines.spacing import meetings, spread
from reader.page.lines.typography import Typography
from reader.page.markdown.parse import parse
from tests.page.painting import page, painted, settled

AUTOSPACE = Typography(autospace=True)
HANGING = Typography(hanging=True)
JUSTIFY = Typography(justify=True)
ALL = Typography(autospace=True, hanging=True, justify=True)

CHINESE = "根据2025年2月14日的报道，DeepSeek的模型在“LiveCodeBench”上的表现（见《三体》）超过了其他模型，价格却只有3.5%，这让人们——包括专家——感到惊讶。"
ENGLISH = (
    "The quick (brown) fox jumps over the lazy dog, and “somebody” said that 3.5% of models can't read it."
)


def shown_with_gaps(text: str) -> str:
    at, pieces = 0, []
    for place in meetings(text):
        pieces.append(text[at:place])
        at = place
    return "|".join([*pieces, text[at:]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("使用DeepSeek的", "使用|DeepSeek|的"),
        ("在2025年用Ж和λ", "在|2025|年用|Ж|和|λ"),
        ("カタカナtextひらがな", "カタカナ|text|ひらがな"),
        ("有 space 在", "有 space 在"),
        ("中文，English。中文（English）", "中文，English。中文（English）"),
        ("涨了50%的 $5", "涨了|50%的 $5"),
        ("한국어text", "한국어text"),
        ("e\u0301中 葛\U000e0100a", "e\u0301|中 葛\U000e0100|a"),
        ("全角ＡＢＣ", "全角ＡＢＣ"),
        ("plain text", "plain text"),
    ],
)
def test_scripts_meet_where_no_space_or_sign_stands_between(text: str, expected: str) -> None:
    assert shown_with_gaps(text) == expected


def test_a_space_is_shown_between_scripts_but_not_at_the_ends_of_lines() -> None:
    assert painted(CHINESE, 30, AUTOSPACE) == page("""
根据 2025 年 2 月 14 日的报
道，DeepSeek 的模型在
“LiveCodeBench”上的表现（见
《三体》）超过了其他模型，价格
却只有 3.5%，这让人们——包括专
家——感到惊讶。
""")
    assert painted("一二三四abc五六", 8, AUTOSPACE) == "一二三四\nabc 五六"


TABLE = """
| 名称 | 数量 |
|:-----|-----:|
| 用DeepSeek的 | 3个 |
| 有`a中b`code | 在2025年 |
"""


def test_tables_show_it_too_and_their_columns_have_room_for_it() -> None:
    assert painted(TABLE, 40, AUTOSPACE) == page("""
名称                  数量
──────────────────────────
用 DeepSeek 的        3 个
有 a中bcode     在 2025 年
""")
    long = TABLE + "| 行 | 1 |\n" * 300
    rows = painted(long, 40, AUTOSPACE).split("\n")
    assert {len(row) for row in rows if row.startswith("行")} == {len("行" + " " * 23 + "1")}
    assert painted(
        "| 很长的name列 | 第二col列 |\n|-|-|\n| 一二三四五六七八 | 用abc |", 23, AUTOSPACE
    ) == page("""
很长的       第二 col
name 列      列
───────────────────────
一二三四五   用 abc
六七八
""")
    assert painted("# 标题Title", 30, AUTOSPACE) == "标题 Title"


def test_nothing_is_shown_inside_code_but_beside_it() -> None:
    assert painted("使用`变量x`的", 30, AUTOSPACE) == "使用变量x 的"
    block = Block(BlockKind.PARAGRAPH, (Run("用"), Run("x变y", TextStyle.CODE), Run("了")))
    (line,) = block_lines(block, 0, 30, AUTOSPACE)
    assert [(span.text, span.style) for span in line.spans] == [
        ("用", TextStyle.PLAIN),
        (" ", TextStyle.PLAIN),
        ("x变y", TextStyle.CODE),
        (" ", TextStyle.PLAIN),
        ("了", TextStyle.PLAIN),
    ]


def test_a_space_inside_a_link_looks_like_the_link_and_has_no_offset() -> None:
    block = Block(BlockKind.PARAGRAPH, (Run("看"), Run("图a", TextStyle.LINK, "x")))
    (line,) = block_lines(block, 0, 30, AUTOSPACE)
    role = line.spans[0].role
    assert line.spans[1:] == (
        Span("图", role, TextStyle.LINK, "x", 1),
        Span(" ", role, TextStyle.LINK, "x"),
        Span("a", role, TextStyle.LINK, "x", 2),
    )


def test_what_is_shown_is_not_copied() -> None:
    layout = settled(parse(CHINESE), 30, ALL)
    assert layout.text_between(Position(0), Position(1)) == CHINESE
    assert layout.text_between(Position(0, 2), Position(0, 7)) == "2025年"
    assert settled(parse(CHINESE), 30).text_between(Position(0), Position(1)) == CHINESE


def test_a_full_stop_or_comma_without_room_hangs() -> None:
    assert painted("一二三四五，六七八九。", 10, HANGING) == "一二三四五，\n六七八九。"
    assert painted("一二三四五，六七八九。", 10) == "一二三四\n五，六七\n八九。"
    assert painted("一二三四五、\n六七八九十。", 10, HANGING) == "一二三四五、\n六七八九十。"
    assert painted("a一二三四，五六", 10, HANGING) == "a一二三四，\n五六"


def test_what_is_closed_by_another_sign_does_not_hang() -> None:
    assert painted("“一二三四。”五六", 10, HANGING) == "“一二三\n四。”五六"
    assert painted("一二三四五！六七", 10, HANGING) == "一二三四\n五！六七"


def test_headings_hang_nothing() -> None:
    assert painted("# 一二三四五，六七八九", 10, HANGING) == painted("# 一二三四五，六七八九", 10)


def test_english_is_spread_over_its_spaces() -> None:
    assert painted(ENGLISH, 30, JUSTIFY) == page("""
The  quick (brown)  fox  jumps
over   the   lazy   dog,   and
“somebody” said  that 3.5%  of
models can't read it.
""")


def test_chinese_is_spread_over_its_punctuation_first_and_not_too_far() -> None:
    assert painted(CHINESE, 30, JUSTIFY) == page("""
根据2025年2月14日的报道，
DeepSeek的模型在
“LiveCodeBench” 上的 表现 （见
《三体》）超过了其他模型，价格
却只有 3.5%， 这让人们——包括专
家——感到惊讶。
""")


def test_the_last_line_and_one_that_the_author_ended_stay() -> None:
    assert painted("one two three  \nsix seven", 9, JUSTIFY) == "one   two\nthree\nsix seven"
    assert painted("one two  \nsix", 9, JUSTIFY) == "one two\nsix"


def test_lists_and_quotes_are_spread_and_headings_are_not() -> None:
    assert painted("- one two three four\n\n> one two three four", 18, JUSTIFY) == page("""
• one  two   three
  four

┃ one  two   three
┃ four
""")
    assert painted("# one two three four", 16, JUSTIFY) == "one two\nthree four"


def test_code_and_numbers_are_not_drawn_apart() -> None:
    assert painted("`a b` and so 10 km on and on", 18, JUSTIFY) == "a b  and so  10 km\non and on"


def test_all_of_them_together() -> None:
    assert painted(CHINESE, 30, ALL) == page("""
根据 2025 年  2 月 14 日的报道，
DeepSeek 的模型在
“LiveCodeBench” 上的 表现 （见
《三体》）超过了其他模型，价格
却只有 3.5%， 这让人们——包括专
家——感到惊讶。
""")


def test_cells_are_spread_evenly_up_to_a_bound() -> None:
    spaces = [10, 20, 30, 40]
    assert spread((spaces, [], [], []), 2, 80) == {20: 1, 40: 1}
    assert spread((spaces, [], [], []), 8, 80) == dict.fromkeys(spaces, 2)
    assert spread((spaces, [], [], []), 9, 80) == {}
    assert spread(([], [], [5], [1, 2, 3, 4]), 3, 80) == {5: 1, 2: 1, 4: 1}
    assert len(spread(([], [], [], list(range(40))), 5, 80)) == 5
    assert spread(([], [], [], list(range(40))), 6, 80) == {}
    assert spread(([], [], [], []), 1, 80) == {}
    assert spread((spaces, [], [], []), 0, 80) == {}
