"""Emphasis of HTML is emphasis in every Markdown program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.html.convert import to_markdown
from reader.feeds.html.tree import tree_of
from tests.feeds.other_reader import BASE, dressed, shown, words
from tests.page.painting import painted

TOUCHING = [
    "<strong>Note:</strong>text",
    "<em>x</em><strong>“q”</strong>后",
    "中文<strong>粗体。</strong>后面",
    "他说<b>“你好”</b>了",
    "这是<strong>（重点）</strong>内容",
    "中<em>斜体，</em>文",
    "un<b>believ</b>able",
    "a<b>(b)</b>c",
    "a<i>“b” and “c”</i>d",
    "5<b>€</b>x",
    "<b>🎉 Party 🎉</b>now",
    "<b><a href='https://e.org/'>link</a></b>text",
    "text<em><a href='https://e.org/'>link.</a></em>text",
    "<b><code>code</code></b>text",
    "<b>a<br></b>b",
    "<b>one<br><br>two</b>three",
    "<b>a</b><i>b</i><b>c</b>",
    "<b>a</b><b>b</b>c",
    "<b>a</b><strong>b</strong>",
    "<em>a <em>b</em> c</em>d",
    "<b>a <strong>b</strong></b>c",
    "<b><i>a</i> b</b>c",
    "<b>a <i>b!</i></b>c",
    "<i><b>“a”</b></i>b",
    "<s>gone.</s>here",
    "<b><s>gone.</s></b>here",
    "x<b> y </b>z",
    "x<b>&nbsp;y:&nbsp;</b>z",
    "<b>a*</b>b",
    "a<b>_b_</b>c",
    "<b>`a`</b>b",
    "Wow!<a href='https://e.org/'>link</a>",
    "<b>Wow!</b><a href='https://e.org/'>link</a>",
    "<span><b>Note:</b></span><span>text</span>",
    "a<s><sub>b</sub>.</s>c",
    "a<b><kbd>x</kbd></b>c",
    "a<b>x<sup>2</sup>.</b>c",
    "<b>C++</b>und <b>C#</b>auch",
]


@pytest.mark.parametrize("source", TOUCHING)
def test_emphasis_that_touches_letters_is_shown_by_every_program(source: str) -> None:
    found = shown(f"<p>{source}</p>")
    assert dressed(found) == dressed(tree_of(source))
    assert not {"*", "~"} & set(words(found)) - set(words_of(source))


def words_of(source: str) -> str:
    return "".join(tree_of(source).itertext())


@pytest.mark.parametrize("source", TOUCHING)
def test_our_page_shows_no_sign_of_it_either(source: str) -> None:
    page = painted(to_markdown(f"<p>{source}</p>", BASE), 200)
    assert not {"*", "~"} & set(page) - set(words_of(source))
    assert not {"<b", "<s", "<e", "</"} & {page[at : at + 2] for at in range(len(page))}


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<b>Note:</b>text", "**Note**:text"),
        ("<b>Note:</b> text", "**Note:** text"),
        ("<p><b>All of it.</b></p>", "**All of it.**"),
        ("a <b>(b)</b> c", "a **(b)** c"),
        ("“<b>a</b>”", "“**a**”"),
        ("<b><a href='https://e.org/'>a</a></b>b", "[**a**](https://e.org/)b"),
        ("中<b>！！</b>文", "中<strong>！！</strong>文"),
        ("<b>“盯着的壶不开。”</b>外婆说", "“**盯着的壶不开**。”外婆说"),
        ("：<em>（一）</em>如鱼目", "：（*一*）如鱼目"),
        ("词<b>（一）甲</b>乙", "词<strong>（一）甲</strong>乙"),
        ("词<b>甲（一）</b>乙", "词<strong>甲（一）</strong>乙"),
        ('a<b>"b"</b> c', 'a"**b**" c'),
        ("<b>Full Changelog</b>: v1", "**Full Changelog**: v1"),
    ],
)
def test_what_is_shown_anyway_stays_and_the_rest_is_changed_as_little_as_possible(
    source: str, markdown: str
) -> None:
    assert to_markdown(source, BASE) == f"{markdown}\n"


PIECES = st.sampled_from(
    ["word", "中", "。", "“", "”", " ", "a", "(", ")", ".", ":", "!", "x y", "*", "_", "5", "€", "🎉", "，", "é", "-",
     "[", "]", "`", "~", "<br>", "<br><br>", "&nbsp;", "<code>k</code>", "\u3000"]
)  # fmt: skip


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(["b", "i", "em", "strong", "s", "span"])
    return st.lists(
        st.one_of(PIECES, st.builds(lambda name, text: f"<{name}>{text}</{name}>", names, inner)),
        min_size=1,
        max_size=4,
    ).map("".join)


@given(st.recursive(PIECES, _nested, max_leaves=12), st.booleans())
def test_every_letter_is_shown_once_and_in_its_emphasis(source: str, is_linked: bool) -> None:
    html = (
        f"<p>x<a href='https://e.org/'>y{source.replace('<br>', '')}</a>z</p>"
        if is_linked
        else f"<p>{source}</p>"
    )
    assert dressed(shown(html)) == dressed(tree_of(html))
