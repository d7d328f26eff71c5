"""Answers that are hardly HTTP: what is wrong is said in words, and no library's are quoted."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.feeds.conftest import Ask
from tests.feeds.server import item, rss

FEED = rss(item(1)).encode()


@contextmanager
def answering(raw: bytes) -> Iterator[str]:
    """Give the address of a server that answers each request with these bytes."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                there, _ = listening.accept()
            except OSError:
                return
            with there:
                there.recv(65536)
                there.sendall(raw)

    threading.Thread(target=answer, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/feed"
    finally:
        listening.close()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"SSH-2.0-OpenSSH_9\r\n", "does not answer as a web server does"),
        (FEED, "does not answer as a web server does"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "does not answer as a web server does"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n" + FEED, "does not answer as a web server does"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "does not answer as a web server does"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n", "does not answer as a web server does"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + FEED, "was cut off; try again later"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + FEED[:50], "was cut off; try again later"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + FEED, "was cut off; try again later"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[::1/x\r\nContent-Length: 0\r\n\r\n", "is not an address that may be fetched"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://a:b:c/\r\nContent-Length: 0\r\n\r\n", "is not an address that may be fetched"),
        (b"", "closed the connection"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_answer_is_said_in_words(ask: Ask, raw: bytes, sentence: str) -> None:
    with answering(raw) as address:
        [outcome] = ask(address)
    assert outcome.added == ()
    assert sentence in outcome.error
    assert not any(word in outcome.error for word in ("Error", "Exception", "HTTPConnection", "('", "Read("))


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: abc\r\n",
        b"no colon\r\n",
        b"Content-Type:\r\n",
        b"Content-Type: ;;;charset\r\n",
        b"ETag:\r\n",
    ],
)
def test_a_strange_header_costs_nothing(ask: Ask, head: bytes) -> None:
    with answering(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + FEED) as address:
        [outcome] = ask(address)
    assert (len(outcome.added), outcome.error) == (1, "")
