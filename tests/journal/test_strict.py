"""The journal of commands: an act is written, or it fails and is not done."""

from pathlib import Path

import pytest

from reader.errors import JournalError
from reader.journal import Journal
from reader.journal.strict import StrictJournal
from tests.journal.cases import change, values


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return StrictJournal.open(tmp_path, machine="laptop")


def block(tmp_path: Path) -> Path:
    """Put a file in the place of the log's folder."""
    log = tmp_path / "laptop"
    log.write_text("in the way")
    return log


def test_what_cannot_be_written_fails_and_is_not_done_later(journal: Journal, tmp_path: Path) -> None:
    log = block(tmp_path)
    with pytest.raises(JournalError, match="cannot be written, so nothing is marked"):
        journal.record([change("a.md")])
    assert (journal.unsaved, journal.loss) == ((), "")
    log.unlink()
    journal.record([change("b.md")])
    journal.close()
    assert values(Journal.open(tmp_path, machine="laptop")) == {"b.md": True}


def test_what_the_program_writes_by_itself_may_wait(journal: Journal, tmp_path: Path) -> None:
    log = block(tmp_path)
    journal.record([change("a.md")], is_act=False)
    assert len(journal.unsaved) == 1
    journal.sync()
    with pytest.raises(JournalError):
        journal.record([change("b.md")])
    log.unlink()
    journal.close()
    assert values(Journal.open(tmp_path, machine="laptop")) == {"a.md": True}


def test_what_can_be_written_is_there_and_syncs(journal: Journal, tmp_path: Path) -> None:
    [event] = journal.record([change("a.md")])
    assert journal.needs_sync
    journal.sync()
    assert (journal.needs_sync, journal.loss) == (False, "")
    assert Journal.open(tmp_path, machine="laptop").read(None)[0] == [event]


def test_acts_that_are_given_up_are_returned_and_the_rest_still_waits(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, machine="laptop")
    log = block(tmp_path)
    [act] = journal.record([change("a.md")])
    [own] = journal.record([change("b.md")], is_act=False)
    assert journal.loss
    assert journal.give_up() == (act,)
    assert (journal.unsaved, journal.loss, journal.give_up()) == ((own,), "", ())
    log.unlink()
    assert journal.retry()
    assert values(Journal.open(tmp_path, machine="laptop")) == {"b.md": True}
