"""Refreshes the feeds of a folder that are due: many hosts in turn, as many requests to each as it may get. Network and disk.

The feeds of a host come one after the other, with a gap; those that were not fetched for the longest time come first, and
those that failed the last time after the others, so that servers that do not answer hold nothing up.
"""

import heapq
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.feeds.following import schedule
from reader.feeds.following.feed_states import FeedState, FeedStates, feeds_lock
from reader.feeds.following.subscriptions import Subscription, in_short
from reader.feeds.refresh.one_feed import Outcome, refresh_feed
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.rate_limit import HOSTS_AT_ONCE
from reader.i18n import tr
from reader.refusal import refusal
from reader.text import clean_line

SAVED_EVERY_S = 2.0
"""How often states are saved: if the process is killed, feeds of the last seconds are fetched once more."""

POLL_S = 0.2
"""How often ``cancelled`` is checked."""


class RefreshOptions(NamedTuple):
    """How to refresh."""

    is_manual: bool = False
    """The user wants it now: feeds that are not due are fetched too, at most once a minute."""
    now: Callable[[], float] = time.time
    """Returns seconds since 1970."""
    cancelled: Callable[[], bool] = lambda: False
    """Returns whether to stop."""
    complain: Callable[[str], None] = lambda _: None
    """Takes a sentence about a failure that does not belong to one feed."""


def refresh(
    folder: Path,
    feeds: Sequence[Subscription],
    fetcher: Fetcher,
    options: RefreshOptions = RefreshOptions(),  # noqa: B008 - a value
    outside: Mapping[str, Path] | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each feed once, the quickest first; closing the generator ends the refresh.

    ``outside`` are folders elsewhere that feeds may write into, by the addresses of the feeds. Where another process
    refreshes this folder, nothing is fetched, and the outcomes say so. Raises OSError where the folder cannot be written
    to, OutsideError where its states would be written outside of it.
    """
    with feeds_lock(folder) as is_locked:
        if is_locked:
            store = FeedStates(folder, outside)
            store.require_inside()
            if store.notice:
                options.complain(store.notice)
            store.remember_crash(options.now())
            yield from _Refresh(store, fetcher, options).run(feeds)
        else:
            sentence = tr("Another newsreader is refreshing the feeds of this folder")
            yield from (Outcome(feed, is_new=False, held=sentence, is_elsewhere=True) for feed in feeds)


class _Job(NamedTuple):
    """A feed to fetch."""

    feed: Subscription
    state: FeedState


class _Refresh:
    """The work on the feeds of a folder."""

    def __init__(self, store: FeedStates, fetcher: Fetcher, options: RefreshOptions) -> None:
        self._store, self._fetcher, self._options = store, fetcher, options
        self._ready: deque[str] = deque()
        """Hosts whose next request may begin now; one that gets several at once is there as often."""
        self._resting: list[tuple[float, str]] = []
        """A heap of when the next request to other hosts may begin, and the hosts."""
        self._lanes: Counter[str] = Counter()
        """How many requests to a host are ready, resting or running."""
        self._jobs: dict[str, deque[_Job]] = {}
        """The feeds that are waiting, by host."""
        self._running: dict[Future[Outcome], str] = {}
        self._last: deque[_Job] = deque()
        """Feeds at which the program has ended before: they come one by one when all others are done."""
        self._saved_at = time.monotonic()

    def run(self, feeds: Sequence[Subscription]) -> Iterator[Outcome]:
        """Fetch those that are due."""
        yield from self._sort(feeds)
        pool = ThreadPoolExecutor(HOSTS_AT_ONCE, "feeds")
        try:
            while self._ready or self._resting or self._running or self._last:
                if self._options.cancelled():
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
            self._store.save(self._options.now())
        except OSError as problem:
            self._options.complain(
                tr("the state of the feeds of {folder} could not be saved: {problem}",
                   folder=clean_line(str(self._store.root)), problem=refusal(problem))
            )  # fmt: skip

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved_at > SAVED_EVERY_S:
            with suppress(OSError):  # the next one saves it too, and a failure of the last is reported
                self._store.save(self._options.now())
            self._saved_at = time.monotonic()

    def _give_up(self) -> Iterator[Outcome]:
        """Start no more requests; those that run are still waited for."""
        self._ready.clear()
        self._resting.clear()
        for waiting in (*self._jobs.values(), self._last):
            while waiting:
                yield _held(waiting.popleft(), tr("It was stopped"))

    def _sort(self, feeds: Sequence[Subscription]) -> Iterator[Outcome]:
        """Line up the feeds that are due by their hosts, the stalest first; yield the outcomes of the others."""
        seen: dict[str, Subscription] = {}
        due: list[_Job] = []
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
                due.append(job)
        for job in sorted(due, key=_staleness):
            self._line_up(job)

    def _line_up(self, job: _Job) -> None:
        host = urlsplit(job.state.address).hostname or ""
        self._jobs.setdefault(host, deque()).append(job)
        if self._lanes[host] < self._fetcher.rate_limit.at_once(host):
            self._lanes[host] += 1
            self._ready.append(host)

    def _reason_to_wait(self, job: _Job) -> Outcome | None:
        """Return the outcome of a feed that is not fetched now; None: it is due."""
        now, state = self._options.now(), job.state
        if state.is_gone:
            return _held(job, state.error)
        hosts = {urlsplit(address).hostname or "" for address in (job.feed.address, state.address)}
        host = max(sorted(hosts), key=self._store.held_until)
        # Retry-After is kept for a week at most; a longer one was not written by us.
        if now < (until := self._store.held_until(host)) <= now + schedule.WEEK_S:
            sentence = tr(
                "{host} asked us to wait: it is fetched again in {time}",
                host=clean_line(host), time=schedule.time_left(until - now),
            )  # fmt: skip
            return _held(job, sentence, until - now)
        is_manual = self._options.is_manual and state.crashes < 2
        due = state.asked_s + schedule.FLOOR_S if is_manual else state.next_s
        # A clock that was wrong must not hold a feed back for years.
        if now < due <= now + schedule.WEEK_S:
            time_left = schedule.time_left(due - now)
            sentence = (
                tr("It was fetched a moment ago; it can be fetched again in {time}", time=time_left)
                if is_manual
                else tr("It is not due yet, but in {time}", time=time_left)
            )
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
            if not self._jobs[host]:
                self._lanes[host] -= 1
                continue
            feed, state = self._jobs[host].popleft()
            job = pool.submit(refresh_feed, self._store, feed, state, self._fetcher, self._options.now)
            self._running[job] = host

    def _done(self) -> Iterator[Outcome]:
        """Wait for a moment; yield the outcomes of what is done."""
        if not self._running:
            if self._resting:
                time.sleep(min(POLL_S, max(0.0, self._resting[0][0] - time.monotonic())))
            return
        done, _ = wait(self._running, timeout=POLL_S, return_when=FIRST_COMPLETED)
        for job in done:
            host = self._running.pop(job)
            outcome = job.result()
            held = self._next_of(host)
            yield outcome
            yield from held
        if done:
            self._save_now_and_then()

    def _next_of(self, host: str) -> list[Outcome]:
        """Let a host rest if more of its feeds are waiting; return the outcomes of those that may no longer be fetched."""
        jobs = list(self._jobs[host])
        outcomes = [self._reason_to_wait(job) for job in jobs]
        self._jobs[host] = deque(job for job, why in zip(jobs, outcomes, strict=True) if why is None)
        if not self._jobs[host]:
            self._lanes[host] -= 1
        else:
            # The gap began with the end of the request: what came was written meanwhile.
            heapq.heappush(self._resting, (self._fetcher.rate_limit.free_at(host), host))
        return [outcome for outcome in outcomes if outcome]


def _staleness(job: _Job) -> tuple[bool, float]:
    """Return by what feeds are ordered: whether the last fetch failed, and when one last succeeded."""
    return job.state.errors > 0, job.state.succeeded_s


def _held(job: _Job, why: str, waits_s: float = 0.0) -> Outcome:
    return Outcome(job.feed, is_new=False, waits_s=waits_s, held=why)
