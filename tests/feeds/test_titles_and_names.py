"""Titles of entries that have none, and the names of files."""

import shlex
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.files.first_words import TITLE_CELLS, first_words
from reader.feeds.files.naming import SLUG_BYTES, file_names, slug_of
from reader.feeds.html.convert import to_markdown
from reader.text import cell_width
from reader.text.graphemes import graphemes

BASE = "https://m.example/"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<p><b>Bold</b> start with *stars* and <code>code</code></p>", "Bold start with *stars* and code"),
        ("<p><b>Note:</b>text</p>", "Note:text"),
        ("<p>中文<b>“粗体”</b>后</p>", "中文“粗体”后"),
        ("<p>a<b><code>b</code></b>c</p>", "abc"),
        ("<pre>first();\nsecond();</pre><p>text</p>", "first();"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A B"),
        ("<img src='/a.png' alt='A [cat] on a mat'>", "A [cat] on a mat"),
        ("<img src='/a.png' alt='A cat'><p>Look at her</p>", "Look at her"),
        ("<iframe src='https://www.youtube.com/embed/a'></iframe>", "www.youtube.com"),
        ("<iframe src='https://www.youtube.com/embed/a'></iframe><p>A film about tea</p>", "A film about tea"),
        ("<p><a href='/@bob'>@bob</a> thanks for the <a href='/tags/tea'>#tea</a></p>", "@bob thanks for the #tea"),
        ("<p>One<br>two</p><p>three</p>", "One two"),
        ("<blockquote><p>Said <i>she</i></p></blockquote>", "Said she"),
        ("<ul><li>milk</li><li>tea</li></ul>", "milk"),
        ("<ol><li>milk</li></ol>", "milk"),
        ("<h2># 1. Not * marked</h2>", "# 1. Not * marked"),
        ("<hr><p>After</p>", "After"),
        ("<p>H<sub>2</sub>O &amp; &lt;b&gt; \\ ~x~ [a](b) _c_</p>", "H₂O & <b> \\ ~x~ [a](b) _c_"),
        ("<p>so <math alttext='a^2'><mi>a</mi><mn>2</mn></math></p>", "so a²"),
        ("<p>note<sup id=r><a href='#f'>1</a></sup> here</p><ol><li id=f>n <a href='#r'>↩</a></li></ol>", "note here"),
        ("<p>🎉🎉</p>", "🎉🎉"),
        ("<p>\u200b</p><p>text</p>", "text"),
        ("", ""),
        ("<img src='/a.png'>", ""),
    ],
)  # fmt: skip
def test_a_title_is_the_first_words_as_a_reader_sees_them(html: str, title: str) -> None:
    assert first_words(to_markdown(html, BASE)) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("word " * 30, "word " * 15 + "word…"),
        ("汉字，" * 40, "汉字，" * 12 + "汉字…"),
        ("a" * 200, "a" * 79 + "…"),
        ("x" * 78 + "👨‍👩‍👧‍👦" * 9, "x" * 78 + "…"),
        ("Read https://e.org/" + "a" * 100, "Read https://e.org/" + "a" * 60 + "…"),
        ("안녕하세요 " * 12, "안녕하세요 " * 6 + "안녕하세요…"),
    ],
)
def test_a_long_text_is_cut_between_words_or_characters(text: str, title: str) -> None:
    assert first_words(text) == title


@given(st.text(max_size=200))
def test_a_title_is_one_line_that_fits(text: str) -> None:
    title = first_words(to_markdown(f"<p>{text.replace('<', '&lt;')}</p>", BASE))
    assert cell_width(title) <= TITLE_CELLS
    assert len(title.splitlines()) <= 1


@given(
    st.lists(
        st.sampled_from(["word ", "a", "中", "文，", "e\u0301", "👨‍👩‍👧", "🇩🇪", "한국 ", "नि", " "]),
        max_size=120,
    )
)
def test_a_title_is_a_beginning_and_cuts_no_character(pieces: list[str]) -> None:
    text = " ".join("".join(pieces).split())
    title = first_words(to_markdown(f"<p>{text}</p>", BASE))
    beginning = title.removesuffix("…")
    assert text.startswith(beginning)
    assert list(graphemes(text))[: len(list(graphemes(beginning)))] == list(graphemes(beginning))
    assert title == text or cell_width(text) > TITLE_CELLS


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("AT&T's plan", "at-t-s-plan"),
        ("Titles & More: Q=A", "titles-more-q-a"),
        ("a–b — c", "a-b-c"),
        ("50% off! (really) $5 + tax", "50-off-really-5-tax"),
        ("汉字：标题（一）", "汉字-标题-一"),
        ("Straße É", "straße-é"),
        ("e\u0301te\u0301", "été"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("می\u200cخواهم", "میخواهم"),
        ("foo\u00adbar", "foobar"),
        ("1️⃣ first 🎉", "1-first-🎉"),
        ("...", ""),
        ("🎉", "🎉"),
        ("-rf", "rf"),
        ("CON", "con-"),
        ("Com1", "com1-"),
        ("lpt²", "lpt²-"),
        ("nul.txt", "nul-txt"),
        ("word-" * 40, "word-" * 23 + "word"),
    ],
)  # fmt: skip
def test_a_slug_has_only_letters_digits_emoji_and_dashes(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=200))
def test_every_shell_and_file_system_takes_a_slug(title: str) -> None:
    slug = slug_of(title)
    assert all(
        char == "-" or unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) == "So"
        for char in slug
    )
    assert len(slug.encode()) <= SLUG_BYTES + 1
    assert unicodedata.is_normalized("NFC", slug)
    assert slug == slug.strip(".- ") or slug.endswith("-")
    assert not slug.isascii() or shlex.quote(slug) == (slug or "''")
    assert "--" not in slug
    for name in file_names(title, None, "key"):
        assert len(name.encode()) < 200


def test_names_are_words_for_a_shell_and_files_for_the_system(tmp_path: Path) -> None:
    titles = [
        "AT&T's plan",
        "$(rm) `x` ;|",
        "汉字：标题",
        "* ? [a]",
        "~user",
        "#1",
        "a\\b/c",
        "été",
        "名" * 99,
    ]
    for title in titles:
        name = next(file_names(title, None, "key"))
        subprocess.run(["sh", "-c", f"echo x > {name}"], cwd=tmp_path, check=True)
        assert name in {each.name for each in tmp_path.iterdir()}
