"""Which text of an entry becomes the article, and where its other texts are kept."""

import json
from base64 import b64encode
from typing import Any

import pytest

from tests.feeds.conftest import Ask
from tests.feeds.server import Web
from tests.feeds.written import atom, document, entry, served

LONG = "This is said nowhere else, and it is much longer than all that the entry itself has to say, as captions often are."
CONTENT = "<content:encoded>&lt;p&gt;Short &lt;b&gt;real&lt;/b&gt; content.&lt;/p&gt;</content:encoded>"
PHOTO = f'<media:content url="https://example.org/a.jpg" medium="image"><media:description>{LONG}</media:description></media:content>'


@pytest.mark.parametrize(
    ("inside", "body", "fields"),
    [
        (f"<description>Short.</description>{PHOTO}", f"Short.\n\n![{LONG}](https://example.org/a.jpg)", {}),
        (f"{PHOTO}<description>Short.</description>", f"Short.\n\n![{LONG}](https://example.org/a.jpg)", {}),
        (f"<description>Short.</description><media:description>{LONG}</media:description>", "Short.", {"captions": [LONG]}),
        (f"{CONTENT}<description>{LONG}</description>", "Short **real** content.", {"summary": LONG}),
        (f"<description>{LONG}</description>{CONTENT}", "Short **real** content.", {"summary": LONG}),
        (f"<itunes:summary>{LONG}</itunes:summary>{CONTENT}", "Short **real** content.", {"summary": LONG}),
        (f"<description>&lt;i&gt;Notes&lt;/i&gt;</description><itunes:summary>{LONG}</itunes:summary>", "*Notes*", {"summary": LONG}),
        (f"<itunes:summary>{LONG}</itunes:summary><description>&lt;i&gt;Notes&lt;/i&gt;</description>", "*Notes*", {"summary": LONG}),
        (f"<itunes:subtitle>{LONG}</itunes:subtitle><itunes:summary>Show.</itunes:summary>", "Show.", {"summary": LONG}),
        (f"<dc:description>{LONG}</dc:description><description>Own.</description>", "Own.", {"summary": LONG}),
        (f"<description>One.</description><description>{LONG}</description>", "One.", {"summary": LONG}),
        (f"<description>Text.</description><image><title>A cat</title><description>{LONG}</description></image>", "Text.", {"captions": [LONG]}),
        (f"<media:group><media:title>Film</media:title><media:description>{LONG}</media:description></media:group>", LONG, {"captions": ["Film"]}),
        ("<itunes:summary>Only this.</itunes:summary>", "Only this.", {}),
        ("<content:encoded>  </content:encoded><description>Text.</description>", "Text.", {}),
        ("<content:encoded>&lt;p&gt;&amp;nbsp;&lt;/p&gt;</content:encoded><description>Text.</description>", "Text.", {}),
        ("<description>👍</description><itunes:summary>Text.</itunes:summary>", "👍", {"summary": "Text."}),
        ("<atom:summary>Other words.</atom:summary><description>Text.</description>", "Text.", {"summary": "Other words."}),
    ],
)  # fmt: skip
def test_the_kind_of_a_text_decides_and_not_its_length(
    web: Web, ask: Ask, inside: str, body: str, fields: dict[str, Any]
) -> None:
    [file] = served(web, ask, document(entry(inside)))
    assert file.body == body
    assert {name: file.fields[name] for name in ("summary", "captions") if name in file.fields} == fields


def test_each_image_of_a_post_keeps_its_caption(web: Web, ask: Ask) -> None:
    images = "".join(
        f'<media:content url="https://example.org/{number}.jpg" type="image/jpeg"><media:description type="plain">{caption}</media:description></media:content>'
        for number, caption in enumerate(
            ("A red cat on a roof", "A blue dog", "A red cat on a roof", "a post")
        )
    )
    [file] = served(
        web, ask, document(entry(f"<description>&lt;p&gt;Look: a post&lt;/p&gt;</description>{images}"))
    )
    assert file.body.split("\n\n") == [
        "Look: a post",
        "![A red cat on a roof](https://example.org/0.jpg)",
        "![A blue dog](https://example.org/1.jpg)",
        "![A red cat on a roof](https://example.org/2.jpg)",
        "![a post](https://example.org/3.jpg)",
    ]
    assert not file.fields.keys() & {"captions", "summary"}


def test_a_summary_that_is_only_the_beginning_is_no_other_text(web: Web, ask: Ask) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    text = f"<content:encoded>&lt;p&gt;{words}&lt;/p&gt;</content:encoded><description>{words[:500]} […]</description>"
    [file] = served(web, ask, document(entry(text)))
    assert file.fields["summary"] == words[:300]
    [file] = served(
        web, ask, document(entry(f"{CONTENT}<description>Short real content.</description>", number=2))
    )
    assert "summary" not in file.fields


def test_the_lines_of_a_summary_do_not_run_into_each_other(web: Web, ask: Ask) -> None:
    said = "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two&lt;br&gt;three&lt;b&gt;four&lt;/b&gt;.&lt;/p&gt;</description>"
    [file] = served(web, ask, document(entry(CONTENT + said)))
    assert file.fields["summary"] == "One. Two threefour."


ORIGIN = (
    '<p>The post <a href="https://e.org/1">Title</a> appeared first on <a href="https://e.org">Site</a>.</p>'
)


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.parametrize(
    "excerpt",
    [
        "<p>{words} [&#8230;]</p>\n" + ORIGIN,
        "<p>{words}&hellip; <a href='https://e.org/1'>Continue reading</a></p>",
        "{words} ...",
        "<p>{words}</p><p>Read more</p>",
        '<p>{words}</p><p><a href="/1" class="a more-link">继续阅读<span class="b">“Title”</span></a></p>',
    ],
)
def test_what_programs_add_to_an_excerpt_makes_no_other_text_of_it(
    web: Web, ask: Ask, excerpt: str, is_signed: bool
) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    end = ORIGIN if is_signed else ""
    short = excerpt.format(words=" ".join(words.split()[:60]))
    text = f"<description><![CDATA[{short}]]></description><content:encoded><![CDATA[<p>{words}</p>{end}]]></content:encoded>"
    [file] = served(web, ask, document(entry(text)))
    assert file.fields["summary"] == words[:300]


@pytest.mark.parametrize("words", ["One short rule", "A rule that the article does not have"])
def test_a_summary_does_not_say_where_the_post_appeared(web: Web, ask: Ask, words: str) -> None:
    short = f"<p>{words}. [&#8230;]</p>\n{ORIGIN}"
    long = f"<p>One short rule, and more.</p><p>A second paragraph.</p>{ORIGIN}"
    text = (
        f"<description><![CDATA[{short}]]></description><content:encoded><![CDATA[{long}]]></content:encoded>"
    )
    [file] = served(web, ask, document(entry(text)))
    assert file.fields["summary"] == f"{words}. […]"
    assert file.body.endswith("appeared first on [Site](https://e.org).")


def test_where_a_post_appeared_is_kept_if_the_feed_says_nothing_else(web: Web, ask: Ask) -> None:
    text = f"<description><![CDATA[{ORIGIN}]]></description>"
    [file] = served(web, ask, document(entry(text)))
    assert file.body == "The post [Title](https://e.org/1) appeared first on [Site](https://e.org)."


@pytest.mark.parametrize("count", [100, 700])
def test_a_summary_that_says_something_else_is_not_cut(web: Web, ask: Ask, count: int) -> None:
    words = " ".join(f"word{number}" for number in range(count))
    [file] = served(web, ask, document(entry(f"{CONTENT}<description>{words}</description>")))
    assert file.body == "Short **real** content."
    assert file.fields["summary"] == words


def test_a_summary_without_room_in_the_front_matter_stands_below_the_text(web: Web, ask: Ask) -> None:
    words = " ".join(f"word{number}" for number in range(9_000))
    [file] = served(web, ask, document(entry(f"{CONTENT}<description>{words}</description>")))
    assert file.body == f"Short **real** content.\n\n---\n\n{words}"
    assert len(file.fields["summary"]) == 300


def test_of_several_contents_none_is_lost(web: Web, ask: Ask) -> None:
    plain = '<content type="text">the same words twice</content>'
    html = '<content type="html">&lt;p&gt;the &lt;b&gt;same&lt;/b&gt; words twice&lt;/p&gt;</content>'
    assert served(web, ask, atom(plain + html))[0].body == "the **same** words twice"
    other = '<content type="html">another text</content>'
    [file] = served(web, ask, atom(html + other).replace(":1<", ":2<"))
    assert file.body == "the **same** words twice\n\n---\n\nanother text"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ('<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>A <x:b>b</x:b> &amp; &lt;c&gt;</x:p></x:div></content>', "A **b** & \\<c>"),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">one</div></content>', "one"),
        ('<content type="text">List&lt;String&gt; &amp;amp;</content>', "List\\<String> \\&amp;"),
        ('<content type="text/html" src="https://example.org/full"/><summary>Summary.</summary>', "Summary."),
        (f'<content type="image/png">{"iVBORw0KGgo+" * 20}</content><summary>Summary.</summary>', "Summary."),
        (f'<content type="application/pdf">{b64encode(bytes(range(256))).decode()}</content><summary>Summary.</summary>', "Summary."),
        ('<content type="application/octet-stream">PHA+SGk8L3A+</content>', "Hi"),
        ('<summary type="html">&lt;p&gt;Only&lt;/p&gt;</summary>', "Only"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_content_of_atom_is_read_by_its_type(web: Web, ask: Ask, content: str, body: str) -> None:
    [file] = served(web, ask, atom(content))
    assert file.body == body


def test_atom_before_its_standard_may_have_its_content_in_base64(web: Web, ask: Ask) -> None:
    content = (
        '<content type="text/html" mode="base64">PHA+PGI+SGk8L2I+PC9wPg==</content><summary>Else.</summary>'
    )
    text = f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>x:1</id><title>T</title>{content}</entry></feed>'
    [file] = served(web, ask, text)
    assert (file.body, file.fields["summary"]) == ("**Hi**", "Else.")


WORDS = " ".join(f"word{number}" for number in range(200))


@pytest.mark.parametrize(
    ("texts", "body", "summary"),
    [
        ({"summary": WORDS}, WORDS, ""),
        ({"content_text": "Body.", "summary": WORDS}, "Body.", WORDS),
        (
            {"content_html": "<p><b>Body</b></p>", "content_text": "Body", "summary": "Else."},
            "**Body**",
            "Else.",
        ),
        ({"content_html": "", "content_text": "", "summary": "Only."}, "Only.", ""),
        ({"content_html": "<p> </p>", "content_text": "Plain."}, "Plain.", ""),
        ({"content_html": None, "content_text": 5, "summary": ["x"]}, "", ""),
        ({"content_html": f"<p>{WORDS}</p>", "summary": WORDS[:400]}, WORDS, WORDS[:300]),
    ],
)
@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_a_json_feed_may_have_any_of_its_texts(
    web: Web, ask: Ask, texts: dict[str, Any], body: str, summary: str, version: str
) -> None:
    feed = {"version": version, "title": "Feed", "items": [{"id": "1", "title": "Title", **texts}]}
    [file] = served(web, ask, json.dumps(feed))
    assert (file.body, file.fields.get("summary", "")) == (body, summary)


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<itunes:title>Episode</itunes:title>", "Episode"),
        ("<dc:title>Core</dc:title>", "Core"),
        ("<media:content><media:title>Film</media:title></media:content>", "Film"),
        ("<media:content><media:title>Film</media:title></media:content><title>Own</title><dc:title>Core</dc:title>", "Own"),
        ("<title> </title><itunes:title>Episode &amp;amp; more</itunes:title>", "Episode & more"),
        ("<image><title>Logo</title></image><title>Own</title>", "Own"),
    ],
)  # fmt: skip
def test_what_else_names_an_entry_is_its_title_if_it_has_none(
    web: Web, ask: Ask, inside: str, title: str
) -> None:
    item = f"<item><guid>x:1</guid>{inside}<description>Text.</description></item>"
    assert served(web, ask, document(item))[0].title == title


def test_the_address_of_an_entry_is_its_own_and_not_that_of_a_service_that_counts(web: Web, ask: Ask) -> None:
    origin = "<feedburner:origLink>https://example.org/real</feedburner:origLink>"
    [file] = served(web, ask, document(entry(f"<description>Text.</description>{origin}")))
    assert file.fields["link"] == "https://example.org/real"


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("ann@site.cloud (Ann)", ["Ann"]),
        ("ann@site.photography (Ann Lee)", ["Ann Lee"]),
        ("Ann Lee (ann@site.cloud)", ["Ann Lee"]),
        ("Ann Lee &lt;ann@site.cloud&gt;", ["Ann Lee"]),
        ("mailto:ann@site.cloud (Ann)", ["Ann"]),
        ("ann@a.email", ["ann@a.email"]),
        ("ann@site.co.uk Ann Lee", ["Ann Lee"]),
        ("ann@site.cloud (Ann), bob@site.cloud (Bob)", ["Ann", "Bob"]),
        ("Ann Lee (Editor)", ["Ann Lee (Editor)"]),
        ("ann@site.cloud (Ann (Editor))", ["Ann (Editor)"]),
        ("李雷 (lilei@公司.中国)", ["李雷"]),
        ("@ann", ["@ann"]),
        ("noreply@blogger.com (Ann Lee)", ["Ann Lee"]),
    ],
)
def test_an_author_is_read_whatever_the_domain_of_the_mail_address(
    web: Web, ask: Ask, author: str, authors: list[str]
) -> None:
    [file] = served(web, ask, document(entry(f"<author>{author}</author><description>Text.</description>")))
    assert file.fields["authors"] == authors


def test_an_entry_of_another_feed_has_the_authors_of_that_one(web: Web, ask: Ask) -> None:
    planet = "<author><name>Planet</name></author>"
    source = "<source><id>x:2</id><title>Theirs</title><author><name>Ann</name></author></source>"
    assert served(web, ask, atom(f"<summary>Text.</summary>{source}", planet))[0].fields["authors"] == ["Ann"]
    own = f"<summary>Text.</summary><author><name>Bob</name></author>{source}"
    assert served(web, ask, atom(own, planet).replace(":1<", ":2<"))[0].fields["authors"] == ["Bob"]
    without = "<summary>Text.</summary><source><title>Theirs</title></source>"
    assert served(web, ask, atom(without, planet).replace(":1<", ":3<"))[0].fields["authors"] == ["Planet"]
