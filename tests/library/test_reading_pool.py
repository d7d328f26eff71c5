"""Large scans read in processes of their own: the same comes out, whatever becomes of those."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from reader.library import EVERYTHING, Scope
from reader.library.scan import scanner, worker_pool
from reader.library.scan.intake import Intake
from reader.library.scan.read_file import UNREADABLE
from reader.library.scan.walk import NewFile
from reader.library.scan.worker_config import WorkerConfig
from reader.library.scan.worker_pool import ReadingPool
from reader.library.scan.zone import zone_named
from tests.library.person import Person


@pytest.fixture
def many(person: Person) -> Person:
    """A person with more articles than one batch, some of them odd."""
    for number in range(600):
        person.write(
            f"{number % 7}/{number:03}.md", tags=(f"tag {number % 5}",), mood="calm", date="2024-05-01"
        )
    person.put("odd.md", b"---\ntitle: a: b\n---\n\xff\xfe")
    person.put("empty.md", b"")
    return person


def told(person: Person) -> list[tuple[object, ...]]:
    """All that a fresh scan knows."""
    library = person.open()
    rows = library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
    return [*(tuple(row) for row in rows), *library.articles.problems()]


def test_processes_find_what_one_finds_and_in_the_same_order(
    many: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = told(many)
    for file in many.index_files():
        file.unlink()
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(scanner, "MANY", 100)
    monkeypatch.setattr(worker_pool, "cores", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", Noted)
    assert told(many) == alone
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)  # the scan has ended them


def fresh_files(root: Path) -> list[NewFile]:
    return [
        NewFile(1, b"", os.fsencode(path.name), UNREADABLE)
        for path in sorted(root.iterdir())
        if path.is_file()
    ]


@pytest.fixture
def pool(many: Person) -> ReadingPool:
    folders = {1: ("f", os.fsencode(many.root))}
    return ReadingPool(
        Intake(folders, zone_named("UTC")[0], True), WorkerConfig(folders, "UTC", True, "en"), 1
    )


def test_what_a_killed_process_leaves_undone_is_done_here(many: Person, pool: ReadingPool) -> None:
    batch = fresh_files(many.root)
    before = pool.read(batch).result()
    process = pool._idle.get()
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    pool._idle.put(process)
    assert pool.read(batch).result() == before
    assert pool.read(batch).result() == before
    pool.close()


def test_a_file_at_which_each_process_dies_is_a_problem_of_its_own(many: Person, pool: ReadingPool) -> None:
    batch = fresh_files(many.root)
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.001):
            for child in children():
                with suppress(OSError):
                    os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        entries = pool.read(batch).result(60)
    finally:
        stop.set()
        killer.join()
    assert [entry.fresh for entry in entries] == batch
    assert all("has ended while it read this file" in entry.problems[0].message for entry in entries)
    assert all(entry.parsed for entry in pool.read(batch).result(60))
    pool.close()


def children() -> list[int]:
    text = "".join(path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    return [int(word) for word in text.split()]


def test_a_fault_at_one_file_leaves_the_others_as_they_are(many: Person) -> None:
    class Odd(tzinfo):
        """A zone that knows no time in 2001."""

        def utcoffset(self, when: datetime | None) -> timedelta:
            if when and when.year == 2001:
                raise ArithmeticError
            return timedelta(0)

        def dst(self, _: datetime | None) -> None:
            return None

        def tzname(self, _: datetime | None) -> str:
            return "Odd"

    many.put("bad.md", b"---\ndate: 2001-02-03\ntitle: Bad\n---\ntext")
    intake = Intake({1: ("f", os.fsencode(many.root))}, Odd(), drafts=True)
    found = {entry.fresh.name: entry for entry in intake.take_all(fresh_files(many.root))}
    assert "newsreader failed on this file (ArithmeticError)" in found[b"bad.md"].problems[0].message
    assert found[b"odd.md"].parsed


def test_where_no_process_can_be_started_all_is_read_here(
    many: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(many.home / "nowhere"))
    folders = {1: ("f", os.fsencode(many.root))}
    pool = ReadingPool(
        Intake(folders, zone_named("UTC")[0], True), WorkerConfig(folders, "UTC", True, "en"), 2
    )
    assert len(pool.read(fresh_files(many.root)).result()) == 2
    pool.close()


def test_a_process_ends_with_whoever_started_it(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom reader.library.scan.worker_pool import ReadingPool\n"
        "from reader.library.scan.worker_config import WorkerConfig\n"
        "pool = ReadingPool(None, WorkerConfig({}, 'UTC', True, 'en'), 1)\n"
        "print(pool._idle.get().pid, flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return  # it has ended, and nobody is left to hear of it
        except FileNotFoundError:
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")
