"""newsreader with a clock on its event loop: ``python -m benchmarks.timed_loop FILE [ARGUMENT ...]``.

Each callback that takes more than ``LEAST_MS`` of CPU time in the thread of the loop is a line of FILE: when it ended
(``perf_counter``), milliseconds of CPU time, milliseconds by the clock, and where its time went. CPU time is hardly moved by
what else the machine does. Full collections of garbage are left out: they wait for a pause in typing that is many times as long.
"""

import gc
import sys
import threading
from asyncio.events import Handle
from collections import Counter
from pathlib import Path
from time import perf_counter, sleep, thread_time
from types import FrameType
from typing import Any

LEAST_MS = 4.0
"""Shorter callbacks are not written down."""

SAMPLE_S = 0.001
"""How often it is looked where the loop is."""

SAMPLED = "--sampled"
"""The argument that asks for places; looking costs time itself."""

_OLDEST = 2
"""The generation that a full collection looks at."""

_NAMED = 4
"""Places of a line."""

_OURS = 3
"""Functions of a place."""

_AROUND = frozenset({"timed_loop", "fault_net", "app", "main", "live_widgets"})
"""Modules of ours that stand around all that the loop does."""


class Clock:
    """Times callbacks; ``is_sampling``: looks where they are, too."""

    def __init__(self, file: Path, *, is_sampling: bool) -> None:
        self._out = file.open("w", encoding="utf-8", buffering=1)
        self._thread = threading.get_ident()
        self._began: float | None = None
        self._seen: Counter[str] = Counter()
        self._collected = self._collecting_since = 0.0
        gc.callbacks.append(self._collect)
        self._run: Any = Handle._run  # noqa: SLF001 - asyncio has no hook around all callbacks
        Handle._run = self._timed_by()  # type: ignore[method-assign]  # noqa: SLF001
        if is_sampling:
            sys.setswitchinterval(SAMPLE_S / 4)
            threading.Thread(target=self._sample, daemon=True).start()

    def _timed_by(self) -> Any:
        return lambda handle: self._timed(handle)  # noqa: PLW0108 - a function: a method would not get the handle

    def _collect(self, phase: str, about: dict[str, int]) -> None:
        if threading.get_ident() == self._thread and about["generation"] == _OLDEST:
            if phase == "start":
                self._collecting_since = thread_time()
            else:
                self._collected += thread_time() - self._collecting_since

    def _timed(self, handle: Handle) -> None:
        self._collected = 0.0
        self._began, begun, at = perf_counter(), thread_time(), perf_counter()
        try:
            self._run(handle)
        finally:
            self._began, used, now = None, (thread_time() - begun - self._collected) * 1000, perf_counter()
            if used >= LEAST_MS:
                seen, self._seen = self._seen, Counter()
                places = " | ".join(f"{place} {count}" for place, count in seen.most_common(_NAMED))
                self._out.write(
                    f"{now:.4f}\t{used:.1f}\t{(now - at) * 1000:.1f}\t{places or _name(handle)}\n"
                )
            elif self._seen:
                self._seen = Counter()

    def _sample(self) -> None:
        while True:
            sleep(SAMPLE_S)
            if self._began is not None and perf_counter() - self._began > SAMPLE_S:
                frame = sys._current_frames().get(self._thread)  # noqa: SLF001 - documented
                self._seen[_place(frame)] += 1


def _place(frame: FrameType | None) -> str:
    """Return our innermost functions of a stack; where there is none, Textual's innermost."""
    ours: list[str] = []
    innermost = ""
    while frame is not None and len(ours) < _OURS:
        code = frame.f_code
        module = Path(code.co_filename).stem
        name = f"{module}.{code.co_name}:{frame.f_lineno}"
        innermost = innermost or name
        if "/reader/" in code.co_filename and module not in _AROUND:
            ours.append(name)
        frame = frame.f_back
    return " < ".join(ours) or innermost


def _name(handle: Handle) -> str:
    return repr(getattr(handle, "_callback", handle)).replace("\n", " ")[:200]


def main() -> None:
    """Run the program."""
    file, *arguments = sys.argv[1:]
    is_sampling = SAMPLED in arguments
    arguments = [each for each in arguments if each != SAMPLED]
    Clock(Path(file), is_sampling=is_sampling)
    sys.argv = ["newsreader", *arguments]
    from reader.cli.main import run

    run()


if __name__ == "__main__":
    main()
