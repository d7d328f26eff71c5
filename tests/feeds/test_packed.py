"""Answers that are packed: whole or a failure, in however many members and pieces they come."""

import gzip
from collections.abc import Callable

import pytest

from reader.feeds.web.fetch import Fetcher
from tests.feeds.conftest import Ask
from tests.feeds.server import Reply, Web, item, rss


@pytest.mark.parametrize("behind", [b"", b"\0" * 700, b"rubbish"])
@pytest.mark.parametrize("at", [1, 9, 200, 5_000])
def test_a_packed_answer_may_have_several_members(web: Web, at: int, behind: bytes) -> None:
    text = bytes(range(256)) * 40
    packed = gzip.compress(text[:at]) + gzip.compress(text[at:]) + gzip.compress(b"") + behind

    def drip(write: Callable[[bytes], None]) -> None:
        for start in range(0, len(packed), 7):  # a piece may end anywhere
            write(packed[start : start + 7])

    web.replies["/packed"] = Reply(headers={"Content-Encoding": "gzip"}, drip=drip)
    assert Fetcher().fetch(f"{web.address}/packed", typed="127.0.0.1").data == text


@pytest.mark.parametrize("kept", [1, 5, 12, -1, -8, -9])
def test_a_packed_answer_that_ends_early_is_a_failure(web: Web, ask: Ask, kept: int) -> None:
    packed = gzip.compress(rss(item(1), item(2)).encode())
    [outcome] = ask(web.put("/feed", packed[:kept], Content_Encoding="gzip"))
    assert outcome.added == ()
    assert "The answer was cut off" in outcome.error


def test_an_empty_answer_that_is_said_to_be_packed_is_empty(web: Web) -> None:
    web.put("/feed", b"", Content_Encoding="gzip")
    assert Fetcher().fetch(web.address + "/feed", typed="127.0.0.1").data == b""
