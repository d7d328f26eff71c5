"""Quotation marks of Chinese text as corner brackets: on the page only, and in Chinese text only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.layout import Layout
from reader.page.lines.chinese_quotes import with_corner_quotes
from reader.page.lines.typography import Typography
from reader.page.markdown.parse import parse
from reader.page.position import Position
from reader.text import cell_width

CORNERS = Typography(corner_quotes=True)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("他说：“你好”。", "他说：「你好」。"),
        ("“你好”", "「你好」"),
        ("“他说：‘走了’，然后……”", "「他说：『走了』，然后……」"),
        ("在 “Python” 里", "在 「Python」 里"),
        ("“第一段没有结束的话", "「第一段没有结束的话"),
        ("到这里结束。”", "到这里结束。」"),
        ("He said “hello”.", "He said “hello”."),
        ("He said “你好” to me", "He said “你好” to me"),
        ("I don’t ‘know’", "I don’t ‘know’"),
        ("他的 iPhone’s 屏幕", "他的 iPhone’s 屏幕"),
        ("没有引号", "没有引号"),
        ("“a” 和 “b”", "「a」 和 「b」"),
    ],
)
def test_marks_are_replaced_in_chinese_text_only(written: str, shown: str) -> None:
    assert with_corner_quotes(written) == shown


@given(st.text(st.sampled_from("“”‘’ab中文，。 \t\n"), max_size=40))
def test_nothing_else_changes(text: str) -> None:
    shown = with_corner_quotes(text)
    back = str.maketrans("「」『』", "“”‘’")
    assert len(shown) == len(text)
    assert shown.translate(back) == text


TEXT = (
    "他说：“你好”，`“代码”`。**“粗”**\n\n```\n“代码”\n```\n\n| “表” | b |\n| --- | --- |\n| “一” | “two” |\n"
)


def test_the_page_shows_corners_and_what_is_copied_has_the_marks_of_the_text() -> None:
    layout = Layout(parse(TEXT), 40, CORNERS)
    layout.prepare(0, 50)
    shown = "\n".join(
        "".join(span.text for span in (line.spans if line else ()))
        for line in map(layout.line, range(layout.height))
    )
    assert "他说：「你好」，“代码”。「粗」" in shown
    assert "「表」" in shown
    assert "「一」" in shown
    assert shown.count("“代码”") == 2
    copied = layout.text_between(Position(0, 0), Position(len(layout.blocks) - 1, 999))
    assert "「" not in copied
    assert "他说：“你好”" in copied


def test_lines_with_corners_fit() -> None:
    layout = Layout(parse("“你好”" * 40), 20, CORNERS)
    layout.prepare(0, 50)
    widths = [
        sum(cell_width(span.text) for span in line.spans)
        for at in range(layout.height)
        if (line := layout.line(at))
    ]
    assert max(widths) <= 20
    assert len(widths) > 12
