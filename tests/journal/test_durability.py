"""What the journal must survive, shown by its files: death of the process, other writers, a disk that refuses."""

import errno
import fcntl
import json
import os
import random
import resource
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from reader.files.lock import locked
from reader.journal import Journal
from tests.journal.cases import change, in_another_process, lines, start, values

pytestmark = [pytest.mark.row(11), pytest.mark.row(12)]

WRITER = """
import os, sys
from pathlib import Path
from reader.article import Key
from reader.journal import Change, Field, Journal
folder, writer, acts, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
journal = Journal.open(folder, machine="laptop")
os.write(1, b"ready\\n")
sys.stdin.buffer.readline()
for number in range(acts):
    journal.record([Change(Key(writer, f"{number}/{part}.md"), Field.READ, True, False) for part in range(size)])
    journal.retry()
    assert not journal.trouble, journal.trouble
    os.write(1, b"%d\\n" % number)
"""

LOCK_HOLDER = """
import os, sys
from pathlib import Path
from reader.files.lock import locked
with locked(Path(sys.argv[1])):
    os.write(1, b"locked\\n")
    sys.stdin.buffer.readline()
"""

KILLS = 200 if os.environ.get("NEWSREADER_TORTURE") else 12


@pytest.mark.slow
def test_acts_that_were_reported_survive_kill_9_in_the_middle_of_batches(tmp_path: Path) -> None:
    chance = random.Random(9)
    for run in range(KILLS):
        folder = tmp_path / str(run // 4)  # a few share one, so that they meet what was torn before them
        writer = start(WRITER, folder, f"run{run}", 100_000, 400)
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
        time.sleep(chance.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        reported = [int(line) for line in writer.stdout.read().splitlines()]
        writer.wait()
        found = lines_by_act(folder / "laptop")
        assert all(found[f"run{run}", str(number)] == 400 for number in reported)
        # Whoever comes next finds the log usable and writes whole lines behind what was torn.
        journal = Journal.open(folder, machine="laptop")
        journal.record([change(f"after{run}.md")])
        assert values(journal)[f"after{run}.md"] is True


def lines_by_act(log: Path) -> Counter[tuple[str, str]]:
    """How many lines there are of each writer's acts, straight from the files."""
    found: Counter[tuple[str, str]] = Counter()
    for file in sorted(log.glob("*.jsonl")):
        for line in file.read_bytes().splitlines(keepends=True):
            try:
                writer, path = json.loads(line)["k"]
            except ValueError:
                continue  # the line that was torn; the next writer ended it
            found[writer, path.partition("/")[0]] += 1
    return found


@pytest.mark.slow
def test_two_processes_writing_at_once_lose_tear_and_mix_nothing(tmp_path: Path) -> None:
    acts = 300
    writers = [start(WRITER, tmp_path, name, acts, 3) for name in ("one", "two")]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"go\n")
        writer.stdin.close()
    for writer in writers:
        assert writer.stdout
        assert len(writer.stdout.read().splitlines()) == acts
        assert writer.wait() == 0
    written = lines(tmp_path / "laptop")
    assert len(written) == 2 * acts * 3
    clocks = [line["c"] for line in written]
    assert all(earlier < later for earlier, later in pairwise(clocks))
    batches = [written[at : at + 3] for at in range(0, len(written), 3)]
    assert all(len({(line["a"], line["k"][0]) for line in batch}) == 1 for batch in batches)
    for name in ("one", "two"):
        order = [batch[0]["k"][1] for batch in batches if batch[0]["k"][0] == name]
        assert order == [f"{number}/0.md" for number in range(acts)]


def test_threads_on_one_journal_lose_nothing(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, machine="laptop")

    def write(number: int) -> None:
        journal.record([change(f"{number}.md")])
        if number % 10 == 0:
            journal.sync()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(200)))
    clocks = [line["c"] for line in lines(tmp_path / "laptop")]
    assert clocks == sorted(set(clocks))
    assert len(clocks) == 200


def test_a_full_disk_keeps_acts_waiting_and_a_retry_writes_them_in_order(tmp_path: Path) -> None:
    def fill_up() -> list[object]:
        journal = Journal.open(tmp_path, machine="laptop")
        journal.record([change("before.md", True, False)])
        file = tmp_path / "laptop" / "000000.jsonl"
        before = file.read_bytes()
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        # Room for less than one line: the write begins, and is refused in the middle.
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40, hard))
        shown = [len(journal.record([change(f"{number}.md", True, False)])) for number in range(3)]
        undone = journal.undo()
        said: list[object] = [
            journal.trouble,
            file.read_bytes() == before,
            [event.change.key.path for event in journal.unsaved],
            journal.retry(),
            shown,
            undone[0].change.key.path,
        ]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        return [*said, journal.retry(), journal.trouble, len(journal.unsaved), journal.needs_sync]

    trouble, untouched, waiting, early, shown, undone, late, *after = in_another_process(fill_up)
    assert trouble.startswith("File too large: what you do is not saved")
    assert str(tmp_path) in trouble
    assert untouched
    assert waiting == ["0.md", "1.md", "2.md", "2.md"]
    assert (early, shown, undone, late) == (False, [1, 1, 1], "2.md", True)
    assert after == ["", 0, True]
    assert [line["k"][1] for line in lines(tmp_path / "laptop")] == ["before.md", *waiting]
    journal = Journal.open(tmp_path, machine="laptop")
    assert values(journal) == {"before.md": True, "0.md": True, "1.md": True, "2.md": False}
    assert journal.redo()[0].change.key.path == "2.md"


def test_the_next_act_takes_those_that_wait_along(tmp_path: Path) -> None:
    (tmp_path / "laptop").write_text("in the way")
    journal = Journal.open(tmp_path, machine="laptop")
    assert journal.trouble
    assert not journal.loss
    journal.record([change("a.md"), change("c.md")])
    assert len(journal.unsaved) == 2
    assert journal.loss.startswith("1 act could not be saved")
    (tmp_path / "laptop").unlink()
    journal.record([change("b.md")])
    assert not journal.trouble
    assert not journal.loss
    assert [line["k"][1] for line in lines(tmp_path / "laptop")] == ["a.md", "c.md", "b.md"]


def test_acts_that_waited_come_after_what_another_process_wrote_meanwhile(tmp_path: Path) -> None:
    waiting = Journal.open(tmp_path, machine="laptop", now_ms=lambda: 1000)
    (tmp_path / "laptop").write_text("in the way")
    waiting.record([change("a.md"), change("b.md")])
    (tmp_path / "laptop").unlink()
    Journal.open(tmp_path, machine="laptop", now_ms=lambda: 2000).record([change("a.md", False)])
    assert waiting.retry()
    written = lines(tmp_path / "laptop")
    assert [line["c"] >> 16 for line in written] == [2000, 2000, 2000]
    assert written[0]["c"] < written[1]["c"] < written[2]["c"]


def test_a_read_only_home_reads_says_so_and_keeps_acts_for_this_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal.open(tmp_path, machine="laptop").record([change("a.md", True, False)])
    monkeypatch.chdir(tmp_path)  # what lies above may be closed to another user
    tmp_path.chmod(0o755)
    (tmp_path / "laptop").chmod(0o555)
    (tmp_path / "laptop" / "000000.jsonl").chmod(0o444)
    (tmp_path / "laptop" / ".lock").chmod(0o444)

    def visit() -> list[object]:
        journal = Journal.open(Path(), machine="laptop")
        said: list[object] = [journal.trouble, values(journal)]
        journal.record([change("b.md", True, False)])
        undone = [journal.undo()[0].change.key.path for _ in range(2)]
        return [*said, undone, len(journal.unsaved), journal.retry(), journal.trouble]

    try:
        at_open, found, undone, unsaved, retried, trouble = in_another_process(visit, as_nobody=True)
    finally:
        (tmp_path / "laptop").chmod(0o755)
    assert "read-only" in at_open
    assert found == {"a.md": True}
    assert undone == ["b.md", "a.md"]
    assert (unsaved, retried) == (3, False)
    assert "Permission denied" in trouble
    assert len(lines(tmp_path / "laptop")) == 1


def test_what_the_disk_refused_to_sync_is_written_again(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, machine="laptop")
    journal.record([change("a.md")])
    journal.sync()
    journal.record([change("b.md")])
    (tmp_path / "laptop" / "000000.jsonl").unlink()  # so that the sync fails
    journal.sync()
    assert journal.trouble
    assert [event.change.key.path for event in journal.unsaved] == ["b.md"]
    assert journal.retry()
    assert [line["k"][1] for line in lines(tmp_path / "laptop")] == ["b.md"]


def test_a_lock_that_is_held_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    holder = start(LOCK_HOLDER, lock)
    assert holder.stdout
    assert holder.stdout.readline() == b"locked\n"
    with pytest.raises(TimeoutError), locked(lock, wait_s=0.05):
        pass
    holder.kill()  # and the system gives the lock back
    holder.wait()
    with locked(lock, wait_s=0.05):
        pass


@pytest.mark.timeout(20)
def test_acts_wait_only_a_moment_for_another_writer_and_are_written_when_it_is_done(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, machine="laptop")
    journal.record([change("first.md")])
    with ThreadPoolExecutor(1) as worker:
        with locked(tmp_path / "laptop" / ".lock"):
            waiting = worker.submit(lambda: 0)
            for number in range(40):  # of which each would wait as long as a worker may
                journal.record([change(f"{number}.md")])
                if waiting.done():
                    waiting = worker.submit(journal.retry)
            assert len(journal.unsaved) == 40
            assert journal.trouble.startswith("another newsreader is writing")
            waiting = worker.submit(journal.retry)
        assert waiting.result()
    assert not journal.trouble
    assert [line["k"][1] for line in lines(tmp_path / "laptop")] == [
        "first.md",
        *(f"{number}.md" for number in range(40)),
    ]


def test_a_lock_file_that_was_replaced_is_not_taken_for_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with locked(lock):
        lock.unlink()
        with locked(lock, wait_s=0.05), pytest.raises(TimeoutError), locked(lock, wait_s=0.05):
            pass


@pytest.mark.slow
def test_a_stopped_process_that_holds_the_lock_stops_no_other(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, machine="laptop")
    journal.record([change("a.md")])
    holder = start(LOCK_HOLDER, tmp_path / "laptop" / ".lock")
    assert holder.stdout
    assert holder.stdout.readline() == b"locked\n"
    holder.send_signal(signal.SIGSTOP)
    journal.record([change("b.md")])
    assert journal.trouble
    assert len(journal.unsaved) == 1
    holder.kill()
    holder.wait()
    assert journal.retry()
    assert values(journal) == {"a.md": True, "b.md": True}


def test_why_nothing_can_be_written_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "laptop").write_text("in the way")
    journal = Journal.open(tmp_path, machine="laptop")
    for name in ("a.md", "b.md", "c.md"):
        journal.record([change(name)])
    logged = [record.message for record in caplog.records if "cannot be written" in record.message]
    assert logged
    assert len(logged) == len(set(logged))


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_the_disk_knows_no_locks_all_is_written_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    journal = Journal.open(tmp_path, machine="laptop")
    journal.record([change("a.md")])
    assert not journal.trouble
    assert [line["k"][1] for line in lines(tmp_path / "laptop")] == ["a.md"]
