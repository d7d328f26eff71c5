"""The whole article beside the summary of its feed: fetched, kept by updates, never written over anybody's own words."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import frontmatter
import pytest

from reader.feeds.files.entry_parts import keep_full_article, parts_of, with_full_article
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.feeds.pages.full_article import (
    FullArticleError,
    fetch_full_articles,
    source_of,
    write_full_article,
)
from reader.feeds.pages.web_page import PageError, fetch_page
from reader.feeds.refresh.one_feed import Outcome
from reader.feeds.web.fetch import Fetcher
from tests.feeds.conftest import Ask, Clock
from tests.feeds.pages import BEES, SENTENCE
from tests.feeds.server import Web, item, rss

pytest.importorskip("readability")

PAGE = "http://example.org/bees"
HEAD = '---\ntitle: "T"\nguid: "g"\n'


@pytest.fixture(autouse=True)
def public(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server stand for public ones: it is their proxy, as nothing that a feed names may be a private address."""
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    web.put(PAGE, BEES, Content_Type="text/html")


def entry(text: str = "By the sun, in short &hellip;", number: int = 1, link: str = PAGE) -> str:
    return item(number, "Bees", text, link=link)


def take(file: Path, **more: Fetcher) -> bool:
    source = source_of(file)
    return write_full_article(source, fetch_page(source.link, more.get("fetcher") or Fetcher(gap_s=0)))


def again(ask: Ask, clock: Clock, feed: Subscription | str) -> Outcome:
    clock.now += 100_000
    [outcome] = ask(feed)
    assert not outcome.error
    return outcome


def test_it_comes_below_what_the_feed_gave(web: Web, ask: Ask) -> None:
    [outcome] = ask(web.put("/feed", rss(entry())))
    [file] = outcome.added
    before = frontmatter.loads(file.read_text())
    assert take(file)
    after = frontmatter.loads(file.read_text())
    assert after.metadata == {**before.metadata, "summary": "By the sun, in short …", "full_text": PAGE}
    assert after.content.startswith(
        f"{before.content}\n\n---\n\n<!-- newsreader: full text -->\n\n{SENTENCE[:40]}"
    )
    assert "- one\n- two" in after.content
    assert not take(file)


def test_what_the_article_says_again_is_left_out_above_it_and_nothing_else(web: Web, ask: Ask) -> None:
    given = f"{SENTENCE[:60]}…&lt;/p&gt;&lt;p&gt;Seen &lt;a href=&quot;http://other.example/&quot;&gt;by bees&lt;/a&gt;"
    [outcome] = ask(web.put("/feed", rss(entry(given))))
    [file] = outcome.added
    take(file)
    parts = parts_of(file.read_bytes())
    assert parts.given.strip() == "Seen [by bees](http://other.example/)"
    assert 'summary: "Bees find their home' in parts.header


def test_an_update_by_the_feed_keeps_it(web: Web, ask: Ask, clock: Clock) -> None:
    address = web.put("/feed", rss(entry()))
    [file] = ask(address)[0].added
    take(file)
    web.put("/feed", rss(entry("Corrected summary.")))
    assert again(ask, clock, address).updated == (file,)
    parts = parts_of(file.read_bytes())
    assert parts.given.strip() == "Corrected summary."
    assert "- one\n- two" in parts.full
    before = file.read_bytes()
    assert again(ask, clock, address).updated == ()
    assert file.read_bytes() == before


def test_a_file_that_its_owner_has_changed_is_not_written(web: Web, ask: Ask, clock: Clock) -> None:
    address = web.put("/feed", rss(entry(), entry(number=2)))
    first, second = ask(address)[0].added
    first.write_text(first.read_text() + "My own words.\n")
    with pytest.raises(FullArticleError, match="You have changed"):
        source_of(first)
    source = source_of(second)
    page = fetch_page(PAGE, Fetcher(gap_s=0))
    second.write_text(second.read_text() + "My own words.\n")  # while it was fetched
    with pytest.raises(FullArticleError, match="You have changed"):
        write_full_article(source, page)
    assert second.read_text().endswith("My own words.\n")
    web.put("/feed", rss(entry("Corrected.")))
    assert again(ask, clock, address).parked == 1


def test_one_that_is_changed_after_it_was_made_whole_keeps_everything(
    web: Web, ask: Ask, clock: Clock
) -> None:
    address = web.put("/feed", rss(entry()))
    [file] = ask(address)[0].added
    take(file)
    file.write_text(file.read_text().replace("By the sun", "By the moon"))
    mine = file.read_bytes()
    web.put("/feed", rss(entry("Corrected summary.")))
    assert again(ask, clock, address).parked == 1
    assert file.read_bytes() == mine


def test_what_is_of_no_feed_is_not_touched(web: Web, ask: Ask, tmp_path: Path) -> None:
    ask(web.put("/feed", rss(entry())))
    own = tmp_path / "articles" / "own.md"
    for text in (
        f"---\nlink: {PAGE}\n---\nMine.\n",
        "Mine.",
        f'{HEAD}feed_url: "http://x/"\nlink: "{PAGE}"\n---\n\nx',
    ):
        own.write_text(text)
        with pytest.raises(FullArticleError, match="of no feed"):
            source_of(own)
    own.unlink()
    with pytest.raises(FullArticleError, match="is gone"):
        source_of(own)


def test_a_page_that_has_less_than_the_feed_is_not_taken(web: Web, ask: Ask) -> None:
    [outcome] = ask(web.put("/feed", rss(entry(SENTENCE * 40))))
    [file] = outcome.added
    before = file.read_bytes()
    with pytest.raises(FullArticleError, match="no more than the feed"):
        take(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]/x", "http://10.1.2.3/x"]
)
def test_no_page_in_a_private_network_is_asked(web: Web, ask: Ask, link: str) -> None:
    [outcome] = ask(web.put("/feed", rss(entry(link=link))))
    asked = len(web.asked)
    changed, problem = fetch_full_articles(outcome.added, Fetcher(gap_s=0))
    assert (changed, len(web.asked)) == ([], asked)
    assert "private network" in problem


def test_a_feed_may_want_its_articles_whole(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    web.put("http://example.org/2", b"", 404)
    address = web.put("/feed", rss(entry(), entry(number=2, link="http://example.org/2")))
    feed = Subscription(address, "Feed", is_whole=True)
    [outcome] = ask(feed)
    first, second = outcome.added
    assert parts_of(first.read_bytes()).full
    assert not parts_of(second.read_bytes()).full
    assert outcome.incomplete == ("not all new articles are whole: The server answers 404",)
    web.put(PAGE, BEES.replace("By the sun", "By the moon"), Content_Type="text/html")
    web.put("/feed", rss(entry("Corrected summary.")))
    assert again(ask, clock, feed).updated == (first,)
    assert "By the moon" in first.read_text()
    asked = len(web.asked)
    again(ask, clock, feed)
    assert len(web.asked) == asked + 1  # the feed alone


def test_the_file_of_feeds_says_so(tmp_path: Path) -> None:
    text = '[[feed]]\naddress = "http://a.example/"\nfull_text = true\n[[feed]]\naddress = "http://b.example/"\nfull_text = 1'
    (tmp_path / "feeds.toml").write_text(text)
    found = load_subscriptions(tmp_path)
    assert [feed.is_whole for feed in found.feeds] == [True, False]
    assert "full_text should be true or false" in found.problems[0]


def test_pages_take_their_turns_with_all_else(web: Web, ask: Ask) -> None:
    import time

    [outcome] = ask(web.put("/feed", rss(entry(), entry(number=2))))
    begun = time.monotonic()
    fetch_full_articles(outcome.added, Fetcher(gap_s=0.4))
    assert time.monotonic() - begun >= 0.4


def test_after_stopping_nothing_more_is_fetched(web: Web, ask: Ask) -> None:
    [outcome] = ask(web.put("/feed", rss(entry(), entry(number=2))))
    fetcher, asked = Fetcher(gap_s=0), len(web.asked)
    fetcher.stop()
    assert fetch_full_articles(outcome.added, fetcher) == ([], "It was stopped")
    assert len(web.asked) == asked


@pytest.mark.parametrize(
    "given", ["", "x\n", "```\na\n\nb\n```\n", "a\n\n* * *\n\nb\n", "![](http://x/y.png)\n"]
)
def test_putting_it_in_twice_is_as_putting_it_in_once(given: str) -> None:
    data = f"{HEAD}---\n\n{given}".encode()
    once = with_full_article(data, "http://x/", "# The whole\n\ntext\n")
    assert with_full_article(once, "http://x/", "# The whole\n\ntext\n") == once
    assert keep_full_article(data, once) == once
    assert keep_full_article(data, data) == data
    assert parts_of(once).full == "# The whole\n\ntext\n"
    assert parts_of(once).given.strip() == given.strip().replace("* * *\n\n", "")


def test_without_a_text_in_the_page_it_is_told(web: Web) -> None:
    web.put(PAGE, "<html><body><div id=app>", Content_Type="text/html")
    with pytest.raises(PageError, match="No article"):
        fetch_page(PAGE, Fetcher())


def test_a_process_that_is_killed_at_a_page_costs_that_page(web: Web, ask: Ask) -> None:
    large = "http://example.org/large"
    web.put(large, "<article>" + f"<p>{SENTENCE} <b>x</b>" * 20_000, Content_Type="text/html")
    [outcome] = ask(web.put("/feed", rss(entry(number=1, link=large), entry(number=2))))
    with ThreadPoolExecutor(1) as pool:
        taken = pool.submit(fetch_full_articles, outcome.added, Fetcher(gap_s=0))
        for _ in range(2_000):
            running = [pid for pid in children() if b"page_process" in command_of(pid)]
            if running:
                break
            time.sleep(0.01)
        os.kill(running[0], signal.SIGKILL)
        changed, problem = taken.result(60)
    assert changed == [outcome.added[1]]
    assert problem == "The page cannot be read"


def children() -> list[int]:
    text = "".join(path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    return [int(word) for word in text.split()]


def command_of(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
