"""Turns with an account: entries become files, marks go both ways, and none is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.changes.flags import mark
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import refresh
from reader.feeds.web.fetch import Fetcher
from reader.journal import Field
from reader.paths import standard_paths
from reader.sync.faults import SyncError
from reader.sync.greader import GoogleReader
from reader.sync.memory import Memory
from reader.sync.turn import Done, run_turn, waiting
from tests.feeds.server import Web, item, rss
from tests.sync.greader_server import PASSWORD, USER, GreaderServer, greader_server


@pytest.fixture
def server() -> Iterator[GreaderServer]:
    """A server without bad habits."""
    with greader_server() as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty folder, open."""
    root = tmp_path / "feeds"
    root.mkdir()
    with open_workspace([root], {}, standard_paths(), {}) as opened:
        yield opened


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """What the server said last: nothing yet."""
    with Memory(tmp_path / "sync" / "memory.sqlite") as made:
        yield made


def turn(workspace: Workspace, memory: Memory, server: GreaderServer) -> Done:
    client = GoogleReader(Fetcher(20), server.address, USER, PASSWORD)
    root = workspace.library.folders[0].path
    return run_turn(
        workspace.library, workspace.journal, memory, server=client, root=root, arrived=lambda *_: None
    )


def flags(workspace: Workspace) -> dict[str, tuple[bool, bool]]:
    articles = [article for article, _, _ in workspace.library.articles.names()]
    return {row.title: (row.read, row.starred) for row in workspace.library.articles.each_row(articles)}


def article(workspace: Workspace, title: str) -> int:
    return next(article for article, _, name in workspace.library.articles.names() if name == title)


def test_entries_come_with_their_marks(workspace: Workspace, memory: Memory, server: GreaderServer) -> None:
    server.add(2)
    server.add(1, is_read=True, is_starred=True)
    assert len(turn(workspace, memory, server).added) == 3
    assert flags(workspace) == {"Entry 1": (False, False), "Entry 2": (False, False), "Entry 3": (True, True)}


def test_nothing_new_costs_four_requests(workspace: Workspace, memory: Memory, server: GreaderServer) -> None:
    server.add(3)
    turn(workspace, memory, server)
    server.requests.clear()
    assert turn(workspace, memory, server) == Done()
    assert len(server.requests) == 4


def test_marks_go_both_ways(workspace: Workspace, memory: Memory, server: GreaderServer) -> None:
    first, second = server.add(2)
    turn(workspace, memory, server)
    mark(workspace.library, workspace.journal, [article(workspace, "Entry 1")], Field.READ, value=True)
    second.is_starred = True
    assert turn(workspace, memory, server).taken == 1
    assert flags(workspace) == {"Entry 1": (True, False), "Entry 2": (False, True)}
    assert (first.is_read, second.is_starred, waiting(workspace.library, memory)) == (True, True, 0)


def test_a_mark_that_the_server_takes_and_loses_waits(
    workspace: Workspace, memory: Memory, server: GreaderServer
) -> None:
    entry = server.add(1)[0]
    turn(workspace, memory, server)
    mark(workspace.library, workspace.journal, [article(workspace, "Entry 1")], Field.READ, value=True)
    server.habits.deaf = True
    assert [turn(workspace, memory, server)[2:] for _ in range(3)] == [(1, 0), (1, 0), (1, 1)]
    server.habits.deaf = False
    assert turn(workspace, memory, server).waiting == 0
    assert entry.is_read


def test_a_mark_that_was_sent_and_is_taken_back_before_that_is_known_is_no_mark(
    workspace: Workspace, memory: Memory, server: GreaderServer
) -> None:
    entry = server.add(1)[0]
    turn(workspace, memory, server)
    found = [article(workspace, "Entry 1")]
    mark(workspace.library, workspace.journal, found, Field.STARRED, value=True)
    server.habits.cut_after = server.posts + 1  # behind the one that signs in
    with pytest.raises(SyncError):
        turn(workspace, memory, server)
    assert entry.is_starred
    mark(workspace.library, workspace.journal, found, Field.STARRED, value=False)
    turn(workspace, memory, server)
    turn(workspace, memory, server)
    assert (entry.is_starred, flags(workspace)) == (False, {"Entry 1": (False, False)})


def test_what_the_server_has_purged_stays_as_it_is(
    workspace: Workspace, memory: Memory, server: GreaderServer
) -> None:
    server.add(2)
    turn(workspace, memory, server)
    server.items.clear()
    turn(workspace, memory, server)
    assert flags(workspace) == {"Entry 1": (False, False), "Entry 2": (False, False)}


@pytest.mark.parametrize("is_first", [True, False])
def test_an_entry_that_is_also_followed_directly_is_one_article(
    workspace: Workspace, memory: Memory, server: GreaderServer, web: Web, *, is_first: bool
) -> None:
    """``is_first``: it was fetched directly before it came from the server."""
    address = web.put("/feed", rss(item(1, "Entry 1", "Text of 1.")))
    server.add(1, published=1_780_394_400)
    server.feeds["feed/1"].address = address
    root = workspace.library.folders[0].path

    def fetch() -> None:
        assert [outcome.error for outcome in refresh(root, [Subscription(address)], Fetcher())] == [""]
        workspace.library.scan()

    if is_first:
        fetch()
    turn(workspace, memory, server)
    if not is_first:
        fetch()
    assert flags(workspace) == {"Entry 1": (False, False)}
    assert len(list(root.glob("*/*.md"))) == 1
