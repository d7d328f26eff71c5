"""Documents that are not quite XML, read as browsers and other readers read them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.parse import parse_feed
from reader.feeds.html.tree import text_of, tree_of
from tests.feeds.conftest import Ask
from tests.feeds.server import Web
from tests.feeds.written import NAMESPACES, UTF_8, document, entry, served

TWO = (entry("<description>one</description>", "One", 1), entry("<description>two</description>", "Two", 2))
ENTITIES = "".join(f'<!ENTITY e{number} "&#{number + 160};">\n' for number in range(300))


@pytest.mark.parametrize(
    "begin",
    [
        f"{UTF_8}<!-- {'a licence with <rss and <item> in it, it is long ' * 150}-->",
        f"{UTF_8}<!-- {'a licence ' * 30_000}-->",
        UTF_8 + "<?xml-stylesheet href='/a.xsl' type='text/xsl'?>" * 300,
        f"{UTF_8}<!DOCTYPE rss [\n{ENTITIES}]>",
        f"{UTF_8}<!DOCTYPE rss [<!-- it's ] odd > -->\n{ENTITIES.replace(chr(34), chr(39))}]>\n",
        f"{UTF_8}<!DOCTYPE rss SYSTEM 'http://example.org/{'x' * 5000}.dtd'>",
        f"\n\n  {UTF_8}",
        f"<br />\n<b>Warning</b>: include() in <b>/a.php</b> on line <b>3</b><br />\n{UTF_8}",
        f"Warning: expected <rss> in /a.php on line 3\n{UTF_8}",
        "Notice: Undefined index: feed in /a.php\n",
        f"\ufeff\ufeff{UTF_8}",
        f"\0{UTF_8}",
        f"<!-- made by a program -->{UTF_8}",
        "<html><head></head><body>",
        "<pre>",
    ],
)
def test_what_stands_before_the_feed_does_not_hide_it(web: Web, ask: Ask, begin: str) -> None:
    assert [file.title for file in served(web, ask, document(*TWO, begin=begin))] == ["One", "Two"]


@pytest.mark.parametrize("length", [0, 64_000, 65_530, 65_536, 200_000])
def test_a_prologue_may_end_anywhere_in_a_piece(length: int) -> None:
    begin = f"{UTF_8}<!-- {'x' * length} --><!DOCTYPE rss [<!ENTITY own 'mine'>]>"
    [one] = parse_feed(document(entry("<description>&own;</description>"), begin=begin).encode(), "").entries
    assert one.html == "mine"


@pytest.mark.parametrize(
    "behind",
    [
        document(entry("<description>three</description>", "Three", 3)),
        document(entry("<description>three</description>", "Three", 3), begin=""),
        "<!-- made in 3 ms & 2 queries -->",
        "<script>if (a && b) {}</script>",
        "</body></html>",
        "\0\0\0",
    ],
)
def test_what_follows_a_feed_does_not_belong_to_it(web: Web, ask: Ask, behind: str) -> None:
    assert [file.title for file in served(web, ask, document(*TWO) + behind)] == ["One", "Two"]


def test_a_page_that_shows_how_a_feed_looks_is_none() -> None:
    shown = "<!DOCTYPE html><html><body><pre><rss><channel><item></item></channel></rss></pre></body></html>"
    for page in (shown, shown.removeprefix("<!DOCTYPE html>"), f"<p>{'text ' * 5000}</p><rss/>"):
        with pytest.raises(FeedError, match="This is not a feed"):
            parse_feed(page.encode(), "https://example.org/")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT&T Q&A R&D", "AT&T Q&A R&D"),
        ("H&M &c.", "H&M &c."),
        ("a & b && c &", "a & b && c &"),
        ("&AMP; &eacute;&nbsp;&hellip; &#8217 &#x2014;", "& é … ’ —"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a ]]> b", "a ]]> b"),
        ("&amp;T &amp;amp; & &lt;i&gt;x&lt;/i&gt;", "&T & & *x*"),
        ("&unknown; & x", "\\&unknown; & x"),
    ],
)
def test_a_bare_ampersand_is_one_wherever_it_stands(web: Web, ask: Ask, written: str, read: str) -> None:
    spoilt = entry(f"<description>{written}</description>", "Q&A", 1)
    files = served(web, ask, document(spoilt, entry("<description>AT&amp;T</description>", "R&amp;D", 2)))
    assert [(file.title, file.body) for file in files] == [("Q&A", read), ("R&D", "AT&T")]


def test_a_bare_ampersand_in_an_address_is_part_of_it(web: Web, ask: Ask) -> None:
    address = "https://example.org/?a=1&b=2&copy=3&lt=4"
    item = f"<item><title>T</title><link>{address}</link><guid>x:1</guid><enclosure url='{address}' type='audio/mpeg'/></item>"
    [file] = served(web, ask, document(item))
    assert (file.fields["link"], file.fields["enclosures"][0]["url"]) == (address, address)


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_the_entities_of_html_mean_the_same_in_a_feed(web: Web, ask: Ask, kind: str) -> None:
    text = "Caf&eacute; &ndash; a&nbsp;b &hellip; &lt;3"
    inside = f"<title>{text}</title><guid>x:1</guid><id>x:1</id>"
    body = (
        document(f"<item>{inside}</item>")
        if kind == "rss"
        else f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{inside}</entry></feed>'
    )
    assert served(web, ask, body)[0].title == "Café – a b … <3"


@pytest.mark.parametrize(
    "reference", ["&#11;", "&#8;", "&#x12;", "&#x1F;", "&#xFFFE;", "&#xffff;", "\x08", "\x0b", "\0"]
)
def test_a_control_character_costs_no_entry(web: Web, ask: Ask, reference: str) -> None:
    escaped = (
        f"<description>&lt;p title='&amp;#11;'&gt;a &amp;#11;* ~_[]:&lt;/p&gt; {reference}b</description>"
    )
    cdata = f"<description><![CDATA[<p>c{reference if reference < '&' else ''} d</p>]]></description>"
    address = f"<enclosure url='https://example.org/a{reference}.mp3' type='audio/mpeg'/>"
    files = served(
        web, ask, document(entry(escaped + address, f"Fi{reference}rst", 1), entry(cdata, "Second", 2))
    )
    assert [file.title for file in files] == ["First", "Second"]
    assert files[0].body.replace(" ", "").endswith("b")
    assert [each["url"] for each in files[0].fields["enclosures"]] == ["https://example.org/a.mp3"]
    assert files[1].body == "c d"


@pytest.mark.parametrize("reference", ["&#0;", "&#55296;", "&#x110000;", "&#xDFFF;", "&#999999999;"])
def test_a_reference_to_no_character_is_shown_as_one_that_is_unknown(
    web: Web, ask: Ask, reference: str
) -> None:
    [file] = served(web, ask, document(entry(f"<description>a{reference}b</description>", f"T{reference}")))
    assert (file.title, file.body) == ("T\ufffd", "a\ufffdb")


def test_a_section_that_is_not_closed_ends_with_its_element(web: Web, ask: Ask) -> None:
    spoilt = entry("<description><![CDATA[<p>one & <b>x</b></description>", "One", 1)
    files = served(web, ask, document(spoilt, TWO[1]))
    assert [(file.title, file.body) for file in files] == [("One", "one & **x**"), ("Two", "two")]


@pytest.mark.parametrize("namespaces", ["", NAMESPACES])
def test_prefixes_need_no_declaration(web: Web, ask: Ask, namespaces: str) -> None:
    inside = (
        "<content:encoded>&lt;p&gt;body&lt;/p&gt;</content:encoded><description>else</description><dc:creator>Ann</dc:creator>"
        "<media:thumbnail url='https://example.org/i.png'/><other:thing>z</other:thing><itunes:summary>Show</itunes:summary>"
    )
    [file] = served(web, ask, document(entry(inside), namespaces=namespaces))
    assert file.body == "body"
    assert (file.fields["authors"], file.fields["image"]) == (["Ann"], "https://example.org/i.png")
    assert file.fields["summary"] == "else Show"


@pytest.mark.parametrize(
    "name",
    [
        "http://purl.org/rss/1.0/modules/content/",
        "https://purl.org/rss/1.0/modules/content",
        "HTTP://PURL.ORG/rss/1.0/modules/content#",
        " http://purl.org/rss/1.0/modules/content/ ",
        "http://purl.org/rss/1.0/ modules/content/",
    ],
)
def test_a_namespace_may_be_written_in_other_ways(web: Web, ask: Ask, name: str) -> None:
    inside = "<c:encoded>&lt;p&gt;body&lt;/p&gt;</c:encoded><description>else</description>"
    [file] = served(web, ask, document(entry(inside), namespaces=f'xmlns:c="{name}"'))
    assert (file.body, file.fields["summary"]) == ("body", "else")


@pytest.mark.parametrize(
    "name", ["http://www.w3.org/2005/Atom", "https://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom/"]
)
@pytest.mark.parametrize("prefix", ["", "a:"])
def test_atom_may_have_a_prefix_and_its_name_a_slip(web: Web, ask: Ask, name: str, prefix: str) -> None:
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    text = f'<@feed {declared}="{name}"><@title>F</@title><@entry><@id>x:1</@id><@title type="text">a &lt;b</@title><@content type="text">List&lt;String&gt;</@content></@entry></@feed>'
    [file] = served(web, ask, text.replace("@", prefix))
    assert (file.title, file.body) == ("a <b", "List\\<String>")


@pytest.mark.parametrize(
    "text",
    [
        '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>T</TITLE><GUID>x:1</GUID><DESCRIPTION>d</DESCRIPTION></ITEM></CHANNEL></RSS>',
        "<rss><channel><Item><Title>T</Title><Guid>x:1</Guid><Description>d</Description></Item></channel></rss>",
        "<rss><channel><item><title>T</title><guid>x:1</guid><description>d</descripton></item></channel></rss>",
        "<rss version=2.0><channel><item><title>T</title><guid>x:1</guid><description>d</description></item></channel></rss>",
        "<channel><item><title>T</title><guid>x:1</guid><description>d</description></item></channel>",
        "<other><item><title>T</title><guid>x:1</guid><description>d</description></item></other>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item rdf:about="x:1"><title>T</title><description>d</description></item></rdf:RDF>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://channel.netscape.com/rdf/simple/0.9/"><item><title>T</title><link>https://example.org/1</link><description>d</description></item></rdf:RDF>',
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd"><rss version="0.91"><channel><item><title>T</title><description>d</description></item></channel></rss>',
    ],
)  # fmt: skip
def test_old_and_careless_forms_are_read(web: Web, ask: Ask, text: str) -> None:
    [file] = served(web, ask, text)
    assert (file.title, file.body) == ("T", "d")


def test_html_that_is_not_escaped_is_the_text(web: Web, ask: Ask) -> None:
    loose = entry(
        "<description><p>Hello<br>you & <b>me</b> <img src='https://example.org/i.png'></p></description>",
        "One",
        1,
    )
    files = served(web, ask, document(loose, TWO[1]))
    assert [file.body for file in files] == ["Hello\\\nyou & **me** ![](https://example.org/i.png)", "two"]
    whole = entry("<description><p>Hello<br/>you <b>and</b> me</p></description>", "One", 3)
    assert served(web, ask, document(whole))[0].body == "Hello\\\nyou **and** me"


@pytest.mark.parametrize("broken", ["", " &"])
def test_markup_in_an_id_is_none_of_it(broken: str) -> None:
    item = f"<item><title>a{broken}</title><guid isPermaLink='false'><p>x-<b>1</b></p></guid></item>"
    assert [each.guid for each in parse_feed(document(item).encode(), "https://example.org/").entries] == [
        "x-1"
    ]


@pytest.mark.parametrize("broken", ["", " &"])
def test_markup_in_a_name_or_a_tag_leaves_its_words(web: Web, ask: Ask, broken: str) -> None:
    inside = f"<author><p>Ann <b>Lee</b></p></author><category><i>Tea</i></category><description>d{broken}</description>"
    [file] = served(web, ask, document(entry(inside)))
    assert (file.fields["authors"], file.fields["tags"]) == (["Ann Lee"], ["Tea"])


def test_escaped_markup_in_a_name_or_a_tag_leaves_its_words() -> None:
    inside = "<author>&lt;a href='/u'&gt;Ann &amp;amp; Lee&lt;/a&gt;</author><category>&lt;i&gt;Tea&lt;/i&gt;</category><category>a &lt; b</category>"
    [found] = parse_feed(document(entry(inside)).encode(), "https://example.org/").entries
    assert (found.authors, found.tags) == (("Ann & Lee",), ("Tea", "a < b"))


def test_a_feed_of_rdf_0_90_may_have_no_items_yet() -> None:
    text = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://channel.netscape.com/rdf/simple/0.9/"></rdf:RDF>'
    assert parse_feed(text.encode(), "https://example.org/").entries == ()


@pytest.mark.parametrize(
    "inside", ["&lt;p&gt;Feed Title&lt;/p&gt;", "<p>Feed <b>Title</b></p>", "Feed Title"]
)
@pytest.mark.parametrize("end", ["title", "subtitle", "ttle"])
def test_a_title_of_xhtml_is_read_even_if_it_ends_under_another_name(inside: str, end: str) -> None:
    title = f'<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inside}</div></{end}>'
    text = (
        f'<feed xmlns="http://www.w3.org/2005/Atom">{title}<entry><title>E</title><id>x:1</id></entry></feed>'
    )
    feed = parse_feed(text.encode(), "https://example.org/")
    assert feed.title in {"Feed Title", "<p>Feed Title</p>"}
    assert [each.title for each in feed.entries] == ["E"]


def test_what_a_program_says_before_a_json_feed_does_not_hide_it(web: Web, ask: Ask) -> None:
    feed = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "title": "T", "content_text": "d"}],
        }
    )
    for begin in ("Warning: x in /a.php {line 3}\n", "<br />\n<b>Notice</b>\n", "\n\n"):
        [file] = served(web, ask, begin + feed.replace('"id": "1"', f'"id": "{len(begin)}"'))
        assert (file.title, file.body) == ("T", "d")


def test_entities_that_grow_stay_what_they_are_in_a_broken_document() -> None:
    grown = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    begin = f'{UTF_8}<!DOCTYPE r [<!ENTITY l0 "lol">{grown}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = parse_feed(document(entry("<description>&l11; &f; & x</description>"), begin=begin).encode(), "")
    assert feed.entries[0].html == "&l11; &f; & x"


WHOLE = document(
    entry("<description>&lt;p&gt;one &amp;amp; two&lt;/p&gt;</description><content:encoded><![CDATA[<p>x & y</p>]]></content:encoded>"),
    entry("<author>ann@a.cloud (Ann)</author><media:group><media:description>caption</media:description></media:group>", number=2),
)  # fmt: skip
SPOILING = (
    "&",
    "<",
    "]]>",
    "<![CDATA[",
    "<!--",
    "\0",
    "\udcff",
    "&#0;",
    "&nbsp;",
    "</item>",
    "<item>",
    '"',
    "<?",
    "<x:y>",
    "&#xD800;",
    " ",
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.sampled_from(SPOILING)), max_size=6
    ),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32"]),
)
def test_a_spoilt_document_is_read_or_refused_in_words(
    spoilt: list[tuple[int, int, str]], encoding: str
) -> None:
    text = WHOLE
    for at, length, instead in spoilt:
        text = text[:at] + instead + text[at + length :]
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    assert "an error in newsreader" not in _problem_with(text.encode(encoding, errors))


def _problem_with(data: bytes) -> str:
    try:
        feed = parse_feed(data, "https://example.org/")
    except FeedError as problem:
        return str(problem)
    assert all(isinstance(each.html, str) for each in feed.entries)
    return ""


@pytest.mark.timeout(30)
def test_a_tag_that_never_ends_is_read_once() -> None:
    data = document(*TWO)[:-20] + "<" + "w" * 1_000_000
    assert [each.title for each in parse_feed(data.encode(), "https://e.org/feed").entries][:1] == ["One"]


@pytest.mark.timeout(30)
def test_comments_that_never_end_before_a_feed_are_read_once() -> None:
    data = "<!DOCTYPE rss [" + "<!--" * 200_000
    with pytest.raises(FeedError):
        parse_feed(data.encode(), "https://e.org/feed")


@pytest.mark.parametrize(
    "item",
    [
        "<title>a</title><link>https://e.org/1</link><description>x",
        "<title>a</title><link>https://e.org/1</link><description><p>x <b></p>",
        "<title>a<link>https://e.org/1</link><description>x</description>",
        "<title>a</title><link>https://e.org/1<description>x</description>",
        "<description><p>x</p></description><title>a<link>https://e.org/1",
    ],
)
def test_a_text_that_is_not_closed_costs_no_entry(item: str) -> None:
    document = f"<rss version='2.0'><channel><title>F</title><item>{item}</item><item><title>b</title></item></channel></rss>"
    one, two = parse_feed(document.encode(), "https://e.org/feed").entries
    assert (one.title, one.link, text_of(tree_of(one.html)).strip(), two.title) == (
        "a",
        "https://e.org/1",
        "x",
        "b",
    )


def test_the_title_of_a_feed_that_is_not_closed_ends_where_an_item_begins() -> None:
    feed = parse_feed(
        b"<rss><channel><title>F<item><title>a</title></item></channel></rss>", "https://e.org/feed"
    )
    assert (feed.title, [each.title for each in feed.entries]) == ("F", ["a"])
