"""What only looks like HTML, components, and HTML that is broken: no word is lost."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.markdown.parse import parse
from tests.page.painting import lines_of, own_text, painted, settled


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


@pytest.mark.parametrize(
    "text",
    [
        "List<String>",
        "Map<String, List<T>>",
        "a <b and c> d",
        "<T>",
        "Box<A>",
        "Vec<u8>",
        "<your-name>",
        "if a<b then",
        "a < b > c",
        "the <script> tag",
        "<foo>bar",
        "x </foo> y",
        "<map of words>",
    ],
)
def test_words_in_angle_brackets_are_words(text: str) -> None:
    assert painted(f"在 {text} 里") == f"在 {text} 里"
    assert painted(f"<div>\n在 {text} 里\n</div>") == f"在 {text} 里"


def test_an_unknown_element_that_is_closed_somewhere_is_one() -> None:
    assert painted("a <my-el>b</my-el> c") == "a b c"
    assert painted("<my-el>\n\n**b**\n\n</my-el>") == "b"


def test_components_vanish_and_keep_their_words() -> None:
    assert painted('<Tabs>\n<Tab label="npm">\n1. `npm i`\n</Tab>\n</Tabs>') == "┃ npm\n┃ 1. npm i"
    assert (
        painted('见 <Link href="/x">这里</Link> <Since v="1" /><Foo title="words"/>。') == "见 这里 words。"
    )
    assert links('<Link href="/x">a</Link>') == [("a", "/x")]
    assert painted('<Tabs items={["a", {b: 1}]} {...rest}>\n\ntext\n\n</Tabs>\n\n<A.B c={1} />x').split() == [
        "text",
        "x",
    ]
    assert painted('<Image src="https://i.com/a.png" alt="图" />') == "▣ 图 — i.com"
    assert painted('<Image src={logo} alt={"图"} title={t("x")} />') == "▣ 图"


def test_a_component_does_not_take_the_markdown_below_it_for_html() -> None:
    assert painted("<Steps>\n1. **a**\n2. b\n</Steps>") == "1. a\n2. b"
    assert painted("`x`\n\n    <Steps>\n") == "x\n\n<Steps>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<div>a <a href="x', 'a <a href="x'),
        ("<div>a < b <> c </ d", "a < b <> c </ d"),
        ("<p>a</div></p></b>b", "a b"),
        ("<td>a</td><tr>b</li>", "a b"),
        ("<table>x<tr>y<td>z<td>w</table>v", "x y z w v"),
        ("<ul>a<li>b</ul></ul>c", "a • b c"),
        ("<div>&lt;b&gt; &amp;lt; &#20013;&#x6587; &nosuch; &", "<b> &lt; 中文 &nosuch; &"),
        ("<p>a&#27;[31mb&#x202e;&#155;c", "a[31mb›c"),
        ("<div><!-- never closed a", "<!-- never closed a"),
        ("<div><style>p { a }", "<style>p { a }"),
        ("<dd>a<dt>b</dl>", "a b"),
        ("<li>a</li>b<div>c</div>", "• a b c"),
        ("<details>a</summary></details>", "▾ Details a"),
        ("<div><iframe>a", "a"),
    ],
)
def test_broken_html_loses_no_text(html: str, text: str) -> None:
    assert " ".join(painted(html).split()) == text


def test_numbers_too_long_for_a_character_stay_text() -> None:
    number = "&#" + "9" * 5000 + ";"
    assert painted(f"<p>a{number}", 6000) == f"a{number}"


_TAGS = st.sampled_from(
    [
        "div",
        "p",
        "b",
        "i",
        "a",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "caption",
        "pre",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "h1",
        "h2",
        "sup",
        "ruby",
        "rt",
        "rp",
        "span",
        "q",
        "hr",
        "br",
        "figure",
        "form",
        "option",
        "center",
        "code",
    ]
)
_PIECES = st.lists(
    st.one_of(
        st.builds("<{}>".format, _TAGS),
        st.builds("</{}>".format, _TAGS),
        st.sampled_from(
            ["\n", "\n\n", "\n\n- ", "\n> ", "\n\n| a | b |\n|---|---|\n", "\n```\n", " *", "< ", "&amp; "]
        ),
        st.just("W "),
    ),
    max_size=40,
)


@given(_PIECES, st.sampled_from([3, 20, 60]))
def test_whatever_is_opened_and_closed_no_word_is_lost(parts: list[str], measure: int) -> None:
    numbers = iter(range(100, 200))
    markdown = "".join(f"w{next(numbers)} " if part == "W " else part for part in parts)
    layout = settled(parse(markdown), measure)
    shown = normalize("NFKC", "".join("".join(map(own_text, lines_of(layout))).split()))  # raised ones too
    at = 0
    for word in (f"w{number}" for number in range(100, next(numbers))):
        assert (at := shown.find(word, at)) >= 0, (word, markdown)
