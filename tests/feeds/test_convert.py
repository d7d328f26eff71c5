"""HTML becomes Markdown without a lost word."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.html.convert import to_markdown
from reader.feeds.html.tree import text_of, tree_of
from reader.page.as_html import as_html
from tests.feeds.constructs import CONSTRUCTS
from tests.page.painting import painted

BASE = "https://b.org/p/"
LETTER = re.compile(r"[^\W_]")


def plain_text(html: str) -> str:
    """Return the text of HTML."""
    root = tree_of(html)
    return html if root is None else text_of(root)


@pytest.mark.parametrize(
    ("html", "markdown"), [each[1:] for each in CONSTRUCTS], ids=[each[0] for each in CONSTRUCTS]
)
def test_constructs(html: str, markdown: str) -> None:
    assert to_markdown(html, BASE).rstrip("\n") == markdown


@pytest.mark.parametrize(("name", "html"), [each[:2] for each in CONSTRUCTS])
def test_no_letter_is_lost_on_the_way_to_the_page(name: str, html: str) -> None:
    if name == "hexo figure":
        html = html.replace("1\n2", "")  # numbers of lines are not kept
    letters = LETTER.findall(plain_text(re.sub(r"<(script|style|button)>.*?</\1>", "", html)))
    # A page sets raised letters and formulas with signs of their own.
    written = iter(unicodedata.normalize("NFKC", painted(to_markdown(html, BASE), 200)))
    assert [letter for letter in letters if letter not in written] == []


@pytest.mark.slow
def test_no_letter_of_a_real_article_is_lost(test_data: Path) -> None:
    bodies = [path.read_bytes().decode("utf-8", "replace") for path in (test_data / "corpus").rglob("*.md")]
    pages = [as_html(body.partition("\n---\n")[2]) for body in bodies]
    assert len(pages) > 100
    for page in pages:
        assert LETTER.findall(plain_text(as_html(to_markdown(page, BASE)))) == LETTER.findall(
            plain_text(page)
        )


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "<table>", "<td>", "<pre>", "</pre>", "<div>", "<a href=x>", "</a>", "<!--", "-->", "&amp;", "word", "中文", " ", "<", ">", "*", "_", "\n"]), max_size=30))  # fmt: skip
def test_no_letter_is_lost_however_broken_the_html_is(pieces: list[str]) -> None:
    html = "".join(pieces)
    shown = re.findall(r"\w", plain_text(html))
    written = iter(re.findall(r"\w", to_markdown(html, BASE)))
    assert all(letter in written for letter in shown)


CONTROLS = (
    1,
    8,
    0x0B,
    0x0C,
    0x12,
    0x1B,
    0x1F,
    0x7F,
    0xFFFE,
    0xFFFF,
    0xD800,
    0xDFFF,
    0x110000,
    0,
    0xF0041,
    0xF00BC,
)
REFERENCES = [
    form.format(code) for code in CONTROLS for form in ("&#{};", "&#x{:X};", "&#{}", "&#0{};", "&amp;#{};")
]
MARKS = [
    *"\\`*_[](){}<>#+-.!|~=:^%$&;\"' \t\n\r\x00\x01\x0b\x1b\ud800\ufffe",
    "&lt;",
    "&amp;",
    "&#42;",
    "&nbsp;",
]
ELEMENTS = ["<b>", "</b>", "<p>", "<pre>", "</pre>", "<code>", "</code>", "<li>", "<td>", "<sup>", "</sup>", "<font>", "</font>", "<br>", "<dd>", "<kbd>", "<center>", "<form>"]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(REFERENCES), st.sampled_from(MARKS), st.sampled_from(ELEMENTS), st.sampled_from("qzwж中字")), max_size=40))  # fmt: skip
def test_no_reference_to_a_control_character_loses_a_letter(pieces: list[str]) -> None:
    html = "".join(pieces)
    if "<" in pieces or "&lt;" in pieces:
        html = re.sub("<(?=[qzwж中字/!?])", "< ", html)  # not the beginning of an element
    written = iter(to_markdown(html, BASE))
    assert [letter for letter in html if letter in "qzwж中字" and letter not in written] == []


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize(
    "html",
    [
        "{}=",
        "\\{}",
        "*a {} b*",
        "<p>a{}b\nc</p>",
        "<font>{}</font>y",
        "<b title='{}'>b</b>",
        "<img src='/{}' alt='b{}' title='{}'>",
        "<a href='/{}'>b</a>",
        "<pre class='language-{}'>b {}</pre>",
        "<td>b<iframe title='{}' src='/x'>",
    ],
)
def test_a_control_character_by_its_number_is_left_out(html: str, reference: str) -> None:
    written = to_markdown(html.replace("{}", reference), BASE)
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff\U000f0000-\U000f00ff]", written)
    assert "b" not in html or "b" in written


def test_what_stands_in_what_was_taken_out_is_left_alone() -> None:
    assert to_markdown("<pre>x<sup>2</sup></pre>", BASE) == "```\nx2\n```\n"


def test_text_behind_the_end_of_the_page_is_kept() -> None:
    assert to_markdown("<p>one</body></html><p>two", BASE) == "one\n\ntwo\n"


@pytest.mark.parametrize("name", ["title", "textarea", "xmp", "iframe", "noframes", "plaintext"])
def test_what_takes_all_behind_it_and_is_never_ended_gets_no_end_of_ours(name: str) -> None:
    written = to_markdown(f"<p>See the <b>element</b> <{name}> here", BASE)
    assert written.split() == ["See", "the", "**element**", "here"]
    assert plain_text(f"a <{name}> b").split() == ["a", "b"]


def test_deep_nesting_and_odd_bytes_end() -> None:
    assert "deep" in to_markdown("<div>" * 5_000 + "deep", BASE)
    assert "a" in to_markdown("a\x00\x1b[31m\ud800b", BASE)


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>Page</title><meta charset='utf-8'></head><body><p>Body.</p></body></html>",
        "<!DOCTYPE html><html lang='en'><title>Page</title><body><p>Body.</p>",
        "<title>Page</title><p>Body.</p>",
        "<HTML><HEAD><TITLE>Page</TITLE></HEAD><BODY><p>Body.</p></BODY></HTML>",
        "<div><head><title>Page</title></head><p>Body.</p></div>",
    ],
)
def test_the_title_of_a_page_is_no_part_of_its_text(html: str) -> None:
    assert to_markdown(html, "https://b.org/") == "Body.\n"
