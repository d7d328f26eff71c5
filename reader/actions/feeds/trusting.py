"""What feeds may do: programs that were agreed to, made ready to run; what needs the user's consent, described in full."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.feeds.trust.agreements import Allowed, Review, Trust
from reader.feeds.trust.named_files import with_copies
from reader.feeds.trust.requirements import Requirement, certificates_of, in_full
from reader.i18n import tr, trn
from reader.paths import Paths

__all__ = [
    "Answer", "Reviewed", "Trust", "in_full", "keep", "outside_of", "ready_to_run", "review_lines", "review_of", "reviewed",
    "trust_at", "trust_of",
]  # fmt: skip


def trust_of(workspace: Workspace) -> Trust:
    """Return the answers of the user of this machine."""
    return Trust(workspace.trust_file, workspace.paths.subscriptions)


def trust_at(paths: Paths) -> Trust:
    """Return the answers of the user of this machine, without a library."""
    return Trust(paths.trust, paths.subscriptions)


class Answer(Enum):
    """What the user says to what was shown."""

    YES = "yes"
    """Yes to everything that was shown."""
    PUBLIC = "public"
    """Yes to the feeds of the web, no to all else."""
    NO = "no"
    """No to everything."""
    LATER = "later"
    """Not decided: asked again."""


def keep(review: Review, answer: Answer, trust: Trust) -> None:
    """Save the answer to all that waits in a review; raises NewsreaderError."""
    public = [want for want in review.waiting if want.is_public]
    special = [want for want in review.waiting if not want.is_public]
    if answer is Answer.YES:
        trust.agree(review.root, review.waiting)
    elif answer is Answer.PUBLIC:
        trust.agree(review.root, public)
        trust.refuse(review.root, special)
    elif answer is Answer.NO:
        trust.refuse(review.root, review.waiting)


class Reviewed(NamedTuple):
    """A review of a folder, and the mistakes in its file."""

    review: Review
    """What may be done, and what waits for consent."""
    problems: tuple[str, ...]
    """A sentence for each mistake in the ``feeds.toml``."""
    is_damaged: bool
    """Some of the file could not be read, or none of its feeds can be followed."""


def review_of(root: Path, trust: Trust) -> Review:
    """Return which feeds of a folder are allowed, and which wait for consent."""
    return reviewed(root, trust).review


def reviewed(root: Path, trust: Trust) -> Reviewed:
    """Return which feeds of a folder are allowed and which wait for consent, and the mistakes in its ``feeds.toml``."""
    found = load_subscriptions(root)
    feeds = found.feeds
    folders: dict[str, str] = {}
    if any(not feed.folder for feed in feeds):  # they are noted in the states
        from reader.feeds.following.feed_states import FeedStates  # 10 ms

        store = FeedStates(root)
        folders = {feed.address: store.inside_of(feed) for feed in feeds}
    review = trust.review(root, [(feed, folders.get(feed.address, "")) for feed in feeds])
    is_damaged = found.is_damaged or bool(found.unused and not found.feeds)
    return Reviewed(review, found.problems, is_damaged)


@contextmanager
def ready_to_run(review: Review) -> Iterator[list[Subscription]]:
    """Give the allowed feeds for as long as the block runs; programs of the folder are replaced by the copies that were agreed to.

    Raises OSError.
    """
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        yield [
            _with_kept_programs(review.root, each, Path(folder) / str(number))
            for number, each in enumerate(review.allowed)
        ]


def _with_kept_programs(root: Path, allowed: Allowed, folder: Path) -> Subscription:
    feed, files = allowed.feed, allowed.requirement.files
    if certificates := with_copies(certificates_of(root, feed), files, folder / "certificates"):
        feed = feed._replace(ca_file=certificates[0])
    if not files:
        return feed
    return feed._replace(
        command=with_copies(feed.command, files, folder / "command"),
        filter=with_copies(feed.filter, files, folder / "filter"),
        password_command=with_copies(feed.password_command, files, folder / "password"),
    )


def outside_of(review: Review) -> Mapping[str, Path]:
    """Return the folders elsewhere that feeds may write into, by the addresses of the feeds."""
    return {
        each.feed.address: each.requirement.outside for each in review.allowed if each.requirement.outside
    }


def review_lines(wants: Sequence[Requirement], named: int = sys.maxsize) -> Iterator[str]:
    """Yield lines that describe what is wanted, under headings: first what is more than fetching from the web.

    At most ``named`` feeds of the web are listed: one yes covers them all, and those added later.
    """
    special = [want for want in wants if not want.is_public]
    public = [want for want in wants if want.is_public]
    for want in special:
        if want.feed:
            title = in_full(want.feed.title)
            yield (
                tr("{title} needs more than fetching:", title=title)
                if title
                else tr("This feed needs more than fetching:")
            )
        yield from (f"  {line}" for line in want.lines)
        if want.impossible:
            yield f"  {tr('You cannot agree to this: {why}', why=want.impossible)}"
        yield ""
    if public:
        yield trn("1 web feed is fetched:", "{count:,} web feeds are fetched:", len(public))
        yield from (f"  {line}" for want in public[:named] for line in want.lines)
        if len(public) > named:
            yield f"  {tr('and {count:,} more', count=len(public) - named)}"
