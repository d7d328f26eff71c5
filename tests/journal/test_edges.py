"""The edges of the journal's rules: one more or one less, and what stands at the same moment."""

import os
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest

from reader.errors import JournalError
from reader.journal import Event, Journal, history
from reader.journal.history import History
from reader.journal.last_writes import LastWrites
from reader.journal.line import LINE_LIMIT, format_line
from reader.journal.log import Log
from tests.journal.cases import change, lines


def act(name: str, changes: int) -> list[Event]:
    return [Event(1, "laptop", change(f"{name}{number}.md"), act=name) for number in range(changes)]


def undoable(*acts: list[Event]) -> list[str]:
    """Return the acts that can be undone, the last one first."""
    made, found = History(event for each in acts for event in each), []
    while last := made.last_done:
        found.append(last.id)
        made.add(Event(9, "laptop", each, act=f"undo {last.id}", reverts=last.id) for each in last.reverse())
    return found


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([1, 1, 1], "cba"),
        ([1, 1, 1, 1], "dcb"),
        ([5, 5], "ba"),
        ([5, 6], "b"),
        ([1, 5, 5], "cb"),
        ([11], "a"),
        ([1, 11], "b"),
        ([11, 1], "b"),
        ([11, 10], "b"),
    ],
)
def test_the_last_acts_can_be_undone_as_far_as_they_are_few_and_small(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], kept: str
) -> None:
    monkeypatch.setattr(history, "ACTS_KEPT", 3)
    monkeypatch.setattr(history, "CHANGES_KEPT", 10)
    assert undoable(*(act(name, size) for name, size in zip("abcd", sizes, strict=False))) == list(kept)


def test_more_of_a_log_is_needed_where_an_act_undoes_one_from_before() -> None:
    [event] = act("a", 1)
    assert not History().is_missing_acts
    assert not History([event]).is_missing_acts
    undone = event._replace(act="b", reverts="a")
    assert not History([event, undone]).is_missing_acts
    assert History([undone]).is_missing_acts
    assert History([undone, event]).is_missing_acts


@pytest.mark.parametrize(
    "order", list(permutations([(5, "desk", True), (5, "laptop", False), (4, "phone", None)]))
)
@pytest.mark.parametrize("path", ["a.md", "a\\b.md"])
def test_in_whatever_order_logs_are_read_the_latest_write_counts(
    order: list[tuple[int, str, bool | None]], path: str
) -> None:
    gathered = LastWrites()
    for clock, device, value in order:
        gathered.read(BytesIO(format_line(Event(clock, device, change(path, value), act=""))), device)
    [event] = gathered.events()
    assert (event.clock, event.device, event.change.value) == (5, "laptop", False)
    assert gathered.count == 3


@pytest.mark.parametrize("values", list(permutations([b"true", b"false", b"null"])))
def test_of_writes_with_one_stamp_in_one_log_the_same_one_counts_in_whatever_order(
    values: list[bytes],
) -> None:
    line = b'{"v":1,"c":5,"k":["folder","a.md"],"f":"read","n":%s}\n'
    gathered = LastWrites()
    for value in values:
        gathered.read(BytesIO(line % value), "desk")
    assert [event.change.value for event in gathered.events()] == [True]


def test_what_waited_gets_a_stamp_of_its_own_where_another_process_used_it(tmp_path: Path) -> None:
    one, other = (Journal(tmp_path, "laptop", lambda: 1_000) for _ in range(2))
    (tmp_path / "laptop").write_text("in the way")
    one.record([change("a.md")])
    assert len(one.unsaved) == 1
    (tmp_path / "laptop").unlink()
    other.record([change("b.md")])
    assert one.retry()
    stamps = [line["c"] for line in lines(tmp_path / "laptop")]
    assert len(set(stamps)) == 2
    assert stamps == sorted(stamps)


def test_what_waited_keeps_the_moment_it_was_done_where_nothing_else_was_written(tmp_path: Path) -> None:
    moments = iter([1_000, *[5_000] * 9])
    journal = Journal(tmp_path, "laptop", lambda: next(moments))
    (tmp_path / "laptop").write_text("in the way")
    [done] = journal.record([change("a.md")])
    (tmp_path / "laptop").unlink()
    assert journal.retry()
    assert [line["c"] for line in lines(tmp_path / "laptop")] == [done.clock]


def test_what_another_process_has_written_since_the_lock_was_held_last_is_news(tmp_path: Path) -> None:
    one, other = (Journal(tmp_path, "laptop", lambda: 1_000) for _ in range(2))
    one.record([change("a.md")])
    log = Log(tmp_path / "laptop")
    for name in ("b.md", "c.md"):
        with log.locked() as news:
            assert [event.change.key.path for event in news] == ([] if name == "b.md" else ["b.md"])
        other.record([change(name)])
    with log.locked() as news:
        assert [event.change.key.path for event in news] == ["c.md"]
        assert log.clock == news[0].clock
    with log.locked() as news:
        assert news == []


@pytest.mark.parametrize("share", [0, 1, 2])
def test_an_act_of_which_the_disk_has_not_all_that_it_said_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    journal = Journal(tmp_path, "laptop", lambda: 1_000)
    write = os.write

    def lose(handle: int, data: bytes) -> int:
        write(handle, bytes(data)[: len(data) * share // 2])
        return len(data)

    for number in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lose)
            journal.record([change(f"{number}.md")])
        assert len(journal.unsaved) == (0 if share == 2 else 1)
        assert bool(journal.trouble) is (share < 2)
        assert journal.retry()
    read, _ = Journal(tmp_path, "laptop", lambda: 1_000).read(None)
    assert {event.change.key.path for event in read} == {"0.md", "1.md"}


def test_of_the_end_of_a_log_only_whole_acts_are_history(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "laptop", lambda: 1_000)
    for name, size in (("a", 3), ("b", 1), ("c", 2)):
        journal.record([change(f"{name}{number}.md") for number in range(size)])
    events, _ = journal.read(None)
    log, total = Log(tmp_path / "laptop"), (tmp_path / "laptop" / "000000.jsonl").stat().st_size
    found = [log.history(budget) for budget in range(0, total + 10, 5)]
    assert found[-1] == events
    assert {len(each) for each in found} == {0, 2, 3, 6}
    assert all(each == events[len(events) - len(each) :] for each in found)


def test_a_line_may_be_as_long_as_the_limit_with_its_newline() -> None:
    def line(letters: int) -> bytes:
        return format_line(Event(1, "laptop", change("a" * letters), act=""))

    spare = LINE_LIMIT - len(line(0))
    assert len(line(spare)) == LINE_LIMIT
    with pytest.raises(JournalError):
        line(spare + 1)
