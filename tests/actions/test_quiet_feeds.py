"""Quiet feeds, the newest of a feed, and groups by rarity: what counts as unread, and in which order groups come."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.finding.lists import FIRST_SEARCH, Lists
from reader.actions.finding.querying import chosen
from reader.actions.finding.quiet_feeds import QuietFeeds
from reader.actions.finding.saved_searches import SavedSearch
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.journal import Field
from reader.library import Group, GroupOrder, Scope
from reader.paths import Paths
from tests.actions.test_lists import mark

LOUD, QUIET = "https://loud.example/feed", "https://quiet.example/feed"

SEARCHES = [SavedSearch("All", ""), SavedSearch("Unread", "is:unread"), SavedSearch("Starred", "is:starred")]


def article(folder: Path, name: str, feed: str, tag: str) -> None:
    (folder / f"{name}.md").write_text(
        f"---\ntitle: {name}\ntags: [{tag}]\nsource: {feed.split('/')[2]}\nfeed_url: {feed}\n---\nText of {name}.\n"
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for number in range(5):
        article(folder, f"quiet{number}", QUIET, "quiet")
    for number in range(3):
        article(folder, f"loud{number}", LOUD, "loud")
    article(folder, "rare", "https://rare.example/feed", "rare")
    (folder / "feeds.toml").write_text(
        f'[[feed]]\naddress = "{LOUD}"\n[[feed]]\naddress = "{QUIET}"\nquiet = true\n'
    )
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


@pytest.fixture
def lists(workspace: Workspace) -> Lists:
    made = Lists(workspace.library, "tag", SEARCHES, lambda: datetime.now(UTC))
    made.quiet_feeds = QuietFeeds(workspace.library)
    made.run_queries()
    return made


def groups(lists: Lists, scope: Scope = Scope.ALL) -> dict[str, Group]:
    return {group.name: group for group in lists.groups(scope, GroupOrder.NAME)}


def test_articles_of_a_quiet_feed_are_left_out_of_all_and_unread_but_not_of_their_group(
    workspace: Workspace, lists: Lists
) -> None:
    found = groups(lists)
    assert [(found[name].total, found[name].unread) for name in ("All", "Unread")] == [(4, 4), (4, 4)]
    assert (found["quiet"].total, found["quiet"].unread) == (5, 5)
    assert len(lists.ids(FIRST_SEARCH, Scope.ALL)) == len(lists.ids(FIRST_SEARCH + 1, Scope.ALL)) == 4
    counts = lists.counts()
    assert (counts.total, counts.unread) == (4, 4)
    mark(workspace, Field.READ, "quiet1.md", "loud0.md")
    mark(workspace, Field.STARRED, "quiet1.md", "quiet2.md")
    found = groups(lists)
    assert (found["All"].total, found["All"].unread, found["Unread"].total) == (4, 3, 3)
    assert found["Starred"].total == 2
    assert (lists.counts().unread, lists.counts().starred) == (3, 2)


def test_a_query_finds_what_it_says_of_quiet_feeds_too(workspace: Workspace, lists: Lists) -> None:
    assert len(chosen(workspace.library, ["is:unread"], UTC)) == 9
    assert len(chosen(workspace.library, ["is:unread", "-source:quiet.example"], UTC)) == 4
    assert groups(lists)["Unread"].total == 4


def test_a_filter_counts_articles_of_quiet_feeds_neither(lists: Lists) -> None:
    assert lists.narrow("title:1 OR title:rare") == 3
    found = groups(lists)
    assert (found["All"].total, found["Unread"].total, found["quiet"].total) == (2, 2, 1)
    assert lists.counts().unread == 2


def test_a_feed_that_is_no_longer_quiet_counts_again(workspace: Workspace, lists: Lists) -> None:
    file = workspace.library.folders[0].path / "feeds.toml"
    file.write_text(f'[[feed]]\naddress = "{QUIET}"\nquiet = false\n')
    assert lists.run_queries()
    assert groups(lists)["All"].total == 9
    file.unlink()
    assert not lists.run_queries()
    assert groups(lists)["All"].total == 9


def test_a_quiet_article_that_was_just_read_stays_where_it_is_kept(lists: Lists) -> None:
    [one] = list(lists.ids(groups(lists)["quiet"].id, Scope.ALL))[:1]
    assert one in lists.ids(FIRST_SEARCH, Scope.ALL, frozenset({one}))


def test_groups_come_by_rarest_first(lists: Lists) -> None:
    names = [group.name for group in lists.groups(Scope.ALL, GroupOrder.RAREST)]
    assert names == ["All", "Unread", "Starred", "rare", "loud", "quiet"]
    lists.narrow("title:quiet1 OR tag:loud OR tag:rare")
    names = [group.name for group in lists.groups(Scope.ALL, GroupOrder.RAREST)]
    assert names[3:] == ["quiet", "rare", "loud"]
