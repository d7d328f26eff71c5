"""Feeds whose document ends in the middle, as ``add``, ``import`` and ``refresh`` meet them."""

import json
from pathlib import Path

from tests.cli.conftest import Newsreader
from tests.cli.folders import asked_again
from tests.feeds.server import Web, item, rss

WHOLE = rss(item(1, "One"), item(2, "Two"), item(3, "Three"), title="The feed")
CUT = WHOLE[: WHOLE.index("<title>Three")]
NOTHING = WHOLE[: WHOLE.index("<item>") + 12]


def test_a_feed_of_which_nothing_can_be_read_is_not_followed(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/feed.xml", NOTHING)
    done = newsreader("add", "-f", folder, web.address + "/feed.xml")
    assert (done.stdout, done.returncode) == ("", 1)
    assert "damaged or cut off, and no entry of it can be read; try again later" in done.stderr
    assert not (folder / "feeds.toml").exists()


def test_what_can_be_read_of_a_cut_off_feed_is_kept_and_that_it_is_cut_off_is_said(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/feed.xml", CUT, ETag='"1"')
    done = newsreader("add", "-f", folder, web.address + "/feed.xml")
    assert (done.stdout, done.returncode) == ("The feed: 2 articles\n", 1)
    assert "only its first 2 entries can be read" in done.stderr
    [feed] = json.loads(newsreader("feeds", "-f", folder, "--json").stdout)["feeds"]
    assert "cut off" in feed["error"]
    web.put("/feed.xml", WHOLE, ETag='"1"')
    asked_again(folder)
    done = newsreader("refresh", "-f", folder)
    assert (done.stdout, done.stderr, done.returncode) == ("1 new article\n", "", 0)
    [feed] = json.loads(newsreader("feeds", "-f", folder, "--json").stdout)["feeds"]
    assert (feed["articles"], feed["error"]) == (3, "")


def test_feeds_that_were_imported_say_at_the_refresh_that_they_are_cut_off(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path
) -> None:
    public.put("http://b.example.org/feed", NOTHING)
    public.put("http://c.example.org/feed", CUT)
    rows = [f'<outline type="rss" xmlUrl="http://{name}.example.org/feed"/>' for name in "abc"]
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml version='2.0'><body>{''.join(rows)}</body></opml>")
    assert newsreader("import", "opml", "-f", folder, opml).returncode == 0
    done = newsreader("refresh", "-f", folder)
    assert (done.stdout, done.returncode) == ("3 new articles\n", 4)
    assert (
        "http://b.example.org/feed: The feed is damaged or cut off, and no entry of it can be read"
        in done.stderr
    )
    assert "only its first 2 entries can be read" in done.stderr


def test_a_list_of_feeds_that_is_cut_off_says_so(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline type="rss" xmlUrl="https://a.example.org/feed"/><outline type="rss" xmlU'
    )
    done = newsreader("import", "opml", "-f", folder, opml)
    assert (done.stdout, done.returncode) == ("1 feed is new; newsreader refresh fetches it\n", 1)
    assert f"{opml} is damaged or cut off: only its first feeds are taken" in done.stderr
    opml.write_text('<opml version="2.0"><body><outline ty')
    done = newsreader("import", "opml", "-f", folder, opml)
    assert done.returncode == 1
    assert "is damaged or cut off" in done.stderr
