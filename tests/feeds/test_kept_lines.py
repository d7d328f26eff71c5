"""Line ends that the style of an entry keeps, as descriptions of films have them."""

import pytest

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import shown, words


def test_line_ends_that_the_style_keeps_are_line_breaks_and_blank_lines_paragraphs() -> None:
    html = '<p style="white-space: pre-wrap">one\ntwo <b>three\nfour</b>\n\nfive</p><p>six\nseven</p>'
    markdown = to_markdown(html, "https://e.com/")
    assert markdown == "one\\\ntwo **three\\\nfour**\n\nfive\n\nsix seven\n"
    assert "three" in to_markdown(
        '<div style="white-space:pre"><pre>one\ntwo</pre>three</div>', "https://e.com/"
    )


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<span style='display:block'>a</span><span style='color: red; DISPLAY: block;'>b</span>", ["a", "b"]),
        ("<p>a<b style='display:flex'>b</b>c</p>", ["a", "b", "c"]),
        ("<a href='/u' style='display:block'>a</a><a href='/v' style='display:block'>b</a>", ["a", "b"]),
        ("<pre><code><span style='display:block'>a</span><span style='display:block'>b</span></code></pre>", ["a b"]),
        ("<p>a<span style='display:inline-block'>b</span><img style='display:block' src='/i.png'></p>", ["ab"]),
    ],
)  # fmt: skip
def test_what_is_a_block_by_its_style_stands_apart(html: str, found: list[str]) -> None:
    assert [words(each) for each in shown(html)] == found
