"""Callouts, admonitions, containers, definition lists: what frames text and has a title."""

import pytest

from reader.page.line import BlockKind, Role
from reader.page.markdown.parse import parse
from reader.page.markdown.rules.containers import CONTAINER_LIMIT
from tests.page.painting import page, painted, roles


def labels(markdown: str) -> list[tuple[str, str]]:
    blocks = [block for block in parse(markdown) if block.kind is BlockKind.LABEL]
    return [("".join(run.text for run in block.runs), block.info) for block in blocks]


def test_a_callout_has_its_kind_above_its_text() -> None:
    assert painted("> [!NOTE]\n> 正文。\n>\n> more\n\nafter") == page("""
┃ Note
┃ 正文。
┃
┃ more

after
""")
    assert roles("> [!NOTE]\n> x") == {Role.LABEL, Role.QUOTE}


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("[!tip]- *Title* 标题", ("Tip · Title 标题", "tip")),
        ("[!WARNING]+", ("Warning", "WARNING")),
        ("[!faq] Question", ("Question", "faq")),
        ("[!recipe]", ("Recipe", "recipe")),
        ("[!note|right] x", ("Note · x", "note")),
    ],
)
def test_a_callouts_title_stands_behind_its_kind(head: str, label: tuple[str, str]) -> None:
    assert labels(f"> {head}\n> body") == [label]
    fold = "▾ " if "]-" in head or "]+" in head else ""
    assert painted(f"> {head}").split("\n") == [f"┃ {fold}{label[0]}"]


def test_a_quote_that_only_looks_like_a_callout_is_a_quote() -> None:
    assert painted("> \\[!NOTE] a") == "┃ [!NOTE] a"
    assert painted("> a\n> [!NOTE]") == "┃ a [!NOTE]"
    assert painted("> ```\n> [!NOTE]\n> ```") == "┃ [!NOTE]"


def test_callouts_nest() -> None:
    assert painted("> [!question] 可以嵌套吗？\n> > [!todo] 可以。\n> > 里面") == page("""
┃ Question · 可以嵌套吗？
┃ ┃ To do · 可以。
┃ ┃ 里面
""")


def test_an_admonition_holds_what_is_indented_below_it() -> None:
    assert painted('!!! warning "当心"\n    第一段\n\n    - item\n\n        code\nafter') == page("""
┃ Warning · 当心
┃ 第一段
┃
┃ • item
┃
┃   code

after
""")
    assert painted("??? note\n    a\n\n???+ tip inline end\n    b") == "┃ ▾ Note\n┃   a\n\n┃ ▾ Tip\n┃   b"


def test_tabs_stand_below_one_another() -> None:
    assert (
        painted('=== "C"\n\n    a\n\n=== "C++"\n\n    b\n\nTitle\n===') == "┃ C\n┃ a\n\n┃ C++\n┃ b\n\n\nTitle"
    )


def test_admonitions_nest_and_end_a_paragraph() -> None:
    assert painted("text\n!!! note\n    a\n    !!! tip\n        b\n    c") == page("""
text

┃ Note
┃ a
┃
┃ ┃ Tip
┃ ┃ b
┃
┃ c
""")


def test_exclamations_are_no_admonition() -> None:
    assert (
        painted("!!! really\n\n??? what is this\n\n!!! note\n\nx")
        == "!!! really\n\n??? what is this\n\n!!! note\n\nx"
    )
    assert painted("太好了!!!\n!!!太好了") == "太好了!!! !!!太好了"


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (":::note", "Note"),
        ("::: tip 标题", "Tip · 标题"),
        (":::tip[Did *you*?]", "Tip · Did you?"),
        (":::{important} Now", "Important · Now"),
        ("::: {.callout-warning}", "Warning"),
        ("::::caution", "Caution"),
        (":::my-own", "My own"),
    ],
)
def test_a_container_has_its_name_above_its_text(head: str, label: str) -> None:
    assert painted(f"{head}\n正文\n:::\n\nafter") == f"┃ {label}\n┃ 正文\n\nafter"


def test_containers_nest_hold_markdown_and_end_what_is_inside() -> None:
    assert painted("::::info\n- a\n- b\n\n:::details More\n> q\n:::\n::::\nafter") == page("""
┃ Info
┃ • a
┃ • b
┃
┃ ▾ More
┃   ┃ q

after
""")


def test_a_container_that_nothing_closes_ends_with_what_it_stands_in() -> None:
    assert painted("- :::note\n  a\n\nb") == "• ┃ Note\n  ┃ a\n\nb"
    assert painted("> :::note\n> a\n\nb\n:::") == "┃ ┃ Note\n┃ ┃ a\n\nb"


def test_a_container_without_a_name_worth_saying_is_not_seen() -> None:
    assert painted("::: {.column width=50%}\na\n:::\n:::\nb") == "a\n\nb"


def test_deep_containers_are_their_text() -> None:
    shown = painted(":::note\n" * (CONTAINER_LIMIT + 5) + "deep", 400)
    assert shown.endswith("┃ " * CONTAINER_LIMIT + "deep")


def test_what_stands_in_code_is_code() -> None:
    text = ":::note\n!!! note\n> [!NOTE]\nTerm\n: x"
    assert painted(f"```\n{text}\n```") == text
    assert painted("    :::note\n    x") == ":::note\nx"


def test_definitions_stand_under_their_terms() -> None:
    assert painted(
        "名词\n: 解释，很长的一段解释，需要换行才行。\n: second\n\nTerm *two*\n\n: loose\n\n    more", 24
    ) == page("""
名词
  解释，很长的一段解释，
  需要换行才行。
  second

Term two
  loose

  more
""")


def test_what_follows_a_definition_is_no_term_if_it_is_another_block() -> None:
    assert painted("a\n: b\n\n```\n: c\n```\n# d\n: e") == page("""
a
  b

: c


d

: e
""")
    assert painted("价格\n~ 50 元\n\na\n:b\n\nc\n:") == "价格 ~ 50 元\n\na :b\n\nc :"


def test_abbreviations_are_told_where_they_are_defined() -> None:
    assert painted("HTML is old.\n\n*[HTML]: Hyper Text\n*[W3C]: World") == page("""
HTML is old.

HTML — Hyper Text

W3C — World
""")
