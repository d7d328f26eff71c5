"""The table of safety figures as a plugin of pytest: picks the tests of one row, and keeps what came of them.

``make torture ROW=14`` runs every test that is marked ``row(14)`` at its full count and writes the result, with the
commit it was taken from, beside the benchmarks; ``make torture-table`` prints all results.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "torture"

ROWS = {
    1: (
        "escapes and control bytes, every place that shows text",
        "0 raw bytes, also with the first wall off",
    ),
    2: ("tmux: clipboard and title of the pane", "0 changed"),
    3: ("the gate, by Hypothesis", "10,000 examples, 0 failures"),
    4: ("515 naughty strings as title, tag, author, body, file name", "0 crashes, all shown"),
    5: ("markup in text, in every widget", "0 crashes, nothing lost"),
    6: ("addresses and browsers", "60 bad: 0 opened; 20 good: 20; 0 effects in a shell"),
    7: ("odd headers and bombs in headers", "0 uncaught, 0 articles missing"),
    8: ("a hostile folder", "no hang, every good file listed"),
    9: ("encodings", "6 of 6"),
    10: ("pathological Markdown and HTML", "growth exponent at most 1.2"),
    11: (
        "kill -9, power cuts, damage to the journal and the index",
        "200, 1,000 and 500: 0 marks lost, all heal",
    ),
    12: ("full disk, read-only folder, held lock, two instances", "0 crashes, every loss is said"),
    13: ("versions of the index, the journal and the ledgers", "index rebuilt, the rest refused untouched"),
    14: ("signals and a closed terminal", "modes restored, exit within 1 s"),
    15: ("sizes 1x1 to 500x200, 1,000 resizes", "0 crashes, idle afterwards"),
    16: ("random keys for 10 minutes, 5 seeds", "0 crashes, 0 caught faults, 0 stuck"),
    17: ("TERM, locale, NO_COLOR, no terminal", "0 crashes"),
    18: ("bombs from the network and in images", "at most 120 MB above idle, within the deadline"),
    19: ("folders that vanish, files that are half written", "0 wrong removals, 0 torn articles"),
    20: ("two hours of reading", "at most 0.1 MB a minute over the last hour; nothing left behind"),
}
"""What each row counts, and what it takes to pass."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--row``."""
    parser.addoption(
        "--row", type=int, choices=sorted(ROWS), help="run the tests of one row and keep the result"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of other rows."""
    row = config.getoption("--row")
    if row is None:
        return
    chosen = [item for item in items if any(row in mark.args for mark in item.iter_markers("row"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def pytest_configure(config: pytest.Config) -> None:
    """Keep results in the process that has all of them: not in a worker of xdist."""
    if config.getoption("--row") is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Keeper(config.getoption("--row")))


class _Keeper:
    """Gathers what came of a row's tests."""

    def __init__(self, row: int) -> None:
        self._row, self._begun_s = row, time.monotonic()
        self._outcomes = {"passed": 0, "failed": 0, "skipped": 0}
        self._figures: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self._outcomes[report.outcome] += 1
        if report.when == "teardown":
            self._figures += [str(value) for name, value in report.user_properties if name == "figure"]

    def pytest_sessionfinish(self) -> None:
        if not sum(self._outcomes.values()):
            return
        RESULTS.mkdir(exist_ok=True)
        result = {
            "row": self._row,
            "commit": _commit(),
            "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
            "seconds": round(time.monotonic() - self._begun_s),
            **self._outcomes,
            "figures": self._figures,
        }
        text = json.dumps(result, ensure_ascii=False, indent=1)
        (RESULTS / f"{self._row:02}.json").write_text(text + "\n", encoding="utf-8")


def _commit() -> str:
    """Return the short name of the commit, with a plus where the files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or "unknown"


def table() -> Iterator[str]:
    """Yield the lines of the table: each row with its figure, goal and verdict."""
    for row, (counted, goal) in ROWS.items():
        yield f"{row:2}  {counted}"
        yield f"    goal    {goal}"
        try:
            result = json.loads((RESULTS / f"{row:02}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            yield "    not run"
            continue
        verdict = "pass" if result["passed"] and not result["failed"] else "FAIL"
        counts = ", ".join(
            f"{result[name]} {name}" for name in ("passed", "failed", "skipped") if result[name]
        )
        figures = "; ".join(dict.fromkeys(result["figures"]))
        yield f"    figure  {counts}{'; ' if figures else ''}{figures}"
        yield f"    {verdict}    {result['commit']}, {result['date']} UTC, {result['seconds']} s"


if __name__ == "__main__":
    print("\n".join(table()))  # noqa: T201 - what `make torture-table` is for
