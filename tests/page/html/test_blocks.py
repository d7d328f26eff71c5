"""HTML as the blocks that it means, with Markdown inside them staying Markdown."""

import pytest

from reader.page.line import BlockKind, GutterKind, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from tests.page.painting import page, painted


def marked(markdown: str) -> list[tuple[str, TextStyle]]:
    return [(run.text, run.style) for block in parse(markdown) for run in block.runs if run.text.strip()]


def shape(markdown: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, "".join(run.text for run in block.runs)) for block in parse(markdown)]


def test_headings_rules_and_paragraphs_are_those_of_markdown() -> None:
    assert shape("<h1 align=center>一 <i>x</i></h1><p>two<p>three<hr><h6>六</h6>") == [
        (BlockKind.HEADING, 1, "一 x"),
        (BlockKind.PARAGRAPH, 0, "two"),
        (BlockKind.PARAGRAPH, 0, "three"),
        (BlockKind.RULE, 0, ""),
        (BlockKind.HEADING, 6, "六"),
    ]


@pytest.mark.parametrize("name", ["div", "section", "article", "center", "main", "header", "p", "body"])
def test_containers_vanish_and_markdown_inside_stays_markdown(name: str) -> None:
    assert painted(f"<{name} class='x'>\n\n**粗体** text\n\n- a\n\n</{name}>\n\nafter") == (
        "粗体 text\n\n• a\n\nafter"
    )


def test_markdown_inside_a_heading_is_a_heading() -> None:
    assert shape("<h2>\n\n标题 *x*\n\n</h2>\n\ntext") == [
        (BlockKind.HEADING, 2, "标题 x"),
        (BlockKind.PARAGRAPH, 0, "text"),
    ]
    assert shape("<h2>\n\nnever closed\n\ntext")[1:] == [(BlockKind.PARAGRAPH, 0, "text")]


def test_lists_have_their_bullets_and_numbers() -> None:
    assert painted(
        "<ul><li>a<li>b<ul><li>c</li></ul></li></ul><ol start=9><li>九<li value=12>x</ol>"
    ) == page("""
• a
• b
  ◦ c

 9. 九
12. x
""")
    assert painted("<ul>\n<li><p>a</p><p>b</p></li>\n<li>\n\n**c**\n\n</li>\n</ul>") == "• a\n\n  b\n\n• c"
    assert painted("<li>一\n<li>二</li>\n\n</div>\n\n后") == "• 一\n• 二\n\n后"


def test_glossaries_indent_what_they_say_of_a_word() -> None:
    markdown = "<dl><dt>词<dd>One.<dd>Two.<dt>b</dt><dd>\n\n*md*\n\n</dd></dl>\n\nafter"
    assert painted(markdown) == "词\n  One.\n  Two.\nb\n  md\n\nafter"
    assert marked(markdown)[0] == ("词", TextStyle.STRONG)


def test_quotes_have_bars() -> None:
    assert (
        painted("<blockquote><p>引用</p>\n\n**md**\n\n</blockquote>\n\nafter") == "┃ 引用\n┃\n┃ md\n\nafter"
    )


def test_listings_keep_their_lines_and_know_their_language() -> None:
    markdown = '<pre><code class="hljs language-python">\nif a &lt; b:\n    <span class="k">return</span> 一\n\nx\n</code></pre>'
    (block,) = parse(markdown)
    assert (block.kind, block.info) == (BlockKind.CODE, "python")
    assert block_text(block) == "if a < b:\n    return 一\n\nx"
    assert parse('<pre lang="go">x</pre>')[0].info == "go"
    assert painted("<pre>\nList<String> a;\n</pre>\n<p>after</p>") == "List<String> a;\n\nafter"
    assert painted("<pre>never\n  closed <p>after") == "never\n  closed\n\nafter"


def test_text_that_its_element_says_to_be_markdown_is_markdown() -> None:
    markdown = """<aside markdown="1" class="pquote">
  <img src="https://e.com/a.png" alt="A.">
  一段*强调*的文字。
  <p markdown="1" class="pquote-credit">
— @a, ["标题"](https://e.com/x)
  </p>
</aside>"""
    assert painted(markdown, 30) == page("""
┃ ▣ A. — e.com 一段强调的
┃ 文字。
┃
┃ — @a, "标题"
""")
    assert any(run.link == "https://e.com/x" for block in parse(markdown) for run in block.runs)
    assert painted("<p>*not* this</p>") == "*not* this"


def test_details_are_open_under_their_title() -> None:
    assert painted(
        "<details>\n<summary>标题 <b>x</b></summary>\n\nSome *md*\n\n- a\n\n</details>\n\nafter"
    ) == page("""
▾ 标题 x

  Some md

  • a

after
""")
    assert painted("<details open>\n\ntext\n\n</details>") == "▾ Details\n\n  text"
    (block, _) = parse("<details><summary>a</summary>b</details>")
    assert [gutter.kind for gutter in block.gutters] == [GutterKind.CLOSED_FOLD]


def test_what_a_quote_or_an_item_of_markdown_leaves_open_ends_with_it() -> None:
    assert painted("> <ul><li>a\n\nb") == "┃ • a\n\nb"
    assert painted("- x\n\n  <blockquote>\n\n  y\n\n- z") == "• x\n\n  ┃ y\n\n• z"


def test_tables_have_columns_and_alignment() -> None:
    assert painted(
        "<table>\n<thead><tr><th>Name</th><th align='right'>数</th></tr></thead>\n"
        "<tbody><tr><td>a <b>b</b></td><td>1</td></tr>\n<tr><td>乙<td>100</tbody></table>"
    ) == page("""
Name   数
─────────
a b     1
乙    100
""")
    assert parse("<table><tr><th>a<th style='text-align: center'>b</table>")[0].info == "lc"


def test_a_table_without_headings_has_none() -> None:
    assert painted("<table><tr><td>a<td align=right>1</tr><tr><td>乙<td>22</table>") == "a    1\n乙  22"
    assert all(TextStyle.STRONG not in marks for _, marks in marked("<table><tr><td>a<td>b</table>"))


def test_cells_that_span_take_their_place() -> None:
    assert painted(
        "<table><tr><th>a<th>b<th>c<tr><td colspan=2>x<td>y<tr><td rowspan=2>p<td>q<td>r<tr><td>s<td>t</table>"
    ) == page("""
a  b  c
───────
x     y
p  q  r
   s  t
""")


def test_markdown_in_cells_stays_markdown() -> None:
    assert painted(
        "<table><tr><td>\n\n**a** [b](/x)\n\nc\n\n</td><td><ul><li>d<li>e</ul></td></tr></table>"
    ) == ("a b  • d\nc    • e")


def test_tables_that_only_place_things_dissolve() -> None:
    assert shape("<table><tr><td><h2>标题</h2><p>text</td><td><pre>code</pre></td></tr></table>") == [
        (BlockKind.HEADING, 2, "标题"),
        (BlockKind.PARAGRAPH, 0, "text"),
        (BlockKind.CODE, 0, "code"),
    ]
    assert painted("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>") == "a\n\nb"
    nested = "<table><tr><td>x<td><table><tr><td>1<td>2</table></table>"
    assert [kind for kind, _, _ in shape(nested)] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_table_that_is_never_closed_takes_in_nothing() -> None:
    assert painted("<table><tr><td>a<td>b\n\nafter\n\n- x") == "a\n\nb\n\nafter\n\n• x"


def test_captions_stand_above() -> None:
    assert painted("<table><caption>表一</caption><tr><td>a<td>b</table>") == "表一\n\na  b"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none;max-height:0">x <b>y</b></div>',
        "<p hidden>x</p>",
        'a <span style="color: red; DISPLAY : none">x</span>b',
        "a <span hidden=''>x</span>b",
    ],
)
def test_what_its_author_hides_is_not_shown(hidden: str) -> None:
    assert painted(f"{hidden}\n\nnext") == ("a b\n\nnext" if hidden.startswith("a") else "next")


@pytest.mark.parametrize(
    "tag", ['<div style="display:none">', "<p hidden>", "<img hidden>", '<p style="x-display:none">']
)
def test_what_is_hidden_and_never_closed_is_shown(tag: str) -> None:
    assert "shown" in painted(f"{tag}\nshown\n\nnext")
