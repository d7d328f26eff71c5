"""What the command line says of what it cannot do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [["--\x1b]0;PWNED\x07.md"], ["--scope", "\x1b]0;PWNED\x07"]])
def test_what_cannot_be_an_option_is_told_clean(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage: newsreader" in done.stderr
    assert "PWNED" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr


def test_an_empty_name_is_a_usage_error_and_opens_nothing(tmp_path: Path) -> None:
    done = run(str(tmp_path), "")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("newsreader: A folder's name is empty")


@pytest.mark.parametrize(("closed", "said"), [(">&-", "newsreader: stdout is closed"), (">&- 2>&-", "")])
def test_a_stdout_that_is_closed_is_told_in_a_sentence(tmp_path: Path, closed: str, said: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m reader {tmp_path} {closed}",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert "fault" not in done.stderr
    assert "Traceback" not in done.stderr


def test_folders_are_named_as_commands_take_them_too(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "others"
    other.mkdir()
    (other / "d.md").write_text("# Durian\n")
    assert "Durian" not in newsreader("-f", folder).stdout
    for named in (
        ["-f", folder, "-f", other],
        ["--folder", other, folder],
        [f"-f{other}", f"--folder={folder}"],
    ):
        printed = newsreader(*named).stdout
        assert "Apple" in printed
        assert "Durian" in printed
