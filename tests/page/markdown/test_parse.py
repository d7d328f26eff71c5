"""Markdown as blocks, shown as the pages they become: each construct, in Chinese and English."""

import pytest

from reader.page.line import BlockKind, Role, TextStyle
from reader.page.markdown.grammar import NESTING_LIMIT
from reader.page.markdown.parse import parse
from reader.text import cell_width
from tests.page.painting import page, painted, roles


def kinds(markdown: str) -> list[BlockKind]:
    return [block.kind for block in parse(markdown)]


def marked(markdown: str) -> list[tuple[str, TextStyle]]:
    return [(run.text, run.style) for block in parse(markdown) for run in block.runs]


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


def test_paragraphs_stand_a_blank_line_apart() -> None:
    assert painted("第一段。\n\nSecond paragraph.\n\n\n\n第三段。") == page("""
第一段。

Second paragraph.

第三段。
""")


def test_headings_have_a_role_by_level() -> None:
    assert kinds("# a\n\nb\n=\n\n### c") == [BlockKind.HEADING] * 3
    assert [block.level for block in parse("# a\n\nb\n=\n\n### c")] == [1, 1, 3]
    assert roles("# a") == {Role.HEADING_1}
    assert roles("## a") == {Role.HEADING_2}
    assert roles("###### a") == {Role.HEADING_6}


def test_marks_of_emphasis_add_up() -> None:
    assert marked("a *b* **c** ***d*** ~~e~~ `f`") == [
        ("a ", TextStyle.PLAIN),
        ("b", TextStyle.EMPHASIS),
        (" ", TextStyle.PLAIN),
        ("c", TextStyle.STRONG),
        (" ", TextStyle.PLAIN),
        ("d", TextStyle.STRONG | TextStyle.EMPHASIS),
        (" ", TextStyle.PLAIN),
        ("e", TextStyle.STRIKE),
        (" ", TextStyle.PLAIN),
        ("f", TextStyle.CODE),
    ]


@pytest.mark.parametrize(
    "text", ["**中文。**中文", "中文**“强调”**中文", "**強調（する）**こと", "**강조(x)**는"]
)
def test_emphasis_beside_full_width_punctuation_works(text: str) -> None:
    assert "*" not in "".join(run for run, _ in marked(text))
    assert any(marks & TextStyle.STRONG for _, marks in marked(text))


def test_emphasis_in_latin_follows_the_standard() -> None:
    assert marked('a**"b"**c') == [('a**"b"**c', TextStyle.PLAIN)]


def test_source_lines_join_without_a_space_between_chinese_only() -> None:
    assert painted("中文，\n接着。\nEnglish\nfollows\n中文\n한국어\n띄어쓰기", 80) == (
        "中文，接着。English follows 中文 한국어 띄어쓰기"
    )


def test_quotation_marks_dashes_and_dots_join_as_what_they_stand_beside() -> None:
    assert painted("他说，\n“你好”\n然后——\n走了……\n真的") == "他说，“你好”然后——走了……真的"
    assert painted("he said\n“hello”\nand —\nwent…\naway") == "he said “hello” and — went… away"
    assert painted("한국어\n“인용”\n이다") == "한국어 “인용” 이다"
    assert painted("が\u3099\n葛\U000e0100\nｶﾅ\n漢", 40) == "が\u3099葛\U000e0100ｶﾅ漢"


def test_source_lines_join_across_emphasis() -> None:
    assert painted("中文**强调**\n*接着*", 80) == "中文强调接着"


def test_hard_breaks_stay() -> None:
    assert painted("a  \nb\\\nc<br>d<br/>e") == "a\nb\nc\nd\ne"


def test_links_keep_their_address_as_it_is_written() -> None:
    assert links("[文字](https://例子.com/a b) [a](<x y> 'title') <https://e.com> [r]\n\n[r]: /ref") == [
        ("a", "x y"),
        ("https://e.com", "https://e.com"),
        ("r", "/ref"),
    ]
    assert links("[a](javascript:alert(1))") == [("a", "javascript:alert(1)")]  # the screen's gate refuses it


def test_bare_addresses_are_links_without_the_sentence_around_them() -> None:
    assert links("见https://e.com/a_b，和 www.e.org. (http://e.com/(x)) `https://no.com`") == [
        ("https://e.com/a_b", "https://e.com/a_b"),
        ("www.e.org", "http://www.e.org"),
        ("http://e.com/(x)", "http://e.com/(x)"),
    ]


def test_bare_addresses_of_mail_are_links() -> None:
    assert links("写给a.b+c@e-d.example.org。 or (x@y.zz), https://e.com/@me a@b @c.de x@y.z- `q@r.st`") == [
        ("a.b+c@e-d.example.org", "mailto:a.b+c@e-d.example.org"),
        ("x@y.zz", "mailto:x@y.zz"),
        ("https://e.com/@me", "https://e.com/@me"),
    ]


def test_an_image_alone_is_a_block_with_its_text_and_host() -> None:
    assert painted("![一张图](https://img.example.com/a.png)") == "▣ 一张图 — img.example.com"
    (block,) = parse("![一张图](https://img.example.com/a.png)")
    assert (block.kind, block.info) == (BlockKind.IMAGE, "https://img.example.com/a.png")


def test_images_on_lines_of_their_own_are_blocks() -> None:
    markdown = '![一](a.png)\n![二](b.png "t")  \n![[c.png]]\n'
    assert [(block.kind, block.info) for block in parse(markdown)] == [
        (BlockKind.IMAGE, "a.png"),
        (BlockKind.IMAGE, "b.png"),
        (BlockKind.IMAGE, "wiki:c.png"),
    ]
    assert painted(f"- {markdown.replace(chr(10), chr(10) + '  ')}") == "• ▣ 一\n  ▣ 二\n  ▣ c.png"
    assert kinds("![a](a.png)\ntext") == kinds("[![a](a.png)](x)\n[![b](b.png)](y)") == [BlockKind.PARAGRAPH]


def test_an_image_in_a_link_is_drawn_and_leads_where_the_link_does() -> None:
    (block,) = parse("[![logo](https://i.com/a.png)](https://e.com)")
    assert (block.kind, block.info) == (BlockKind.IMAGE, "https://i.com/a.png")
    assert [run.link for run in block.runs] == ["https://e.com"]


def test_images_in_a_line_and_in_links_are_text() -> None:
    assert painted("a ![b](c/d.png) e ![](x/y.png)") == "a ▣ b e ▣ y.png"
    assert painted("a![b](c/d.png)![](x/y.png)e, ![f](g.png), h") == "a ▣ b ▣ y.png e, ▣ f, h"
    assert links("[![logo](https://i.com/a.png)](https://e.com)") == [("▣ logo — i.com", "https://e.com")]


def test_an_image_without_words_has_its_title_and_no_image_has_its_size() -> None:
    assert painted(
        '![](a.png "标题") ![b|300](b.png) ![c | d|30x20](c.png) ![|9](d.png) ![2024](e.png)', 60
    ) == ("▣ 标题 ▣ b ▣ c | d ▣ d.png ▣ e.png")


def test_an_image_of_data_shows_no_data() -> None:
    assert painted("![](data:image/png;base64,AAAA)") == "▣"


def test_tight_lists_are_close_and_loose_ones_open() -> None:
    assert painted("- a\n- b\n  - c\n    - d\n- e\n\n1. x\n\n2. y\n\n   z") == page("""
• a
• b
  ◦ c
    ▪ d
• e

1. x

2. y

   z
""")


def test_numbers_align_to_the_right() -> None:
    assert painted("9. a\n10. b") == " 9. a\n10. b"
    assert painted("1) a") == "1) a"


def test_items_wrap_beside_their_bullet() -> None:
    assert painted("- 这是一个很长的列表项，需要换行。", 20) == "• 这是一个很长的列表\n  项，需要换行。"


def test_an_empty_item_keeps_its_bullet() -> None:
    assert painted("- \n- b") == "•\n• b"


def test_tasks_have_boxes() -> None:
    assert painted("- [ ] todo\n- [x] 完成\n- [X] done\n- [z] no") == "☐ todo\n☑ 完成\n☑ done\n• [z] no"


def test_tasks_of_a_numbered_list_have_boxes_behind_their_numbers() -> None:
    markdown = "8. [ ] todo and more of it\n9. [x] done\n\n   below\n10. c"
    assert painted(markdown, 20) == page("""
 8. ☐ todo and more
      of it

 9. ☑ done

      below

10. c
""")


def test_quotes_have_a_bar_on_every_line_and_between_paragraphs() -> None:
    assert painted("> 第一段\n>\n> second\n> > inner\n\nafter") == page("""
┃ 第一段
┃
┃ second
┃
┃ ┃ inner

after
""")


def test_a_bar_does_not_join_two_quotes() -> None:
    assert painted("> a\n\n<!-- -->\n\n> b") == "┃ a\n\n┃ b"


def test_quotes_inside_items_stand_under_their_text() -> None:
    assert painted("- a\n\n  > b\n\n  c") == "• a\n\n  ┃ b\n\n  c"


def test_code_keeps_its_lines_spaces_and_language() -> None:
    (block,) = parse("```python linenos=x\nif a:\n\treturn  1\n\n```")
    assert (block.kind, block.info) == (BlockKind.CODE, "python")
    assert painted("```\nif a:\n\treturn  1\n\nx\n```") == "if a:\n    return  1\n\nx"
    assert painted("    indented") == "indented"


def test_long_lines_of_code_go_on_behind_a_mark() -> None:
    assert painted("```\nsome words that are too long\n```", 20) == "some words that are\n↳ too long"


def test_a_rule_is_an_ornament_in_the_middle() -> None:
    assert painted("a\n\n***\n\nb", 21) == "a\n\n      •   •   •\n\nb"
    assert painted("***", 10) == "•   •   •"
    assert painted("> ---", 15) == "┃   •   •   •"
    assert cell_width(painted("***", 4)) <= 4


def test_comments_are_not_shown() -> None:
    assert painted("a <!-- hidden --> b\n\n<!-- hidden\nand so on -->\n\nc") == "a b\n\nc"
    assert painted("<div>\n<!-- x -->\ny\n</div>") == "y"
    assert painted("<!-- never closed\nx\n\ny") == "<!-- never closed x\n\ny"


def test_entities_cannot_smuggle_what_the_gate_keeps_out() -> None:
    assert painted("a&#27;[31m&#x202e;b&#155;c&#10;d&#x2028;e&#xfeff;") == "a\ufffd[31mb\ufffdc d e"
    assert painted("a&nbsp;&amp;&copy;") == "a\u00a0&©"


def test_entities_in_addresses_are_cleaned_too() -> None:
    assert links("[a](https://e.com/&#x202e;x)") == [("a", "https://e.com/x")]


def test_what_nests_too_deep_stays_text() -> None:
    depth = NESTING_LIMIT + 50
    assert painted(">" * depth + " deep", 400).endswith("┃ deep")
    items = "\n".join("  " * level + f"- item{level}" for level in range(depth))
    shown = painted(items, 60)
    assert all(f"item{level}" in shown for level in range(depth))


def test_leaves_are_the_same_after_an_edit_elsewhere() -> None:
    text = "[r] [^1]\n\n{{< tip >}}\nx\n{{< /tip >}}\n\n[r]: /u\n[r]: /v\n\n[^1]: note"
    assert parse(text)[0].runs == parse(f"new\n\n{text}")[1].runs
    other = text.replace("/u", "/w")
    assert parse(text)[0].runs != parse(other)[0].runs
    assert parse(text)[2].runs == parse(other)[2].runs


def test_an_empty_text_has_no_blocks() -> None:
    assert parse("") == ()
    assert parse("\n \n<!-- nothing -->\n") == ()
