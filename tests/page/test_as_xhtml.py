"""Blocks become XHTML: well-formed whatever an article holds, with nothing in it that a browser would run."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Key, read_document
from reader.page.as_xhtml import PlacedImage, Surroundings, as_xhtml, image_addresses
from reader.page.compose import PageOptions, compose
from reader.page.line import Block
from tests.page.harmless import HOSTILE, is_harmless, parsed


def blocks_of(text: str | bytes) -> tuple[Block, ...]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    document = read_document(data, Key("", "a.md"), datetime(2026, 1, 2, tzinfo=UTC), zone=UTC)
    return compose(document._replace(article=document.article._replace(problems=())), PageOptions(UTC))


def written(text: str | bytes, surroundings: Surroundings | None = None) -> str:
    blocks = blocks_of(text)
    return as_xhtml(blocks, surroundings) if surroundings else as_xhtml(blocks)


CASES = {
    "- one\n- two\n  - inner": '<ul>\n<li><p class="apart">one</p></li>\n<li><p>two</p>\n<ul>\n<li><p>inner</p></li>\n</ul></li>\n</ul>',
    "3. three\n4. four": '<ol>\n<li value="3"><p class="apart">three</p></li>\n<li><p>four</p></li>\n</ol>',
    "> said\n>\n> again": "<blockquote>\n<p>said</p>\n<p>again</p></blockquote>",
    "`a<b` **c** *d* ~~e~~": "<p><code>a&lt;b</code> <strong>c</strong> <em>d</em> <del>e</del></p>",
    "```py\nif a < b:\n    c\n```": "<pre><code>if a &lt; b:\n    c</code></pre>",
    "| a | b |\n|--:|---|\n| 1 | 2 |": '<th class="right">a</th><th>b</th>',
    "# T\n\n## Under": "<h2>Under</h2>",
    "[x](https://example.org/?a=1&b=2)": '<a href="https://example.org/?a=1&amp;b=2">x</a>',
    "one  \ntwo": "<p>one<br/>\ntwo</p>",
    "- [x] done": '<ul class="marked">\n<li><span class="mark">☑</span> <p class="apart">done</p></li>\n</ul>',
}


@pytest.mark.parametrize("text", CASES)
def test_markdown_becomes_the_elements_that_mean_it(text: str) -> None:
    assert CASES[text] in written(text)


def test_a_footnote_and_its_mention_lead_to_each_other() -> None:
    root = parsed(written("Said[^1].\n\n[^1]: Because.", Surroundings("c7-")))
    mention = root.find(".//a[@class='noteref']")
    assert mention is not None
    assert mention.text == "1"
    note = root.find(f".//*[@id='{mention.get('href', '')[1:]}']")
    assert note is not None
    assert "Because." in "".join(note.itertext())
    back = root.find(".//a[@class='back']")
    assert back is not None
    assert back.get("href") == f"#{mention.get('id')}"
    assert str(mention.get("id")).startswith("c7-")


def test_a_long_table_is_one_table() -> None:
    rows = "\n".join(f"| {number} | text of it |" for number in range(400))
    root = parsed(written(f"| n | t |\n|---|---|\n{rows}"))
    assert len(root.findall(".//table")) == 1
    assert len(root.findall(".//tr")) == 401


def test_images_are_those_that_are_handed_out_and_words_elsewhere() -> None:
    text = "![A lamp](lamp.png)\n\nSee ![b](b.png) here.\n\n![gone](gone.png)"
    assert [*image_addresses(blocks_of(text))] == ["lamp.png", "b.png", "gone.png"]
    known = {name: PlacedImage(f"images/{name}", 3, 4) for name in ("lamp.png", "b.png")}
    root = parsed(written(text, Surroundings("", known.get)))
    assert [image.attrib for image in root.iter("img")] == [
        {"src": "images/lamp.png", "alt": "A lamp", "width": "3", "height": "4"},
        {"src": "images/b.png", "alt": "b", "width": "3", "height": "4"},
    ]
    assert "gone" in "".join(root.itertext())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_means_harm_is_text(text: str) -> None:
    assert is_harmless(written(text))


def test_an_article_of_a_megabyte_is_well_formed() -> None:
    paragraph = "<b>wörter</b> & 字 *so* [x](https://e.example/) and some words more than that. " * 60
    assert is_harmless(written(f"{paragraph}\n\n" * 240))


PIECES = st.sampled_from([
    *"<>&\"'`*_[]()#|~!-\n \t\\$:^=+1.", "<script>", "</p>", "<td>", "javascript:", "](", "![", "```\n", "> ", "- [x] ", "| a |\n|---|\n",
    "[^1]", "[^1]: x\n", "<details>", "</details>", "字，", "\x00", "\ud800", "\u2028", "\ufdd0abbreviation:", "*[a]: b\n", "==", '<a href="', "&#",
])  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_well_formed_and_harmless(text: str) -> None:
    assert is_harmless(written(text))
