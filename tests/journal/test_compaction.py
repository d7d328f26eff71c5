"""A log made shorter says what it said before, wherever it is cut, and undo works on."""

from contextlib import suppress
from pathlib import Path

import pytest

from reader.journal import Journal, fold
from reader.journal import compaction as compaction_module
from reader.journal import log as log_module
from reader.journal import segments as segments_module
from tests.journal.cases import change


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of some lines, so that there are many."""
    for module in (log_module, segments_module, compaction_module):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 1_000)


def said(folder: Path) -> dict[object, object]:
    events, _ = Journal.open(folder, machine="new").read(None)
    return {place: event.change.value for place, event in fold(events).items()}


def filled(folder: Path) -> Journal:
    journal = Journal.open(folder, machine="desk")
    for number in range(200):
        journal.record([change(f"{number % 9}.md", number % 3 == 0, number % 2 == 0)])
    return journal


def test_a_log_becomes_short_and_says_the_same(tmp_path: Path, small: None) -> None:
    journal = filled(tmp_path)
    before, count = said(tmp_path), len(list((tmp_path / "desk").iterdir()))
    done = journal.compact()
    assert done is not None
    assert done.events_after < done.events_before / 10
    assert said(tmp_path) == before
    assert len(list((tmp_path / "desk").iterdir())) < count / 2
    assert journal.compact() is None


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


@pytest.mark.parametrize("steps", range(0, 36, 3))
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
