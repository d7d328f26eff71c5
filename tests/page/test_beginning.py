"""The beginning of a long text is what the page shows while the rest of it is read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.page.beginning import BEGINNING, LONG, beginning
from reader.page.markdown.parse import parse
from tests.page.painting import painted

PIECES = (
    "# 标题 Title",
    "中文的一段，with English words。**粗体**。",
    "- 一\n- two\n  - 三",
    "> 引文\n> quoted",
    "```python\nx = 1\n\ny = 2\n```",
    "| a | b |\n| --- | --- |\n| 一 | 1 |",
    "1. one\n\n   more\n\n2. two",
)


def long_text(pieces: list[str]) -> str:
    text = "\n\n".join(pieces)
    return "\n\n".join([text] * (1 + LONG // len(text)))


def test_a_text_that_is_not_long_has_none() -> None:
    assert beginning("正文\n\n" * 100) == ""
    assert beginning("正文\n\n" * LONG) != ""


def test_it_ends_with_a_paragraph_and_is_a_few_screens_long() -> None:
    text = ("一二三四五六七八九十\n" * 3 + "\n") * 2_000
    head = beginning(text)
    assert BEGINNING // 2 < len(head) <= BEGINNING
    assert head == text[: len(head) - 1] + "\n"
    assert head.endswith("十\n")


def test_one_line_of_a_megabyte_is_cut_anywhere() -> None:
    assert beginning("字" * 1_000_000) == "字" * BEGINNING + "\n"


def test_links_and_notes_find_what_stands_at_the_end_of_the_text() -> None:
    text = "见 [这里][1] 与 [there] 和注[^a]。\n\n" + "正文。\n\n" * LONG
    ends = "[1]: https://example.com/1\n[there]: /t 'T'\n[other]: /o\n[^a]: 注文\n"
    page = painted(beginning(text + ends), 60)
    assert page.startswith("见 这里 与 there 和注¹。\n\n正文。")
    assert page.endswith("¹ 注文\N{NO-BREAK SPACE}↩")
    assert "/o" not in beginning(text + ends)


def test_ever_so_many_definitions_are_not_all_looked_at() -> None:
    text = "[a]\n\n" + "正文。\n\n" * LONG + "[b]: /b\n" * 100_000 + "[a]: /a\n"
    assert "/a" not in beginning(text)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_its_blocks_are_the_first_ones_of_the_whole(pieces: list[str]) -> None:
    text = long_text(pieces)
    head, whole = parse(beginning(text)), parse(text[: BEGINNING + BEGINNING // 4])
    sure = head[:-4]  # what may still be open at its end: an item, a listing, a table
    assert len(sure) > 1
    assert list(sure) == list(whole[: len(sure)])
