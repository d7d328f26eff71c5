import os
import shutil
from pathlib import Path

import pytest

from reader.article import Key
from reader.errors import JournalError
from reader.journal import Change, Cursor, Event, Field, Journal
from reader.journal.clock import STAMP_LIMIT
from reader.journal.line import format_line
from reader.journal.segments import SEGMENT_BYTES
from tests.journal.cases import change, lines, read_flags, values


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


def foreign(folder: Path, *events: Event, segment: str = "000000.jsonl", device: str = "phone") -> Path:
    """Append events to another device's log, as a sync tool would bring them."""
    log = folder / device
    log.mkdir(parents=True, exist_ok=True)
    with (log / segment).open("ab") as file:
        file.writelines(map(format_line, events))
    return log / segment


def event(clock: int, path: str, value: bool = True) -> Event:
    return Event(clock, "phone", change(path, value), "act")


def test_opening_and_reading_create_nothing(folder: Path) -> None:
    with Journal.open(folder, machine="laptop") as journal:
        assert journal.read(None) == ([], Cursor())
        assert journal.undo() == ()
        assert journal.redo() == ()
        assert journal.record([]) == ()
        assert journal.trouble == ""
    assert not folder.parent.exists()


def test_an_act_stands_in_the_file_when_record_returns(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop", now_ms=lambda: 1_700_000_000_000)
    (written,) = journal.record([change("a.md", True, False)])
    assert lines(folder / "laptop") == [
        {
            "v": 1,
            "c": 1_700_000_000_000 << 16,
            "a": written.act,
            "k": ["folder", "a.md"],
            "f": "read",
            "n": True,
            "o": False,
        }
    ]
    assert written.act


def test_a_batch_is_one_act_and_positions_are_none(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    batch = journal.record([change("a.md"), change("b.md"), change("a.md", "3:40", field=Field.POSITION)])
    assert batch[0].act == batch[1].act != ""
    assert batch[2].act == ""
    (position,) = journal.record([change("a.md", "4:0", field=Field.POSITION)])
    assert position.act == ""
    assert "a" not in lines(folder / "laptop")[3]


def test_what_is_recorded_is_read_back_as_it_was(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    key = Key("folder", os.fsdecode(b"\xff\xfe/ name\n.md"))
    recorded = [
        *journal.record([Change(key, Field.STARRED, True), Change(key, Field.OPENED, 1_700_000_000.5)]),
        *journal.record([Change(key, Field.POSITION, "1:2")]),
    ]
    assert journal.read(None)[0] == recorded


def test_a_reader_goes_on_where_it_was(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    journal.record([change("a.md")])
    events, cursor = journal.read(None)
    assert len(events) == 1
    assert journal.read(cursor) == ([], cursor)
    (second,) = journal.record([change("b.md")])
    restored = Cursor.from_json(cursor.to_json())
    assert restored == cursor
    assert journal.read(restored)[0] == [second]


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"a/b": 3}', '{"a/b": [1, -1]}', '{"a/b": ["x", 1]}']
)
def test_a_broken_cursor_is_the_beginning(text: str) -> None:
    assert Cursor.from_json(text) == Cursor()


def test_reading_in_portions_gives_the_same_as_reading_at_once(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    for number in range(20):
        journal.record([change(f"{number}.md"), change(f"{number}.md", "0:1", field=Field.POSITION)])
    foreign(folder, *(event(number, f"{number}.md", value=False) for number in range(30)))
    portions: list[Event] = []
    cursor: Cursor | None = None
    while True:
        events, cursor = journal.read(cursor, limit=7)
        assert len(events) <= 7
        if not events:
            break
        portions += events
    assert portions == journal.read(None)[0]
    assert len(portions) == 70


def test_a_full_segment_is_followed_by_a_new_one(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    batch = [change(f"a/rather/long/path/to/article-{number}.md") for number in range(1000)]
    while not (folder / "laptop" / "000001.jsonl").exists():
        journal.record(batch)
    journal.record([change("last.md")])
    first, second = sorted((folder / "laptop").glob("*.jsonl"))
    assert first.stat().st_size >= SEGMENT_BYTES
    assert b"last.md" in second.read_bytes()
    clocks = [line["c"] for line in lines(folder / "laptop")]
    assert clocks == sorted(set(clocks))
    again = Journal.open(folder, machine="laptop", now_ms=lambda: 0)
    (written,) = again.record([change("later.md")])
    assert written.clock == clocks[-1] + 1
    assert len(again.undo()) == 1
    assert len(again.undo()) == 1
    assert len(again.undo()) == 1000


def test_each_machine_writes_to_its_own_log_only(folder: Path) -> None:
    Journal.open(folder, machine="laptop").record([change("a.md")])
    before = (folder / "laptop" / "000000.jsonl").read_bytes()
    desktop = Journal.open(folder, machine="desk")
    desktop.record([change("b.md")])
    assert desktop.undo()
    assert (folder / "laptop" / "000000.jsonl").read_bytes() == before
    assert {name.name for name in folder.iterdir()} == {"laptop", "desk"}
    assert values(desktop) == {"a.md": True, "b.md": None}


@pytest.mark.parametrize("machine", ["", "../up", "A Machine", ".hidden", "x" * 65, "机器", "\udcff"])
def test_any_machine_name_gives_a_plain_folder_inside(folder: Path, machine: str) -> None:
    journal = Journal.open(folder, machine=machine)
    journal.record([change("a.md")])
    assert [log.name for log in folder.iterdir()] == [journal.device]
    assert len(journal.device) == 16
    assert values(Journal.open(folder, machine="other")) == {"a.md": True}


def test_a_torn_last_line_is_passed_over_and_the_next_act_is_whole(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    journal.record([change("a.md"), change("b.md")])
    file = folder / "laptop" / "000000.jsonl"
    whole = file.read_bytes()
    second = whole.index(b"\n") + 1
    for cut in range(second, len(whole)):
        file.write_bytes(whole[:cut])
        again = Journal.open(folder, machine="laptop")
        assert values(again) == {"a.md": True}
        again.record([change("c.md")])
        found = values(again)
        assert found.pop("a.md") is found.pop("c.md") is True
        # Torn but for its newline, the line says all that it ever did, and counts.
        assert found == ({"b.md": True} if cut == len(whole) - 1 else {})
        torn = second < cut < len(whole) - 1
        assert len(again.take_problems()) == (1 if torn else 0)
        assert again.take_problems() == ()


def test_a_torn_line_is_waited_for_until_it_is_complete(folder: Path) -> None:
    file = foreign(folder, event(1, "a.md"), event(2, "b.md"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-10])
    journal = Journal.open(folder, machine="laptop")
    events, cursor = journal.read(None)
    assert read_flags(events) == {"a.md": True}
    file.write_bytes(whole)
    events, _ = journal.read(cursor)
    assert read_flags(events) == {"b.md": True}
    assert journal.take_problems() == ()


def test_bad_lines_are_left_out_stay_where_they_are_and_are_told_once(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    journal.record([change("a.md")])
    file = folder / "laptop" / "000000.jsonl"
    garbage = b"\0" * 4096 + b"\n" + b"not json\n" + b"\xff\xfe\n\n" + b"x" * 300_000 + b"\n"
    with file.open("ab") as log:
        log.write(garbage)
    journal.record([change("b.md")])
    events, cursor = journal.read(None)
    assert read_flags(events) == {"a.md": True, "b.md": True}
    (problem,) = journal.take_problems()
    assert problem.startswith("4 damaged lines in the journal")
    assert "000000.jsonl" in problem
    assert garbage in file.read_bytes()
    journal.record([change("c.md")])
    assert read_flags(journal.read(cursor)[0]) == {"c.md": True}
    assert journal.take_problems() == ()


def test_entries_of_a_newer_version_are_told_and_do_no_harm(folder: Path) -> None:
    file = foreign(folder, event(1, "a.md"))
    with file.open("ab") as log:
        log.write(b'{"v":2,"anything":[]}\n')
    journal = Journal.open(folder, machine="laptop")
    assert read_flags(journal.read(None)[0]) == {"a.md": True}
    assert "newer" in journal.take_problems()[0]


def test_conflict_copies_hidden_files_links_and_pipes_are_not_read(folder: Path) -> None:
    file = foreign(folder, event(1, "a.md"))
    log = file.parent
    for name in (
        "000000.sync-conflict-20250101-120000-ABCDEFG.jsonl",
        "000000 (1).jsonl",
        ".000001.jsonl",
        "000001.jsonl.tmp",
        "~syncthing~000001.jsonl.tmp",
    ):
        (log / name).write_bytes(format_line(event(2, "wrong.md")))
    (log / "000007.jsonl").symlink_to(log / "000000 (1).jsonl")
    os.mkfifo(log / "000008.jsonl")
    (log / "000009.jsonl").mkdir()
    for device in (".stversions", "phone (copy)", "phone.sync-conflict-20250101-120000-ABCDEFG"):
        shutil.copytree(
            log, folder / device, ignore=shutil.ignore_patterns("00000[789]*"), dirs_exist_ok=True
        )
        foreign(folder, event(3, "wrong.md"), device=device)
    (folder / "desk").write_text("a file, not a folder")
    journal = Journal.open(folder, machine="laptop")
    events, _ = journal.read(None)
    assert [e.change.key.path for e in events] == ["a.md"]
    told = journal.take_problems()
    assert [Path(sentence.split(" ", 1)[0]).name for sentence in told] == [
        "000007.jsonl",
        "000008.jsonl",
        "000009.jsonl",
    ]
    journal.read(None)
    assert not journal.has_problems, "what is told once is not told each time that one looks"


def test_a_link_in_the_place_of_the_own_log_is_trouble_and_is_not_followed(folder: Path) -> None:
    (folder / "laptop").mkdir(parents=True)
    elsewhere = folder.parent / "elsewhere"
    elsewhere.write_bytes(b"")
    (folder / "laptop" / "000000.jsonl").symlink_to(elsewhere)
    journal = Journal.open(folder, machine="laptop")
    assert values(journal) == {}
    assert "000000.jsonl" in journal.take_problems()[0]
    journal.record([change("a.md")])
    assert journal.trouble.startswith("000000.jsonl is a link")
    assert elsewhere.read_bytes() == b""
    (folder / "laptop" / "000000.jsonl").unlink()
    assert journal.retry()
    assert values(journal) == {"a.md": True}


def test_a_pipe_in_the_place_of_the_own_log_is_trouble_and_no_hang(folder: Path) -> None:
    (folder / "laptop").mkdir(parents=True)
    os.mkfifo(folder / "laptop" / "000000.jsonl")
    journal = Journal.open(folder, machine="laptop")
    journal.record([change("a.md")])
    assert "cannot be written" in journal.trouble
    assert len(journal.unsaved) == 1


def test_an_older_segment_that_comes_late_is_read(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    foreign(folder, event(2, "b.md"), segment="000001.jsonl")
    events, cursor = journal.read(None)
    assert read_flags(events) == {"b.md": True}
    foreign(folder, event(1, "a.md"), segment="000000.jsonl")
    events, _ = journal.read(cursor)
    assert read_flags(events) == {"a.md": True}


def test_a_foreign_log_that_was_rolled_back_and_went_another_way_is_read_again(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    file = foreign(folder, event(1, "a.md"), event(2, "b.md"))
    _, cursor = journal.read(None)
    file.unlink()
    foreign(folder, event(1, "a.md"), event(3, "c.md"))  # the same size, other content
    events, cursor = journal.read(cursor)
    assert read_flags(events) == {"a.md": True, "c.md": True}
    file.unlink()
    events, cursor = journal.read(cursor)
    assert (events, cursor) == ([], Cursor())


def test_a_clock_set_back_breaks_no_order(folder: Path) -> None:
    now_ms = 1_700_000_000_000
    journal = Journal.open(folder, machine="laptop", now_ms=lambda: now_ms)
    journal.record([change("a.md", True)])
    now_ms -= 48 * 3600 * 1000
    journal.record([change("a.md", False)])
    Journal.open(folder, machine="laptop", now_ms=lambda: 0).record([change("a.md", "at last")])
    clocks = [line["c"] for line in lines(folder / "laptop")]
    assert clocks == sorted(set(clocks))
    assert values(journal) == {"a.md": "at last"}


def test_an_act_on_what_one_saw_from_a_device_whose_clock_is_ahead_wins(folder: Path) -> None:
    now_ms = 1_700_000_000_000
    ahead = (now_ms + 3600 * 1000) << 16
    foreign(folder, event(ahead, "a.md", value=False), event(ahead + 1, "b.md", value=False))
    seen = Journal.open(folder, machine="laptop", now_ms=lambda: now_ms)
    seen.read(None)
    seen.record([change("a.md", True)])
    # The same without having read it in this run: the index knew it from an earlier one.
    unread = Journal.open(folder, machine="desk", now_ms=lambda: now_ms)
    unread.record([change("b.md", True)])
    assert values(seen) == {"a.md": True, "b.md": True}


@pytest.mark.parametrize("clock", [(1 << 63) - 1, STAMP_LIMIT, STAMP_LIMIT - 1, (1 << 62) + 1])
@pytest.mark.parametrize("is_open", [True, False])
def test_a_stamp_that_no_clock_issues_in_the_own_log_makes_no_later_act_vanish(
    folder: Path, clock: int, is_open: bool
) -> None:
    journal = Journal.open(folder, machine="laptop")
    journal.record([change("a.md")])
    file = folder / "laptop" / "000000.jsonl"
    with file.open("ab") as log:
        log.write(format_line(event(clock, "b.md")))
    if not is_open:
        journal = Journal.open(folder, machine="laptop")
    for path in ("c.md", "d.md"):
        journal.record([change(path)])
    journal.record([change("a.md", False)])
    found = values(Journal.open(folder, machine="laptop"))
    found.pop("b.md", None)
    assert found == {"a.md": False, "c.md": True, "d.md": True}
    assert all(line["c"] < 1 << 62 for line in lines(folder / "laptop") if line["k"][1] != "b.md")


def test_a_log_that_shrank_gets_no_stamp_twice(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop", now_ms=lambda: 5)
    journal.record([change("a.md")])
    (lost,) = journal.record([change("b.md")])
    file = folder / "laptop" / "000000.jsonl"
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    (after,) = journal.record([change("c.md")])
    assert after.clock > lost.clock


def test_a_change_that_cannot_be_written_harms_no_other(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    with pytest.raises(JournalError, match="too long"):
        journal.record([change("a.md"), change("b" * 70_000)])
    journal.record([change("c.md")])
    assert journal.unsaved == ()
    assert values(journal) == {"c.md": True}


def test_sync_is_needed_after_an_act_and_not_after_a_sync(folder: Path) -> None:
    journal = Journal.open(folder, machine="laptop")
    needs = [journal.needs_sync]
    for step in (lambda: journal.record([change("a.md")]), journal.sync):
        step()
        needs.append(journal.needs_sync)
    assert needs == [False, True, False]
    assert journal.trouble == ""
