"""Refreshes one feed: sends the request, writes what comes, decides when it is due again. Network and disk."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.errors import NewsreaderError
from reader.feeds.following import schedule
from reader.feeds.following.feed_states import FeedState, FeedStates
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.cut_off import damage_of
from reader.feeds.formats.entry import Feed, FeedError
from reader.feeds.web.body import Body
from reader.feeds.web.connection import FetchError, PrivateHostError
from reader.feeds.web.fetch import Answer, Fetcher, OfflineError, StoppedError, basic
from reader.feeds.web.private_hosts import is_private_name
from reader.feeds.web.validators import Validators
from reader.files.digest import digest
from reader.files.inside import pinned
from reader.i18n import listed, tr
from reader.log import logger
from reader.refusal import refusal_there
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.feeds.files.entry_writer import WriteResult

# Few feeds need programs, full articles and their images, and those with nothing new neither parser nor converter (100 ms):
# they are loaded by the functions that do.

MOVES_NEEDED = 3
"""How often in a row a permanent redirect must lead to one address before that replaces the feed's."""

_ONE_AT_A_TIME = threading.Lock()
"""Held while a document is parsed and written: that work holds the interpreter, so threads would gain nothing."""


class Outcome(NamedTuple):
    """What a refresh made of one feed."""

    feed: Subscription
    """The feed."""
    added: tuple[Path, ...] = ()
    """New files."""
    updated: tuple[Path, ...] = ()
    """Files that were replaced."""
    parked: int = 0
    """Updates that were parked, because the user has changed the files."""
    is_new: bool = True
    """The document was another than last time."""
    error: str = ""
    """Why it failed, as a sentence; empty: it did not."""
    as_read: bool = False
    """What was added is known under other ids: it comes in as read."""
    incomplete: tuple[str, ...] = ()
    """Why articles have only their summaries although the full text is wanted: a sentence for each reason."""
    waits_s: float = 0.0
    """It was not fetched because it is not due: the seconds that are left."""
    held: str = ""
    """Why it was not fetched, as a sentence."""
    waits_for_yes: bool = False
    """It was not fetched because the user has not agreed to it."""
    is_offline: bool = False
    """It was not fetched because there is no network."""
    is_unwritten: bool = False
    """The disk refused: nothing is wrong with the feed."""
    left: int = 0
    """Entries that come with the next refreshes, because too many are new."""
    is_elsewhere: bool = False
    """It was not fetched because another process refreshes its folder."""


class StatusError(FetchError):
    """An answer without a document: its status says why."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.answer = answer


def refresh_feed(
    store: FeedStates, feed: Subscription, state: FeedState, fetcher: Fetcher, now: Callable[[], float]
) -> Outcome:
    """Fetch a feed, write its entries and note the outcome in its state; ``now`` returns seconds since 1970."""
    fetch = _FeedFetch(store, feed, state, now())
    try:
        outcome = fetch.run(fetcher)
    except OfflineError as problem:
        return Outcome(feed, is_new=False, error=clean_line(str(problem)), is_offline=True)
    except StoppedError as problem:
        return Outcome(feed, is_new=False, held=str(problem))
    except OSError as problem:  # the disk is at fault and not the feed, which stays due
        sentence = tr(
            "{folder} cannot be written to: {reason}",
            folder=store.root,
            reason=refusal_there(problem),
        )
        state.error = clean_line(sentence)
        return Outcome(feed, is_new=False, error=state.error, is_unwritten=True)
    except NewsreaderError as problem:
        fetch.remember_failure(problem)
        return Outcome(feed, is_new=False, error=state.error)
    except Exception as fault:  # noqa: BLE001 - strangers' documents may cause any fault: other feeds are still read
        logger(__name__).exception("a feed could not be read")
        fetch.remember_failure(_as_fault(fault))
        return Outcome(feed, is_new=False, error=state.error)
    fetch.remember_success(outcome.error)
    try:
        missing = _completed(store, feed, outcome, fetcher)
        return outcome._replace(incomplete=(*outcome.incomplete, *missing))
    except Exception as fault:  # noqa: BLE001 - strangers' pages may cause any fault: the feed itself is written
        logger(__name__).exception("the articles of a feed could not be completed")
        return outcome._replace(incomplete=(*outcome.incomplete, str(_as_fault(fault))))


def _completed(store: FeedStates, feed: Subscription, outcome: Outcome, fetcher: Fetcher) -> Iterator[str]:
    """Fetch full articles and images for the files that came, if the feed wants them; yield what went wrong."""
    files = (*outcome.added, *outcome.updated)
    if feed.is_whole:
        from reader.feeds.pages.full_article import AT_ARRIVAL, fetch_full_articles

        _, missing = fetch_full_articles(files[:AT_ARRIVAL], fetcher)
        if missing:
            yield tr("some full articles could not be fetched: {why}", why=clean_line(missing))
    if not feed.keeps_images:
        return
    from reader.feeds.pages.entry_images import keep_images

    for file in files:
        try:
            yield from keep_images(file, store, feed, fetcher)
        except (OfflineError, StoppedError):
            return
        except (NewsreaderError, OSError) as problem:
            yield clean_line(str(problem))
        except Exception as fault:  # noqa: BLE001 - an image may cause any fault: the other articles are still completed
            logger(__name__).exception("the pictures of an article could not be kept")
            yield str(_as_fault(fault))


class _FeedFetch:
    """The fetch of one feed."""

    def __init__(self, store: FeedStates, feed: Subscription, state: FeedState, now_s: float) -> None:
        self._store, self._feed, self._state, self._now_s = store, feed, state, now_s

    def run(self, fetcher: Fetcher) -> Outcome:
        """Fetch it and write its entries; raises NewsreaderError and OSError."""
        feed = self._feed
        if feed.command:
            answer = Answer(200, feed.address, "", {}, Body(_output_of(feed.command)))
        else:
            answer = self._fetched(fetcher)
            self._learn_address(answer)
        if answer.status == 304:
            return self._unchanged(answer)
        if answer.status == 410:
            raise StatusError(tr("It is gone for good; its articles stay"), answer)
        if answer.status != 200:
            raise StatusError(self._why_refused(answer), answer)
        if feed.filter:
            answer = answer._replace(body=Body(_output_of(feed.filter, answer.data)))
        with _ONE_AT_A_TIME, self._store.reading(feed):
            return self._write(answer, self._document(answer))

    def _document(self, answer: Answer) -> Feed:
        """Return the document of an answer, parsed; raises FeedError."""
        from reader.feeds.formats.parse import parse_feed
        from reader.feeds.formats.window import Window
        from reader.feeds.refresh.trimming import Trimmer

        kind = answer.headers.get("content-type", "")
        trimmer = Trimmer(lambda: self._store.ledger(self._feed))
        try:
            return parse_feed(answer.body, answer.address, kind, trimmer, Window(self._state.walked))
        except FeedError:
            from reader.feeds.formats.discovery import feeds_of_page

            if named := feeds_of_page(answer.data, answer.address, kind).all:
                others = listed(each.address for each in named[:3])
                raise FeedError(
                    tr("This is a web page, not a feed. It links to {others}", others=others)
                ) from None
            raise

    def _why_refused(self, answer: Answer) -> str:
        """Return what an answer without a document means and what to do, as a sentence."""
        status = answer.status
        if until := schedule.retry_after(self._now_s, answer.headers, status):
            time = schedule.time_left(until - self._now_s)
            return tr("The server answers {status}: it asks us to wait {time}", status=status, time=time)
        if status == 401:
            if self._feed.user:
                return tr("The server answers {status}: the user or the password is wrong", status=status)
            return tr(
                "The server answers {status}: it wants a login; set user and password_command in feeds.toml",
                status=status,
            )
        if status == 404:
            return tr("The server answers {status}: there is nothing at this address", status=status)
        if status == 403:
            return tr("The server answers {status}: it does not let us in", status=status)
        if status >= 500:
            return tr(
                "The server answers {status}: it has an error; newsreader tries again later", status=status
            )
        return tr("The server answers {status}", status=status)

    def _fetched(self, fetcher: Fetcher) -> Answer:
        """Return the answer of the feed's server; raises NewsreaderError.

        The address that it has moved to stands in the folder, so the user did not choose it: with a password only the
        address that was agreed to is fetched, and one in a private network never is.
        """
        feed, state = self._feed, self._state
        own, typed, ca_file = own_headers(feed), named_host(feed), feed.ca_file
        # While a document has more to read, it is fetched whole again.
        validators = Validators() if state.walked else state.validators
        if state.address != feed.address and not (own or ca_file) and not (typed and is_private_name(typed)):
            try:
                return fetcher.fetch(state.address, validators=validators)
            except PrivateHostError:
                state.address, state.moves = feed.address, []
        return fetcher.fetch(feed.address, own, typed=typed, validators=validators, ca_file=ca_file)

    def remember_success(self, failed: str = "") -> None:
        """Note a success in the state; ``failed`` says which entries could not be written."""
        state = self._state
        state.asked_s = state.succeeded_s = self._now_s
        state.errors, state.error, state.crashes = 0, failed, 0
        state.failing_s = (state.failing_s or self._now_s) if failed else 0.0

    def remember_failure(self, problem: Exception) -> None:
        """Note a failure in the state: what went wrong, when to try again, until when its host wants no requests."""
        state, now_s = self._state, self._now_s
        answer = problem.answer if isinstance(problem, StatusError) else None
        status, headers = (answer.status, answer.headers) if answer else (0, {})
        state.asked_s = now_s
        state.errors += 1
        state.failing_s = state.failing_s or now_s
        state.error = clean_line(str(problem))
        if status == 404 and now_s - state.failing_s >= schedule.WEEK_S:
            days = int((now_s - state.failing_s) // schedule.DAY_S)
            state.error = tr("Not found for {days} days. Has the feed moved?", days=days)
        state.is_gone = status == 410
        state.next_s = schedule.next_after_failure(now_s, headers, state.errors, status)
        if answer and (until := schedule.retry_after(now_s, headers, status)):
            for address in {self._feed.address, state.address, answer.address}:
                self._store.hold(urlsplit(address).hostname or "", until)

    def _unchanged(self, answer: Answer) -> Outcome:
        """Note an answer of 304: validators that it has replace the known ones."""
        known, headers = self._state.validators, answer.headers
        self._state.validators = Validators(
            known.address, headers.get("etag", known.etag), headers.get("last-modified", known.modified)
        )
        self._state.next_s = schedule.next_after_success(
            self._now_s, headers, self._state.interval_s, wanted_s=self._feed.interval_s
        )
        return Outcome(self._feed, is_new=False)

    def _write(self, answer: Answer, document: Feed) -> Outcome:
        from reader.feeds.files.entry_writer import Destination, write_entries

        store, state, feed = self._store, self._state, self._feed
        state.website = document.link or state.website
        with store.ledgers_lock():
            ledger = store.ledger(feed)
            store.fix_folder(feed, ledger, document.title)
            inside = store.folder_of(feed)
            real_folder, aside = store.real_path(feed), store.aside(inside.name)
            # Pinned, so that a link that is put there meanwhile leads nowhere else.
            with pinned(real_folder) as folder:
                about = (feed.title or state.title, feed.address, feed.tags)
                destination = Destination(folder, aside, *about, now_s=self._now_s)
                done = write_entries(document, ledger, destination)
        # Only now: after an interruption, or where not all was written, the whole document is fetched again.
        is_first_part = not state.walked
        state.validators = self._note_part(answer, document, done)
        state.articles = ledger.count
        self._plan(answer, document, done, is_first_part=is_first_part)
        return Outcome(
            feed, tuple(inside / name for name in done.added), tuple(inside / name for name in done.updated),
            len(done.parked), error=clean_line(done.failed or damage_of(document)), as_read=done.is_mass_change, left=done.left,
            incomplete=(_more(document),) * document.is_cut,
        )  # fmt: skip

    def _note_part(self, answer: Answer, document: Feed, done: "WriteResult") -> Validators:
        """Note which part of the document is read next; return its validators once it was read to the end.

        A document that has changed while its parts were read is read from its beginning again.
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

    def _plan(self, answer: Answer, document: Feed, done: "WriteResult", *, is_first_part: bool) -> None:
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
        """Use another address from now on, once permanent redirects have led there often enough."""
        state = self._state
        if not answer.permanent or answer.status not in {200, 304}:
            state.moves = []
            return
        state.moves = [*state.moves, answer.permanent][-MOVES_NEEDED:]
        if len(state.moves) == MOVES_NEEDED and len(set(state.moves)) == 1:
            state.address, state.moves = answer.permanent, []


def _as_fault(fault: Exception) -> NewsreaderError:
    """Return a fault of our own as an error with a sentence for the user."""
    return NewsreaderError(
        tr("an error in newsreader ({kind}); it will be tried again", kind=type(fault).__name__)
    )


def _output_of(command: Sequence[str], given: bytes | None = None) -> bytes:
    from reader.feeds.trust.programs import output_of

    return output_of(command) if given is None else output_of(command, given)


def named_host(feed: Subscription) -> str:
    """Return the host that may be in a private network, because the user has named it; else an empty text."""
    return "" if feed.is_public else urlsplit(feed.address).hostname or ""


def own_headers(feed: Subscription) -> dict[str, str]:
    """Return the headers that the user wants sent; the password comes from the user's command."""
    headers = dict(feed.headers)
    if feed.user or feed.password_command:
        password = _output_of(feed.password_command) if feed.password_command else b""
        headers |= basic(feed.user, password.decode("utf-8", "replace").rstrip("\r\n"))
    return headers


def _more(document: Feed) -> str:
    if document.next:
        return tr("it holds more than is read at a time; the rest comes with the next refreshes")
    return tr("it is too large; only its first entries were read")
