"""A page as an article: what it says of itself, and its text without what stands around it."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import NewsreaderError
from reader.feeds.pages.web_page import Page, PageError, fetch_page, read_page
from reader.feeds.web.body import Body
from reader.feeds.web.fetch import Answer, Fetcher
from tests.feeds.pages import BEES, FURNITURE, SENTENCE
from tests.feeds.server import Web

pytest.importorskip("readability")

AT = "https://www.example.org/a/b"


def page_of(html: str | bytes, kind: str = "text/html", address: str = AT) -> Page:
    data = html if isinstance(html, bytes) else html.encode()
    return read_page(Answer(200, address, "", {"content-type": kind}, Body(data)))


def headed(head: str, *, top: str = "<html>") -> Page:
    return page_of(f"{top}<head>{head}</head><body><article><p>{SENTENCE * 3}</p></article></body></html>")


def test_the_text_is_kept_with_all_that_belongs_to_it_and_nothing_around_it() -> None:
    page = page_of(BEES)
    for part in (
        "## By the sun", "```python\ndef f():\n    return 1\n```", "![A bee](https://www.example.org/late.jpg)",
        "- one\n- two", "> Said by somebody.", "| 1 | 2 |", "[elsewhere](https://www.example.org/a/more)",
    ):  # fmt: skip
        assert part in page.markdown
    for part in ("Home", "All articles", "Copyright", "pixel", "data:"):
        assert part not in page.markdown


def test_what_a_page_says_of_itself_is_known() -> None:
    page = page_of(BEES)
    assert page._replace(markdown="") == Page(
        "https://www.example.org/bees", "How bees find home", "The Hive", ("Ann Example",),
        datetime(2026, 5, 4, 8, tzinfo=UTC), None, "en", "On the sun.", "https://www.example.org/bee.jpg", "",
    )  # fmt: skip


def test_structured_data_tells_more_surely() -> None:
    page = headed(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],'
        '"headline": "蜜蜂 &amp; 花", "author": [{"name": "张三"}, {"name": "李四"}], "inLanguage": "zh-cn",'
        '"datePublished": "2026-01-02", "dateModified": "2026-01-03T04:05:06Z", "publisher": {"name": "花园"}}]}</script>'
        '<meta name="author" content="Somebody else"><meta name="date" content="2001-01-01">'
    )
    assert (page.title, page.site, page.authors) == ("蜜蜂 & 花", "花园", ("张三", "李四"))
    assert (page.language, page.published, page.updated) == (
        "zh-CN", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, 4, 5, 6, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '{"@type": 1, "headline": {}}', '[{"@graph": [[[]]]}]', '"x"', ""]
)
def test_broken_structured_data_is_no_harm(broken: str) -> None:
    page = headed(f'<title>Bees</title><script type="application/ld+json">{broken}</script>')
    assert (page.title, page.site) == ("Bees", "example.org")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Bees - The Hive</title><meta property='og:site_name' content='The Hive'>", "Bees"),
        ("<title>The Hive » Bees</title><meta property='og:site_name' content='The Hive'>", "Bees"),
        ("<title>蜜蜂_花园</title><meta property='og:site_name' content='花园'>", "蜜蜂"),
        ("<title>Bees - and wasps</title>", "Bees - and wasps"),
        ("<title>x</title><meta property='og:title' content='Bees &amp;&#27;]0;bad&#7; wasps'>", "Bees &␛]0;bad␇ wasps"),
    ],
)  # fmt: skip
def test_a_title_goes_without_its_site(head: str, title: str) -> None:
    assert headed(head).title == title


@pytest.mark.parametrize(
    ("told", "link"),
    [
        ("https://example.org/real?id=3", "https://example.org/real?id=3"),
        ("https://elsewhere.example/real", AT),
        ("https://www.example.org/", AT),
        ("javascript:x", AT),
        ("http://[", AT),
    ],
)
def test_its_own_address_is_believed_on_its_own_host_alone(told: str, link: str) -> None:
    assert headed(f'<link rel="canonical" href="{told}">').link == link


@pytest.mark.parametrize(
    ("charset", "kind", "meta"),
    [
        ("gb18030", "text/html; charset=gb2312", ""),
        ("gb18030", "text/html", "<meta charset=gbk>"),
        ("shift_jis", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'),
        ("utf-8", "text/html", ""),
        ("utf-16", "text/html; charset=nonsense", ""),
    ],
)
def test_it_is_read_in_its_encoding(charset: str, kind: str, meta: str) -> None:
    text = "日本の東京。" if charset == "shift_jis" else "蜜蜂在花中。"
    html = f"<html><head>{meta}<title>{text}</title></head><body><article><p>{text * 30}</p></article>"
    page = page_of(html.encode(charset), kind)
    assert page.title == text
    assert text * 30 in page.markdown


def test_a_plain_text_is_an_article_too() -> None:
    page = page_of(f"# Bees\n\n{SENTENCE}\n<b>no markup</b>", "text/plain")
    assert SENTENCE.strip() in page.markdown
    assert "\\<b>no markup" in page.markdown


@pytest.mark.parametrize(
    ("html", "kind", "problem"),
    [
        (b"%PDF-1.7", "application/pdf", "This is not a page but application/pdf"),
        (b"", "text/html", "No article"),
        (b"<html><body><div id=app></div><script>1</script>", "text/html", "No article"),
        (FURNITURE.encode(), "text/html", "No article"),
        (b"x" * (6 << 20) + b"x", "text/html", "larger than 6 MB"),
    ],
)
def test_what_is_no_article_is_told(html: bytes, kind: str, problem: str) -> None:
    with pytest.raises(PageError, match=problem):
        page_of(html, kind)


def test_a_picture_with_its_caption_is_an_article() -> None:
    assert (
        "![A comic]"
        in page_of('<html><body><article><p><img src="/x.png" alt="A comic"></p></article>').markdown
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        b"<div>" * 300_000,
        b"<p>a,b" * 60_000,
        b'<a title="' + b"<x " * 700_000 + b'">',
        b"<div><p>" + b" \t\n" * 700_000 + b"</p></div>",
        b"<table><tr><td>" * 100_000,
    ],
    ids=["divs", "paragraphs", "brackets", "blanks", "tables"],
)  # fmt: skip
def test_a_page_made_to_harm_ends(bomb: bytes) -> None:
    with suppress(PageError):
        page_of(b"<html><body><article>" + bomb)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.feeds.pages.web_page.READ_S", 0.05)
    with pytest.raises(PageError, match="cannot be read"):
        page_of(BEES)


def test_a_page_in_a_private_network_is_fetched_only_where_its_host_was_typed(web: Web) -> None:
    address = web.put("/bees", BEES, Content_Type="text/html")
    with pytest.raises(NewsreaderError, match="private network"):
        fetch_page(address, Fetcher())
    assert fetch_page(address, Fetcher(), typed="127.0.0.1").title == "How bees find home"
    with pytest.raises(PageError, match="answers 404"):
        fetch_page(web.address + "/gone", Fetcher(gap_s=0), typed="127.0.0.1")


def test_without_the_extra_it_says_what_to_install(web: Web, tmp_path: Path) -> None:
    program = (
        "import sys\nsys.modules['readability'] = None\nfrom importlib import util\nfound = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'readability' else found(name, *more)\n"
        "from reader.feeds.web.fetch import Fetcher\nfrom reader.feeds.pages.web_page import PageError, fetch_page\n"
        "try: fetch_page(sys.argv[1], Fetcher(), typed='127.0.0.1')\nexcept PageError as problem: print(problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, web.address], capture_output=True, text=True, check=True, timeout=60
    )
    assert (
        done.stdout == "The text of pages is found by the extra fulltext: the README says how to install it\n"
    )
    assert web.asked == []


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Bees find home – Ann writes</title>", "<article><h1>Bees find home</h1>{}</article>", "Bees find home"),
        ("<title>Ann writes: Bees find home</title>", "<main><h1>Bees find home</h1>{}</main>", "Bees find home"),
        ("<title>Bees find home | Nature | The Hive</title>", "<h1>Bees find home</h1><div>{}</div>", "Bees find home"),
        ("<title>蜜蜂回家-花园网</title>", "<article><h1>蜜蜂回家</h1>{}</article>", "蜜蜂回家"),
        ("<title>The Hive</title>", "<article><h1>Bees<br>find <em>home</em> <a href='#x'>¶</a></h1>{}</article>", "Bees find home"),
        ("<title>p=17</title>", "<article><header><h1>Bees find home</h1></header>{}</article>", "Bees find home"),
        ("<title>Bees find home — Ann writes</title>", "<header><h1>Ann writes</h1></header><h2>Bees find home</h2>{}",
         "Bees find home — Ann writes"),
        ("<title>Bees find home — Ann writes</title>", "<div><h1><a href='/'>Ann writes</a></h1></div><article>{}</article>",
         "Bees find home — Ann writes"),
        ("<title>Bees find home — Ann writes</title>", "<div><h1>Ann writes</h1></div><article>{}</article>", "Bees find home"),
        ("<title>Bees</title>", "<article><h1>One</h1>{}<h1>Two</h1>{}</article>", "Bees"),
        ("<title>x</title><meta property=og:title content='Bees find home | Ann writes'>",
         "<article><h1>Bees find home</h1>{}</article>", "Bees find home"),
        ("<title>x</title><meta property=og:title content='Bees: how they fly'>", "<article><h1>Bees</h1>{}</article>",
         "Bees: how they fly"),
        ("<title>x</title><meta property=og:title content='The Hive'><meta property=og:site_name content='The Hive'>",
         "<article><h1>Bees find home</h1>{}</article>", "Bees find home"),
        ("<script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"Bees: a guide - The Hive\"}</script><meta property=og:site_name content='The Hive'>",
         "<h1>Other</h1>{}", "Bees: a guide"),
        ("<title>Well-known bees</title>", "<article>{}</article>", "Well-known bees"),
        ("<title>Bees: how they fly</title>", "<article><h1>Bees: how they fly</h1>{}</article>", "Bees: how they fly"),
        ("", "<svg><title>menu</title></svg><h1>Bees find home</h1>{}", "Bees find home"),
    ],
)  # fmt: skip
def test_a_title_is_that_of_the_article_and_not_of_the_window(head: str, body: str, title: str) -> None:
    text = f"<p>{SENTENCE * 3}</p><p>{SENTENCE}</p>"
    page = page_of(f"<html><head>{head}</head><body>{body.replace('{}', text)}</body></html>")
    assert page.title == title
    assert not page.markdown.startswith(f"# {title}\n")


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ("<meta name=author content='By Ann Example'>", "", ("Ann Example",)),
        ("", "<a rel='author nofollow' href=/ann>Ann Example</a>", ("Ann Example",)),
        ("", "<span itemprop=author><b itemprop=name>Ann Example</b></span>", ("Ann Example",)),
        (
            "<meta name=citation_author content='Ann'><meta name=citation_author content='Bob'>",
            "",
            ("Ann", "Bob"),
        ),
        ("<meta name=author content='作者：张三'>", "", ("张三",)),
        ("<meta name=author content='Byron Byte'>", "", ("Byron Byte",)),
        ("<meta name=author content='Ann'><meta property=article:author content='ann'>", "", ("Ann",)),
    ],
)
def test_the_authors_of_a_page_are_those_it_names(head: str, body: str, authors: tuple[str, ...]) -> None:
    page = page_of(
        f"<html><head>{head}</head><body><article>{body}<p>{SENTENCE * 3}</p></article></body></html>"
    )
    assert page.authors == authors


@pytest.mark.parametrize(
    ("head", "body", "address"),
    [
        ("", "<time itemprop=datePublished>2026-05-04</time>", AT),
        ("", "<time class=dt-published datetime=2026-05-04>yesterday</time>", AT),
        ("", "", "https://example.org/2026/05/04/bees"),
        ("<meta itemprop=datePublished content=2026-05-04>", "", "https://example.org/2001/01/01/bees"),
        ('<script type="application/ld+json">{"@type": "WebPage", "name": "B", "datePublished": "2026-05-04"}</script>', "", AT),
    ],
)  # fmt: skip
def test_the_day_of_a_page_is_found_where_sites_write_it(head: str, body: str, address: str) -> None:
    html = f"<html><head>{head}</head><body><article>{body}<p>{SENTENCE * 3}</p></article></body></html>"
    assert page_of(html, address=address).published == datetime(2026, 5, 4, tzinfo=UTC)
