"""Following feeds: add one by the address of a feed or of a page, list, unfollow."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError, UsageError
from reader.feeds.following.feed_states import FeedState, FeedStates, feeds_lock
from reader.feeds.following.subscriptions import FILE, Subscription, in_short, load_subscriptions
from reader.i18n import tr
from reader.library import Library

if TYPE_CHECKING:
    from reader.feeds.files.removal import Removed
    from reader.feeds.trust.agreements import Trust

# What fetches and parses takes 200 ms to load, and a list of feeds needs none of it: it is loaded by the functions
# that do.


class Followed(NamedTuple):
    """A feed with what is remembered of it."""

    root: Path
    """The folder of its ``feeds.toml``."""
    feed: Subscription
    """As ``feeds.toml`` has it."""
    state: FeedState
    """What is remembered from earlier refreshes."""
    inside: str
    """The folder of its articles, inside ``root``."""

    @property
    def title(self) -> str:
        """Its title: the user's, else its own, else the address."""
        return self.feed.title or self.state.title or self.feed.address

    @property
    def short_title(self) -> str:
        """The title for a list: cut if it is long."""
        return in_short(self.title)

    @property
    def short_address(self) -> str:
        """The address for a list: cut if it is long."""
        return in_short(self.feed.address)


class AllFollowed(NamedTuple):
    """The feeds of the open folders."""

    feeds: list[Followed]
    """In the order of folders and files."""
    problems: list[str]
    """A sentence for each mistake in a ``feeds.toml``, with file and line."""
    is_damaged: bool
    """Some of a file could not be read at all."""
    unused: int
    """Feeds that cannot be followed as they are written."""

    @property
    def is_nothing_known(self) -> bool:
        """Whether no feed is followed, and no file has a mistake that could hide one."""
        return not self.feeds and not self.problems


def home_of_feeds(workspace: Workspace) -> Path:
    """Return the folder that a new feed is written into: the first open one that has feeds, else the program's own.

    One whose feeds were refused is left alone.
    """
    from reader.actions.feeds.trusting import trust_of

    trust = trust_of(workspace)
    roots = (root for root in roots_of(workspace.library) if trust.answers(root).public is not False)
    return next(roots, workspace.paths.subscriptions)


def roots_of(library: Library) -> list[Path]:
    """Return the open folders that have a ``feeds.toml``, whatever it is."""
    paths = (folder.path for folder in library.folders if not folder.only)
    return [path for path in paths if os.path.lexists(path / FILE)]


def refuse_followed(workspace: Workspace, address: str) -> None:
    """Raise UsageError for the address of a feed that is followed in an open folder, unless it waits for consent."""
    from reader.actions.feeds.trusting import trust_of

    known = followed(roots_of(workspace.library)).feeds
    wanted = Subscription(address).identity
    same = [each for each in known if each.feed.identity == wanted]
    if same and not waiting_of(same, trust_of(workspace)):
        raise UsageError(tr("{title} is already followed", title=same[0].title))


def with_tags_and_folder(feed: Subscription, tags: Iterable[str], folder: str) -> Subscription:
    """Return a feed with these tags and folder; raises UsageError for a folder outside the feeds' own."""
    from reader.feeds.following.feed_keys import folder_inside

    try:
        return feed._replace(tags=tuple(dict.fromkeys(tags)), folder=folder_inside(folder))
    except ValueError as expected:
        sentence = tr(
            "The folder should be inside the folder of feeds and not hidden: {folder}", folder=folder
        )
        raise UsageError(sentence) from expected


def with_typed_tags_and_folder(feed: Subscription, typed: str) -> Subscription:
    """Return a feed with the tags that were typed, and the folder: what ends in a slash. Raises UsageError."""
    words = typed.replace("#", " ").split()
    folders = [word for word in words if word.endswith("/")]
    return with_tags_and_folder(
        feed, (word for word in words if word not in folders), folders[-1] if folders else ""
    )


def follow(root: Path, feeds: Sequence[Subscription], trust: "Trust") -> int:
    """Write feeds into a folder's ``feeds.toml``; return how many were not there. Raises NewsreaderError.

    The user agrees thereby to these feeds as they are, and to the folder's public ones.
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
    """Take a feed out of its ``feeds.toml`` and delete its articles; raises NewsreaderError and OSError."""
    from reader.actions.feeds.trusting import outside_of
    from reader.feeds.files.removal import remove_articles

    with feeds_lock(each.root) as is_locked:
        if not is_locked:
            raise NewsreaderError(tr("The feeds of this folder are being refreshed: try again later"))
        store = FeedStates(each.root, outside_of(trust.review(each.root, [(each.feed, each.inside)])))
        place, ledger = store.real_path(each.feed), store.ledger(each.feed)
        # What needs room on the disk comes first: where there is none, all stays as it is.
        store.forget(each.feed)
        store.save(now_s)
        unfollow(each, trust)
        return remove_articles(place, ledger)


def subscription_at(root: Path, address: str) -> Subscription:
    """Return the feed of an address as a folder's ``feeds.toml`` has it; it must be there."""
    wanted = Subscription(address).identity
    return next(each for each in load_subscriptions(root).feeds if each.identity == wanted)


def matching(feeds: Iterable[Followed], text: str) -> list[Followed]:
    """Return the feeds whose title or address contains a text, ignoring case."""
    text = text.casefold()
    return [each for each in feeds if text in f"{each.title} {each.feed.address}".casefold()]


def followed(roots: Sequence[Path]) -> AllFollowed:
    """Return the feeds of these folders, and the mistakes in their files."""
    loaded = [(root, load_subscriptions(root)) for root in roots]
    return AllFollowed(
        [each for root, found in loaded for each in followed_in(root, found.feeds)],
        [problem for _, found in loaded for problem in found.problems],
        any(found.is_damaged for _, found in loaded),
        sum(found.unused for _, found in loaded),
    )


def followed_in(root: Path, feeds: Sequence[Subscription]) -> list[Followed]:
    """Return feeds of a folder with their remembered states."""
    store = FeedStates(root)
    return [Followed(root, feed, store.state(feed), store.inside_of(feed)) for feed in feeds]


def waiting_of(feeds: Sequence[Followed], trust: "Trust") -> set[tuple[Path, str]]:
    """Return folder and address of each feed that needs the user's consent; refused ones among them."""
    by_root: dict[Path, list[Followed]] = {}
    for each in feeds:
        by_root.setdefault(each.root, []).append(each)
    reviews = (
        trust.review(root, [(each.feed, each.inside) for each in group]) for root, group in by_root.items()
    )
    return {(review.root, want.feed.address) for review in reviews for want in review.waiting if want.feed}


def feed_line(each: Followed, zone: tzinfo) -> str:
    """Return ``feed_columns`` of a feed, and its title."""
    return f"{feed_columns(each, zone)}  {each.short_title}"


def feed_columns(each: Followed, zone: tzinfo) -> str:
    """Return columns of how a feed is doing: its articles, how many a week, its last success in ``zone``."""
    state = each.state
    when = (
        datetime.fromtimestamp(state.succeeded_s, zone).strftime("%Y-%m-%d %H:%M")
        if state.succeeded_s
        else "-"
    )
    often = tr("{count}/week", count=format(state.per_week, ".0f" if state.per_week >= 1 else ".1g"))
    rate = often if state.per_week else ""
    return f"{state.articles:>5}  {rate:>9}  {when:<16}"
