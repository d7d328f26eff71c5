"""Saved searches as groups of the list: what they hold, and how much of it is unread."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.changes import flags
from reader.actions.finding.lists import FIRST_SEARCH, Lists
from reader.actions.finding.saved_searches import SavedSearch
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.article import Key
from reader.journal import Field
from reader.library import Group, GroupOrder, Scope
from reader.paths import Paths

SEARCHES = [
    SavedSearch("Sea", "tag:sea"),
    SavedSearch("Unread", "is:unread"),
    SavedSearch("Starred", "is:starred"),
    SavedSearch("All", ""),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for number in range(4):
        (folder / f"sea{number}.md").write_text(
            f"---\ntitle: Sea {number}\ntags: [sea]\n---\nText {number}.\n"
        )
    (folder / "land.md").write_text("---\ntitle: Land\ntags: [land]\n---\nText.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


@pytest.fixture
def lists(workspace: Workspace) -> Lists:
    made = Lists(workspace.library, "tag", SEARCHES, lambda: datetime.now(UTC))
    made.run_queries()
    return made


def mark(workspace: Workspace, field: Field, *names: str) -> None:
    found = [workspace.library.articles.find(Key(workspace.library.folders[0].id, name)) for name in names]
    flags.mark(
        workspace.library, workspace.journal, [each for each in found if each is not None], field, value=True
    )


def groups(lists: Lists, scope: Scope = Scope.ALL) -> dict[str, Group]:
    return {group.name: group for group in lists.groups(scope, GroupOrder.NAME)}


def test_a_saved_search_counts_what_it_finds_and_what_of_that_is_unread(
    workspace: Workspace, lists: Lists
) -> None:
    assert (groups(lists)["Sea"].total, groups(lists)["Sea"].unread) == (4, 4)
    mark(workspace, Field.READ, "sea1.md", "land.md")
    assert (groups(lists)["Sea"].total, groups(lists)["Sea"].unread) == (4, 3)
    mark(workspace, Field.READ, "sea0.md", "sea2.md", "sea3.md")
    assert (groups(lists)["Sea"].total, groups(lists)["Sea"].unread) == (4, 0)


def test_searches_that_the_list_answers_itself_count_the_same_way(workspace: Workspace, lists: Lists) -> None:
    mark(workspace, Field.READ, "sea1.md", "land.md")
    mark(workspace, Field.STARRED, "land.md")
    found = groups(lists)
    assert (found["All"].total, found["All"].unread) == (5, 3)
    assert (found["Unread"].total, found["Unread"].unread) == (3, 3)
    assert found["Starred"].total == 1


def test_saved_searches_stand_above_the_groups_in_their_own_order(lists: Lists) -> None:
    names = [group.name for group in lists.groups(Scope.ALL, GroupOrder.NAME)]
    assert names == ["Sea", "Unread", "Starred", "All", "land", "sea"]


def test_within_a_filter_every_group_lists_and_counts_only_what_it_leaves(
    workspace: Workspace, lists: Lists
) -> None:
    mark(workspace, Field.READ, "sea1.md")
    assert lists.narrow("title:1 OR title:2 OR tag:land") == 3
    found = groups(lists)
    assert (found["Sea"].total, found["Sea"].unread) == (2, 1)
    assert (found["All"].total, found["All"].unread) == (3, 2)
    assert (found["sea"].total, found["sea"].unread) == (2, 1)
    assert len(lists.ids(FIRST_SEARCH, Scope.ALL)) == 2
    lists.widen()
    assert (groups(lists)["Sea"].total, groups(lists)["All"].total) == (4, 5)


def test_a_saved_search_that_cannot_be_read_finds_nothing(workspace: Workspace) -> None:
    made = Lists(workspace.library, "tag", [SavedSearch("Bad", "tag:"), *SEARCHES], lambda: datetime.now(UTC))
    made.run_queries()
    assert (groups(made)["Bad"].total, groups(made)["Sea"].total) == (0, 4)
