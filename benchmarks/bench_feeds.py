"""Subscriptions: many feeds on many hosts, and one feed with many entries: ``python -m benchmarks.bench_feeds``.

A server of its own, in a process of its own, answers on 127.0.x.y after 50 ms, so every feed has a host. Fetching, parsing,
converting and writing are measured together, as ``newsreader refresh`` does them. The spread is one that people have: many
feeds on one public host, many on a bridge of their own, the rest alone; the public hosts are names that the same server
answers as a proxy. ``--spread`` measures only that: 100 s, for the public host gets one request a second.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from urllib.parse import urlsplit

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import RefreshOptions, refresh
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.rate_limit import HOSTS_AT_ONCE

LATENCY_S = 0.05
ONE_HOST, OWN_HOST, SINGLE_HOSTS = 100, 40, 160
"""Feeds of the spread: on one public host, on one of the own network, on hosts of their own."""
TEXT = "<p>A paragraph of <b>some</b> words with <a href='/x'>a link</a>, 以及一些中文。</p>" * 60
"""5 kB."""


def document(entries: int, text: str = TEXT) -> bytes:
    """Return an RSS document."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    items = "".join(
        f"<item><title>Item {number}</title><guid>g{number}</guid><link>https://example.org/{number}</link>"
        f"<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate><description>{escaped}</description></item>"
        for number in range(entries)
    )
    return f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers ``/N`` with a feed of N entries."""

    protocol_version = "HTTP/1.1"
    documents: dict[str, bytes] = {}  # noqa: RUF012 - made as they are asked for

    def do_GET(self) -> None:
        """Answer."""
        time.sleep(LATENCY_S)
        if self.headers.get("If-None-Match"):
            self.send_response(304)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = self.documents.get(self.path)
        if body is None:
            count = int(urlsplit(self.path).path.strip("/"))
            body = self.documents[self.path] = document(count, TEXT if count < 1_000 else "<p>Short.</p>")
        self.send_response(200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """One server for all addresses of this machine."""

    daemon_threads = True
    request_queue_size = 512


def serve() -> None:
    """Answer until the process is ended."""
    server = Server(("0.0.0.0", 0), Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


@contextmanager
def served() -> Iterator[int]:
    """Give the port of a server in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bench_feeds", "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def measured(name: str, folder: Path, feeds: list[Subscription], now: float) -> None:
    """Refresh, and print how long that took."""
    wall, cpu = time.perf_counter(), time.process_time()
    outcomes = list(refresh(folder, feeds, Fetcher(), RefreshOptions(now=lambda: now)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    failed = sum(bool(outcome.error) for outcome in outcomes)
    added = sum(len(outcome.added) for outcome in outcomes)
    print(f"| {name} | {wall:.2f} s | {cpu:.2f} s | {added:,} | {failed} |", flush=True)


def fetched(name: str, feeds: list[Subscription]) -> None:
    """Fetch the documents and do nothing with them, and print how long that took."""
    fetcher = Fetcher()
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers = list(
            pool.map(
                lambda feed: fetcher.fetch(feed.address, typed=feed.address.split("/")[2].split(":")[0]),
                feeds,
            )
        )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    failed = sum(answer.status != 200 for answer in answers)
    print(f"| {name} | {wall:.2f} s | {cpu:.2f} s | | {failed} |", flush=True)


def spread(folder: Path, port: int) -> None:
    """Refresh feeds as people have them, and print when the first article is there, and when all but one host are done."""
    os.environ |= {"http_proxy": f"http://127.0.0.1:{port}", "no_proxy": "127.0.0.1"}
    addresses = [
        *(f"http://one.example/20?{number}" for number in range(ONE_HOST)),
        *(f"http://127.0.0.1:{port}/20?{number}" for number in range(OWN_HOST)),
        *(f"http://single-{number}.example/20" for number in range(SINGLE_HOSTS)),
    ]
    feeds = [Subscription(address, f"Spread {number}") for number, address in enumerate(addresses)]
    wall, cpu = time.perf_counter(), time.process_time()
    first = others = 0.0
    left, failed, added = OWN_HOST + SINGLE_HOSTS, 0, 0
    for outcome in refresh(folder, feeds, Fetcher(), RefreshOptions(now=lambda: 1e9)):
        first = first or time.perf_counter() - wall
        left -= "one.example" not in outcome.feed.address
        others = others or (0.0 if left else time.perf_counter() - wall)
        failed, added = failed + bool(outcome.error), added + len(outcome.added)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    name = f"{ONE_HOST} feeds on one public host, {OWN_HOST} on one's own, {SINGLE_HOSTS} singles"
    print(f"| {name}: the first | {first:.2f} s | | | |")
    print(f"| all but those of the public host | {others:.2f} s | | | |")
    print(f"| all | {wall:.2f} s | {cpu:.2f} s | {added:,} | {failed} |", flush=True)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--spread", action="store_true", help="measure only the spread")
    options = parser.parse_args()
    if options.serve:
        serve()
        return
    socket.setdefaulttimeout(30)
    folder = Path(tempfile.mkdtemp(prefix="newsreader-feeds-"))
    try:
        with served() as port:
            hosts = [f"127.0.{number // 250}.{number % 250 + 1}" for number in range(options.feeds)]
            feeds = [
                Subscription(f"http://{host}:{port}/20", f"Feed {number}")
                for number, host in enumerate(hosts)
            ]
            print("| | wall | CPU | new files | failed |\n| --- | ---: | ---: | ---: | ---: |")
            if options.spread:
                spread(folder, port)
                return
            fetched(f"{options.feeds} feeds of 20 entries of 5 kB, fetched alone", feeds)
            measured(f"{options.feeds} feeds of 20 entries of 5 kB", folder, feeds, 1e9)
            measured("the same, nothing new (304)", folder, feeds, 1.1e9)
            measured(
                "300 entries of 5 kB in one feed",
                folder,
                [Subscription(f"http://127.0.9.1:{port}/300", "Three")],
                1e9,
            )
            measured(
                "50,000 entries in one feed",
                folder,
                [Subscription(f"http://127.0.9.2:{port}/50000", "Many")],
                1e9,
            )
            spread(folder, port)
        print(f"| most memory | {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB | | | |")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
