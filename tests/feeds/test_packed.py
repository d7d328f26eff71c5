"""Answers that are packed: whole or a failure, in however many members and pieces, and whatever their header calls them."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from reader.feeds.web.connection import FetchError
from reader.feeds.web.fetch import Fetcher
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Reply, Web, item, rss

FEED = rss(item(1), item(2)).encode()
TEXT = bytes(range(256)) * 40


def raw_deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def dripping(web: Web, data: bytes, encoding: str, step: int = 7) -> str:
    """Serve bytes in small pieces: one may end anywhere."""

    def drip(write: Callable[[bytes], None]) -> None:
        for start in range(0, len(data), step):
            write(data[start : start + step])

    web.replies["/packed"] = Reply(headers={"Content-Encoding": encoding}, drip=drip)
    return web.address + "/packed"


def fetched(address: str) -> bytes:
    return Fetcher().fetch(address, typed="127.0.0.1").data


@pytest.mark.parametrize("behind", [b"", b"\0" * 700, b"rubbish", b"\x1e", b"\x1f rubbish"])
@pytest.mark.parametrize("at", [1, 9, 200, 5_000])
def test_a_packed_answer_may_have_several_members(web: Web, at: int, behind: bytes) -> None:
    packed = (
        gzip.compress(TEXT[:at]) + gzip.compress(b"") + gzip.compress(TEXT[at:]) + gzip.compress(b"") + behind
    )
    assert fetched(dripping(web, packed, "gzip")) == TEXT


@pytest.mark.parametrize("step", [1, 3, 100_000])
def test_a_member_may_begin_at_the_end_of_a_piece(web: Web, step: int) -> None:
    assert fetched(dripping(web, gzip.compress(b"<a>") + gzip.compress(b"</a>"), "gzip", step)) == b"<a></a>"


@pytest.mark.parametrize("kept", [1, 2, 5, 12, -1, -8, -9])
def test_a_packed_answer_that_ends_early_is_a_failure(web: Web, ask: Ask, kept: int) -> None:
    [outcome] = ask(web.put("/feed", gzip.compress(FEED)[:kept], Content_Encoding="gzip"))
    assert outcome.added == ()
    assert outcome.error == "The answer of 127.0.0.1 was cut off; try again later"


@pytest.mark.parametrize("kept", [1, 2, 9, -1])
def test_a_second_member_that_ends_early_is_a_failure_too(web: Web, ask: Ask, kept: int) -> None:
    packed = gzip.compress(FEED) + gzip.compress(b"<!-- made in 3 ms -->")[:kept]
    [outcome] = ask(web.put("/feed", packed, Content_Encoding="gzip"))
    assert (outcome.added, outcome.error) == ((), "The answer of 127.0.0.1 was cut off; try again later")


@pytest.mark.parametrize("spoil", [lambda data: data[:-8], lambda data: data[:30] + b"\xff" * 9 + data[39:]])
def test_the_validators_of_half_an_answer_are_not_kept(
    web: Web, ask: Ask, clock: Clock, spoil: Callable[[bytes], bytes]
) -> None:
    packed = gzip.compress(FEED)
    address = web.put(
        "/feed",
        spoil(packed),
        Content_Encoding="gzip",
        ETag='"one"',
        Last_Modified="Mon, 01 Jun 2026 10:00:00 GMT",
    )
    assert ask(address)[0].added == ()
    clock.now += 100_000
    web.put("/feed", packed, Content_Encoding="gzip", ETag='"one"')
    assert len(ask(address)[0].added) == 2
    assert not web.asked[-1].headers.keys() & {"if-none-match", "if-modified-since"}


def test_what_is_damaged_inside_is_a_failure_in_words(web: Web, ask: Ask) -> None:
    packed = bytearray(gzip.compress(FEED))
    packed[-5] ^= 0xFF  # of its checksum
    for data in (
        bytes(packed),
        gzip.compress(FEED)[:40] + b"\xff" * 200,
        b"\xff" * 99,
    ):
        [outcome] = ask(web.put(f"/{len(web.asked)}", data, Content_Encoding="gzip"))
        assert (outcome.added, outcome.error) == ((), "The answer of 127.0.0.1 is damaged; try again later")


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(FEED)),
        ("x-gzip", gzip.compress(FEED)),
        (" GZip ", gzip.compress(FEED)),
        ("deflate", gzip.compress(FEED)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", raw_deflated(FEED)),
        ("gzip", zlib.compress(FEED)),
        ("gzip", FEED),
        ("gzip", b"\xef\xbb\xbf\n" + FEED),
        ("gzip", FEED.decode().encode("utf-16")),
        ("deflate", FEED),
        ("br", FEED),
        ("gzip, gzip", gzip.compress(gzip.compress(FEED))),
        ("deflate, gzip", gzip.compress(zlib.compress(FEED))),
        ("identity, gzip", gzip.compress(FEED)),
        ("gzip", gzip.compress(gzip.compress(FEED))),
        ("", gzip.compress(FEED)),
        ("", gzip.compress(FEED[:100]) + gzip.compress(FEED[100:])),
        ("identity", gzip.compress(FEED)),
        ("UTF-8", gzip.compress(FEED)),
        ("UTF-8", FEED),
        ("none", FEED),
        ("iso-8859-1", FEED),
        ("text/xml", FEED),
        ("binary", FEED),
        ("aws-chunked", FEED),
    ],
)  # fmt: skip
def test_the_bytes_show_how_an_answer_is_packed(web: Web, ask: Ask, encoding: str, data: bytes) -> None:
    headers = {"Content_Encoding": encoding} if encoding else {}
    [outcome] = ask(web.put("/feed", data, **headers))
    assert outcome.error == ""
    assert len(outcome.added) == 2


@pytest.mark.parametrize("name", ["br", "zstd", "compress", "gzip, br"])
def test_what_was_not_requested_is_refused_by_its_name(web: Web, ask: Ask, name: str) -> None:
    data = b"\x1b\x0e\x00\xf8\x25\x14\x5b\x8a\x24\x9a\x1a\x0c" * 9
    [outcome] = ask(web.put("/feed", data, Content_Encoding=name))
    plain = name.rpartition(" ")[2]
    assert outcome.error == f"127.0.0.1 compresses its answer as {plain}, which was not requested"


def test_a_file_that_is_packed_is_fetched_as_it_is(web: Web) -> None:
    packed = gzip.compress(TEXT)
    web.put("/file.gz", packed, Content_Type="application/gzip")
    assert fetched(web.address + "/file.gz") == packed


def test_a_feed_that_was_stored_packed_is_bounded(web: Web, ask: Ask) -> None:
    bomb = gzip.compress(FEED + b" " * (40 << 20))
    [outcome] = ask(web.put("/feed.xml.gz", bomb))
    assert (
        outcome.error
        == "This feed is compressed and cannot be unpacked: It is larger than 32 MB when unpacked"
    )
    with pytest.raises(FetchError, match="32 MB when unpacked"):
        fetched(
            web.put("/bomb", gzip.compress(gzip.compress(bytes(40 << 20))), Content_Encoding="gzip, gzip")
        )


def test_an_empty_answer_that_is_said_to_be_packed_is_empty(web: Web) -> None:
    assert fetched(web.put("/feed", b"", Content_Encoding="gzip")) == b""
