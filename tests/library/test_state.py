"""What was done shows at once, outlives the index, and is the same whoever wrote it down."""

import subprocess
import sys
import threading
import time

import pytest

from reader.article import Key
from reader.journal import Change, Event, Field, Journal, tag_field
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from reader.library.index import projection
from reader.library.index.rows import NOTHING_DONE
from tests.library.person import Person, names


def test_a_mark_shows_at_once_everywhere(person: Person) -> None:
    person.write("a.md", tags=("one", "two"))
    person.write("b.md", tags=("one",))
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    assert {group.name: group.unread for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)} == {
        "one": 1,
        "two": 0,
    }
    assert names(library, Scope.UNREAD) == ["b.md"]
    assert library.articles.counts().unread == 1
    assert person.row(library, "a.md").read


def test_what_shows_before_it_is_written_is_what_is_written(person: Person) -> None:
    for number in range(50):
        person.write(f"{number}.md", tags=(f"t{number % 7}",))
    library = person.open()
    for number in range(0, 50, 3):
        person.mark(library, f"{number}.md", Field.READ, number % 2 == 0)
        person.mark(library, f"{number}.md", Field.STARRED)
    before = [library.articles.groups(scope, GroupOrder.NAME) for scope in Scope]
    library.flush()
    assert [library.articles.groups(scope, GroupOrder.NAME) for scope in Scope] == before
    library.close()
    again = person.open()
    assert [again.articles.groups(scope, GroupOrder.NAME) for scope in Scope] == before


def test_marks_survive_the_loss_of_the_index(person: Person) -> None:
    for name in ("a.md", "b.md", "c.md"):
        person.write(name)
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    person.mark(library, "b.md", Field.STARRED)
    person.mark(library, "b.md", Field.LATER)
    person.mark(library, "c.md", Field.POSITION, "3:14")
    library.close()
    for file in person.index_files():
        file.unlink()
    library = person.open()
    assert person.row(library, "a.md").read
    assert library.state.of(person.row(library, "b.md").id).starred
    assert names(library, Scope.LATER) == ["b.md"]
    assert library.state.of(person.row(library, "c.md").id).position == "3:14"


def test_it_does_not_matter_whether_the_journal_or_the_scan_comes_first(person: Person) -> None:
    person.write("a.md")
    library = person.open(scan=False)
    person.mark(library, "a.md", Field.READ)
    assert library.articles.counts().total == 0
    library.scan()
    assert person.row(library, "a.md").read
    assert library.articles.counts().unread == 0


def test_the_later_mark_wins_in_whatever_order_they_come(person: Person) -> None:
    person.write("a.md")
    library = person.open()
    key = person.key(library, "a.md")
    [first] = person.journal.record([Change(key, Field.READ, value=True)])
    [second] = person.journal.record([Change(key, Field.READ, value=False)])
    for events in ([second, first], [first], [second], [first, second]):
        library.apply(events)
        assert not person.row(library, "a.md").read
        library.flush()
    library.apply([first._replace(device="zzzz", clock=second.clock)])
    assert person.row(library, "a.md").read, "equal clocks are ordered by device"


def test_undo_gives_back_what_was(person: Person) -> None:
    person.write("a.md")
    person.write("b.md")
    library = person.open()
    keys = [person.key(library, name) for name in ("a.md", "b.md")]
    library.apply(person.journal.record([Change(key, Field.READ, value=True, former=False) for key in keys]))
    library.apply(person.journal.undo())
    assert library.articles.counts().unread == 2
    library.apply(person.journal.redo())
    assert library.articles.counts().unread == 0


def test_what_another_process_writes_down_is_caught_up_with(person: Person) -> None:
    person.write("a.md", tags=("t",))
    library = person.open()
    script = """
import sys
from pathlib import Path
from reader.article import Key
from reader.journal import Change, Field, Journal
with Journal.open(Path(sys.argv[1]), machine=sys.argv[2]) as journal:
    journal.record([Change(Key(sys.argv[3], "a.md"), Field.READ, value=True)])
"""
    folder = library.folders[0].id
    for machine in (person.journal.device, "feedfacefeedface"):
        library.apply(person.journal.record([Change(Key(folder, "a.md"), Field.READ, value=False)]))
        arguments = [sys.executable, "-c", script, str(person.paths.journal), machine, folder]
        subprocess.run(arguments, check=True, timeout=30)
        assert not person.row(library, "a.md").read
        assert library.catch_up()
        assert person.row(library, "a.md").read
        assert not library.catch_up()


def test_two_libraries_on_one_index_see_each_others_articles_and_marks(person: Person) -> None:
    person.write("a.md", tags=("t",))
    one = person.open()
    other = person.open(journal=person.another_journal())
    assert one.articles.counts() == other.articles.counts()
    person.write("b.md", tags=("t",))
    one.scan()
    assert sorted(names(other)) == ["a.md", "b.md"], "published by one, seen by the other"
    person.mark(one, "b.md", Field.READ)
    one.flush()
    assert other.catch_up()
    assert names(other, Scope.UNREAD) == names(one, Scope.UNREAD) == ["a.md"]
    other.flush()
    group = other.articles.groups(Scope.ALL, GroupOrder.NAME)[0]
    assert (group.total, group.unread) == (2, 1), "what both wrote is counted once"


def test_marks_and_scans_at_once_end_in_the_same_counts(person: Person) -> None:
    for number in range(400):
        person.write(f"{number}.md", tags=(f"t{number % 5}", "all"))
    library = person.open(scan=False)
    scanning = threading.Thread(target=library.scan)
    scanning.start()
    marked: set[str] = set()
    while scanning.is_alive() or len(marked) < 100:
        for row in list(library.articles.rows(library.articles.ids(EVERYTHING, Scope.UNREAD)[:5]).values()):
            person.mark(library, row.key.path, Field.READ)
            marked.add(row.key.path)
        time.sleep(0.001)
    scanning.join()
    library.flush()
    library.scan_paths([person.root])
    assert library.articles.counts().unread == 400 - len(marked)
    assert set(names(library, Scope.UNREAD)).isdisjoint(marked)
    for group in library.articles.groups(Scope.ALL, GroupOrder.NAME):
        assert group.unread == len(library.articles.ids(group.id, Scope.UNREAD))


def test_a_burst_of_marks_is_seen_while_the_index_is_locked_by_another(person: Person) -> None:
    import sqlite3

    person.write("a.md")
    library = person.open()
    library.flush()
    [index] = [file for file in person.index_files() if file.suffix == ".db"]
    other = sqlite3.connect(index, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    person.mark(library, "a.md", Field.READ)
    assert person.row(library, "a.md").read
    other.execute("ROLLBACK")
    other.close()
    library.flush()
    assert person.row(library, "a.md").read


@pytest.mark.parametrize(
    "key",
    [
        Key("somewhere-else", "a.md"),
        Key("", ""),
        Key("FOLDER", ""),
        Key("FOLDER", "../../etc/passwd"),
        Key("FOLDER", "\ud800.md"),
        Key("FOLDER", "nul\0.md"),
        Key("FOLDER", "a.md/"),
    ],
)
def test_events_on_odd_keys_harm_nothing(person: Person, key: Key) -> None:
    person.write("a.md")
    library = person.open()
    if key.folder == "FOLDER":
        key = key._replace(folder=library.folders[0].id)
    library.apply([Event(1, "device", Change(key, field, "\ud800"), "") for field in Field])
    library.flush()
    library.close()
    assert names(person.open(), Scope.UNREAD) == ["a.md"]
    assert library.notice == ""


def test_nothing_was_done_with_an_article_that_is_gone(person: Person) -> None:
    library = person.open()
    assert library.state.of(77) == NOTHING_DONE
    assert library.articles.groups_of(77) == ()
    assert library.articles.find(person.key(library, "no.md")) is None


def test_a_closed_library_can_be_closed_again(person: Person) -> None:
    library: Library = person.open()
    library.close()
    library.close()


def test_a_journal_of_many_events_is_caught_up_with_in_parts(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.index.projection.MANY", 50)
    monkeypatch.setattr("reader.journal.last_writes.ENOUGH_BYTES", 5_000)
    for number in range(30):
        person.write(f"{number}.md")
    library = person.open()
    folder = library.folders[0].id
    with Journal.open(person.paths.journal, machine="feedfacefeedface") as elsewhere:
        for value in (True, False, True):
            elsewhere.record([Change(Key(folder, f"{number}.md"), Field.READ, value) for number in range(30)])
    assert library.catch_up()
    assert library.articles.counts().unread == 0
    library.close()
    assert not person.open().catch_up()


def test_a_header_gives_the_first_values_and_what_is_done_here_counts_more(person: Person) -> None:
    person.put("a.md", b"---\ntitle: a\nread: true\nstarred: yes\n---\nA text.\n")
    person.put("b.md", b"---\ntitle: b\nread: false\n---\nAnother.\n")
    library = person.open()
    row = person.row(library, "a.md")
    assert (row.read, row.starred, person.row(library, "b.md").read) == (True, True, False)
    state = library.state.of(row.id)
    assert (state.read, state.starred) == (True, True)
    assert library.articles.counts().unread == 1
    person.mark(library, "a.md", Field.READ, False)
    library.flush()
    (person.root / "a.md").rename(person.root / "c.md")
    library.scan()
    assert (person.row(library, "c.md").read, person.row(library, "c.md").starred) == (False, True)
    library.close()
    for file in person.index_files():
        file.unlink()
    again = person.open()
    assert (person.row(again, "c.md").read, person.row(again, "c.md").starred) == (False, True)


def test_a_journal_of_years_says_the_same_all_at_once_as_act_by_act(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        person.write(f"{number % 3}/{number}.md", tags=("t",), starred="yes" if number == 7 else "no")
    library = person.open()
    for number in range(900):
        field = (Field.READ, Field.STARRED, tag_field("mine"), Field.POSITION, Field.NOTE)[number % 5]
        value: object = f"{number}:0" if number % 5 > 2 else number % 7 > 2
        person.mark(library, f"{number % 3}/{number % 45}.md", field, value)
    library.flush()

    def told(of: Library) -> object:
        groups = [group[1:] for group in of.articles.groups(Scope.ALL, GroupOrder.NAME)]
        rows = sorted(row[1:] for row in of.articles.rows(of.articles.ids(EVERYTHING, Scope.ALL)).values())
        fields = {
            row.key.path: of.state.fields(row.id)
            for row in of.articles.rows(of.articles.ids(EVERYTHING, Scope.ALL)).values()
        }
        return groups, rows, fields, of.articles.counts()

    expected = told(library)
    library.close()
    for many, first in ((1, True), (1, False), (10**6, False)):
        for file in person.index_files():
            file.unlink()
        monkeypatch.setattr(projection, "MANY", many)
        again = person.open(scan=first)
        again.scan()
        again.catch_up()
        assert told(again) == expected
        again.catch_up()
        again.flush()
        assert told(again) == expected
        again.close()
