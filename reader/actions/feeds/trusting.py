"""What the feeds of the open folders may do: what was agreed to, made ready to run; what waits for a yes, shown in full."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.feeds.trust.agreements import Allowed, Review, Trust
from reader.feeds.trust.named_files import with_copies
from reader.feeds.trust.requirements import Requirement, in_full
from reader.i18n import tr, trn


def trust_of(workspace: Workspace) -> Trust:
    """Return the answers of the user of this machine."""
    return Trust(workspace.trust_file, workspace.feeds_folder)


class Answer(Enum):
    """What the user says to what was shown."""

    YES = "yes"
    PUBLIC = "public"
    """Yes to the feeds of the web, no to all else."""
    NO = "no"
    LATER = "later"


def keep(review: Review, answer: Answer, trust: Trust) -> None:
    """Remember the answer to all that waits in a review; raises NewsreaderError."""
    public = [want for want in review.waiting if want.is_public]
    special = [want for want in review.waiting if not want.is_public]
    if answer is Answer.YES:
        trust.agree(review.root, review.waiting)
    elif answer is Answer.PUBLIC:
        trust.agree(review.root, public)
        trust.refuse(review.root, special)
    elif answer is Answer.NO:
        trust.refuse(review.root, review.waiting)


def review_of(root: Path, trust: Trust) -> Review:
    """Return what of the feeds of a folder may be done, and what waits for a yes."""
    return looked_at(root, trust)[0]


def looked_at(root: Path, trust: Trust) -> tuple[Review, tuple[str, ...]]:
    """Return what of the feeds of a folder may be done, and a sentence for each mistake in its ``feeds.toml``."""
    feeds, problems, *_ = load_subscriptions(root)
    titles: dict[str, str] = {}
    if any(not feed.title and not feed.folder for feed in feeds):  # then it is called as it calls itself
        from reader.feeds.following.feed_states import FeedStates  # with what fetches 60 ms

        store = FeedStates(root)
        titles = {feed.address: store.state(feed).title for feed in feeds}
    return trust.review(root, [(feed, titles.get(feed.address, "")) for feed in feeds]), problems


@contextmanager
def ready_to_run(review: Review) -> Iterator[list[Subscription]]:
    """Give the feeds that may be had while the block runs; what they run of the folder's own are copies of what was agreed to.

    Raises OSError.
    """
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        yield [_with_copies(each, Path(folder) / str(number)) for number, each in enumerate(review.allowed)]


def _with_copies(allowed: Allowed, folder: Path) -> Subscription:
    feed, files = allowed.feed, allowed.requirement.files
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


def lines_of(wants: Sequence[Requirement], named: int = sys.maxsize) -> Iterator[str]:
    """Yield what is wanted, all of it, under headings: first what is more than to fetch from the web.

    Of the feeds of the web so many are ``named``: they are agreed to together, and more of them later without a question.
    """
    special = [want for want in wants if not want.is_public]
    public = [want for want in wants if want.is_public]
    for want in special:
        if want.feed:
            title = in_full(want.feed.title)
            yield (
                tr("{title} wants more than to be fetched:", title=title)
                if title
                else tr("This feed wants more than to be fetched:")
            )
        yield from (f"  {line}" for line in want.lines)
        if want.impossible:
            yield f"  {tr('This cannot be agreed to: {why}', why=want.impossible)}"
        yield ""
    if public:
        yield trn("1 feed of the web is fetched:", "{count:,} feeds of the web are fetched:", len(public))
        yield from (f"  {line}" for want in public[:named] for line in want.lines)
        if len(public) > named:
            yield f"  {tr('and {count:,} more', count=len(public) - named)}"
