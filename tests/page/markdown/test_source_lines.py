"""Ends of source lines: a space between Latin words, nothing between Chinese, and whose look the space has."""

import pytest

from reader.page.line import BlockKind, TextStyle
from reader.page.markdown.parse import parse
from tests.page.painting import painted


def runs(markdown: str) -> list[tuple[str, TextStyle]]:
    return [(run.text, run.style) for block in parse(markdown) for run in block.runs]


@pytest.mark.parametrize(
    ("markdown", "text", "style"),
    [
        ("[ninety receivers](https://e.com)", "ninety receivers", TextStyle.LINK),
        ("`code`", "code", TextStyle.CODE),
        ("==mark==", "mark", TextStyle.HIGHLIGHT),
        ("~~del~~", "del", TextStyle.STRIKE),
        ("![map](a.png)", "▣ map", TextStyle.IMAGE),
        ("**strong**", "strong", TextStyle.STRONG),
        ("<kbd>ctrl</kbd>", "ctrl", TextStyle.KBD),
        ("<u>new</u>", "new", TextStyle.UNDERLINE),
        ('<a href="x">link</a>', "link", TextStyle.LINK),
        ("https://e.com/a", "https://e.com/a", TextStyle.LINK),
        ("$x^2$", "x²", TextStyle.MATHS),
    ],
)
def test_the_space_for_a_line_end_is_outside_of_what_begins_the_next_line(
    markdown: str, text: str, style: TextStyle
) -> None:
    plain = TextStyle.PLAIN
    assert runs(f"by any of\n{markdown}\nand on") == [
        ("by any of ", plain),
        (text, style),
        (" and on", plain),
    ]
    assert painted(f"by any of\n{markdown}\nand on") == f"by any of {text} and on"


def test_the_space_for_a_line_end_inside_a_link_or_emphasis_belongs_to_it() -> None:
    assert runs("[two\nwords](x)") == [("two words", TextStyle.LINK)]
    assert runs("**two\n`code`**") == [
        ("two ", TextStyle.STRONG),
        ("code", TextStyle.STRONG | TextStyle.CODE),
    ]
    assert runs("a <u>two\nwords</u>\nb") == [
        ("a ", TextStyle.PLAIN),
        ("two words", TextStyle.UNDERLINE),
        (" b", TextStyle.PLAIN),
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("日本語のテキストに、\nEnglish textを", "日本語のテキストに、English textを"),
        ("あります。\nAmazonの", "あります。Amazonの"),
        ("English\n（说明）", "English（说明）"),
        ("见\n「Latin」\nword", "见「Latin」word"),
        ("中文，\n`code`", "中文，code"),
        ("中文\nEnglish\n中文", "中文 English 中文"),
        ("한국어、\n한글", "한국어、 한글"),
        ("🙂\nword", "🙂 word"),
    ],
)
def test_full_width_punctuation_at_a_line_end_needs_no_space(source: str, shown: str) -> None:
    assert painted(source) == shown


def test_a_line_of_emphasis_below_an_image_is_its_caption() -> None:
    assert painted("![A lamp](a.png)\n*At night*\n\ntext") == "▣ A lamp\nAt night\n\ntext"
    assert painted("![A lamp](a.png =250x)\n_夜の灯_") == "▣ A lamp\n夜の灯"
    assert painted("![A lamp](a.png)\\\n*At night*") == "▣ A lamp\nAt night"
    assert painted("![A lamp](a.png)\\\n![B](b.png)\n") == "▣ A lamp\n\n▣ B"
    assert [block.kind for block in parse("- ![A lamp](a.png)\n  *At night*")] == [
        BlockKind.IMAGE,
        BlockKind.PARAGRAPH,
    ]
    for below in ("**strong**", "*one* two", "*one* and *two*", "text"):
        (block,) = parse(f"![A lamp](a.png)\n{below}")
        assert block.kind is BlockKind.PARAGRAPH
