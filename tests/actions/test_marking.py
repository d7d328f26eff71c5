"""What is written down about an article, and what of it is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.changes import flags
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.article import Key
from reader.journal import Field
from reader.page.position import Position
from reader.paths import Paths


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(f"# {name}\n\nText of {name}.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


def article(workspace: Workspace, name: str = "a.md") -> int:
    found = workspace.library.articles.find(Key(workspace.library.folders[0].id, name))
    assert found is not None
    return found


def at(hour: int) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC)


def test_when_an_article_was_first_opened_stays_and_when_it_was_last_opened_does_not(
    workspace: Workspace,
) -> None:
    for hour in (9, 11, 10):
        flags.remember_opened(workspace.library, workspace.journal, article(workspace), at(hour))
    fields = workspace.library.state.fields(article(workspace))
    assert fields[Field.FIRST_OPENED] == at(9).timestamp()
    assert fields[Field.OPENED] == at(10).timestamp()
    assert Field.OPENED not in workspace.library.state.fields(article(workspace, "b.md"))


def test_a_place_is_written_down_once_and_the_beginning_is_none(workspace: Workspace) -> None:
    flags.remember_position(workspace.library, workspace.journal, article(workspace), None)
    assert Field.POSITION not in workspace.library.state.fields(article(workspace))
    for _ in range(2):
        flags.remember_position(workspace.library, workspace.journal, article(workspace), Position(3, 4))
    events, _ = workspace.journal.read(None)
    assert [event.change.value for event in events if event.change.field == Field.POSITION] == [
        Position(3, 4).to_text()
    ]
    flags.remember_position(workspace.library, workspace.journal, article(workspace), None)
    assert Position.from_text(workspace.library.state.of(article(workspace)).position) in {None, Position(0)}


def test_what_is_only_remembered_is_not_undone(workspace: Workspace) -> None:
    flags.mark(workspace.library, workspace.journal, [article(workspace)], Field.STARRED, value=True)
    flags.remember_opened(workspace.library, workspace.journal, article(workspace), at(9))
    flags.remember_position(workspace.library, workspace.journal, article(workspace), Position(1))
    undone = flags.undo(workspace.library, workspace.journal)
    assert undone is not None
    assert not workspace.library.articles.rows([article(workspace)])[article(workspace)].starred
    assert workspace.library.state.fields(article(workspace))[Field.OPENED] == at(9).timestamp()


def test_a_note_is_one_line_and_writing_the_same_again_is_no_act(workspace: Workspace) -> None:
    first = flags.write_note(
        workspace.library, workspace.journal, article(workspace), "  look\nat \x1b[31mthis "
    )
    assert first.articles == (article(workspace),)
    note = workspace.library.state.fields(article(workspace))[Field.NOTE]
    assert "\n" not in str(note)
    assert "\x1b" not in str(note)
    assert (
        flags.write_note(workspace.library, workspace.journal, article(workspace), str(note)).articles == ()
    )
    taken = flags.write_note(workspace.library, workspace.journal, article(workspace), "   ")
    assert (taken.articles, taken.value) == ((article(workspace),), False)
    assert workspace.library.state.fields(article(workspace)).get(Field.NOTE) is None
    flags.undo(workspace.library, workspace.journal)
    assert workspace.library.state.fields(article(workspace))[Field.NOTE] == note


def test_what_is_marked_as_it_is_already_is_no_act(workspace: Workspace) -> None:
    both = [article(workspace), article(workspace, "b.md")]
    assert flags.mark(workspace.library, workspace.journal, both[:1], Field.READ, value=True).articles == (
        both[0],
    )
    assert flags.mark(workspace.library, workspace.journal, both, Field.READ, value=True).articles == (
        both[1],
    )
    assert flags.mark(workspace.library, workspace.journal, both, Field.READ, value=True).articles == ()
    assert flags.undo(workspace.library, workspace.journal) is not None
    assert workspace.library.articles.counts().unread == 1
    assert flags.redo(workspace.library, workspace.journal) is not None
    assert workspace.library.articles.counts().unread == 0
    assert flags.redo(workspace.library, workspace.journal) is None
