"""Asking the feeds of a folder: those that are due, many hosts at once, one request at a time to each. Network and disk."""

import heapq
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.feeds.following import schedule
from reader.feeds.following.feed_states import FeedState, FeedStates, alone_with_feeds
from reader.feeds.following.subscriptions import Subscription, in_short
from reader.feeds.refresh.one_feed import Outcome, ask
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.turns import HOSTS_AT_ONCE
from reader.i18n import tr
from reader.refusal import refusal
from reader.text import clean_line

SAVED_EVERY_S = 2.0
"""So much of what was learnt may be lost when the process is ended: then some feeds are asked once more."""

LOOK_UP_S = 0.2
"""How often somebody who wants to stop is looked for."""


class RefreshOptions(NamedTuple):
    """How to refresh."""

    is_manual: bool = False
    """Somebody asks for it now: what is not due is asked too, after a minute at the earliest."""
    now: Callable[[], float] = time.time
    cancelled: Callable[[], bool] = lambda: False
    complain: Callable[[str], None] = lambda _: None
    """Is told what went wrong that is of no one feed."""


def refresh(
    folder: Path,
    feeds: Sequence[Subscription],
    fetcher: Fetcher,
    order: RefreshOptions = RefreshOptions(),  # noqa: B008 - a value
    outside: Mapping[str, Path] | None = None,
) -> Iterator[Outcome]:
    """Yield what came of each feed, the quickest first; each once. Whoever stops listening ends it.

    ``outside`` are folders elsewhere that feeds may write into, by the addresses of the feeds. Where another process
    refreshes this folder, nothing is asked, and the outcomes say so. Raises OSError for a folder that cannot be written to,
    OutsideError for one whose notes would be written elsewhere.
    """
    with alone_with_feeds(folder) as is_alone:
        if is_alone:
            store = FeedStates(folder, outside)
            store.require_inside()
            if store.notice:
                order.complain(store.notice)
            store.remember_crash(order.now())
            yield from _Refresh(store, fetcher, order).run(feeds)
        else:
            sentence = tr("Another newsreader is asking the feeds of this folder")
            yield from (Outcome(feed, is_new=False, held=sentence, is_elsewhere=True) for feed in feeds)


class _Job(NamedTuple):
    feed: Subscription
    state: FeedState


class _Refresh:
    """The feeds of a folder while they are asked."""

    def __init__(self, store: FeedStates, fetcher: Fetcher, order: RefreshOptions) -> None:
        self._store, self._fetcher, self._order = store, fetcher, order
        self._ready: deque[str] = deque()
        """Hosts that may be asked now."""
        self._resting: list[tuple[float, str]] = []
        """Those that were asked a moment ago, and until when they are left alone, as a heap."""
        self._jobs: dict[str, deque[_Job]] = {}
        self._running: dict[Future[Outcome], str] = {}
        self._last: deque[_Job] = deque()
        """Feeds at which the program has ended before: one after the other, when all others are done."""
        self._saved_at = time.monotonic()

    def run(self, feeds: Sequence[Subscription]) -> Iterator[Outcome]:
        """Ask those that are due."""
        yield from self._sort(feeds)
        pool = ThreadPoolExecutor(HOSTS_AT_ONCE, "feeds")
        try:
            while self._ready or self._resting or self._running or self._last:
                if self._order.cancelled():
                    self._fetcher.stop()
                    yield from self._give_up()
                self._start(pool)
                yield from self._done()
        finally:
            if self._running:
                self._fetcher.stop()
            pool.shutdown(cancel_futures=True)
            if self._jobs:
                self._save()

    def _save(self) -> None:
        try:
            self._store.save(self._order.now())
        except OSError as problem:
            self._order.complain(
                tr("what is new about the feeds of {folder} could not be kept: {problem}",
                   folder=clean_line(str(self._store.root)), problem=refusal(problem))
            )  # fmt: skip

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved_at > SAVED_EVERY_S:
            with suppress(OSError):  # what is not there yet comes with the next; that the last failed is said
                self._store.save(self._order.now())
            self._saved_at = time.monotonic()

    def _give_up(self) -> Iterator[Outcome]:
        """Ask nothing more; what is written at this moment is still waited for."""
        self._ready.clear()
        self._resting.clear()
        for waiting in (*self._jobs.values(), self._last):
            while waiting:
                yield _held(waiting.popleft(), tr("It was stopped"))

    def _sort(self, feeds: Sequence[Subscription]) -> Iterator[Outcome]:
        """Put the feeds that are due to their hosts; yield the others."""
        seen: dict[str, Subscription] = {}
        for feed in feeds:
            id_ = self._store.id_of(feed)
            if id_ in seen:
                sentence = tr("It is the same feed as {address}", address=in_short(seen[id_].address))
                yield Outcome(feed, is_new=False, held=sentence)
                continue
            seen[id_] = feed
            job = _Job(feed, self._store.state(feed))
            if outcome := self._reason_to_wait(job):
                yield outcome
                continue
            if job.state.crashes:
                self._last.append(job)
            else:
                self._line_up(job)

    def _line_up(self, job: _Job) -> None:
        host = urlsplit(job.state.address).hostname or ""
        if not self._jobs.get(host):
            self._ready.append(host)
        self._jobs.setdefault(host, deque()).append(job)

    def _reason_to_wait(self, job: _Job) -> Outcome | None:
        """Return why a feed is not asked, or nothing."""
        now, state = self._order.now(), job.state
        if state.is_gone:
            return _held(job, state.error)
        hosts = {urlsplit(address).hostname or "" for address in (job.feed.address, state.address)}
        # A server is left alone for a week at most; what stands there beyond that, others have written.
        if now < (until := max(map(self._store.held_until, hosts))) <= now + schedule.WEEK_S:
            sentence = tr("{host} has asked to be left alone for a while", host=min(hosts))
            return _held(job, sentence, until - now)
        is_manual = self._order.is_manual and state.crashes < 2
        due = state.asked_s + schedule.FLOOR_S if is_manual else state.next_s
        # A clock that was wrong must not keep a feed from being asked for years.
        if now < due <= now + schedule.WEEK_S:
            sentence = tr("It was fetched a moment ago") if is_manual else tr("It is not due yet")
            if state.crashes > 1:
                sentence = state.error
            return _held(job, sentence, due - now)
        return None

    def _start(self, pool: ThreadPoolExecutor) -> None:
        while self._resting and self._resting[0][0] <= time.monotonic():
            self._ready.append(heapq.heappop(self._resting)[1])
        if self._last and not (self._ready or self._resting or self._running):
            self._line_up(self._last.popleft())
        while self._ready and len(self._running) < HOSTS_AT_ONCE:
            host = self._ready.popleft()
            feed, state = self._jobs[host].popleft()
            job = pool.submit(ask, self._store, feed, state, self._fetcher, self._order.now)
            self._running[job] = host

    def _done(self) -> Iterator[Outcome]:
        """Wait for a moment; yield what came."""
        if not self._running:
            time.sleep(min(LOOK_UP_S, max(0.0, self._resting[0][0] - time.monotonic())))
            return
        done, _ = wait(self._running, timeout=LOOK_UP_S, return_when=FIRST_COMPLETED)
        for job in done:
            host = self._running.pop(job)
            outcome = job.result()
            held = self._go_on_with(host)
            yield outcome
            yield from held
        if done:
            self._save_now_and_then()

    def _go_on_with(self, host: str) -> list[Outcome]:
        """Let a host rest, if more of its feeds are to be asked; return those that must wait, as it wants to be left alone."""
        jobs = list(self._jobs[host])
        outcomes = [self._reason_to_wait(job) for job in jobs]
        self._jobs[host] = deque(job for job, why in zip(jobs, outcomes, strict=True) if why is None)
        if self._jobs[host]:
            heapq.heappush(self._resting, (time.monotonic() + self._fetcher.turns.gap_s(host), host))
        return [outcome for outcome in outcomes if outcome]


def _held(job: _Job, why: str, waits_s: float = 0.0) -> Outcome:
    return Outcome(job.feed, is_new=False, waits_s=waits_s, held=why)
