"""What is written down about an article, and what of it is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions import marking
from reader.actions.desk import Desk, open_desk
from reader.article import Key
from reader.journal import Field
from reader.page.place import Place
from reader.paths import Paths


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(f"# {name}\n\nText of {name}.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_desk([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


def article(desk: Desk, name: str = "a.md") -> int:
    found = desk.library.find(Key(desk.library.folders[0].id, name))
    assert found is not None
    return found


def at(hour: int) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC)


def test_when_an_article_was_first_opened_stays_and_when_it_was_last_opened_does_not(desk: Desk) -> None:
    for hour in (9, 11, 10):
        marking.remember_opened(desk.library, desk.journal, article(desk), at(hour))
    fields = desk.library.fields(article(desk))
    assert fields[Field.FIRST_OPENED] == at(9).timestamp()
    assert fields[Field.OPENED] == at(10).timestamp()
    assert Field.OPENED not in desk.library.fields(article(desk, "b.md"))


def test_a_place_is_written_down_once_and_the_beginning_is_none(desk: Desk) -> None:
    marking.remember_place(desk.library, desk.journal, article(desk), None)
    assert Field.POSITION not in desk.library.fields(article(desk))
    for _ in range(2):
        marking.remember_place(desk.library, desk.journal, article(desk), Place(3, 4))
    events, _ = desk.journal.read(None)
    assert [event.change.value for event in events if event.change.field == Field.POSITION] == [
        Place(3, 4).to_text()
    ]
    marking.remember_place(desk.library, desk.journal, article(desk), None)
    assert Place.from_text(desk.library.state(article(desk)).position) in {None, Place(0)}


def test_what_is_only_remembered_is_not_undone(desk: Desk) -> None:
    marking.mark(desk.library, desk.journal, [article(desk)], Field.STARRED, value=True)
    marking.remember_opened(desk.library, desk.journal, article(desk), at(9))
    marking.remember_place(desk.library, desk.journal, article(desk), Place(1))
    undone = marking.undo(desk.library, desk.journal)
    assert undone is not None
    assert not desk.library.rows([article(desk)])[article(desk)].starred
    assert desk.library.fields(article(desk))[Field.OPENED] == at(9).timestamp()


def test_a_note_is_one_line_and_writing_the_same_again_is_no_act(desk: Desk) -> None:
    first = marking.write_note(desk.library, desk.journal, article(desk), "  look\nat \x1b[31mthis ")
    assert first.articles == (article(desk),)
    note = desk.library.fields(article(desk))[Field.NOTE]
    assert "\n" not in str(note)
    assert "\x1b" not in str(note)
    assert marking.write_note(desk.library, desk.journal, article(desk), str(note)).articles == ()
    taken = marking.write_note(desk.library, desk.journal, article(desk), "   ")
    assert (taken.articles, taken.value) == ((article(desk),), False)
    assert desk.library.fields(article(desk)).get(Field.NOTE) is None
    marking.undo(desk.library, desk.journal)
    assert desk.library.fields(article(desk))[Field.NOTE] == note


def test_what_is_marked_as_it_is_already_is_no_act(desk: Desk) -> None:
    both = [article(desk), article(desk, "b.md")]
    assert marking.mark(desk.library, desk.journal, both[:1], Field.READ, value=True).articles == (both[0],)
    assert marking.mark(desk.library, desk.journal, both, Field.READ, value=True).articles == (both[1],)
    assert marking.mark(desk.library, desk.journal, both, Field.READ, value=True).articles == ()
    assert marking.undo(desk.library, desk.journal) is not None
    assert desk.library.counts().unread == 1
    assert marking.redo(desk.library, desk.journal) is not None
    assert desk.library.counts().unread == 0
    assert marking.redo(desk.library, desk.journal) is None
