"""Angle brackets that are text in HTML: what stands between them is not lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.html.bare_brackets import with_bare_brackets
from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE, shown, words


@pytest.mark.parametrize(
    "text",
    [
        "We show $a<b$ and foo.",
        "a<b and c",
        "x<y and z>w",
        "a<i and b>c",
        "for i<n; i++",
        "List<String> l and Map<K,V>",
        "<ann@example.org> wrote",
        "see <https://example.org/a>",
        "#include <stdio.h> first",
        "<T> T f(T x)",
        "<grin> or <Sigh>",
        "p<0.05 and a <- b",
    ],
)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    assert words(shown(text)) == text
    assert words(shown(f"<p>{text}</p><p><b>end</b></p>")) == f"{text} end"


def test_a_formula_before_an_end_tag_is_text() -> None:
    assert to_markdown("<p><code>a<b</code> or <i>x<p</i></p>", BASE) == "`a<b` or *x\\<p*\n"


def test_lines_of_such_a_text_are_kept() -> None:
    assert to_markdown("#include <stdio.h>\nif (a<b) c\n\nend", BASE) == (
        "#include \\<stdio.h>\\\nif (a\\<b) c\n\nend\n"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>",
        "<P CLASS=x>a</P>",
        "<p hidden>a",
        "<p\nid='x'>a",
        "<br/>a<br />",
        "<my-element>a</my-element>",
        "<o:p></o:p>a",
        "<speaker>a</speaker>",
        '<player id="5">a',
        '<img alt="b<c" src="/i.png">a',
        "<svg><path d='M0'/></svg>a",
        "<math><mi>a</mi><none/></math>",
        "<b >a</b >",
        "a<a href='https://example.org/cut",
        "a<p",
        "a<stro",
        "<!-- b<c --><?php d<e ?>a",
        "<div foo>a</div>",
    ],
)
def test_what_is_a_tag_stays_one(html: str) -> None:
    found = with_bare_brackets(html)
    assert found.replace("b&lt;c", "b<c").replace("d&lt;e", "d<e") == html


@given(
    st.lists(
        st.sampled_from(["<", ">", "a", "b", "p", " ", "=", '"', "/", "x1", "\n", "&lt;", "-", "<b>", "</b>"])
    ).map("".join)
)
def test_nothing_but_brackets_is_changed_and_twice_is_once(html: str) -> None:
    once = with_bare_brackets(html)
    assert once.replace("&lt;", "<") == html.replace("&lt;", "<")
    assert with_bare_brackets(once) == once
