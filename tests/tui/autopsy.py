"""What a program does that does not answer: the stacks of its threads, what the system says of it, what it drew last."""

import faulthandler
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.tui.processes import descendants

STACKS = "NEWSREADER_TEST_STACKS"
"""Names the file into which the program writes the stacks of its threads when it is killed by ``KILLED_BY``."""

KILLED_BY = signal.SIGSEGV
"""One of the signals that the program leaves as they are: its handler runs whatever the interpreter is doing."""

LAST_BYTES = 3000
"""Of what the program wrote, the end."""


def keep_stacks() -> None:
    """Have this process write its stacks when it is killed, if the file for them is named."""
    if name := os.environ.get(STACKS):
        faulthandler.enable(Path(name).open("wb", buffering=0))  # noqa: SIM115 - open as long as the process lives


def autopsy(process: "subprocess.Popen[bytes]", stacks: Path, written: bytes) -> str:
    """Return what is known of a program that does not answer, and kill it."""
    before = [process.pid, *descendants(process.pid)]
    ticks = {pid: _ticks(pid) for pid in before}
    time.sleep(1)
    rows = [f"pid {pid}: {_ticks(pid) - ticks[pid]} ticks of CPU in a second, {_command(pid)}\n{_threads(pid)}" for pid in before]  # fmt: skip
    with suppress(ProcessLookupError):
        process.send_signal(KILLED_BY)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(OSError):
        rows.append(stacks.read_text(errors="replace"))
    rows.append(f"it ended with {process.poll()}; the last bytes that it wrote: {written[-LAST_BYTES:]!r}")
    return "\n".join(rows)


def _threads(pid: int) -> str:
    """Return the threads of a process: each one's name, state, and where in the system it waits."""
    rows = []
    for task in sorted(Path(f"/proc/{pid}/task").glob("*")):
        with suppress(OSError):
            name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
            wait = (task / "wchan").read_text()
            call = (task / "syscall").read_text().strip()
            rows.append(f"    {task.name} {name} {rest.split()[0]} in {wait}, call {call}")
    return "\n".join(rows)


def _ticks(pid: int) -> int:
    """Return how many ticks of CPU a process has had."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return "gone"
