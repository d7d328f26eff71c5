"""What a command weighs: the most memory that it and its children have had at once."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent

SAMPLE_S = 0.01


class Weight(NamedTuple):
    """What came of a command."""

    peak_mb: float
    """Resident memory of all its processes together, the most that was seen."""
    seconds: float
    code: int
    stdout: str
    stderr: str


def weighed(
    arguments: Sequence[object], environ: Mapping[str, str] = os.environ, timeout_s: float = 300
) -> Weight:
    """Run newsreader with these arguments."""
    began, peak = time.monotonic(), 0.0
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            cwd=ROOT, env=dict(environ), stdin=subprocess.DEVNULL, stdout=output, stderr=complaints,
        )  # fmt: skip
        while process.poll() is None and time.monotonic() - began < timeout_s:
            peak = max(peak, sum(map(_resident_mb, _tree(process.pid))))
            time.sleep(SAMPLE_S)
        process.kill()
        code = process.wait()
        output.seek(0)
        complaints.seek(0)
        return Weight(peak, time.monotonic() - began, code, output.read(), complaints.read())


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0
