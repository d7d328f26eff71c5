"""HTML inside a line: marks on the text, pictures, films, and what is not shown."""

import pytest

from reader.page.line import BlockKind, TextStyle
from reader.page.markdown.parse import parse
from tests.page.painting import page, painted


def marked(markdown: str) -> list[tuple[str, TextStyle]]:
    return [(run.text, run.style) for block in parse(markdown) for run in block.runs if run.text.strip()]


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


def shape(markdown: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, "".join(run.text for run in block.runs)) for block in parse(markdown)]


@pytest.mark.parametrize(
    ("elements", "mark"),
    [
        ("b strong", TextStyle.STRONG),
        ("em i cite var dfn", TextStyle.EMPHASIS),
        ("del s strike", TextStyle.STRIKE),
        ("ins u", TextStyle.UNDERLINE),
        ("code tt samp", TextStyle.CODE),
        ("kbd", TextStyle.KBD),
        ("mark", TextStyle.HIGHLIGHT),
        ("span small font abbr time label button noscript", TextStyle.PLAIN),
    ],
)
def test_elements_inside_a_line_are_marks(elements: str, mark: TextStyle) -> None:
    for name in elements.split():
        expected = [("前 ", TextStyle.PLAIN), ("word", mark), (" 后", TextStyle.PLAIN)]
        if mark is TextStyle.PLAIN:
            expected = [("前 word 后", mark)]
        assert marked(f"前 <{name} class=x>word</{name}> 后") == expected
        assert marked(f"<div>前 <{name.upper()}>word</{name.upper()}> 后</div>") == expected


def test_marks_of_html_and_markdown_add_up() -> None:
    assert marked("<b>a *b* **c** d</b> e") == [
        ("a ", TextStyle.STRONG),
        ("b", TextStyle.STRONG | TextStyle.EMPHASIS),
        (" c d", TextStyle.STRONG),
        (" e", TextStyle.PLAIN),
    ]


def test_marks_work_in_headings_cells_and_items_and_end_with_them() -> None:
    assert marked("## <b>a</b> b\n\n| <i>c | d |\n|---|---|\n\n- <s>e\n- f") == [
        ("a", TextStyle.STRONG),
        (" b", TextStyle.PLAIN),
        ("c", TextStyle.EMPHASIS | TextStyle.STRONG),
        ("d", TextStyle.STRONG),
        ("e", TextStyle.STRIKE),
        ("f", TextStyle.PLAIN),
    ]


def test_elements_of_an_html_block_go_on_in_its_next_paragraph_but_not_behind_it() -> None:
    assert marked("<div><b>a<p>b</p></b>c</div>\n\nd") == [
        ("a", TextStyle.STRONG),
        ("b", TextStyle.STRONG),
        ("c", TextStyle.PLAIN),
        ("d", TextStyle.PLAIN),
    ]
    assert links("<a href=/x>\n<h3>标题</h3><p>more</p></a>\n\nd") == [("标题", "/x"), ("more", "/x")]


def test_crossing_elements_end_each_for_itself() -> None:
    assert marked("<b>a<i>b</b>c</i>d") == [
        ("a", TextStyle.STRONG),
        ("b", TextStyle.STRONG | TextStyle.EMPHASIS),
        ("c", TextStyle.EMPHASIS),
        ("d", TextStyle.PLAIN),
    ]


def test_links_keep_their_address_as_it_is_written() -> None:
    assert links('见 <a class="x" href="https://例子.com/a b&amp;c" target=_blank>文 <b>字</b></a>。') == [
        ("文 ", "https://例子.com/a b&c"),
        ("字", "https://例子.com/a b&c"),
    ]
    assert links("<a href='javascript:alert(1)'>a</a>") == [
        ("a", "javascript:alert(1)")
    ]  # the gate refuses it
    assert links('<a name="x">anchor</a>') == []


def test_what_is_raised_or_lowered_uses_the_signs_of_unicode_or_brackets() -> None:
    assert painted("x<sup>2</sup> H<sub>2</sub>O e<sup>iπ</sup> 文<sup>[1]</sup> a<sub>max</sub>") == (
        "x² H₂O e^(iπ) 文[1] aₘₐₓ"
    )
    assert links('文<sup><a href="#fn1">1</a></sup>') == [("¹", "#fn1")]


def test_ruby_stands_in_brackets() -> None:
    assert painted("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>です") == "漢字(かんじ)です"
    assert painted("<p><ruby>汉<rt>hàn<rt>字</ruby>后</p>") == "汉(hàn)(字)后"


def test_quotations_breaks_and_places_to_break() -> None:
    assert painted("他说<q>是</q>。<br>a<BR/>b<br />\nc") == "他说“是”。\na\nb\nc"
    assert painted("<p>one<br>\n  two<br><br>三\n四</p>") == "one\ntwo\n\n三四"
    assert painted("super<wbr>cali", 6) == "super\u200b\ncali"


def test_space_is_what_separates_words_and_no_more() -> None:
    assert painted("<p>\n  a   <b> b </b>\n\t c&nbsp;&nbsp;d\n</p>") == "a b c\u00a0\u00a0d"
    assert painted("<p>中文，\n  接着</p>") == "中文，接着"
    assert painted("a <span></span> b <!-- x --> c") == "a b c"


def test_blocks_in_the_middle_of_a_line_have_lines_of_their_own() -> None:
    assert painted("a <div>b</div> c <ul><li>d<li>e</ul> f") == "a\nb\nc\n• d\n• e\nf"
    assert painted("## <center>标题</center>") == "标题"
    assert painted("| a | b |\n|---|---|\n| <ul><li>x</li><li>y</li></ul> | c<br>d |") == page("""
a    b
──────
• x  c
• y  d
""")


def test_pictures_are_their_words_and_their_host() -> None:
    assert shape('<img src="https://i.com/a.png" alt="一张图">') == [(BlockKind.IMAGE, 0, "▣ 一张图 — i.com")]
    assert painted("<p>a <img src=x/b.png title=words> <img src=x/c.png></p>") == "a ▣ words ▣ c.png"
    assert painted('<img src="data:image/png;base64,AAAA">') == "▣"
    assert painted("<picture><source srcset=a.webp><img src=a.png alt=图></picture>") == "▣ 图"


def test_a_picture_in_a_link_leads_where_the_link_does() -> None:
    source = '<a href="https://e.com"><img src="https://i.com/a.png" alt="logo"></a>'
    for markdown in (source, f'<p align="center">\n  {source}\n</p>'):
        (block,) = parse(markdown)
        assert (block.kind, block.info) == (BlockKind.IMAGE, "https://i.com/a.png")
        assert [run.link for run in block.runs] == ["https://e.com"]
        assert painted(markdown) == "▣ logo — i.com"


def test_a_figure_is_its_picture_and_its_caption() -> None:
    markdown = '<figure>\n<img src="a.png" alt="图">\n<figcaption>说明 <b>x</b></figcaption>\n</figure>'
    assert painted(markdown) == "▣ 图\n说明 x"
    assert marked(markdown)[1:] == [
        ("说明 ", TextStyle.EMPHASIS),
        ("x", TextStyle.EMPHASIS | TextStyle.STRONG),
    ]


@pytest.mark.parametrize("around", ["a {} b", "<p>a {} b</p>"])
def test_what_plays_or_is_embedded_is_a_link(around: str) -> None:
    for source, label, link in (
        ("<iframe src='//v.com/x' title='视频'>no</iframe>", "▶ 视频 — v.com", "https://v.com/x"),
        ("<video src=https://v.com/a.mp4 controls></video>", "▶ Video — v.com", "https://v.com/a.mp4"),
        (
            "<audio><source src='https://v.com/a.mp3'>Your browser cannot.</audio>",
            "▶ Audio — v.com",
            "https://v.com/a.mp3",
        ),
        ("<embed src=https://v.com/a>", "▶ Embedded page — v.com", "https://v.com/a"),
        ("<object data=https://v.com/a>no</object>", "▶ Embedded page — v.com", "https://v.com/a"),
    ):
        assert links(around.format(source)) == [(label, link)]
        assert painted(around.format(source), 60) == f"a {label} b"


@pytest.mark.parametrize("around", ["a {}b", "<p>a {}b</p>"])
@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) alert('<p>')</script>",
        "<style>p { color: red }</style>",
        "<template><p>x</p></template>",
        "<svg viewBox='0 0 1 1'><path d='M0'/><text>x</text></svg>",
        "<!-- x -->",
        "<!-- <p> -->",
        "<?php echo 1 ?>",
        "<!DOCTYPE html>",
        "<![CDATA[ x ]]>",
        "<input type=text value=x>",
        "<link rel=x><meta name=x>",
    ],
)
def test_what_no_reader_is_meant_to_see_is_hidden(around: str, hidden: str) -> None:
    assert painted(around.format(hidden)) == "a b"


def test_a_drawing_is_its_title() -> None:
    assert painted("a <svg><title>Icon</title><text>x</text></svg> b") == "a ▣ Icon b"
    assert painted("<div><svg>\n<title>图标</title>\n<g></g></svg></div>") == "▣ 图标"


def test_what_is_hidden_goes_on_over_the_markdown_in_it() -> None:
    assert painted("<div><script>\nfoo();\n\nbar();\n</script></div>\n\nshown").strip() == "shown"
    assert painted("<template>\n\n# a\n\n- b\n\n| c | d |\n|---|---|\n\n</template>\n\nshown").split() == [
        "•",
        "shown",
    ]


def test_forms_keep_their_words() -> None:
    markdown = "<form><label>姓名 <input></label> <button>Send</button></form>"
    assert painted(markdown) == "姓名 Send"
