"""``newsreader add``, ``refresh``, ``feeds`` and OPML, as a shell sees them, against a web server."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader
from tests.feeds.pages import SENTENCE
from tests.feeds.server import Asked, Reply, Web, item, rss


def can_be_offline() -> bool:
    """Whether a process may have a network of its own, with nothing in it."""
    try:
        return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed and a page that names it."""
    made = Web()
    made.put("/feed.xml", rss(item(1, "One"), item(2, "Two"), title="The feed"))
    made.put("/", '<html><head><link rel=alternate type="application/rss+xml" href="/feed.xml" title="x"></head>', 200,
             Content_Type="text/html")  # fmt: skip
    yield made
    made.close()


def test_a_page_is_added_asked_and_read(newsreader: Newsreader, web: Web) -> None:
    done = newsreader("add", web.address, "--tag", "news")
    assert (done.stdout, done.returncode) == ("The feed: 2 articles\n", 0), done.stderr
    for address in (
        web.address + "/feed.xml",
        web.address + "/feed.xml#news",
        f" <{web.address}/feed.xml>.\n",
    ):
        assert newsreader("add", address).stdout == "The feed is already followed\n"
    assert newsreader("list", "tag:news", "--format", "{title}").stdout == "Two\nOne\n"
    assert newsreader("list", "source:feed", "--format", "{title}").stdout == "Two\nOne\n"
    told = newsreader("feeds").stdout
    assert "    2" in told
    assert "The feed" in told
    [feed] = json.loads(newsreader("feeds", "--json").stdout)["feeds"]
    assert (feed["address"], feed["articles"], feed["tags"]) == (web.address + "/feed.xml", 2, ["news"])
    assert f'xmlUrl="{web.address}/feed.xml"' in newsreader("feeds", "--opml").stdout


def test_refreshing_brings_what_is_new_and_tells_what_failed(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    newsreader("add", "-f", folder, web.address + "/feed.xml")
    with (folder / "feeds.toml").open("a") as opened:
        opened.write(
            f'\n[[feed]]\naddress = "{web.address}/broken"\ntitle = "Broken"\n[[feed]]\naddress = "nonsense"\n'
        )
    newsreader("trust", "--yes", folder)
    web.put("/feed.xml", rss(item(1, "One"), item(2, "Two"), item(3, "Three")))
    done = newsreader("refresh", "-f", folder)
    assert done.returncode == 4
    assert "1 feed is not due yet" in done.stdout
    assert "Broken: The server answers 404" in done.stderr
    assert 'address should be an address that begins with https:// or http://, not "nonsense"' in done.stderr
    for file in (folder / ".newsreader" / "feeds").glob("*/feed_states.json"):
        file.write_text(file.read_text().replace('"next_s"', '"next_s": 0, "was"'))
    done = newsreader("refresh", "-f", folder, "--feed", "feed.xml", "--json")
    [told] = json.loads(done.stdout)["feeds"]
    assert [Path(path).name for path in told["added"]] == ["2026-06-04-three.md"]
    assert newsreader("list", "-f", folder, "title:three").returncode == 0


def test_a_feed_has_the_title_and_the_folder_that_one_wants(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    (folder / "feeds.toml").write_text("")
    done = newsreader(
        "add", "-f", folder, web.address + "/feed.xml", "--title", "Mine", "--into", "news/mine"
    )
    assert done.stdout == "Mine: 2 articles\n"
    assert len(list((folder / "news" / "mine").iterdir())) == 2
    assert newsreader("add", "-f", folder, web.address + "/feed.xml", "--into", "../out").returncode == 1


def test_a_feed_that_is_followed_stays_as_it_is_and_says_so(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    feed = web.address + "/feed.xml"
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{feed}"\ntitle = "Mine"\nfolder = "mine"\n')
    before = (folder / "feeds.toml").read_text()
    done = newsreader("add", "-f", folder, feed, "--title", "Other", "--tag", "new", "--into", "elsewhere")
    assert (done.returncode, done.stdout) == (0, "Mine is already followed\n")
    assert "Mine is already followed; its title, tags and folder are in" in done.stderr
    assert (folder / "feeds.toml").read_text() == before
    assert len(list((folder / "mine").iterdir())) == 2
    assert not (folder / "elsewhere").exists()
    assert newsreader("list", "-f", folder, "tag:new").returncode == 3


def test_a_page_leads_to_no_private_network_but_its_own(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    other = Web("127.0.0.4")
    other.put("/feed.xml", rss(item(1)))
    web.put("/sly", f'<link rel=alternate type="application/rss+xml" href="{other.address}/feed.xml">')
    done = newsreader("add", "-f", folder, web.address + "/sly")
    assert "private network" in done.stderr
    assert other.asked == []
    other.close()


def test_a_page_with_several_feeds_lets_one_choose(newsreader: Newsreader, web: Web) -> None:
    links = "".join(
        f'<link rel=alternate type="application/atom+xml" href="/{name}" title="{name}">' for name in "ab"
    )
    web.put("/many", f"<html><head>{links}</head>")
    done = newsreader("add", web.address + "/many")
    assert done.returncode == 1
    assert done.stdout == f"{web.address}/a  a\n{web.address}/b  b\n"
    assert "links to several feeds" in done.stderr


def test_opml_comes_in_and_goes_out_again(newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "in.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="Science &amp; more"><outline type="rss" text="A" '
        'xmlUrl="https://example.org/a"/></outline><outline text="B" xmlUrl="https://example.org/b" odd="x"/>'
        '<outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    assert newsreader("import", "opml", file).stdout == "2 feeds are new; newsreader refresh fetches them\n"
    assert newsreader("import", "opml", file).stdout.startswith("0 feeds")
    out = newsreader("feeds", "--opml").stdout
    assert 'text="Science &amp; more"' in out
    assert out.count("xmlUrl") == 2


@pytest.mark.parametrize("text", ["nonsense", "", "<rss/>", "<opm"])
def test_a_file_that_is_no_list_of_feeds_is_named(newsreader: Newsreader, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.opml").write_text(text)
    done = newsreader("import", "opml", tmp_path / "bad.opml")
    assert done.returncode == 1
    assert f"{tmp_path / 'bad.opml'} is not an OPML file" in done.stderr
    assert newsreader("feeds").returncode == 3


def test_without_a_network_it_is_one_line(newsreader: Newsreader) -> None:
    done = newsreader("add", "http://127.0.0.1:9/feed")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "127.0.0.1 refused the connection" in done.stderr


def test_neither_help_nor_list_imports_what_fetches(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom reader.cli.main import main\n"
        "try: main(['list', '-f', sys.argv[1]])\nexcept SystemExit: pass\n"
        "bad = {'urllib3', 'feedparser', 'lxml', 'html_to_markdown'} & sys.modules.keys()\nprint(bad)\nsys.exit(bool(bad))"
    )
    (tmp_path / "a.md").write_text("text")
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_are_applied_once_to_what_arrives(
    newsreader: Newsreader, web: Web, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        ("title:one", "mute", ""),
        ("title:two", "tag:second", ""),
        ("title:three", "star", "2001-01-01"),
        ("tga:x", "read", ""),
    ]
    config.write_text(
        "\n".join(
            f'[[rules]]\nquery = "{query}"\nact = "{act}"\nuntil = "{until}"' for query, act, until in rows
        )
    )
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed.xml"\n')
    web.put("/feed.xml", rss(item(1, "One"), item(2, "Two"), item(3, "Three")))
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert newsreader("list", "-f", folder, "is:read", "--format", "{title}").stdout == "One\n"
    assert newsreader("list", "-f", folder, "tag:second", "--format", "{title}").stdout == "Two\n"
    assert newsreader("list", "-f", folder, "is:starred").returncode == 3  # that rule has ended
    newsreader("mark", "-f", folder, "unread", "title:one")
    newsreader("refresh", "-f", folder, "--now")
    assert newsreader("list", "-f", folder, "is:read").returncode == 3
    done = newsreader("rules", "test", "-f", folder)
    assert "1  mute                title:one" in done.stdout
    assert "did you mean tag:" in done.stderr
    config.write_text('[[rules]]\nquery = "x"\nact = "explode"\n')
    done = newsreader("rules", "-f", folder)
    assert done.returncode == 1
    assert (
        "config.toml, line 3: rules: act should be one of mute, read, star, later, fetch full article"
        in done.stderr
    )
    assert done.stderr.count("\n") == 1


def test_a_rule_and_a_feed_may_want_articles_whole(
    newsreader: Newsreader, web: Web, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("readability")
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("one", "two", "three"):
        web.put(f"http://example.org/{name}", f"<article><p>The whole of {name}. {SENTENCE * 3}")
    web.put(
        "/first",
        rss(item(1, "One", link="http://example.org/one"), item(2, "Two", link="http://example.org/two")),
    )
    web.put(
        "/second",
        rss(item(3, "Three", link="http://example.org/three"), item(4, "Four", link="http://example.org/4")),
    )
    (folder / "feeds.toml").write_text(
        f'[[feed]]\naddress = "{web.address}/first"\ntitle = "First"\n'
        f'[[feed]]\naddress = "{web.address}/second"\ntitle = "Second"\nfetch_full_articles = true\n'
    )
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('[[rules]]\nquery = "title:two"\nact = "fetch full article"\n')
    newsreader("trust", "--yes", folder)
    done = newsreader("refresh", "-f", folder)
    assert (done.stdout, done.returncode) == ("4 new articles\n", 0)
    assert (
        done.stderr == "newsreader: Second: some full articles could not be fetched: The server answers 404\n"
    )
    whole = [path.stem for path in folder.glob("*/*.md") if "The whole of" in path.read_text()]
    assert sorted(whole) == ["2026-06-03-two", "2026-06-04-three"]
    assert "1  fetch full article  title:two" in newsreader("rules", "-f", folder).stdout


def test_feeds_and_marks_come_from_newsboat_and_its_programs_are_never_run(
    newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path
) -> None:
    urls, cache = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text(
        f'# mine\n{web.address}/feed.xml news "~My title" !\n"exec:touch {tmp_path}/ran"\nfilter:x:http://example.org/\n'
        '"query:Mine:unread = \\"yes\\" and tags # \\"news\\""\n"query:Odd:flags =~ \\"x\\""\n'
    )
    (folder / "feeds.toml").write_text("")
    done = newsreader("import", "-f", folder, "newsboat", urls)
    assert done.stdout == "1 feed is new; newsreader refresh fetches it\n"
    assert done.stderr.count("skipped") == 3
    assert "skipped the query feed Odd" in done.stderr
    searches = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "saved_searches.json"
    assert json.loads(searches.read_text()) == {"Mine": "is:unread tag:news"}
    assert not (tmp_path / "ran").exists()
    newsreader("refresh", "-f", folder)
    assert (
        newsreader("list", "-f", folder, "tag:news", "--format", "{source}").stdout == "My title\nMy title\n"
    )
    with sqlite3.connect(cache) as connection:
        connection.execute("CREATE TABLE rss_item(url, guid, unread, flags, deleted)")
        rows = [
            ("https://example.org/1", "x", 0, "", 0),
            ("https://example.org/2", "y", 1, "s", 0),
            ("https://e.org/", "z", 0, "", 0),
        ]
        connection.executemany("INSERT INTO rss_item VALUES(?, ?, ?, ?, ?)", rows)
    assert newsreader("import", "-f", folder, "newsboat", cache).stdout == "2 articles changed\n"
    assert newsreader("list", "-f", folder, "is:read", "--format", "{title}").stdout == "One\n"
    assert newsreader("list", "-f", folder, "is:starred", "--format", "{title}").stdout == "Two\n"


def test_a_feed_is_removed_and_its_articles_stay_unless_told(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    newsreader("add", "-f", folder, web.address + "/feed.xml")
    articles = folder / "the-feed"
    assert newsreader("remove", "-f", folder, "nothing").returncode == 3
    assert newsreader("remove", "-f", folder, "the feed").stdout == "The feed is no longer followed\n"
    assert len(list(articles.iterdir())) == 2
    assert newsreader("feeds", "-f", folder).returncode == 3
    newsreader("add", "-f", folder, web.address + "/feed.xml")  # again: nothing comes twice
    assert len(list(articles.iterdir())) == 2
    mine = articles / "2026-06-02-one.md"
    mine.write_text(mine.read_text() + "\nMy own words.\n")
    done = newsreader("remove", "-f", folder, "the feed", "--articles")
    assert done.stdout == "The feed is no longer followed\n1 article deleted\n"
    assert f"{mine} stays: you changed it" in done.stderr
    assert list(articles.iterdir()) == [mine]
    newsreader("add", "-f", folder, web.address + "/feed.xml")  # what was taken away on purpose comes anew
    assert sorted(path.name for path in articles.iterdir()) == ["2026-06-02-one.md", "2026-06-03-two.md"]


def test_several_feeds_are_told_apart_before_one_is_removed(newsreader: Newsreader, folder: Path) -> None:
    feeds = "".join(f'[[feed]]\naddress = "https://{name}.example.org/"\n' for name in ("a", "b"))
    (folder / "feeds.toml").write_text(feeds)
    done = newsreader("remove", "-f", folder, "example.org")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert (folder / "feeds.toml").read_text() == feeds


def test_a_list_of_feeds_leads_to_no_private_network(
    newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "in.opml"
    file.write_text(f'<opml><body><outline text="A" xmlUrl="{web.address}/feed.xml"/></body></opml>')
    (folder / "feeds.toml").write_text("")
    newsreader("import", "-f", folder, "opml", file)
    done = newsreader("refresh", "-f", folder)
    assert "is in a private network" in done.stderr
    assert web.asked == []


def test_usual_addresses_are_tried_when_asked_for(newsreader: Newsreader, web: Web) -> None:
    web.put("/bare/", "<p>a page")
    web.put("/bare/rss.xml", rss(item(1), title="Found"))
    assert newsreader("add", web.address + "/bare/").returncode == 1
    assert newsreader("add", "--guess", web.address + "/bare/").stdout == "Found: 1 article\n"


def test_two_that_refresh_at_once_do_no_harm(newsreader_process: Newsreader, web: Web, folder: Path) -> None:
    items = [item(number, f"Item {number}") for number in range(30)]
    asked, may_answer = threading.Event(), threading.Event()

    def slow(_: Asked) -> Reply:
        asked.set()
        may_answer.wait(20)
        return Reply(rss(*items).encode())

    web.replies["/feed.xml"] = slow
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed.xml"\n')
    newsreader_process("trust", "--yes", folder)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(newsreader_process, "refresh", "-f", folder)
        assert asked.wait(20)
        second = newsreader_process("refresh", "--now", "-f", folder)
        may_answer.set()
        assert "Another newsreader is refreshing" in second.stderr
        assert first.result().stdout == "30 new articles\n"
    assert len(web.asked) == 1
    assert len(list((folder / "the-feed").iterdir())) == 30


@pytest.mark.skipif(not can_be_offline(), reason="this system lets nobody be without a network")
def test_without_a_network_a_refresh_is_one_line_and_nothing_is_wrong_with_a_feed(
    newsreader: Newsreader, folder: Path
) -> None:
    (folder / "feeds.toml").write_text(
        '[[feed]]\naddress = "https://example.com/a"\n[[feed]]\naddress = "https://example.org/b"\n'
    )
    newsreader("trust", "--yes", folder)
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-m", "reader", "refresh", "-f", folder],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "newsreader: No network: 2 feeds were not fetched\n")
    assert [
        feed["error"] for feed in json.loads(newsreader("feeds", "-f", folder, "--json").stdout)["feeds"]
    ] == ["", ""]
