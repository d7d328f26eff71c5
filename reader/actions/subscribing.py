"""Following feeds: adding them by the address of a feed or of a page, asking them, and what is known of each."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.actions.marking import mark
from reader.actions.rules import apply_rules
from reader.errors import NewsreaderError, UsageError
from reader.feeds.discovery import Candidate, feeds_of_page, special_feed
from reader.feeds.fetch import Fetcher
from reader.feeds.ledger import Ledger
from reader.feeds.parse import FeedError, parse_feed
from reader.feeds.refresh import Order, Outcome, ledger_of, refresh
from reader.feeds.subscriptions import FILE, Subscription, add_subscription, load_subscriptions
from reader.i18n import tr
from reader.journal import Field, Journal
from reader.library import Library
from reader.settings import Rule
from reader.text import safe_address


class Found(NamedTuple):
    """What lies at an address: a feed, or a page that names some."""

    feed: Subscription | None
    entries: int = 0
    candidates: tuple[Candidate, ...] = ()


class Followed(NamedTuple):
    """A feed with what is remembered of it."""

    root: Path
    """The folder of its ``feeds.toml``."""
    feed: Subscription
    ledger: Ledger


def home_of_feeds(library: Library, own: Path) -> Path:
    """Return the folder that a new feed is written into: the first open one that has feeds, else the program's own."""
    return next((folder.path for folder in library.folders if (folder.path / FILE).is_file()), own)


def roots_of(library: Library) -> list[Path]:
    """Return the open folders that have feeds."""
    return [folder.path for folder in library.folders if not folder.only and (folder.path / FILE).is_file()]


def look_at(address: str, fetcher: Fetcher) -> Found:
    """Return what lies at the address of a feed or of a page; raises NewsreaderError."""
    if "://" not in address:
        address = f"https://{address}"
    known = safe_address(address)
    if known is None or known.scheme not in {"http", "https"}:
        raise UsageError(tr("{address} is no address of a feed or a page", address=address))
    wanted = special_feed(known.href) or known.href
    answer = fetcher.fetch(wanted, typed=urlsplit(wanted).hostname or "")
    if answer.status != 200:
        raise NewsreaderError(tr("The server answers {status}", status=answer.status))
    try:
        document = parse_feed(answer.data, answer.address, answer.headers.get("content-type", ""))
    except FeedError:
        named = feeds_of_page(answer.data, answer.address)
        if not named:
            raise
        return Found(None, candidates=tuple(named))
    return Found(Subscription(answer.permanent or wanted, document.title), len(document.entries))


def follow(root: Path, feed: Subscription) -> bool:
    """Write a feed into a folder's ``feeds.toml``; False: it is there already."""
    try:
        return add_subscription(root, feed)
    except (OSError, ValueError) as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=root / FILE, problem=problem)
        ) from problem


def followed(roots: Sequence[Path]) -> tuple[list[Followed], list[str]]:
    """Return the feeds of these folders, and a sentence for each that cannot be used."""
    found: list[Followed] = []
    problems: list[str] = []
    for root in roots:
        subscriptions = load_subscriptions(root)
        problems += subscriptions.problems
        found += [Followed(root, feed, ledger_of(root, feed)) for feed in subscriptions.feeds]
    return found, problems


def line_of(each: Followed, zone: tzinfo) -> str:
    """Return how a feed is doing: its articles, its last success in ``zone``, its title."""
    feed, ledger = each.feed, each.ledger
    when = (
        datetime.fromtimestamp(ledger.succeeded_s, zone).strftime("%Y-%m-%d %H:%M")
        if ledger.succeeded_s
        else "-"
    )
    return f"{len(ledger.entries):>5}  {when:<16}  {feed.title or ledger.title or feed.address}"


def refresh_all(
    feeds: Sequence[Followed], fetcher: Fetcher, order: Order, on_progress: Callable[[int, int], None]
) -> Iterator[Outcome]:
    """Yield what came of each feed; ``on_progress`` is told how many are done, and of how many."""
    by_root: dict[Path, list[Subscription]] = {}
    for each in feeds:
        by_root.setdefault(each.root, []).append(each.feed)
    done = 0
    for root, group in by_root.items():
        for outcome in refresh(root, group, fetcher, order):
            done += 1
            on_progress(done, len(feeds))
            yield outcome


def take_in(
    library: Library, journal: Journal, outcomes: Sequence[Outcome], rules: Sequence[Rule], now: datetime
) -> None:
    """List what was written, and do with what arrived what the rules say; old entries under new ids come in as read.

    In a worker.
    """
    library.scan_paths([path for outcome in outcomes for path in (*outcome.added, *outcome.updated)])
    arrived = {path: outcome.as_read for outcome in outcomes for path in outcome.added}
    if not arrived or not (rules or any(arrived.values())):
        return
    articles = {
        article: path for article, key, _ in library.names() if (path := library.path_of(key)) in arrived
    }
    mark(library, journal, [each for each, path in articles.items() if arrived[path]], Field.READ, value=True)
    apply_rules(library, journal, rules, now, list(articles))
