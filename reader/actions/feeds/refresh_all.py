"""Refreshes followed feeds in this process, and brings what arrived into the library."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.actions.feeds.subscribing import Followed
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.journal import Field
from reader.refusal import refusal_there
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.feeds.refresh.one_feed import Outcome
    from reader.feeds.refresh.run import RefreshOptions
    from reader.feeds.trust.agreements import Trust
    from reader.feeds.web.fetch import Fetcher


def refresh_all(
    feeds: Sequence[Followed],
    fetcher: "Fetcher",
    trust: "Trust",
    on_progress: Callable[[int, int], None] = lambda *_: None,
    *,
    is_manual: bool = False,
    complain: Callable[[str], None] = lambda _: None,
) -> "Iterator[Outcome]":
    """Yield what came of each feed; ``on_progress`` is given how many are done, and of how many.

    ``is_manual``: the user asks for it now, so what is not due is fetched too, after a minute at the earliest.
    ``complain`` is given what went wrong that concerns no single feed. What the user has not agreed to is not fetched and
    not run, and its outcome says so.
    """
    from reader.feeds.refresh.run import RefreshOptions

    order = RefreshOptions(is_manual=is_manual, complain=complain)
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

    review = trust.review(root, [(each.feed, each.inside) for each in group])
    waits = tr("It waits for your consent")
    for want in review.waiting:
        if want.feed:
            yield Outcome(want.feed, is_new=False, held=want.impossible or waits, waits_for_yes=True)
    left = {each.feed.address: each.feed for each in review.allowed}
    if not left:
        return  # a folder without allowed feeds is not written to
    try:
        with ready_to_run(review) as feeds:
            for outcome in refresh(root, feeds, fetcher, order, outside_of(review)):
                left.pop(outcome.feed.address, None)
                yield outcome
    except (NewsreaderError, OSError) as problem:  # of this folder only: others go on
        sentence, is_unwritten = clean_line(str(problem)), isinstance(problem, OSError)
        if isinstance(problem, OSError):
            sentence = clean_line(
                tr("{folder} cannot be written to: {reason}", folder=root, reason=refusal_there(problem))
            )
        for feed in left.values():
            yield Outcome(feed, is_new=False, error=sentence, is_unwritten=is_unwritten)


def import_arrivals(workspace: Workspace, outcomes: "Sequence[Outcome]", fetcher: "Fetcher") -> list[str]:
    """Add new articles to the index and apply the rules to them; old entries under new ids are marked read.

    So are those beyond the newest that a feed keeps unread. Return a sentence for each failure. In a worker.
    """
    from reader.actions.changes.flags import mark
    from reader.actions.changes.rules import FULL_TEXT, apply_rules
    from reader.actions.feeds.full_articles import take_all_whole

    library, journal, rules = workspace.library, workspace.journal, workspace.settings.rules
    library.scan_paths([path for outcome in outcomes for path in (*outcome.added, *outcome.updated)])
    arrived = {path: outcome.as_read for outcome in outcomes for path in outcome.added}
    few = [outcome.feed for outcome in outcomes if outcome.added and outcome.feed.newest]
    if not arrived or not (rules or few or any(arrived.values())):
        return []
    articles = library.files.articles_at(arrived)
    mark(library, journal, [each for each, path in articles.items() if arrived[path]], Field.READ, value=True)
    done = apply_rules(library, journal, rules, datetime.now(workspace.zone), list(articles))
    if few:
        from reader.actions.feeds.newest import keep_newest_unread

        keep_newest_unread(workspace, few)
    whole = (article for applied in done if applied.rule.act == FULL_TEXT for article in applied.articles)
    files = [articles[article] for article in dict.fromkeys(whole)]
    return take_all_whole(library, files, fetcher)
