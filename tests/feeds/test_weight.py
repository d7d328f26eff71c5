"""What a bomb weighs: a refresh stays within its bounds of memory, whatever it is given, and comes to its end."""

import gzip
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.feeds.following import due, follow, titles
from tests.feeds.server import Web, item, rss
from tests.feeds.weight import weighed

PEAK_MB = 130
"""All processes of the command together, of which 75 are its own modules."""

pytestmark = [pytest.mark.row(18), pytest.mark.slow, pytest.mark.timeout(400)]


def entry(text: str) -> bytes:
    return rss(f"<item><title>x</title><description>{text}</description></item>").encode()


def items(count: int, title: str = "The feed") -> bytes:
    rows = (
        f"<item><title>T {number}</title><guid>g{number}</guid><description>text {number}</description></item>"
        for number in range(count)
    )
    return rss(*rows, title=title).encode()


def json_feed(count: int) -> bytes:
    rows = [
        {
            "id": f"{number}",
            "url": f"https://example.org/{number}",
            "title": f"T {number}",
            "content_text": "text",
        }
        for number in range(count)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": rows}).encode()


def attributes() -> bytes:
    many = " ".join(f"a{number}='1'" for number in range(100_000))
    return f"<rss version='2.0'><channel><title>T</title><item {many}><title>x</title></item></channel></rss>".encode()


Make = Callable[[], bytes]

BOMBS: Mapping[str, tuple[Make, int]] = {
    "1.5 million elements": (lambda: b'<rss version="2.0"><channel>' + b"<a>" * 1_500_000, 0),
    "a page of a million links": (lambda: b"<html><head><title>x</title></head><body>" + b"<a href=/>" * 1_000_000, 0),
    "packed zeros": (lambda: bytes(500 << 20), 0),
    "nested HTML": (lambda: entry("&lt;div&gt;" * 600_000), 1),
    "nested XML": (lambda: b'<rss version="2.0"><channel>' + b"<x>" * 900_000 + b"</x>" * 900_000 + b"</channel></rss>", 0),
    "an entry of 60 MB": (lambda: entry("word " * 12_000_000), 0),
    "an entry of 9 MB": (lambda: entry("word " * 1_800_000), 1),
    "an entry of emoji": (lambda: entry("😀 word " * 900_000), 1),
    "100,000 attributes in HTML": (lambda: entry("&lt;p " + " ".join(f"a{n}=1" for n in range(100_000)) + "&gt;x"), 1),
    "100,000 attributes in XML": (attributes, 1),
    "a text of images": (lambda: entry("&lt;img src=/x&gt;" * 130_000), 1),
    "a text of cells": (lambda: entry("&lt;table&gt;" + "&lt;td&gt;x" * 39_000), 1),
    "a text of signs": (lambda: entry("*_`[" * 480_000), 1),
    "lists in JSON": (lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","x":[' + b"[]," * 3_000_000 + b"[]]}]}", 0),
}  # fmt: skip
"""What is served, and how many articles come of it."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_not_opened(web: Web, folder: Path, name: str) -> None:
    make, articles = BOMBS[name]
    data = make()
    headers = {}
    if len(data) > 9_900_000:
        data, headers = gzip.compress(data, 5), {"Content_Encoding": "gzip"}
    other = Web("127.0.0.2")
    other.put("/feed", rss(item(1, "Good")))
    follow(folder, web.put("/bomb", data, **headers), other.address + "/feed")
    done = weighed(["refresh", "-f", folder])
    assert done.code in {0, 4}, done.stderr
    assert done.peak_mb < PEAK_MB
    assert len(list(folder.glob("feed-0/*.md"))) == articles
    assert "2026-06-02-good" in titles(folder)
    other.close()


LARGE: Mapping[str, Make] = {
    "200,000 items": lambda: items(200_000),
    "200,000 items, not well-formed": lambda: items(200_000, title="this & that"),
    "200,000 items of JSON": lambda: json_feed(200_000),
}


@pytest.mark.skipif(not os.environ.get("NEWSREADER_TORTURE"), reason="takes a minute each: make torture")
@pytest.mark.parametrize("name", LARGE)
def test_a_feed_of_very_many_entries_comes_bit_by_bit(web: Web, folder: Path, name: str) -> None:
    follow(folder, web.put("/feed", gzip.compress(LARGE[name]()), 200, Content_Encoding="gzip", ETag='"x"'))
    for count in (2_000, 3_500 if "not" in name else 4_000):
        done = weighed(["refresh", "-f", folder])
        assert (done.code, done.peak_mb < PEAK_MB) == (0, True), done
        assert len(titles(folder)) == count
        assert "it holds more than is read at a time" in done.stderr
        due(folder)


def test_a_list_of_200_000_feeds_is_taken_in_part(folder: Path, tmp_path: Path) -> None:
    rows = (f'<outline type="rss" text="T {n}" xmlUrl="https://e{n}.example.org/f"/>' for n in range(200_000))
    file = tmp_path / "in.opml"
    file.write_text(f'<opml version="2.0"><body><outline text="g">{"".join(rows)}</outline></body></opml>')
    (folder / "feeds.toml").write_text("")
    done = weighed(["import", "-f", folder, "opml", file])
    assert done.code == 0, done.stderr
    assert done.peak_mb < PEAK_MB
    assert done.stdout.startswith("20,000 feeds are new")
    assert "only the first 20,000 feeds are imported" in done.stderr


@pytest.mark.parametrize("command", ["add", "save"])
def test_a_page_of_many_links_weighs_little(web: Web, folder: Path, command: str) -> None:
    (folder / "feeds.toml").write_text("")
    page = b"<html><head><title>x</title></head><body>" + b"<a href=/>" * 600_000
    done = weighed([command, "-f", folder, web.put("/page", page, Content_Type="text/html")])
    assert done.code == 1
    assert done.peak_mb < PEAK_MB
