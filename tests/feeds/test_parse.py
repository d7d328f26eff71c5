"""Feeds of every form as the same values."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from reader.feeds.formats import parse
from reader.feeds.formats.entry import ENTRIES_LIMIT, Enclosure, Entry, FeedError
from reader.feeds.formats.parse import parse_feed
from reader.feeds.web.body import Body

BASE = "https://example.org/feeds/all"

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="html">A &amp;amp; B</title><link href="https://example.org/"/><updated>2026-06-01T00:00:00Z</updated>
<entry><id>tag:1</id><title>First &lt;em&gt;one&lt;/em&gt;</title><link rel="alternate" href="/first"/>
<published>2026-05-01T10:00:00+08:00</published><updated>2026-05-02T00:00:00Z</updated>
<author><name>Lin</name></author><category term="ai" label="AI"/><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>text</b>.</p></div></content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title>
<link>https://example.org/</link></channel><item rdf:about="https://example.org/1"><title>One</title>
<link>https://example.org/1</link><dc:date>2026-05-01</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://example.org/",
"language": "en", "items": [{"id": 7, "url": "/seven", "title": "Seven", "content_text": "One <p>.\\n\\nTwo.",
"date_published": "2026-05-01T10:00:00+02:00", "authors": [{"name": "Bob"}], "tags": ["x"],
"attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}]}, "nonsense"]}"""


def test_atom() -> None:
    feed = parse_feed(ATOM.encode(), BASE)
    [entry] = feed.entries
    assert (feed.title, feed.link, feed.language) == ("A & B", "https://example.org/", "en")
    assert entry[:3] == ("tag:1", "https://example.org/first", "First one")
    assert "<b>text</b>" in entry.html
    assert entry.summary == "Short."
    assert entry.published == datetime(2026, 5, 1, 2, tzinfo=UTC)
    assert entry.updated == datetime(2026, 5, 2, tzinfo=UTC)
    assert (entry.authors, entry.tags) == (("Lin",), ("AI",))


def test_atom_before_its_standard_says_nothing_of_what_is_html() -> None:
    text = "&lt;p&gt;Long &lt;b&gt;text&lt;/b&gt;.&lt;/p&gt;"
    old = f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>One</title><summary mode="escaped">{text}</summary></entry></feed>'
    new = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><summary>{text}</summary></entry></feed>'
    assert parse_feed(old.encode(), BASE).entries[0].html == "<p>Long <b>text</b>.</p>"
    assert (
        parse_feed(new.encode(), BASE).entries[0].html
        == "<p>&lt;p&gt;Long &lt;b&gt;text&lt;/b&gt;.&lt;/p&gt;</p>"
    )


def test_a_script_is_no_part_of_a_title() -> None:
    title = "A &lt;script&gt;run()&lt;/script&gt;title&lt;style&gt;b {}&lt;/style&gt; of two"
    [entry] = parse_feed(
        f"<rss><channel><item><title>{title}</title></item></channel></rss>".encode(), BASE
    ).entries
    assert entry.title == "A title of two"


def test_rdf() -> None:
    [entry] = parse_feed(RDF.encode(), BASE).entries
    assert (entry.title, entry.link, entry.authors) == ("One", "https://example.org/1", ("Ada",))
    assert entry.published == datetime(2026, 5, 1, tzinfo=UTC)


def test_json_feed() -> None:
    feed = parse_feed(JSON.encode(), BASE)
    [entry] = feed.entries
    assert (feed.title, entry.guid, entry.link) == ("J", "7", "https://example.org/seven")
    assert entry.html == "<p>One &lt;p&gt;.</p><p>Two.</p>"
    assert entry.published == datetime(2026, 5, 1, 8, tzinfo=UTC)
    assert entry.enclosures == (Enclosure("https://example.org/a.mp3", "audio/mpeg", 5),)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"nonsense", b"<html><body>page</body></html>", b'{"a": 1}', b"{" * 100_000, b"<a>" * 10_000,
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(FeedError):
        parse_feed(data, BASE)


def test_entities_that_grow_and_files_are_not_read() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    text = f"{bomb}<rss version='2.0'><channel><title>&l11;&f;</title><item><title>x</title></item></channel></rss>"
    feed = parse_feed(text.encode(), BASE)
    assert len(feed.title) < 100
    assert "root:" not in feed.title


@pytest.mark.parametrize("begin", ["<rss version='2.0'>", "<rss>&bad;<unclosed x=1 x=2>"])
def test_what_is_nested_without_end_is_told_at_once(begin: str) -> None:
    data = f"{begin}<channel><item>{'<a>' * 400_000}".encode()
    with pytest.raises(FeedError, match="nested too deep"):
        parse_feed(data, BASE)


def test_entries_beyond_the_limit_are_not_even_read() -> None:
    data = f"<rss version='2.0'><channel>{'<item/>' * (ENTRIES_LIMIT + 100_000)}".encode()
    assert parse_feed(data, BASE).is_cut
    assert len(parse._parsed(Body(data), BASE, "").entries) == ENTRIES_LIMIT


@pytest.mark.parametrize(
    "items",
    [
        "<item><title>one</title></item><item><title>two</title></item>",
        "<item><title>one</title><item><title>two</title></item></item>",
    ],
)
def test_entries_are_taken_as_they_come_not_kept_as_they_were_read(items: str) -> None:
    found = parse._parsed(Body(f"<rss version='2.0'><channel>{items}</channel></rss>".encode()), BASE, "")
    assert [type(each) for each in found.entries] == [Entry, Entry]
    assert [each.title for each in found.entries] == ["one", "two"]


def test_the_authors_of_a_feed_are_those_of_its_entries_wherever_they_stand() -> None:
    whole = ATOM.replace("<author><name>Lin</name></author>", "").replace(
        "</feed>", "<author><name>Ada</name></author></feed>"
    )
    assert [entry.authors for entry in parse_feed(whole.encode(), BASE).entries] == [("Ada",)]


@pytest.mark.parametrize("text", ["it\x92s", "中文\x92s", "itâ\x80\x99s"])
def test_letters_of_windows_are_what_they_mean(text: str) -> None:
    document = f"<rss version='2.0'><channel><item><title>{text}</title></item></channel></rss>"
    [entry] = parse_feed(document.encode(), BASE).entries
    assert entry.title in {"it’s", "中文’s"}


def test_a_broken_feed_gives_what_can_be_read() -> None:
    cut = ATOM.encode()[: ATOM.index("<content")]
    [entry] = parse_feed(cut, BASE).entries
    assert entry.title == "First one"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://user:secret@example.org/"]
)
def test_addresses_pass_the_gate(link: str) -> None:
    text = f"<rss version='2.0'><channel><title>t</title><item><title>x</title><link>{link}</link></item></channel></rss>"
    assert parse_feed(text.encode(), BASE).entries[0].link == ""


def test_control_characters_in_titles_do_no_harm() -> None:
    text = "<rss version='2.0'><channel><title>t</title><item><title>a&#x9b;31m\u202eb</title></item></channel></rss>"
    title = parse_feed(text.encode(), BASE).entries[0].title
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e" for char in title)


def test_an_entry_whose_text_is_elsewhere_leads_there_if_it_has_no_link() -> None:
    content = '<content src="/full.html" type="text/html"/>'
    for more, link in (
        ("", "https://example.org/full.html"),
        ('<link href="/own"/>', "https://example.org/own"),
    ):
        text = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{content}{more}<summary>s</summary></entry></feed>'
        [entry] = parse_feed(text.encode(), BASE).entries
        assert (entry.link, entry.html) == (link, "<p>s</p>")


def test_what_is_no_item_in_a_list_of_json_costs_no_word_about_its_size() -> None:
    one, two = {"id": "1", "content_text": "x"}, {"id": "2", "content_text": "y"}
    lists: tuple[Any, ...] = (
        [one, "text", None, 5, [], two],
        {"0": one, "1": two},
        {"0": one, "2": None, "10": two},
    )
    for items in lists:
        text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
        feed = parse_feed(text.encode(), BASE)
        assert ([each.guid for each in feed.entries], feed.is_part, feed.is_damaged) == (
            ["1", "2"],
            False,
            False,
        )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<![CDATA[Ann O&#039;Neil]]>", "Ann O'Neil"),
        ("https://lemmy.example/u/eve", "eve"),
        ("https://social.example/@ann", "ann"),
        ("https://ann.example/", "ann.example"),
        ("AT&amp;T", "AT&T"),
    ],
)
def test_a_person_has_a_name_and_no_address_or_entities(written: str, name: str) -> None:
    document = f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>x</title><dc:creator>{written}</dc:creator></item></channel></rss>"
    [entry] = parse_feed(document.encode(), BASE).entries
    assert entry.authors == (name,)


def test_a_category_that_was_escaped_twice_is_read_once_more() -> None:
    document = "<rss version='2.0'><channel><item><title>x</title><category><![CDATA[Q&amp;A]]></category></item></channel></rss>"
    [entry] = parse_feed(document.encode(), BASE).entries
    assert entry.tags == ("Q&A",)
