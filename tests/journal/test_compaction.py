"""A log made shorter says what it said before, wherever it is cut, and undo works on."""

import os
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import JournalError
from reader.journal import Journal, fold
from reader.journal import compaction as compaction_module
from reader.journal import log as log_module
from reader.journal import segments as segments_module
from reader.journal.compaction import compact_if_due
from tests.journal.cases import change, start, values

pytestmark = pytest.mark.row(11)

TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of some lines, so that there are many."""
    for module in (log_module, segments_module, compaction_module):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 1_000)


def said(folder: Path) -> dict[object, object]:
    events, _ = Journal.open(folder, machine="new").read(None)
    return {place: event.change.value for place, event in fold(events).items()}


def filled(folder: Path) -> Journal:
    """A journal of things that were said once, long ago, and others that are said again and again."""
    journal = Journal.open(folder, machine="desk")
    for number in range(20):
        journal.record([change(f"old/{number}.md", number % 3 == 0)])
    for number in range(200):
        journal.record([change(f"{number % 9}.md", number % 3 == 0, number % 2 == 0)])
    return journal


def test_a_log_becomes_short_and_says_the_same(tmp_path: Path, small: None) -> None:
    journal = filled(tmp_path)
    before, count = said(tmp_path), len(list((tmp_path / "desk").iterdir()))
    done = journal.compact()
    assert done is not None
    assert done.events_after < done.events_before / 5
    assert said(tmp_path) == before
    assert len(list((tmp_path / "desk").iterdir())) < count / 2
    assert journal.compact() is None


def test_what_was_not_forced_onto_the_disk_yet_is_not_unsaved_afterwards(tmp_path: Path, small: None) -> None:
    journal = filled(tmp_path)
    assert journal.compact() is not None
    journal.sync()
    assert not journal.unsaved
    assert not journal.trouble


def test_what_was_done_last_can_be_taken_back_afterwards(tmp_path: Path, small: None) -> None:
    journal = filled(tmp_path)
    journal.compact()
    for running in (journal, Journal.open(tmp_path, machine="desk")):
        before = said(tmp_path)
        assert running.undo()
        assert running.redo()
        assert said(tmp_path) == before


def test_another_program_writes_on_while_a_log_is_compacted(tmp_path: Path, small: None) -> None:
    journal, other = filled(tmp_path), Journal.open(tmp_path, machine="desk")
    other.record([change("other.md")])
    cursor = other.read(None)[1]
    journal.compact()
    other.record([change("more.md")])
    assert {event.change.key.path for event in other.read(cursor)[0]} >= {"more.md"}
    assert said(tmp_path)[change("other.md").key, "read"] is True


class Cut(BaseException):
    """The power goes."""


class Disk:
    """Lets so many files be renamed or removed, then the power goes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
        self._left = steps
        self._replace, self._unlink = Path.replace, Path.unlink
        disk = self

        def replace(file: Path, target: Path) -> Path:
            return disk.replace(file, target)

        def unlink(file: Path, **options: bool) -> None:
            disk.unlink(file, **options)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(Path, "unlink", unlink)

    def replace(self, file: Path, target: Path) -> Path:
        self._step()
        return self._replace(file, target)

    def unlink(self, file: Path, **options: bool) -> None:
        self._step()
        self._unlink(file, **options)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Cut


@pytest.mark.parametrize("steps", range(0, 40, 2))
def test_a_compaction_that_is_cut_anywhere_loses_nothing(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    journal = filled(tmp_path)
    before = said(tmp_path)
    with monkeypatch.context() as patch, suppress(Cut):
        Disk(patch, steps)
        journal.compact()
    assert said(tmp_path) == before
    Journal.open(tmp_path, machine="desk").compact()
    assert said(tmp_path) == before


def test_a_damaged_segment_stays_as_it_is(tmp_path: Path, small: None) -> None:
    journal = filled(tmp_path)
    damaged = tmp_path / "desk" / "000001.jsonl"
    data = b"nonsense\n" + damaged.read_bytes()
    damaged.write_bytes(data)
    before = said(tmp_path)
    assert journal.compact() is not None
    assert damaged.read_bytes() == data
    assert said(tmp_path) == before


SMALL = """
import sys, time
from pathlib import Path
from reader.journal import Journal, compaction, log, segments
for module in (log, segments, compaction):
    module.SEGMENT_BYTES = 20_000
"""

COMPACT_ALWAYS = (
    SMALL
    + """
journal = Journal.open(Path(sys.argv[1]), machine="desk")
print("ready", flush=True)
while True:
    journal.compact()
    print("round", flush=True)
"""
)


@pytest.mark.parametrize("seed", range(100 if TORTURE else 4))
def test_acts_are_saved_at_once_while_another_process_compacts_and_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 20_000)
    chance = random.Random(seed)
    journal = Journal.open(tmp_path, machine="desk")
    expected: dict[str, bool] = {}
    waited = 0

    def act() -> None:
        nonlocal waited
        path, value = f"{chance.randrange(400)}.md", chance.random() < 0.5
        journal.record([change(path, value, expected.get(path))])
        expected[path] = value
        while journal.unsaved:  # the other one has the lock, and the machine lets it sleep
            waited += 1
            journal.retry()

    for _ in range(1500):
        act()
    with start(COMPACT_ALWAYS, tmp_path) as other:
        assert other.stdout
        assert other.stdout.readline() == b"ready\n"
        until = time.monotonic() + chance.uniform(0.05, 1)
        while time.monotonic() < until:
            act()
        other.kill()
    assert waited <= 2
    assert values(Journal.open(tmp_path, machine="new")) == expected
    journal.compact()
    assert values(Journal.open(tmp_path, machine="new")) == expected
    assert not Journal.open(tmp_path, machine="new").take_problems()
    path, value = next(iter(expected.items()))
    journal.record([change(path, not value, value)])
    assert journal.undo()
    assert values(Journal.open(tmp_path, machine="new")) == expected


def test_a_log_is_compacted_by_itself_when_it_pays_and_looked_at_seldom(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(tmp_path, machine="desk")
    log = tmp_path / "desk"
    assert compact_if_due(journal.folder / journal.device, journal.compact) is None
    assert not log.exists()
    for number in range(200):
        journal.record([change(f"{number}.md")])
    names = segments_module.segments(log)
    assert compact_if_due(journal.folder / journal.device, journal.compact) is None  # all of it counts
    assert segments_module.segments(log) == names
    looked: list[Path] = []
    monkeypatch.setattr(compaction_module, "LastWrites", lambda: looked.append(log))
    journal.record([change(f"{number}.md", False) for number in range(20)])
    assert compact_if_due(journal.folder / journal.device, journal.compact) is None
    assert not looked
    monkeypatch.undo()
    for module in (log_module, segments_module, compaction_module):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 1_000)
    for _ in range(5):
        for number in range(200):
            journal.record([change(f"{number}.md", False)])
    before = said(tmp_path)
    done = compact_if_due(journal.folder / journal.device, journal.compact)
    assert done is not None
    assert done.events_after < done.events_before / 2
    assert said(tmp_path) == before
    assert compact_if_due(journal.folder / journal.device, journal.compact) is None


def test_a_log_that_cannot_be_compacted_is_left_as_it_is(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = filled(tmp_path)
    before = said(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compaction_module, "write_segment", full)
    assert compact_if_due(journal.folder / journal.device, journal.compact) is None
    with pytest.raises(JournalError, match="No space left"):
        journal.compact()
    assert said(tmp_path) == before
