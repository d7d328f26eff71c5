"""Whole articles: what a page holds without what stands around it, in the file beside the summary."""

from pathlib import Path

import frontmatter
import pytest

from reader.actions.whole_articles import complete_article
from reader.errors import NewsreaderError
from reader.feeds.fetch import Fetcher
from reader.feeds.subscriptions import Subscription
from reader.feeds.whole import read_page
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss

PARAGRAPHS = "".join(
    f"<p>Paragraph {number} of the essay has a number of words, commas, and <b>a bold one</b>; 中文也有一些。</p>"
    for number in range(12)
)
PAGE = f"""<html lang="en"><head><title>An essay | The site</title>
<meta property="og:title" content="An essay"><meta property="og:site_name" content="The site">
<meta property="article:published_time" content="2026-05-01T10:00:00+02:00"><meta name="author" content="Ann Lin">
<link rel="canonical" href="/essay"></head><body><nav><a href="/a">Menu</a></nav><div class="cookie">We use cookies</div>
<article><h1>An essay</h1>{PARAGRAPHS}<script>run()</script></article><footer>Imprint</footer></body></html>"""


def test_a_page_is_read_without_what_stands_around_its_text() -> None:
    page = read_page(PAGE.encode(), "https://example.org/essay?from=feed", "text/html; charset=utf-8")
    entry = page.entry
    assert (entry.title, entry.link, page.site, page.language) == (
        "An essay",
        "https://example.org/essay",
        "The site",
        "en",
    )
    assert entry.authors == ("Ann Lin",)
    assert entry.published
    assert entry.published.isoformat() == "2026-05-01T08:00:00+00:00"
    assert "Paragraph 11" in entry.html
    assert "中文也有一些" in entry.html
    assert "cookies" not in entry.html
    assert "run()" not in entry.html


@pytest.mark.parametrize(
    ("data", "kind", "told"),
    [
        (b"<p>Please log in.", "text/html", "No article"),
        (b"%PDF-1.7", "application/pdf", "is no page"),
        (b"<rss/>", "", "is no page"),
        (b"", "text/html", "cannot be read"),
    ],
)
def test_what_holds_no_article_is_told(data: bytes, kind: str, told: str) -> None:
    with pytest.raises(NewsreaderError, match=told):
        read_page(data, "https://example.org/", kind)


def test_entries_get_the_whole_of_their_pages_when_they_arrive_and_keep_it(
    web: Web, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page is on this machine, which a feed must not lead to; for the test it is somewhere.
    monkeypatch.setattr("reader.feeds.connection._require_public", lambda *_: None)
    web.put("/essay", PAGE, 200, Content_Type="text/html")
    address = web.put("/feed", rss(item(1, link=f"{web.address}/essay"), item(2, link=f"{web.address}/none")))
    feed = Subscription(address, "Feed", is_whole=True)
    [outcome] = ask(feed)
    assert [len(outcome.added), len(outcome.incomplete)] == [2, 1]
    assert "404" in outcome.incomplete[0]
    one, two = (frontmatter.load(str(path)) for path in outcome.added)
    assert "Paragraph 11" in one.content
    assert (one["summary"], one["title"], one["full_text"]) == ("Text of 1.", "Item 1", True)
    assert two.content == "Text of 2."
    clock.now += 7200
    web.put(
        "/feed", rss(item(1, text="Another summary.", link=f"{web.address}/essay"), item(2, text="Another."))
    )
    [outcome] = ask(feed)
    assert [path.name for path in outcome.updated] == ["2026-06-03-item-2.md"]
    assert outcome.parked == 0


def test_pictures_are_kept_beside_the_article_where_one_wants_that(
    web: Web, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.feeds.connection._require_public", lambda *_: None)
    web.put("/a.png", b"picture", 200, Content_Type="image/png")
    text = (
        f"""&lt;img src="{web.address}/a.png" alt="A"&gt; &lt;img src="{web.address}/gone.png" alt="B"&gt;"""
    )
    address = web.put("/feed", rss(item(1, text=text)))
    feed = Subscription(address, "Feed", keeps_pictures=True)
    [outcome] = ask(feed)
    [file] = outcome.added
    body = file.read_text()
    [picture] = (file.parent / "pictures").iterdir()
    assert picture.read_bytes() == b"picture"
    assert f"![A](pictures/{picture.name})" in body
    assert f"![B]({web.address}/gone.png)" in body
    assert len(outcome.incomplete) == 1
    clock.now += 7200
    web.put("/feed", rss(item(1, text=f"New words. {text}")))
    [outcome] = ask(feed)
    assert (outcome.updated, outcome.parked) == ((file,), 0)
    assert f"![A](pictures/{picture.name})" in file.read_text()


def test_a_link_of_a_feed_leads_to_no_private_network(web: Web, ask: Ask) -> None:
    other = Web("127.0.0.3")
    other.put("/essay", PAGE, 200, Content_Type="text/html")
    address = web.put("/feed", rss(item(1, link=f"{other.address}/essay")))
    [outcome] = ask(Subscription(address, "Feed", is_whole=True))
    assert "private network" in outcome.incomplete[0]
    assert other.asked == []
    other.close()


def test_one_article_is_completed_and_its_file_keeps_name_and_header(
    web: Web, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.feeds.connection._require_public", lambda *_: None)
    web.put("/essay", PAGE, 200, Content_Type="text/html")
    [outcome] = ask(web.put("/feed", rss(item(1, link=f"{web.address}/essay"))))
    [file] = outcome.added
    before = frontmatter.load(str(file)).metadata
    for _ in range(2):  # twice: the second time it is brought up to date
        complete_article(file, [tmp_path / "articles"], Fetcher(gap_s=0))
    after = frontmatter.load(str(file))
    assert "Paragraph 11" in after.content
    assert after.metadata == {**before, "summary": "Text of 1.", "full_text": True}


def test_a_file_that_was_changed_by_hand_is_not_completed(web: Web, ask: Ask, tmp_path: Path) -> None:
    address = web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    [file] = outcome.added
    file.write_text(file.read_text() + "\nMine.\n")
    with pytest.raises(NewsreaderError, match="changed by hand"):
        complete_article(file, [tmp_path / "articles"], Fetcher())
    own = tmp_path / "articles" / "own.md"
    own.write_text("Mine alone.")
    with pytest.raises(NewsreaderError, match="is your own"):
        complete_article(own, [tmp_path / "articles"], Fetcher())
