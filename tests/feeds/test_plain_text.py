"""Plain text keeps its lines, whatever feed it is in."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.formats.parse import parse_feed
from reader.feeds.formats.values import html_of_text
from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import read
from tests.page.painting import painted

ADDRESS = "https://w.example/feed"
MEDIA = "xmlns:media='http://search.yahoo.com/mrss/'"


def rss(text: str) -> bytes:
    return f"<rss version='2.0'><channel><title>f</title><item><title>t</title><guid>1</guid><description>{escape(text)}</description></item></channel></rss>".encode()


def atom(text: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>f</title><entry><title>t</title><id>1</id><content type='text'>{escape(text)}</content></entry></feed>".encode()


def youtube(text: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {MEDIA}><title>f</title><entry><title>t</title><id>yt:video:1</id><media:group><media:title>t</media:title><media:description>{escape(text)}</media:description></media:group></entry></feed>".encode()


def json_feed(text: str) -> bytes:
    item = {"id": "1", "title": "t", "content_text": text}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "f", "items": [item]}).encode()


def markdown_of(document: bytes) -> str:
    entry = parse_feed(document, ADDRESS).entries[0]
    return to_markdown(entry.html, entry.base or ADDRESS)


def lines_of(markdown: str) -> list[str]:
    """Return the lines that another program shows; an empty one between paragraphs."""
    paragraphs = []
    for each in read(markdown):
        assert each.tag == "p"
        for line_end in each.iter("br"):
            line_end.tail = "\n" + (line_end.tail or "").lstrip("\n")
        paragraphs.append("\n".join(line.strip(" ") for line in each.text_content().split("\n")))
    return "\n\n".join(paragraphs).split("\n")


TEXTS = {
    "chapters": "Leaves of the garden.\n\n00:00 Start\n01:30 Leaves & roots\n12:45 End\n\nMore: https://e.org/a_b_c?d=1&e=2",
    "a list": "You need:\n- flour\n- water\n* salt\n+ time\n1. mix\n2) bake\n# done",
    "a poem": "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "marks": "2 * 3 * 4\n*no emphasis*\n_none_\n> no quote\n===\n---\n| a | b |\n`x`\n~~~\n[a](b) ![c](d)",
    "less": "a < b\nc <3 d & e",
    "one line": "Only one line",
}  # fmt: skip
FORMS = [rss, atom, youtube, json_feed]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_lines_of_a_plain_text_are_kept(name: str, form: object) -> None:
    markdown = markdown_of(form(TEXTS[name]))  # type: ignore[operator]
    assert lines_of(markdown) == TEXTS[name].split("\n")
    page = [line.strip() for line in painted(markdown, 100).splitlines()]
    assert [line for line in page if line] == [line for line in TEXTS[name].split("\n") if line]


@pytest.mark.parametrize("form", FORMS)
def test_the_indents_of_a_plain_text_are_kept(form: object) -> None:
    markdown = markdown_of(form("one\n  two\n    three\nfour"))  # type: ignore[operator]
    assert lines_of(markdown) == ["one", "\xa0\xa0two", "\xa0\xa0\xa0\xa0three", "four"]


def test_the_layout_of_the_document_is_no_indent() -> None:
    assert lines_of(markdown_of(rss("\n      one\n      two\n    "))) == ["one", "two"]


def test_line_ends_in_html_stay_spaces() -> None:
    assert markdown_of(rss("<p>one\ntwo</p>\n<p>three\n\nfour</p>")) == "one two\n\nthree four\n"
    assert markdown_of(rss("one <b>two</b>\nthree")) == "one **two** three\n"


@given(st.text(alphabet="ab中 \n\t-*_#>1.)<&;\\`~[](){}|$:", max_size=60))
def test_a_plain_text_is_shown_letter_by_letter(text: str) -> None:
    found = "\n".join(lines_of_any(to_markdown(html_of_text(text), ADDRESS)))
    assert "".join(found.split()) == "".join(text.split())


def lines_of_any(markdown: str) -> list[str]:
    return [str(each.text_content()) for each in read(markdown)]
