"""Pictures of the web: fetched when wanted, by the rules of feeds, kept within bounds."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.images import remote
from reader.actions.images.remote import ImageCache
from reader.feeds.web.fetch import Fetcher
from tests.feeds.server import Web


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    made.put("/a.png", b"picture", 200, Content_Type="image/png")
    made.put("/page", b"page", 200, Content_Type="text/html")
    yield made
    made.close()


def test_a_picture_comes_once_and_stays(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.feeds.web.connection._require_public", lambda *_: None)
    cache, address = ImageCache(tmp_path / "pictures"), f"{web.address}/a.png"
    wanted = [
        address,
        address,
        f"{web.address}/page",
        f"{web.address}/gone",
        "local.png",
        "data:image/png;base64,",
    ]
    assert cache.read(address) == b""
    done = cache.fetch(cache.missing(wanted), Fetcher(gap_s=0))
    assert (done.came, len(done.problems)) == (1, 2)
    assert cache.read(address) == b"picture"
    assert address not in cache.missing(wanted)


def test_no_article_leads_into_a_private_network(web: Web, tmp_path: Path) -> None:
    cache = ImageCache(tmp_path)
    done = cache.fetch([f"{web.address}/a.png"], Fetcher())
    assert done.came == 0
    assert "private network" in done.problems[0]
    assert web.asked == []


def test_those_not_looked_at_for_long_go_first(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.feeds.web.connection._require_public", lambda *_: None)
    monkeypatch.setattr(remote, "CACHE_LIMIT", 15)
    cache = ImageCache(tmp_path / "pictures")
    addresses = [web.put(f"/{number}.png", b"1234567", 200, Content_Type="image/png") for number in range(3)]
    cache.fetch(addresses[:2], Fetcher(gap_s=0))
    for file in (tmp_path / "pictures").iterdir():
        os.utime(file, (1, 1))
    cache.read(addresses[0])  # looked at again
    cache.fetch(addresses[2:], Fetcher(gap_s=0))
    assert [bool(cache.read(address)) for address in addresses] == [True, False, True]
