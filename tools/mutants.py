"""Faults put in on purpose, one at a time: how many of them the tests notice.

Changes operators, edges, guards and small numbers of the modules that must not be wrong, in a copy of the project, and runs
their tests until the first failure. What survives is a missing test, or a change that means the same.

    python -m tools.mutants [ROOM…] [--count N | --all] [--seed N] [--jobs N]
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.mutant import Mutant, mutants_of

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent

GOAL = 0.9
"""The least part of the faults that the tests of a room must notice."""

PATIENCE_S = 600
"""Tests that run longer have noticed a fault that makes something endless, if they do so alone too."""

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
"""Where files are in memory: tests that force them onto the disk take a tenth of the time there."""

NEEDED_BYTES = 1 << 30
"""Free bytes with which that is used."""

COPIED = ("reader", "tests", "styles", "sample_feed", "docs", "tools", "pyproject.toml", "Makefile")


class Room(NamedTuple):
    """Modules, and the tests that hold them."""

    modules: tuple[str, ...]
    """Patterns below ``reader``."""
    tests: tuple[str, ...]
    """The quick ones first: the first failure is enough."""


ROOMS: Mapping[str, Room] = {
    "journal": Room(
        ("journal/*.py",),
        (*(f"tests/journal/test_{name}.py" for name in ("edges", "survey", "strict", "newer", "event_line", "undo", "journal",
                                                        "journal_clock", "device", "last_writes", "exchange")),
         "tests/journal", "--deselect=tests/journal/test_syncthing.py"),
    ),
    "query": Room(("library/query/*.py",), ("tests/library/query/test_faults.py", "tests/library/query", "tests/library/fulltext")),
    "address": Room(("text/address.py", "text/host.py"), ("tests/text/test_address.py", "tests/text/test_host.py")),
    "identity": Room(
        ("feeds/files/ledger.py", "feeds/files/naming.py", "feeds/files/entry_writer.py", "feeds/files/marks.py",
         "feeds/files/matching.py", "feeds/files/stages.py", "feeds/files/mass_change.py"),
        ("tests/feeds/test_marks.py", "tests/feeds/test_known_by_id.py", "tests/feeds/test_same_entry.py", "tests/feeds/test_written_entries.py", "tests/feeds/test_files_already_there.py",
         "tests/feeds/test_entry_writer.py", "tests/feeds/test_devices.py", "tests/feeds/test_newer_ledger.py", "tests/feeds/test_modes.py",
         "tests/feeds/test_alike_entries.py", "tests/feeds/test_identity.py", "tests/feeds/test_older_ledger.py", "tests/feeds/test_histories.py"),
    ),
    "durability": Room(
        ("files/*.py", "refusal.py"),
        ("tests/files", "tests/test_refusal.py", "tests/feeds/test_inside.py"),
    ),
}  # fmt: skip


def sources_of(room: Room, project: Path) -> dict[str, bytes]:
    """Return the modules of a room by their paths below the project."""
    paths = {path for pattern in room.modules for path in (project / "reader").glob(pattern)}
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(paths)
        if not path.name.endswith("_table.py")
    }


class Trial(NamedTuple):
    """A process that runs the tests with a fault."""

    mutant: Mutant | None
    """The fault."""
    copy: Path
    times: tuple[int, int]
    """When the module was read and written, in nanoseconds."""
    end: float
    """When it has taken too long, by the clock of ``time.monotonic``."""


def copies_of_the_project(folder: Path, count: int) -> list[Path]:
    """Return copies in which faults are tried, so that the project itself is never changed."""
    made = []
    for number in range(count):
        copy = folder / str(number)
        copy.mkdir()
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        made.append(copy)
    return made


class Outcome(IntEnum):
    """What came of the tests with a fault."""

    PASS = 0
    FAIL = 1
    TIME = 2
    """They did not end, or one of them did not: the fault may make something endless, or the machine was busy."""


def outcomes(
    mutants: Sequence[Mutant | None],
    sources: Mapping[str, bytes],
    tests: Sequence[str],
    copies: Sequence[Path],
) -> Iterator[tuple[Mutant | None, Outcome]]:
    """Yield what came of each fault (None: without any), as it ends; as many are tried at a time as there are copies."""
    free, running = list(copies), dict[int, Trial]()
    waiting = list(mutants)[::-1]
    while waiting or running:
        while waiting and free:
            mutant, copy = waiting.pop(), free.pop()
            if mutant:
                file = copy / mutant.module
                made = file.stat()
                file.write_bytes(mutant.of(sources[mutant.module]))
                running[_started(copy, tests)] = Trial(
                    mutant, copy, (made.st_atime_ns, made.st_mtime_ns), _end()
                )
            else:
                running[_started(copy, tests, compiles=True)] = Trial(mutant, copy, (0, 0), _end())
        for child, trial in list(running.items()):
            outcome = _ended(child, trial.end)
            if outcome is not None:
                del running[child]
                free.append(trial.copy)
                if mutant := trial.mutant:
                    (trial.copy / mutant.module).write_bytes(sources[mutant.module])
                    os.utime(
                        trial.copy / mutant.module, ns=trial.times
                    )  # what was compiled of it holds again
                yield trial.mutant, outcome
        time.sleep(0.02)


def _end() -> float:
    return time.monotonic() + PATIENCE_S


def _started(copy: Path, tests: Sequence[str], *, compiles: bool = False) -> int:
    """Run the tests in a copy until the first failure, in a child of this process, which has loaded pytest already."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os._exit(_tested(copy, tests, compiles=compiles))
    return child


def _ended(child: int, end: float) -> Outcome | None:
    """Return how a child ended; None: it runs. One that takes too long is ended with all that it started."""
    done, status = os.waitpid(child, os.WNOHANG)
    if done:
        code = os.waitstatus_to_exitcode(status)  # below 0: a signal, so Python itself has failed
        return Outcome(code) if code in set(Outcome) else Outcome.FAIL
    if time.monotonic() < end:
        return None
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return Outcome.TIME


class _Report:
    """Reads along while pytest runs."""

    is_late = False
    """A test failed because it took too long."""

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        self.is_late |= report.failed and "from pytest-timeout" in report.longreprtext

    def pytest_collection_modifyitems(self, items: list["pytest.Item"]) -> None:
        """Begin with the quick ones (tests/conftest.py does the opposite)."""
        items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def _tested(copy: Path, tests: Sequence[str], *, compiles: bool) -> int:
    """Run pytest, in a group of processes of its own; return an outcome as an exit code.

    ``compiles``: keep the bytecode of all modules. A fault is never kept: two in one second have the same time.
    """
    import pytest

    os.setsid()
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = not compiles
    os.environ["PYTHONDONTWRITEBYTECODE"] = "" if compiles else "1"
    os.environ["PYTHONPATH"] = str(copy)
    own = copy.with_name(f"{copy.name}-temporary")
    own.mkdir(exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(own)
    report = _Report()
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={own / 'tests'}"]
    try:
        failed = bool(pytest.main([*options, *tests], [report]))
    except BaseException:  # noqa: BLE001 - whatever it is, the fault was noticed
        return Outcome.FAIL
    if report.is_late:
        return Outcome.TIME
    return Outcome.FAIL if failed else Outcome.PASS


def _room_for_copies() -> str | None:
    """Return a folder in memory if there is one with space; None: the usual temporary one."""
    with contextlib.suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > NEEDED_BYTES:
            return str(MEMORY)
    return None


def chosen(found: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many faults, the same ones for the same seed, in their order; below 0: all."""
    if not 0 <= count < len(found):
        return list(found)
    return sorted(random.Random(seed).sample(list(found), count))  # noqa: S311 - a sample, no secret


def _require_sound(name: str, sources: Mapping[str, bytes], copies: Sequence[Path]) -> None:
    """Raise SystemExit where the tests of a room fail in a copy without any fault."""
    tests = ROOMS[name].tests
    if {outcome for _, outcome in outcomes([None] * len(copies), sources, tests, copies)} != {Outcome.PASS}:
        raise SystemExit(f"{name}: its tests fail without any fault: {' '.join(tests)}")


def try_room(name: str, project: Path, copies: Sequence[Path], count: int, seed: int) -> Iterator[str]:
    """Yield what came of a room's faults: those that survive, then the figure; ``project`` is a copy without faults."""
    room = ROOMS[name]
    sources = sources_of(room, project)
    found = [one for module, source in sources.items() for one in mutants_of(module, source)]
    tried = chosen(found, count, seed)
    _require_sound(name, sources, copies)
    late: list[Mutant | None] = []
    survivors = endless = 0
    # Tests that take too long on a busy machine have noticed nothing, so those run again, alone.
    for mutants, places in ((tried, copies), (late, copies[:1])):
        for one, outcome in outcomes(mutants, sources, room.tests, places):
            if outcome is Outcome.PASS and one:
                survivors += 1
                yield "   " + one.told(sources[one.module])
            elif outcome is Outcome.TIME:
                endless += mutants is late
                late += [one] if mutants is tried else []
    _require_sound(name, sources, copies)  # else what failed last may not have been the faults
    part = 1 - survivors / (len(tried) or 1)
    verdict = "" if part >= GOAL else f", below {GOAL:.0%}"
    by_time = f", {endless} by tests that did not end" if endless else ""
    figure = f"{len(tried) - survivors} of {len(tried)} noticed ({part:.0%}{verdict}){by_time}"
    yield f"{name}: {figure}, of {len(found)} that there are; seed {seed}"


def main() -> int:
    """Try the faults; return 1 where a room is below the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--count", type=int, default=40, help="faults per room (40)")
    parser.add_argument("--all", action="store_true", help="every fault that there is")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    import hypothesis  # noqa: F401 - for the children, which all need them
    import pytest  # noqa: F401

    is_below = False
    with tempfile.TemporaryDirectory(prefix="newsreader-mutants-", dir=_room_for_copies()) as folder:
        project, *copies = copies_of_the_project(Path(folder), 1 + options.jobs)
        for name in options.rooms or ROOMS:
            count = -1 if options.all else options.count
            for line in try_room(name, project, copies, count, options.seed):
                print(line, flush=True)
                is_below |= "below" in line
    return int(is_below)


if __name__ == "__main__":
    sys.exit(main())
