"""Following feeds: adding them by the address of a feed or of a page, asking them, and what is known of each."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError, UsageError
from reader.feeds.following.feed_states import FeedState, FeedStates, feeds_lock
from reader.feeds.following.subscriptions import FILE, Subscription, in_short, load_subscriptions
from reader.i18n import tr
from reader.journal import Field
from reader.library import Library
from reader.refusal import refusal_there
from reader.text import clean_line, safe_address
from reader.text.typed_address import typed_address

if TYPE_CHECKING:
    from reader.feeds.files.removal import Removed
    from reader.feeds.formats.discovery import Candidate
    from reader.feeds.refresh.one_feed import Outcome
    from reader.feeds.refresh.run import RefreshOptions
    from reader.feeds.trust.agreements import Trust
    from reader.feeds.web.fetch import Answer, Fetcher

# What fetches and parses takes 200 ms to load, and a list of feeds needs none of it: it is loaded by the functions
# that do.


class FeedLookup(NamedTuple):
    """What lies at an address: a feed, or a page that names some."""

    feed: Subscription | None
    titles: tuple[str, ...] = ()
    """Of its entries."""
    candidates: "tuple[Candidate, ...]" = ()
    host: str = ""
    """The host that the user has named, which alone may be in a private network."""
    damage: str = ""
    """What is wrong with the document of the feed, as a sentence."""


class Followed(NamedTuple):
    """A feed with what is remembered of it."""

    root: Path
    """The folder of its ``feeds.toml``."""
    feed: Subscription
    state: FeedState

    @property
    def title(self) -> str:
        """What it is called."""
        return self.feed.title or self.state.title or self.feed.address

    @property
    def short_title(self) -> str:
        """The same as one of a list: cut where it is long."""
        return in_short(self.title)


class AllFollowed(NamedTuple):
    """The feeds of the open folders."""

    feeds: list[Followed]
    problems: list[str]
    """A sentence for each mistake in a ``feeds.toml``, with file and line."""
    is_damaged: bool
    """Some of a file could not be read at all."""
    unused: int
    """Feeds that cannot be followed as they are written."""

    @property
    def is_nothing_known(self) -> bool:
        """Whether no feed is followed, and none was meant to be."""
        return not self.feeds and not self.problems


def home_of_feeds(workspace: Workspace) -> Path:
    """Return the folder that a new feed is written into: the first open one that has feeds, else the program's own.

    One whose feeds were refused is left alone.
    """
    from reader.actions.feeds.trusting import trust_of

    trust = trust_of(workspace)
    roots = (root for root in roots_of(workspace.library) if trust.answers(root).public is not False)
    return next(roots, workspace.feeds_folder)


def roots_of(library: Library) -> list[Path]:
    """Return the open folders that have feeds, or something in the place of the file that names them."""
    paths = (folder.path for folder in library.folders if not folder.only)
    return [path for path in paths if os.path.lexists(path / FILE)]


def look_at(address: str, fetcher: "Fetcher", *, host: str = "", is_guessing: bool = False) -> FeedLookup:
    """Return what lies at the address of a feed or of a page; raises NewsreaderError.

    ``host``: the one that the user has named, where a page has named the address. ``is_guessing``: where a page names no
    feed, the usual addresses are tried.
    """
    from reader.feeds.formats.discovery import feeds_of_header, feeds_of_page, guesses, special_feed
    from reader.feeds.formats.entry import FeedError, NoFeedError

    if not address.strip().removeprefix("https://").removeprefix("http://"):
        raise UsageError(tr("Type an address first"))
    known = safe_address(typed_address(address))
    if known is None or known.scheme not in {"http", "https"}:
        raise UsageError(tr("{address} is not the address of a feed or a page", address=address))
    host = host or urlsplit(known.href).hostname or ""
    special = special_feed(known.href)
    if special and (found := _feed_at(special, fetcher, host)):
        return found
    answer = _fetched(known.href, fetcher, host)
    try:
        return _feed_in(answer, known.href, host)
    except FeedError as problem:
        named = feeds_of_header(answer.headers.get("link", ""), answer.address)
        named += [
            each
            for each in feeds_of_page(answer.data, answer.address, answer.headers.get("content-type", ""))
            if each not in named
        ]
        if named:
            return FeedLookup(None, candidates=tuple(named), host=host)
        tried = (_feed_at(guess, fetcher, host) for guess in guesses(answer.address)) if is_guessing else ()
        if found := next(filter(None, tried), None):
            return found
        if str(problem) != tr("This is not a feed"):  # it is one, and broken
            raise
        raise NoFeedError(
            tr(
                "This is not a feed, and it names none: type the address of a feed, or of a page that names one"
            )
        ) from None


def look_at_only(found: FeedLookup, fetcher: "Fetcher") -> FeedLookup:
    """Return the feed of a page that names no other, or what was found; raises NewsreaderError."""
    if found.feed or len(found.candidates) != 1:
        return found
    return look_at(found.candidates[0].address, fetcher, host=found.host)


def _feed_at(address: str, fetcher: "Fetcher", host: str) -> FeedLookup | None:
    """Return the feed at an address that nobody has typed, if there is one."""
    try:
        return _feed_in(_fetched(address, fetcher, host), address, host)
    except NewsreaderError:
        return None


def _fetched(address: str, fetcher: "Fetcher", host: str) -> "Answer":
    from reader.feeds.web.fetch import OfflineError

    try:
        answer = fetcher.fetch(address, typed=host)
    except OfflineError as problem:
        raise NewsreaderError(tr("There is no network: connect, and try again")) from problem
    if answer.status == 200:
        return answer
    if answer.status in {404, 410}:
        raise NewsreaderError(
            tr(
                "The server answers {status}: there is nothing at this address; check it",
                status=answer.status,
            )
        )
    raise NewsreaderError(tr("The server answers {status}: try again later", status=answer.status))


def _feed_in(answer: "Answer", address: str, host: str) -> FeedLookup:
    from reader.feeds.formats.cut_off import damage_of
    from reader.feeds.formats.parse import parse_feed

    document = parse_feed(answer.body, answer.address, answer.headers.get("content-type", ""))
    address = answer.permanent or address
    feed = Subscription(address, document.title, is_public=urlsplit(address).hostname != host)
    titles = tuple(entry.title for entry in document.entries)
    return FeedLookup(feed, titles, host=host, damage=damage_of(document))


def refuse_followed(workspace: Workspace, address: str) -> None:
    """Raise UsageError for the address of a feed that is followed in an open folder, unless it waits for a yes."""
    from reader.actions.feeds.trusting import trust_of

    known = followed(roots_of(workspace.library)).feeds
    same = [each for each in known if each.feed.address == address]
    if same and not waiting_of(same, trust_of(workspace)):
        raise UsageError(tr("{title} is followed already", title=same[0].title))


def placed(feed: Subscription, tags: Iterable[str], folder: str) -> Subscription:
    """Return a feed with tags and a folder of one's choice; raises UsageError for a folder that lies elsewhere."""
    from reader.feeds.following.feed_keys import folder_inside

    try:
        return feed._replace(tags=tuple(dict.fromkeys(tags)), folder=folder_inside(folder))
    except ValueError as expected:
        sentence = tr(
            "The folder should lie inside the folder of feeds, and not be hidden: {folder}", folder=folder
        )
        raise UsageError(sentence) from expected


def placed_as_typed(feed: Subscription, typed: str) -> Subscription:
    """Return a feed with the tags that were typed, and the folder: what ends in a slash. Raises UsageError."""
    words = typed.replace("#", " ").split()
    folders = [word for word in words if word.endswith("/")]
    return placed(feed, (word for word in words if word not in folders), folders[-1] if folders else "")


def follow(root: Path, feeds: Sequence[Subscription], trust: "Trust") -> int:
    """Write feeds into a folder's ``feeds.toml``; return how many were not there. Raises NewsreaderError.

    That is a yes to them as they are here, and to the folder's public feeds.
    """
    from reader.feeds.following.editing import add_subscriptions, remove_subscription
    from reader.feeds.trust.requirements import requirement_of

    outside = trust.review(root, ()).outside
    known = {feed.address for feed in load_subscriptions(root).feeds}
    added = add_subscriptions(root, feeds, outside)
    try:
        if feeds:
            trust.agree(root, [requirement_of(root, feed, "") for feed in feeds], is_by_hand=True)
    except NewsreaderError:  # a feed that could never be fetched is not left behind
        for address in {feed.address for feed in feeds} - known:
            remove_subscription(root, address, outside)
        raise
    return added


def unfollow(each: Followed, trust: "Trust") -> None:
    """Take a feed out of its ``feeds.toml``; its articles stay. Raises NewsreaderError."""
    from reader.feeds.following.editing import remove_subscription

    remove_subscription(each.root, each.feed.address, trust.review(each.root, ()).outside)


def unfollow_and_clear(each: Followed, now_s: float, trust: "Trust") -> "Removed":
    """Take a feed out of its ``feeds.toml``, and its articles away; raises NewsreaderError and OSError."""
    from reader.actions.feeds.trusting import outside_of
    from reader.feeds.files.removal import remove_articles

    with feeds_lock(each.root) as is_locked:
        if not is_locked:
            raise NewsreaderError(tr("The feeds of this folder are being refreshed: try again later"))
        store = FeedStates(each.root, outside_of(trust.review(each.root, [(each.feed, each.state.title)])))
        place, ledger = store.real_path(each.feed), store.ledger(each.feed)
        # What needs room on the disk comes first: where there is none, all stays as it is.
        store.forget(each.feed)
        store.save(now_s)
        unfollow(each, trust)
        return remove_articles(place, ledger)


def matching(feeds: Iterable[Followed], text: str) -> list[Followed]:
    """Return the feeds whose title or address has a text in it, whatever its case."""
    text = text.casefold()
    return [each for each in feeds if text in f"{each.title} {each.feed.address}".casefold()]


def followed(roots: Sequence[Path]) -> AllFollowed:
    """Return the feeds of these folders, and what is wrong in their files."""
    loaded = [(root, load_subscriptions(root)) for root in roots]
    return AllFollowed(
        [each for root, found in loaded for each in of_root(root, found.feeds)],
        [problem for _, found in loaded for problem in found.problems],
        any(found.is_damaged for _, found in loaded),
        sum(found.unused for _, found in loaded),
    )


def of_root(root: Path, feeds: Sequence[Subscription]) -> list[Followed]:
    """Return feeds of a folder with what is remembered of each."""
    store = FeedStates(root)
    return [Followed(root, feed, store.state(feed)) for feed in feeds]


def waiting_of(feeds: Sequence[Followed], trust: "Trust") -> set[tuple[Path, str]]:
    """Return which feeds wait for a yes, by their folder and address; those that were refused among them."""
    by_root: dict[Path, list[Followed]] = {}
    for each in feeds:
        by_root.setdefault(each.root, []).append(each)
    reviews = (
        trust.review(root, [(each.feed, each.state.title) for each in group])
        for root, group in by_root.items()
    )
    return {(review.root, want.feed.address) for review in reviews for want in review.waiting if want.feed}


def line_of(each: Followed, zone: tzinfo) -> str:
    """Return how a feed is doing, and its title."""
    return f"{aside_of(each, zone)}  {each.short_title}"


def aside_of(each: Followed, zone: tzinfo) -> str:
    """Return how a feed is doing: its articles, how many a week, its last success in ``zone``."""
    state = each.state
    when = (
        datetime.fromtimestamp(state.succeeded_s, zone).strftime("%Y-%m-%d %H:%M")
        if state.succeeded_s
        else "-"
    )
    often = tr("{count}/week", count=format(state.per_week, ".0f" if state.per_week >= 1 else ".1g"))
    rate = often if state.per_week else ""
    return f"{state.articles:>5}  {rate:>9}  {when:<16}"


def refresh_all(
    feeds: Sequence[Followed],
    fetcher: "Fetcher",
    order: "RefreshOptions",
    on_progress: Callable[[int, int], None],
    trust: "Trust",
) -> "Iterator[Outcome]":
    """Yield what came of each feed; ``on_progress`` is given how many are done, and of how many.

    What the user has not agreed to is not fetched and not run, and its outcome says so.
    """
    by_root: dict[Path, list[Followed]] = {}
    for each in feeds:
        by_root.setdefault(each.root, []).append(each)
    done = 0
    for root, group in by_root.items():
        for outcome in _refreshed(root, group, fetcher, order, trust):
            done += 1
            on_progress(done, len(feeds))
            yield outcome


def _refreshed(
    root: Path, group: Sequence[Followed], fetcher: "Fetcher", order: "RefreshOptions", trust: "Trust"
) -> "Iterator[Outcome]":
    from reader.actions.feeds.trusting import outside_of, ready_to_run
    from reader.feeds.refresh.one_feed import Outcome
    from reader.feeds.refresh.run import refresh

    review = trust.review(root, [(each.feed, each.state.title) for each in group])
    waits = tr("It waits for your yes")
    for want in review.waiting:
        if want.feed:
            yield Outcome(want.feed, is_new=False, held=want.impossible or waits, waits_for_yes=True)
    left = {each.feed.address: each.feed for each in review.allowed}
    if not left:
        return  # a folder of which nothing is had is not written to
    try:
        with ready_to_run(review) as feeds:
            for outcome in refresh(root, feeds, fetcher, order, outside_of(review)):
                left.pop(outcome.feed.address, None)
                yield outcome
    except (NewsreaderError, OSError) as problem:  # of this folder: those of others can be asked
        sentence, is_unwritten = clean_line(str(problem)), isinstance(problem, OSError)
        if isinstance(problem, OSError):
            sentence = clean_line(
                tr("{folder} cannot be written to: {reason}", folder=root, reason=refusal_there(problem))
            )
        for feed in left.values():
            yield Outcome(feed, is_new=False, error=sentence, is_unwritten=is_unwritten)


def take_in(workspace: Workspace, outcomes: "Sequence[Outcome]", fetcher: "Fetcher") -> list[str]:
    """List what was written, and do with what arrived what the rules say; old entries under new ids come in as read.

    Return a sentence for each thing that could not be done. In a worker.
    """
    from reader.actions.changes.flags import mark
    from reader.actions.changes.rules import FULL_TEXT, apply_rules
    from reader.actions.feeds.full_articles import take_all_whole

    library, journal, rules = workspace.library, workspace.journal, workspace.settings.rules
    library.scan_paths([path for outcome in outcomes for path in (*outcome.added, *outcome.updated)])
    arrived = {path: outcome.as_read for outcome in outcomes for path in outcome.added}
    if not arrived or not (rules or any(arrived.values())):
        return []
    articles = library.files.articles_at(arrived)
    mark(library, journal, [each for each, path in articles.items() if arrived[path]], Field.READ, value=True)
    done = apply_rules(library, journal, rules, datetime.now(workspace.zone), list(articles))
    whole = (article for applied in done if applied.rule.act == FULL_TEXT for article in applied.articles)
    files = [articles[article] for article in dict.fromkeys(whole)]
    return take_all_whole(library, files, fetcher)
