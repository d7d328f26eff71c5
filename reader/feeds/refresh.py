"""Asking the feeds of a folder: those that are due, politely, many hosts at once, one request at a time to each. Network and disk."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.errors import NewsreaderError
from reader.feeds import schedule
from reader.feeds.discovery import feeds_of_page
from reader.feeds.fetch import Answer, Fetcher, FetchError
from reader.feeds.ledger import Ledger, load_ledger
from reader.feeds.parse import FeedError, parse_feed
from reader.feeds.shelving import UPDATES, Place, shelve
from reader.feeds.subscriptions import Subscription
from reader.i18n import tr
from reader.journal.lock import alone
from reader.text import clean_line

HOSTS_AT_ONCE = 16

GAP_S = 1.0
"""Between two requests to one host."""

GAPS_S = {"www.reddit.com": 60.0, "reddit.com": 60.0}

MOVES_NEEDED = 3
"""So often in a row a permanent redirect must have led to the same address before that is asked instead."""

OWN = ".newsreader"
"""The folder inside a folder for what we remember of it."""


class Outcome(NamedTuple):
    """What came of one feed."""

    feed: Subscription
    added: tuple[Path, ...] = ()
    updated: tuple[Path, ...] = ()
    parked: int = 0
    is_new: bool = True
    """The feed had something other than the last time."""
    error: str = ""
    as_read: bool = False
    """What was added is known already, under other ids: it comes in as read."""
    waits_s: float = 0.0
    """It was not asked, for it is not due: so many seconds are left."""


class Order(NamedTuple):
    """How to refresh."""

    is_manual: bool = False
    """Somebody asks for it now: what is not due is asked too, after a minute at the earliest."""
    gap_s: float = GAP_S
    now: Callable[[], float] = time.time
    cancelled: Callable[[], bool] = lambda: False


def ledger_of(folder: Path, feed: Subscription) -> Ledger:
    """Return what is remembered of a feed of a folder."""
    return load_ledger(folder / OWN / "feeds", feed.address)


def refresh(
    folder: Path,
    feeds: Sequence[Subscription],
    fetcher: Fetcher,
    order: Order = Order(),  # noqa: B008 - a value
) -> Iterator[Outcome]:
    """Yield what came of each feed, as they come; nothing where another process refreshes this folder."""
    (folder / OWN).mkdir(parents=True, exist_ok=True)
    with alone(folder / OWN / "refresh.lock") as is_alone:
        if not is_alone:
            return
        by_host: dict[str, list[Subscription]] = {}
        for feed in feeds:
            by_host.setdefault(urlsplit(feed.address).hostname or "", []).append(feed)
        with ThreadPoolExecutor(HOSTS_AT_ONCE, "feeds") as pool:
            jobs = [pool.submit(list, _host(folder, group, fetcher, order)) for group in by_host.values()]
            for job in jobs:
                yield from job.result()


def _host(folder: Path, feeds: Sequence[Subscription], fetcher: Fetcher, order: Order) -> Iterator[Outcome]:
    """Ask the feeds of one host, one after the other."""
    wait_until, asked = 0.0, 0
    for feed in feeds:
        ledger = ledger_of(folder, feed)
        now = order.now()
        due = max(wait_until, ledger.fetched_s + schedule.FLOOR_S if order.is_manual else ledger.next_s)
        if order.is_manual and ledger.errors and ledger.next_s - now > schedule.DAY_S:
            due = max(due, ledger.next_s)  # its server has asked to be left alone
        if order.cancelled() or ledger.is_gone or now < due:
            yield Outcome(feed, is_new=False, error=ledger.error, waits_s=max(0.0, due - now))
            continue
        if asked:
            time.sleep(GAPS_S.get(urlsplit(feed.address).hostname or "", order.gap_s))
        asked += 1
        outcome, held_until = _one(folder, feed, ledger, fetcher, order)
        wait_until = max(wait_until, held_until)
        yield outcome


def _one(
    folder: Path, feed: Subscription, ledger: Ledger, fetcher: Fetcher, order: Order
) -> tuple[Outcome, float]:
    """Ask one feed; return what came of it, and until when its host wants to be left alone."""
    now = order.now()
    ledger.fetched_s = now
    headers = {
        name: value
        for name, value in (("If-None-Match", ledger.etag), ("If-Modified-Since", ledger.modified))
        if value
    }
    answer = None
    try:
        answer = fetcher.fetch(ledger.address, headers, typed=urlsplit(feed.address).hostname or "")
        outcome = _taken(folder, feed, ledger, answer, now)
        ledger.errors, ledger.error, ledger.succeeded_s = 0, "", now
    except (NewsreaderError, OSError) as problem:
        status, found = (answer.status, answer.headers) if answer else (0, {})
        ledger.errors += 1
        ledger.error = clean_line(str(problem))
        ledger.is_gone = status == 410
        ledger.next_s = schedule.next_after_failure(now, found, ledger.errors, status)
        outcome = Outcome(feed, is_new=False, error=ledger.error)
    with suppress(OSError):
        ledger.save()
    held = schedule.retry_after(now, answer.headers) if answer and answer.status in {429, 503} else 0.0
    return outcome, held


def _taken(folder: Path, feed: Subscription, ledger: Ledger, answer: Answer, now: float) -> Outcome:
    _learn_address(ledger, answer)
    if answer.status == 304:
        ledger.etag = answer.headers.get("etag", ledger.etag)
        ledger.modified = answer.headers.get("last-modified", ledger.modified)
        ledger.next_s = schedule.next_after_success(now, answer.headers, 0, feed.interval_s)
        return Outcome(feed, is_new=False)
    if answer.status == 410:
        raise FetchError(tr("It is gone for good; its articles stay"))
    if answer.status != 200:
        raise FetchError(tr("The server answers {status}", status=answer.status))
    try:
        document = parse_feed(answer.data, answer.address, answer.headers.get("content-type", ""))
    except FeedError:
        if named := feeds_of_page(answer.data, answer.address):
            others = ", ".join(each.address for each in named[:3])
            raise FeedError(tr("This is a page, no feed; it names {others}", others=others)) from None
        raise
    ledger.etag, ledger.modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    ledger.title = document.title or ledger.title
    ledger.next_s = schedule.next_after_success(now, answer.headers, document.interval_s, feed.interval_s)
    inside = folder / (feed.folder or feed._replace(title=feed.title or ledger.title).inside)
    place = Place(inside, folder / OWN / UPDATES, feed.title or document.title, feed.address, feed.tags)
    done = shelve(document, ledger, place)
    return Outcome(
        feed, tuple(inside / name for name in done.added), tuple(inside / name for name in done.updated),
        len(done.parked), as_read=done.is_mass_change,
    )  # fmt: skip


def _learn_address(ledger: Ledger, answer: Answer) -> None:
    """Ask elsewhere from now on, once a permanent redirect has led there often enough; validators stay behind."""
    if not answer.permanent:
        ledger.moves = []
        return
    ledger.moves = [*ledger.moves, answer.permanent][-MOVES_NEEDED:]
    if len(ledger.moves) == MOVES_NEEDED and len(set(ledger.moves)) == 1:
        ledger.address, ledger.moves, ledger.etag, ledger.modified = answer.permanent, [], "", ""
