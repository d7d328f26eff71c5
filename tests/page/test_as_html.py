"""An article as HTML: what Markdown says, and nothing that runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.as_html import as_html
from reader.page.bounds import CELLS_LIMIT, PARAGRAPH_LIMIT, TOKENS_LIMIT


def test_markdown_becomes_html() -> None:
    text = "# 标题\n\n*a* **b** ~~c~~ [d](https://e.org/f)\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```py\nx < 1\n```\n"
    assert as_html(text) == (
        "<h1>标题</h1>\n"
        '<p><em>a</em> <strong>b</strong> <s>c</s> <a href="https://e.org/f">d</a></p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th style="text-align:right">b</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td style="text-align:right">2</td>\n</tr>\n</tbody>\n</table>\n'
        '<pre><code class="language-py">x &lt; 1\n</code></pre>\n'
    )


def test_references_are_resolved() -> None:
    assert as_html("[a][b]\n\n[b]: https://c.org") == '<p><a href="https://c.org">a</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div onclick='x'>\n\n</div>",
        "[a](javascript:alert(1))",
        "![a](vbscript:x)",
        "[a]\n\n[a]: javascript:x",
        '```"><script>\n```',
    ],
)
def test_nothing_of_the_article_runs(text: str) -> None:
    html = as_html(text)
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "<div" not in html
    assert 'href="javascript' not in html
    assert 'src="vbscript' not in html


@given(st.text(alphabet="<>\"'&ab[]()!:`*\n -#|", max_size=60))
def test_every_tag_is_one_of_the_renderer(text: str) -> None:
    import re

    tags = set(re.findall(r"</?([^\s>/]+)", as_html(text)))
    known = (
        "p h1 h2 h3 h4 h5 h6 em strong s a img ul ol li code pre blockquote hr br table thead tbody tr th td"
    )
    assert tags <= set(known.split())


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "*" * 100_000,
        "[a](" * 30_000,
        "<!-- " * 20_000,
        "> " * 500 + "deep",
        "- x\n" * TOKENS_LIMIT,
        "|a" * CELLS_LIMIT + "\n" + "|-" * CELLS_LIMIT,
        "字" * PARAGRAPH_LIMIT * 20,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_keeps_its_end(text: str) -> None:
    assert "the end" in as_html(text + "\n\nthe end")


def test_escaped_signs_are_the_signs() -> None:
    assert as_html("2 \\* 3 &amp; \\<b>") == "<p>2 * 3 &amp; &lt;b&gt;</p>\n"
