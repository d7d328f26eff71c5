"""What a process and those that it started hold: memory, descriptors, threads, children."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self


class Sample(NamedTuple):
    """What the program held at one moment, all of its processes together."""

    seconds: float
    mb: float
    """Memory, what processes share counted once."""
    descriptors: int
    threads: int
    children: int
    """Processes that it started and that are still there, zombies too."""
    zombies: int
    commands: tuple[str, ...]
    """What the children are."""


def sample(pid: int, seconds: float) -> Sample:
    """Return what the process holds now."""
    tree = [pid, *descendants(pid)]
    states = [_state(each) for each in tree]
    return Sample(
        round(seconds, 1),
        round(sum(map(memory_mb, tree)), 2),
        sum(map(_descriptors, tree)),
        sum(threads for _, threads in states),
        len(tree) - 1,
        sum(state == "Z" for state, _ in states),
        tuple(_command(each) for each in tree[1:]),
    )


class PeakWatch:
    """Looks again and again at the memory of a process and of all that it starts."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = self._most = self._all_mb()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def mb_above(self) -> float:
        """How much more it was at most than in the beginning, in MB."""
        return self._most - self._before

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.005):
            self._most = max(self._most, self._all_mb())

    def _all_mb(self) -> float:
        return sum(map(memory_mb, [self._pid, *descendants(self._pid)]))


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, those that they started too."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = task.read_text().split()
        except OSError:  # the thread has ended
            continue
        for child in map(int, found):
            yield child
            yield from descendants(child)


def memory_mb(pid: int) -> float:
    """Return the memory of a process in MB: its share of what it shares with others, else what is resident; 0 if it is gone."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(field):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _descriptors(pid: int) -> int:
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def _state(pid: int) -> tuple[str, int]:
    """Return the letter of the process's state and how many threads it has."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "", 0
    return fields[0], int(fields[17])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def runs(pid: int) -> bool:
    """Return whether a thread of a process runs, or waits for a core or a disk, at this moment."""
    for task in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):  # the thread has ended
            if task.read_text().rpartition(")")[2].split()[0] in {"R", "D"}:
                return True
    return False
