"""stderr that takes nothing: the exit code and stdout stay as they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

COMMANDS = [
    (["list", "-f", "FOLDER", "tag:nosuch"], 3),
    (["list", "-f", "FOLDER", "--bogus"], 2),
    (["list", "-f", "FOLDER/missing"], 2),
    (["show", "missing.md"], 1),
    (["serach"], 2),
    (["FOLDER"], 0),
    (["refresh", "-f", "FOLDER"], 3),
]


@pytest.mark.parametrize(
    ("words", "code"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, list) else ""
)
@pytest.mark.parametrize("is_full", [True, False], ids=["full", "closed pipe"])
def test_a_stderr_that_takes_nothing_leaves_the_exit_code_and_stdout_alone(
    folder: Path, tmp_path: Path, words: list[str], code: int, is_full: bool
) -> None:
    if is_full and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (folder / "broken.md").write_text("---\ntags: [a\n---\nx\n")  # which is complained about
    # With it Python writes at once, and nothing is left that fails at the end.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    given = [word.replace("FOLDER", str(folder)) for word in words]

    def run(home: str, stderr: int) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "reader", *given],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, timeout=60, check=False, cwd=ROOT,
            env={**environ, "HOME": str(tmp_path / home), "TZ": "UTC"},
        )  # fmt: skip

    heard = run("heard", subprocess.PIPE)
    assert heard.stderr
    if is_full:
        stderr = os.open("/dev/full", os.O_WRONLY)
    else:
        reading, stderr = os.pipe()
        os.close(reading)
    try:
        unheard = run("unheard", stderr)
    finally:
        os.close(stderr)
    assert (heard.returncode, unheard.returncode) == (code, code)
    assert unheard.stdout == heard.stdout
