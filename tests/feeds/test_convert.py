"""HTML becomes Markdown without a lost word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.convert import plain_text, to_markdown

BASE = "https://example.org/a/b"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One<br>two</p>", "One\\\ntwo"),
        ("<h2>A <em>b</em></h2><p>c</p>", "## A *b*\n\nc"),
        ('<a href="/x">l</a>', "[l](https://example.org/x)"),
        ('<a href="javascript:x()">l</a>', "l"),
        ('<a name="x"></a>text', "text"),
        ('<img src="p.png" alt="A">', "![A](https://example.org/a/p.png)"),
        (
            '<img data-src="/late.png" src="data:image/gif;base64,AA" alt="A">',
            "![A](https://example.org/late.png)",
        ),
        ('x<img src="https://t.example/p.gif" width="1" height="1">y', "xy"),
        ("a<script>bad()</script>b<style>c{}</style>", "ab"),
        (
            '<iframe src="https://www.youtube.com/embed/abc_1"></iframe>',
            "[www.youtube.com](https://www.youtube.com/watch?v=abc_1)",
        ),
        ('<video title="Film" src="/f.mp4"></video>', "[Film](https://example.org/f.mp4)"),
        ('<pre><code class="language-python">a = 1\n</code></pre>', "```python\na = 1\n```"),
        ('<div class="highlight highlight-source-shell"><pre>ls *</pre></div>', "```shell\nls *\n```"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<blockquote><p>q</p></blockquote>", "> q"),
        ("<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>", "| a |\n| --- |\n| b\\|c |"),
        ("<p>1. no list</p>", "1\\. no list"),
        ("中文<strong>粗体。</strong>后面", "中文**粗体。**后面"),
        ("<!-- a -->b<!-- c -->d", "bd"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("", ""),
    ],
)
def test_constructs(html: str, markdown: str) -> None:
    assert to_markdown(html, BASE).strip() == markdown


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "<table>", "<td>", "<pre>", "</pre>", "<div>", "<a href=x>", "</a>", "<!--", "-->", "&amp;", "word", "中文", " ", "<", ">", "*", "_", "\n"]), max_size=30))  # fmt: skip
def test_no_letter_is_lost_however_broken_the_html_is(pieces: list[str]) -> None:
    html = "".join(pieces)
    shown = re.findall(r"\w", plain_text(html))
    written = iter(re.findall(r"\w", to_markdown(html, BASE)))
    assert all(letter in written for letter in shown)


def test_deep_nesting_and_odd_bytes_end() -> None:
    assert "deep" in to_markdown("<div>" * 5_000 + "deep", BASE)
    assert "a" in to_markdown("a\x00\x1b[31m\ud800b", BASE)
