"""How the feeds of a page are found: in its head, in its header, at the usual addresses."""

import socket
import threading

import pytest

from reader.actions.feeds.probing import NothingNamedError, probe_address
from reader.errors import NewsreaderError
from reader.feeds.web.fetch import Fetcher
from tests.feeds.server import Web, item, rss


def test_the_usual_addresses_are_tried_only_when_asked_for(web: Web) -> None:
    web.put("/blog/", "<p>a page without a word of its feed")
    web.put("/blog/atom.xml", rss(item(1), title="Found"))
    with pytest.raises(NothingNamedError):
        probe_address(f"{web.address}/blog/", Fetcher(gap_s=0))
    assert [each.path for each in web.asked] == ["/blog/"]
    found = probe_address(f"{web.address}/blog/", Fetcher(gap_s=0), is_guessing=True)
    assert found.feed
    assert (found.feed.address, found.feed.title) == (f"{web.address}/blog/atom.xml", "Found")


@pytest.mark.parametrize(
    ("charset", "kind", "meta"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("utf-8", "text/html", ""),
        ("gb18030", "text/html; charset=gb2312", ""),
        ("gb18030", "text/html", "<meta charset=gbk>"),
    ],
)
def test_the_feeds_of_a_page_are_called_as_they_are_in_its_encoding(
    web: Web, charset: str, kind: str, meta: str
) -> None:
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" href="/{name}" title="{title}">'
        for name, title in (("a", "阮一峰的网络日志"), ("b", "中文评论"))
    )
    page = f"<html><head>{meta}{links}</head>".encode(charset)
    web.put("/", page, 200, **{"Content-Type": kind})
    assert [each.title for each in probe_address(web.address, Fetcher()).candidates] == [
        "阮一峰的网络日志",
        "中文评论",
    ]


@pytest.mark.parametrize(
    "feeds",
    [
        [("rss", "English"), ("atom", "Deutsch")],
        [("rss", "Blog"), ("rss", "Blog")],
        [("rss", "Blog RSS"), ("atom", "Blog Atom"), ("rss", "Photos RSS")],
    ],
)
def test_feeds_that_are_not_one_in_several_formats_are_a_choice(
    web: Web, feeds: list[tuple[str, str]]
) -> None:
    links = "".join(
        f'<link rel=alternate type="application/{kind}+xml" href="/{number}" title="{title}">'
        for number, (kind, title) in enumerate(feeds)
    )
    web.put("/", f"<html><head>{links}</head>")
    found = probe_address(web.address, Fetcher())
    assert (found.feed, len(found.candidates)) == (None, len(feeds))


def test_a_page_may_name_its_feeds_in_its_header(web: Web) -> None:
    web.put("/", "<p>x", 200, Link='</feed.xml>; rel="alternate"; type="application/rss+xml"; title="In, it"')
    found = probe_address(web.address, Fetcher())
    assert [tuple(each) for each in found.candidates] == [(f"{web.address}/feed.xml", "In, it")]


def test_a_host_that_hangs_up_on_https_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(NewsreaderError) as told:
            probe_address(f"127.0.0.1:{server.getsockname()[1]}", Fetcher(gap_s=0))
    assert "127.0.0.1 closed the connection" in str(told.value)
    assert "http://" in str(told.value)
    assert "ssl" not in str(told.value).lower()
