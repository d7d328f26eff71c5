"""The floor of coverage: what slipcover has measured is counted by rooms, and too little of the whole fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = {
    "good/all.py": "def double(number: int) -> int:\n    return 2 * number\n",
    "good/deep/deeper/half.py": "def sign(number: int) -> str:\n    if number < 0:\n        return '-'\n    return '+'\n",
    "poor/unseen.py": "def never() -> int:\n    a = 1\n    b = 2\n    return a + b\n",
}
TEST = """
from house.good.all import double
from house.good.deep.deeper.half import sign

def test_double() -> None:
    assert double(2) == 4

def test_sign() -> None:
    assert sign(1) == "+"
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """What slipcover writes of a small package, of which two processes run the tests."""
    place = tmp_path_factory.mktemp("measured")
    for name, text in PACKAGE.items():
        (place / "house" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "house" / name).write_text(text)
    (place / "test_house.py").write_text(TEST)
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "SLIPCOVER_"))
    }
    command = ["slipcover", "--branch", "--source", "house", "--json", "--out", "file.json", "-m", "pytest"]
    subprocess.run(
        [sys.executable, "-m", *command, "-q", "-n", "2", "-p", "no:cacheprovider", f"--basetemp={place / 'tmp'}"],
        cwd=place, env=inherited, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=300,
    )  # fmt: skip
    return place / "file.json"


def told(root: Path, measured: Path, floor: float) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tools.coverage", str(measured), "--floor", str(floor)],
        cwd=root, check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_rooms_below_the_goal_are_named_and_a_module_that_no_test_imports_counts(
    root: Path, measured: Path
) -> None:
    said = told(root, measured, 50).stdout.splitlines()
    assert [line.split("reader/")[1] for line in said[:-1]] == ["good", "good/deep", "poor"]
    assert said[-1].startswith("coverage: 5")
    assert json.loads(measured.read_text())["files"]["house/poor/unseen.py"]["executed_lines"] == []


def test_less_than_the_floor_fails_and_nothing_measured_too(
    root: Path, measured: Path, tmp_path: Path
) -> None:
    assert told(root, measured, 50).returncode == 0
    assert told(root, measured, 90).returncode == 1
    (tmp_path / "nothing.json").write_text('{"files": {}}')
    assert told(root, tmp_path / "nothing.json", 0).returncode == 1
