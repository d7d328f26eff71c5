"""Asking one feed: what is sent, what its answer means, and when it is asked again. Network and disk."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.errors import NewsreaderError
from reader.feeds.files.entry_writer import Destination, WriteResult, shelve
from reader.feeds.files.ledger import digest
from reader.feeds.following import schedule
from reader.feeds.following.feed_states import FeedState, FeedStates
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.cut_off import damage_of
from reader.feeds.formats.discovery import feeds_of_page
from reader.feeds.formats.entry import Feed, FeedError
from reader.feeds.formats.parse import parse_feed
from reader.feeds.formats.window import Window
from reader.feeds.pages.entry_images import keep_images
from reader.feeds.pages.full_article import AT_ARRIVAL, take_whole
from reader.feeds.refresh.thinning import Thinner
from reader.feeds.trust.programs import output_of
from reader.feeds.web.body import Body
from reader.feeds.web.connection import FetchError, PrivateHostError
from reader.feeds.web.fetch import Answer, Fetcher, OfflineError, StoppedError, basic
from reader.feeds.web.private import is_private_name
from reader.feeds.web.validators import Validators
from reader.i18n import tr
from reader.inside import pinned
from reader.log import logger
from reader.refusal import refusal_there
from reader.text import clean_line

MOVES_NEEDED = 3
"""So often in a row a permanent redirect must have led to the same address before that is asked instead."""


_ONE_AT_A_TIME = threading.Lock()
"""Held while a document becomes files: that is the interpreter's work, which threads only take from one another."""


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
    incomplete: tuple[str, ...] = ()
    """Why what was added has only its summary, though the whole of it was wanted: a sentence for each."""
    waits_s: float = 0.0
    """It was not asked, for it is not due: so many seconds are left."""
    held: str = ""
    """Why it was not asked, as a sentence."""
    waits_for_yes: bool = False
    """It was not asked, for the user has not agreed to it."""
    is_offline: bool = False
    """There is no network: it was not asked, and nothing is wrong with it."""
    is_unwritten: bool = False
    """The disk did not take what came: nothing is wrong with the feed."""
    left: int = 0
    """Entries that come with the next refreshes: too many are new at a time."""
    is_elsewhere: bool = False
    """It was not asked, for another process refreshes its folder."""


class StatusError(FetchError):
    """An answer that is none: its status says why."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.answer = answer


def ask(
    store: FeedStates, feed: Subscription, state: FeedState, fetcher: Fetcher, now: Callable[[], float]
) -> Outcome:
    """Ask a feed, write what came, remember how it went; ``now`` gives seconds since 1970."""
    asking = _FeedFetch(store, feed, state, now())
    try:
        outcome = asking.ask(fetcher)
    except OfflineError as problem:
        return Outcome(feed, is_new=False, error=clean_line(str(problem)), is_offline=True)
    except StoppedError as problem:
        return Outcome(feed, is_new=False, held=str(problem))
    except OSError as problem:  # the disk is at fault, and not the feed: it stays due
        sentence = tr(
            "{folder} cannot be written to: {reason}",
            folder=store.root,
            reason=refusal_there(problem),
        )
        state.error = clean_line(sentence)
        return Outcome(feed, is_new=False, error=state.error, is_unwritten=True)
    except NewsreaderError as problem:
        asking.remember_failure(problem)
        return Outcome(feed, is_new=False, error=state.error)
    except Exception as fault:  # noqa: BLE001 - what strangers wrote may meet any: other feeds are read all the same
        logger(__name__).exception("a feed could not be read")
        asking.remember_failure(_as_fault(fault))
        return Outcome(feed, is_new=False, error=state.error)
    asking.remember_success(outcome.error)
    try:
        missing = _completed(store, feed, outcome, fetcher)
        return outcome._replace(incomplete=(*outcome.incomplete, *missing))
    except Exception as fault:  # noqa: BLE001 - as above
        logger(__name__).exception("the articles of a feed could not be completed")
        return outcome._replace(incomplete=(*outcome.incomplete, str(_as_fault(fault))))


def _completed(store: FeedStates, feed: Subscription, outcome: Outcome, fetcher: Fetcher) -> Iterator[str]:
    """Get what is wanted besides for what came: whole articles, pictures; yield what went wrong."""
    files = (*outcome.added, *outcome.updated)
    if feed.is_whole:
        _, missing = take_whole(files[:AT_ARRIVAL], fetcher)
        if missing:
            yield tr("not all new articles are whole: {why}", why=clean_line(missing))
    for file in files if feed.keeps_images else ():
        try:
            yield from keep_images(file, store, feed, fetcher)
        except (OfflineError, StoppedError):
            return
        except (NewsreaderError, OSError) as problem:
            yield clean_line(str(problem))
        except Exception as fault:  # noqa: BLE001 - as in ``ask``
            logger(__name__).exception("the pictures of an article could not be kept")
            yield str(_as_fault(fault))


class _FeedFetch:
    """One feed while it is asked."""

    def __init__(self, store: FeedStates, feed: Subscription, state: FeedState, now_s: float) -> None:
        self._store, self._feed, self._state, self._now_s = store, feed, state, now_s

    def ask(self, fetcher: Fetcher) -> Outcome:
        """Ask it and write what came; raises NewsreaderError and OSError."""
        feed = self._feed
        if feed.command:
            answer = Answer(200, feed.address, "", {}, Body(output_of(feed.command)))
        else:
            answer = self._fetched(fetcher)
            self._learn_address(answer)
        if answer.status == 304:
            return self._unchanged(answer)
        if answer.status == 410:
            raise StatusError(tr("It is gone for good; its articles stay"), answer)
        if answer.status != 200:
            raise StatusError(tr("The server answers {status}", status=answer.status), answer)
        if feed.filter:
            answer = answer._replace(body=Body(output_of(feed.filter, answer.data)))
        with _ONE_AT_A_TIME, self._store.reading(feed):
            thinner = Thinner(lambda: self._store.ledger(feed))
            return self._taken(answer, _document(answer, thinner, Window(self._state.walked)))

    def _fetched(self, fetcher: Fetcher) -> Answer:
        """Return what the feed's server answers; raises NewsreaderError.

        Where the feed has moved to is a note in the folder, which is not the user's word: with a password, nothing is asked
        but the very address that was agreed to, and nothing within a private network, whatever names lead there.
        """
        feed, state = self._feed, self._state
        own, typed = _own_headers(feed), _named_host(feed)
        # While there is more of a document to read, all of it is wanted again.
        validators = Validators() if state.walked else state.validators
        if state.address != feed.address and not own and not (typed and is_private_name(typed)):
            try:
                return fetcher.fetch(state.address, validators=validators)
            except PrivateHostError:
                state.address, state.moves = feed.address, []
        return fetcher.fetch(feed.address, own, typed=typed, validators=validators)

    def remember_success(self, failed: str = "") -> None:
        """Remember that it went well; ``failed``: but for some of its entries."""
        state = self._state
        state.asked_s = state.succeeded_s = self._now_s
        state.errors, state.error, state.crashes = 0, failed, 0
        state.failing_s = (state.failing_s or self._now_s) if failed else 0.0

    def remember_failure(self, problem: Exception) -> None:
        """Remember what went wrong, when to try again, and for how long its host wants to be left alone."""
        state, now_s = self._state, self._now_s
        answer = problem.answer if isinstance(problem, StatusError) else None
        status, headers = (answer.status, answer.headers) if answer else (0, {})
        state.asked_s = now_s
        state.errors += 1
        state.failing_s = state.failing_s or now_s
        state.error = clean_line(str(problem))
        if status == 404 and now_s - state.failing_s >= schedule.WEEK_S:
            days = int((now_s - state.failing_s) // schedule.DAY_S)
            state.error = tr("It has not been there for {days} days: has it moved?", days=days)
        state.is_gone = status == 410
        state.next_s = schedule.next_after_failure(now_s, headers, state.errors, status)
        if answer and (until := schedule.retry_after(now_s, headers, status)):
            for address in {self._feed.address, state.address, answer.address}:
                self._store.hold(urlsplit(address).hostname or "", until)

    def _unchanged(self, answer: Answer) -> Outcome:
        """Take an answer of 304: what it says about validators is new, what it leaves out stays."""
        known, headers = self._state.validators, answer.headers
        self._state.validators = Validators(
            known.address, headers.get("etag", known.etag), headers.get("last-modified", known.modified)
        )
        self._state.next_s = schedule.next_after_success(
            self._now_s, headers, self._state.interval_s, wanted_s=self._feed.interval_s
        )
        return Outcome(self._feed, is_new=False)

    def _taken(self, answer: Answer, document: Feed) -> Outcome:
        store, state, feed = self._store, self._state, self._feed
        state.title = document.title or state.title
        inside = store.folder_of(feed)
        place_of_articles, aside = store.place_of(feed), store.aside(inside.name)
        with store.alone_with_ledgers():
            ledger = store.ledger(feed)
            # Held while it is written to, so that no link that comes there meanwhile leads elsewhere.
            with pinned(place_of_articles) as folder:
                place = Destination(folder, aside, feed.title or state.title, feed.address, feed.tags)
                done = shelve(document, ledger, place)
        # Only now: who is interrupted before gets the whole document again, and so does who could not take all of it.
        is_first_part = not state.walked
        state.validators = self._walk_on(answer, document, done)
        state.articles = len(ledger.entries)
        self._plan(answer, document, done, is_first_part=is_first_part)
        return Outcome(
            feed, tuple(inside / name for name in done.added), tuple(inside / name for name in done.updated),
            len(done.parked), error=clean_line(done.failed or damage_of(document)), as_read=done.is_mass_change, left=done.left,
            incomplete=(_more(document),) * document.is_cut,
        )  # fmt: skip

    def _walk_on(self, answer: Answer, document: Feed, done: WriteResult) -> Validators:
        """Remember which part of the document comes next; return what all of it is known by, once it was read to its end.

        One that has changed while its parts were read is read from its beginning again.
        """
        state, headers = self._state, answer.headers
        known = Validators(answer.address, headers.get("etag", ""), headers.get("last-modified", ""))
        mark = digest("\0".join(known))
        if not state.walked:
            state.walked_in = mark
        if mark != state.walked_in or done.failed:
            state.walked_in = ""
        if not done.left:
            state.walked = document.next
        if done.left or document.is_damaged or state.walked or not state.walked_in:
            return Validators(answer.address)
        state.walked_in = ""
        return known

    def _plan(self, answer: Answer, document: Feed, done: WriteResult, *, is_first_part: bool) -> None:
        state = self._state
        dates = [entry.published for entry in document.entries if entry.published]
        rest_s = 0.0
        if not (state.validators.headers or state.walked):
            new, total = len(done.added), len(document.entries)
            rest_s = schedule.rest_without_validators(state.rest_s, dates, new, total)
        state.rest_s, state.interval_s = rest_s, float(document.interval_s)
        state.next_s = schedule.next_after_success(
            self._now_s, answer.headers, document.interval_s, rest_s, self._feed.interval_s
        )
        if not is_first_part:
            return
        with suppress(ValueError, OverflowError, OSError):
            state.per_week = schedule.per_week(dates, datetime.fromtimestamp(self._now_s, UTC))

    def _learn_address(self, answer: Answer) -> None:
        """Ask elsewhere from now on, once a permanent redirect has led there often enough."""
        state = self._state
        if not answer.permanent or answer.status not in {200, 304}:
            state.moves = []
            return
        state.moves = [*state.moves, answer.permanent][-MOVES_NEEDED:]
        if len(state.moves) == MOVES_NEEDED and len(set(state.moves)) == 1:
            state.address, state.moves = answer.permanent, []


def _as_fault(fault: Exception) -> NewsreaderError:
    """Return a fault of our own as what a person is told of it."""
    return NewsreaderError(
        tr("a fault of newsreader's own ({kind}); it is tried again", kind=type(fault).__name__)
    )


def _named_host(feed: Subscription) -> str:
    """Return the host that may be in a private network: one that the user has named."""
    return "" if feed.is_public else urlsplit(feed.address).hostname or ""


def _own_headers(feed: Subscription) -> dict[str, str]:
    """Return what a feed's owner wants sent; the password is asked of their own command."""
    headers = dict(feed.headers)
    if feed.user:
        password = output_of(feed.password_command) if feed.password_command else b""
        headers |= basic(feed.user, password.decode("utf-8", "replace").rstrip("\r\n"))
    return headers


def _more(document: Feed) -> str:
    if document.next:
        return tr("it holds more than is read at a time; the rest comes with the next refreshes")
    return tr("it holds more than can be read; what stands first in it is here")


def _document(answer: Answer, thinner: Thinner, window: Window) -> Feed:
    kind = answer.headers.get("content-type", "")
    try:
        return parse_feed(answer.body, answer.address, kind, thinner, window)
    except FeedError:
        if named := feeds_of_page(answer.data, answer.address, answer.headers.get("content-type", "")):
            others = ", ".join(each.address for each in named[:3])
            raise FeedError(tr("This is a page, no feed; it names {others}", others=others)) from None
        raise
