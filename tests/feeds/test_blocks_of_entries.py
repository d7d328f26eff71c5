"""Paragraphs, lists, captions and what else stands apart in an entry's HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.html.convert import to_markdown
from reader.feeds.html.tree import text_of, tree_of
from tests.feeds.other_reader import BASE, blocks, shown, words
from tests.page.painting import painted


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a<br><br>b</p>", ["a", "b"]),
        ("<div>a<br><br>b<br><br><br>c</div>", ["a", "b", "c"]),
        ("a<br>&nbsp;<br>b", ["a", "b"]),
        ("<p>a<br> <br />\n<br>b</p>", ["a", "b"]),
        ("<b>a<br><br>b</b>", ["a", "b"]),
        ("<p>x <i>a<br><br>b</i> y</p>", ["x a", "b y"]),
        ("<p>x <a href='/u'><b>a</b></a><br><br><b><i>b</i></b></p>", ["x a", "b"]),
        ("<span>a<br><br><span>b</span></span>c", ["a", "bc"]),
        ("<font>a<br><br>b</font>", ["a", "b"]),
        ("<br><br>a<br><br>", ["a"]),
        ("<p>a<br></p><br><br><p>b</p><br>", ["a", "b"]),
        ("<div>a<br><br><img src='/i.png' alt=''><br><br>b</div>", ["a", "", "b"]),
        ("<section>a<br><br><div>b</div>c<br><br>d</section>", ["a", "b", "c", "d"]),
    ],
)
def test_two_line_ends_end_a_paragraph(html: str, found: list[str]) -> None:
    assert blocks(shown(html)) == [("p", text) for text in found]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("x</br>y", ["x y"]),
        ("<p>x<br></br>y</p>", ["x y"]),
        ("x</br></br>y", ["x", "y"]),
        ("<div>a</p>b</div>", ["a", "b"]),
        ("one</p>two</p>three</p>", ["one", "two", "three"]),
        ("<p>a</p>b</p>c", ["a", "b", "c"]),
        ("<b>a</p>b</b>", ["a", "b"]),
        ("<a href='/u'>a</p>b</a>", ["a", "b"]),
    ],
)
def test_ends_of_what_is_not_open_part_words_as_in_browsers(html: str, found: list[str]) -> None:
    assert blocks(shown(html)) == [("p", text) for text in found]


def test_two_line_ends_in_other_blocks_end_one_there() -> None:
    item = shown("<ul><li>a<br><br>b</li><li>c</li></ul>").find("ul/li")
    assert [words(each) for each in item] == ["a", "b"]
    assert [words(each) for each in shown("<blockquote>a<br><br>b</blockquote>").find("blockquote")] == [
        "a",
        "b",
    ]
    assert blocks(shown("<h2>a<br><br>b</h2>")) == [("h2", "a b")]
    cell = shown("<table><tr><th>h</th><th>i</th></tr><tr><td>a<br><br>b</td><td>c</td></tr></table>").find(
        ".//td"
    )
    assert words(cell).replace("<br>", " ") in {"a b", "ab"}


@given(st.lists(st.sampled_from(["a", "b", " ", "<br>", "<br>", "<br/>", "&nbsp;", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<li>", "<img src='/i'>", "<a href='/u'>", "</a>", "<blockquote>", "</blockquote>", "<h2>", "</h2>"]), max_size=30))  # fmt: skip
def test_no_line_holds_only_a_backslash(pieces: list[str]) -> None:
    html = "".join(pieces)
    markdown = to_markdown(html, BASE)
    assert not re.search(r"^[\s>*-]*\\\s*$", markdown, re.MULTILINE)
    assert re.sub(r"[^ab]", "", text_of(tree_of(html))) == re.sub(
        r"[^ab]", "", re.sub(r"\]\([^)]*\)", "", markdown)
    )


@pytest.mark.parametrize(
    "html",
    [
        "a</div><br>b", "<div>a</div> <br>b", "<p>a</p><br>b", "a<div></div><br>b", "a<div><br>b</div>", "<p>a<br></p><p><i><br></i>b</p>",
        "a<br><b><br></b>b", "<i>a<br></i><br>b", "<i>a<br></i>&nbsp;<u> <br></u>b", "<span>a<br><u></u></span><br><br><span>b</span>",
        "<p>a<u><br><br><br></u>b<br><b> <br></b></p>", "<div><br><div>a<br></div><br></div>b",
    ],
)  # fmt: skip
def test_line_ends_are_counted_over_the_edges_of_elements(html: str) -> None:
    assert blocks(shown(html)) == [("p", "a"), ("p", "b")]


def test_a_line_end_at_the_edge_of_an_element_stands_behind_it() -> None:
    html = "<a href='/u'>a<br></a><a href='/v'><br>b</a> <b>c<br></b>d<i><br>e</i><b><br></b>"
    assert to_markdown(html, BASE) == ("[a](https://b.org/u)\n\n[b](https://b.org/v) **c**\\\nd\\\n*e*\n")


def numbered(html: str) -> list[tuple[int, str]]:
    """Return the items of numbered lists with the numbers that another program shows."""
    found = []
    for each in shown(html).iter("ol"):
        start = int(each.get("start") or 1)
        found += [(start + at, words(item)) for at, item in enumerate(each.iterchildren("li"))]
    return found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<ol><li>a<li>b</ol>", [(1, "a"), (2, "b")]),
        ("<ol start=5><li>a<li>b</ol>", [(5, "a"), (6, "b")]),
        ("<ol start=0><li>a</ol>", [(0, "a")]),
        ("<ol reversed><li>a<li>b<li>c</ol>", [(3, "a"), (2, "b"), (1, "c")]),
        ("<ol reversed start=10><li>a<li>b</ol>", [(10, "a"), (9, "b")]),
        ("<ol><li value=5>a<li>b<li value=9>c</ol>", [(5, "a"), (6, "b"), (9, "c")]),
        ("<ol><li>a<li value=1>b<li>c</ol>", [(1, "a"), (1, "b"), (2, "c")]),
        ("<ol start=x><li value=''>a</ol>", [(1, "a")]),
        ("<ol><li>a</ol><ol><li>b</ol>", [(1, "a"), (1, "b")]),
        ("<ol><li>a</ol><p>x</p><ol start=2><li>b</ol>", [(1, "a"), (2, "b")]),
    ],
)
def test_items_keep_their_numbers(html: str, found: list[tuple[int, str]]) -> None:
    assert numbered(html) == found
    assert numbered(f"<blockquote>{html}</blockquote>") == found
    lines = [each.split() for each in painted(to_markdown(html, BASE), 40).splitlines() if each.strip()]
    assert [f"{number} {text}" for number, text in found] == [
        f"{line[0].rstrip('.)')} {line[1]}" for line in lines if len(line) == 2
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<ol type=a><li>x<li>y</ol>", ["a. x", "b. y"]),
        ("<ol type=A start=27><li>x</ol>", ["AA. x"]),
        ("<ol type=i start=4><li><p>x</p><li><b>y</b></ol>", ["iv. x", "v. y"]),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", ["a. x"]),
        ("<ol start=-1><li>x<li>y</ol>", ["-1. x", "0. y"]),
        ("<ol type=a><li>x<ol type=i><li>y</ol></ol>", ["a. x i. y", "i. y"]),
    ],
)
def test_marks_that_markdown_cannot_count_are_text(html: str, found: list[str]) -> None:
    assert [words(each) for each in shown(html).iter("li")] == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<figure><img src='/i.png'><figcaption>A cap</figcaption></figure>", ["A cap"]),
        ("<figure><img src='/i.png'><figcaption>a <em>b</em> <b>c</b> “d”</figcaption></figure>", ["a b c “d”"]),
        ("<figure><img src='/i.png'><figcaption><p>One</p><p>Two</p></figcaption></figure>", ["One", "Two"]),
        ("<figure><img src='/i.png'><figcaption>(a)<br><br>b</figcaption></figure>", ["(a)", "b"]),
        ("<figure><figure><img src='/i.png'><figcaption>a</figcaption></figure><figcaption>b</figcaption></figure>", ["a", "b"]),
        ("<div class='wp-caption'><img src='/i.png'><p class='wp-caption-text'>Old</p></div>", ["Old"]),
        ("<table class='tr-caption-container'><tr><td><img src='/i.png'></td></tr><tr><td class='tr-caption'>Old</td></tr></table>", ["Old"]),
        ("<figure><img src='/i.png'><figcaption> </figcaption></figure>", []),
    ],
)  # fmt: skip
def test_a_caption_is_in_italics_below_its_image(html: str, found: list[str]) -> None:
    first, *captions = [each for each in shown(html) if len(each)]
    assert first.find(".//img") is not None
    assert [words(each) for each in captions] == found
    assert all(words(each) == words(each.find("em")) for each in captions)


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src='/i.png' alt='A cap'><figcaption>A cap</figcaption></figure>",
        "<figure><a href='/i.png'><img src='/i.png' alt='A cap'></a><figcaption><p>A <b>cap</b>.</p></figcaption></figure>",
        "<div class='wp-caption'><img src='/i.png' alt=' a CAP '><p class='wp-caption-text'>A cap</p></div>",
        "<table class='tr-caption-container'><tr><td><img src='/i.png' alt='A cap'></td></tr><tr><td class='tr-caption'>A cap</td></tr></table>",
    ],
)  # fmt: skip
def test_an_image_does_not_say_what_its_caption_says(html: str) -> None:
    assert words(shown(f"<p>x</p>{html}")).casefold().count("cap") == 1
    assert [each.get("alt") for each in shown(html).iter("img")] == [""]


@pytest.mark.parametrize(
    ("html", "alts"),
    [
        ("<figure><img src='/i.png' alt='A red cap'><figcaption>A cap</figcaption></figure>", ["A red cap"]),
        ("<figure><img src='/i.png' alt='A cap'><img src='/j.png' alt='b'><figcaption>A cap</figcaption></figure>", ["A cap", "b"]),
        ("<figure><img src='/i.png' width='99' alt='…'><figcaption>!</figcaption></figure>", ["…"]),
        ("<img src='/j.png' alt='A cap'><figure><img src='/i.png'><figcaption>A cap</figcaption></figure>", ["A cap", ""]),
    ],
)  # fmt: skip
def test_an_image_keeps_words_that_its_caption_does_not_say(html: str, alts: list[str]) -> None:
    assert [each.get("alt") for each in shown(html).iter("img")] == alts


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href='/a'>one</a><a href='/b'>two</a></nav>",
        "<nav><ul><li><a href='/a'>one</a></li><li><a href='/b'>two</a></li></ul></nav>",
        "<menu><li>one</li><li>two</li></menu>",
        "<menu><a href='/a'>one</a><a href='/b'>two</a></menu>",
        "<tr><td>one</td><td>two</td></tr>",
        "<td>one</td><td>two</td>",
        "<tr><td><p>one</p></td><td>two</td></tr>",
        "<tbody><tr><th>one</th></tr><tr><td>two</td></tr></tbody>",
        "<address>one</address><address>two</address>",
        "<fieldset><legend>one</legend>two</fieldset>",
        "<fieldset><label>one</label><label>two</label></fieldset>",
        "<details><summary>one</summary>two</details>",
        "<dl><dt>one</dt><dd>two</dd></dl>",
        "<header>one</header><main>two</main>",
        "<hgroup><h2>one</h2><p>two</p></hgroup>",
        "<section>one</section><aside>two</aside>",
        "<center>one</center><center>two</center>",
        "<p>one<p>two",
        "<span><div>one</div></span><span><div>two</div></span>",
        "one<b><div>two</div></b>",
        "<a href='/a'><div>one</div></a><a href='/b'><div>two</div></a>",
        "<a href='/a'><h3>one</h3><p>two</p></a>",
        "<li>one</li><li>two</li>",
        "<ul>one<li>two</li></ul>",
        "<option>one</option><option>two</option>",
        "<figure>one</figure><figure>two</figure>",
        "<table><caption>one</caption><tr><td>two</td></tr></table>",
        "one<hr>two",
        "one<iframe src='https://e.org/'></iframe>two",
    ],
)
def test_elements_that_stand_apart_do_not_join_words(html: str) -> None:
    found = words_apart(shown(html))
    assert [each for each in found if each != "e.org"] == ["one", "two"]


def words_apart(root: object) -> list[str]:
    from lxml import etree

    return " ".join(etree.XPath("//text()")(root)).replace(":", " ").split()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<ul><li>a</li></ul><p>x</p>", ["ul", "p"]),
        ("<ul><li>a</li></ul><h2>x</h2>", ["ul", "h2"]),
        ("<ul><li>a</li></ul>x", ["ul", "p"]),
        ("<ul><li>a</li></ul><blockquote>x</blockquote>", ["ul", "blockquote"]),
        ("<ul><li>a</li></ul><pre>x</pre>", ["ul", "pre"]),
        ("<p>a</p><table><tr><td>1</td><td>2</td></tr></table><p>b</p>", ["p", "table", "p"]),
        ("a<ul><li>b</li></ul>c", ["p", "ul", "p"]),
        ("a<ol start=3><li>b</li></ol>c", ["p", "ol", "p"]),
        ("<h2>a</h2>b<h3>c</h3>", ["h2", "p", "h3"]),
        ("a<blockquote>b</blockquote>c", ["p", "blockquote", "p"]),
        ("<p>a</p><blockquote>b</blockquote><blockquote>c</blockquote>", ["p", "blockquote", "blockquote"]),
        ("<blockquote><p>b</p></blockquote><p>c</p>", ["blockquote", "p"]),
    ],
)
def test_blocks_follow_each_other_in_a_quote_and_in_a_list(html: str, found: list[str]) -> None:
    assert [each.tag for each in shown(html)] == found
    assert [each.tag for each in shown(f"<blockquote>{html}</blockquote>").find("blockquote")] == found
    item = shown(f"<ul><li><p>first</p>{html}</li></ul>").find("ul/li")
    assert [each.tag for each in item] == ["p", *found]


@pytest.mark.parametrize(
    "tag", ["address", "details", "dialog", "fieldset", "hgroup", "search", "x-part", "slot", "footer"]
)
def test_what_only_holds_blocks_in_a_quote_leaves_them_apart(tag: str) -> None:
    html = f"<blockquote>a<{tag}><ol><li>b</li></ol><p>c</p></{tag}>d</blockquote>"
    assert blocks(shown(html).find("blockquote")) == [("p", "a"), ("ol", "b"), ("p", "c"), ("p", "d")]


def test_a_blank_line_is_before_each_quote() -> None:
    html = (
        "<p>a</p><blockquote>b</blockquote><blockquote>c</blockquote><div>d</div><blockquote>e</blockquote>"
    )
    assert to_markdown(html, BASE) == "a\n\n> b\n\n> c\n\nd\n\n> e\n"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a</p><div><blockquote><p>q</p></blockquote></div>", ["p", "blockquote"]),
        ("<b>a</b><figure><blockquote>q</blockquote></figure>", ["p", "blockquote"]),
        ("<blockquote>a</blockquote><figure><blockquote>q</blockquote></figure>", ["blockquote"] * 2),
        ("<section><blockquote>a</blockquote></section><div>x<blockquote>q</blockquote></div>", ["blockquote", "p", "blockquote"]),
    ],
)  # fmt: skip
def test_a_quote_in_a_holder_is_one_of_its_own(html: str, found: list[str]) -> None:
    assert [each.tag for each in shown(html)] == found


@pytest.mark.parametrize("mark", ["1.", "2)", "-", "+", "*", "#", "##", ">"])
@pytest.mark.parametrize(
    "html", ["<blockquote><p>t</p><small>{} a</small></blockquote>", "<ul><li><p>t</p><u><i>{} a</i></u></li></ul>", "<blockquote>{} a</blockquote>", "<ul><li>{} a</li></ul>", "<ul><li><i>{} a</i></li></ul>", "<dl><dt>t</dt><dd>{} a</dd></dl>"]
)  # fmt: skip
def test_a_mark_that_a_block_begins_with_stays_text(html: str, mark: str) -> None:
    found = shown(html.replace("{}", mark))
    assert words(found).removeprefix("t ").removeprefix(": ") == f"{mark} a"


@pytest.mark.parametrize("second", ["<b>b</b>", "<a href='/l'>b</a>", "<code>b</code>", " <i>b</i>"])
@pytest.mark.parametrize("html", ["<p>a<br>{}</p>", "a<br>{}"])
def test_a_line_that_begins_with_an_element_stays_in_its_item(html: str, second: str) -> None:
    found = shown(f"<ol><li>{html.replace('{}', second)}<p>c</p></li><li>d</li></ol>")
    [numbered] = found
    assert [words(each) for each in numbered] == ["a b c", "d"]


def test_what_only_holds_blocks_in_an_item_stays_in_it() -> None:
    html = "<ul><li>a<br><b>b</b><aside><p>c</p><table><tr><td>1</td><td>2</td></tr></table></aside></li><li>d</li></ul>"
    [items] = shown(html)
    assert [each.tag for each in items] == ["li", "li"]
    assert items.find("li//table") is not None


def test_a_bar_at_the_end_of_a_line_in_a_cell_stays_before_the_next_line() -> None:
    html = "<table><tr><th>x</th><th><dl><dt>d |</dt><dd>e</dd></dl></th></tr><tr><td>|</td><td><i>f|</i><br>g | </td></tr></table>"
    assert to_markdown(html, BASE) == "| x | d \\|<br>e |\n| --- | --- |\n| \\| | *f\\|*<br>g \\| |\n"


def test_a_table_of_links_is_a_table_and_one_of_a_single_column_its_blocks() -> None:
    row = "<tr><td>a <a href='/1'>1</a></td><td><a href='/2'>2</a></td><td><a href='/3'>3</a></td></tr>"
    assert [each.tag for each in shown(f"<table>{row}{row}</table>")] == ["table"]
    column = "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"
    assert [(each.tag, words(each)) for each in shown(column)] == [("p", "a"), ("p", "b")]


def test_items_of_nothing_and_buttons_that_touch_links_are_tidied() -> None:
    assert to_markdown("<ul><li>a</li><li></li><li> </li></ul>", BASE) == "- a\n"
    assert (
        words(shown("<a href='/t.pdf'>Table</a><a href='/t.pdf' class='wp-block-file__button'>Download</a>"))
        == "Table Download"
    )


def test_code_beside_code_shows_no_marks() -> None:
    assert (
        words(shown("<p><code>a</code><code>b</code> <b><code>c</code></b><code>`d</code></p>")) == "ab c`d"
    )
    assert words(shown("<p>a<code> b </code>c</p>")) == "a b c"


def test_a_link_around_an_image_and_nothing_else_is_one_link() -> None:
    html = "<a href='/l'><div><img src='/i.png' alt='A'><div><svg><title></title></svg></div></div></a>"
    assert to_markdown(html, BASE) == "[![A](https://b.org/i.png)](https://b.org/l)\n"


def test_links_of_a_menu_are_kept() -> None:
    html = "<nav><a href='/a'>one</a><a href='/b'>two</a></nav>"
    assert [each.get("href") for each in shown(html).iter("a")] == ["https://b.org/a", "https://b.org/b"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>読<rt>よ</rt></ruby>む", "読(よ)む"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢(かん)字"),
        ("<ruby>東<rp>（</rp><rt>とう</rt><rp>）</rp>京<rp>（</rp><rt>きょう</rt><rp>）</rp></ruby>へ", "東（とう）京（きょう）へ"),
        ("<ruby>漢<rp>(<rt>かん<rp>)</ruby>", "漢(かん)"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
        ("<ruby><rb>漢</rb><rb>字</rb><rtc><rt>かん</rt><rt>じ</rt></rtc></ruby>", "漢字(かんじ)"),
        ("<ruby><rb>漢</rb><rt>かん</rt><rtc>kan</rtc></ruby>", "漢(かんkan)"),
        ("<ruby><ruby>東<rt>とう</rt></ruby><rt>east</rt></ruby>", "東(とう)(east)"),
        ("<ruby><span>漢</span><rt><span>かん</span></rt></ruby>", "漢(かん)"),
        ("<ruby>漢<rt></rt></ruby>", "漢"),
    ],
)  # fmt: skip
def test_an_annotation_stands_in_brackets_behind_its_characters(html: str, text: str) -> None:
    assert to_markdown(f"<p>{html}</p>", BASE) == f"{text}\n"
