"""Where paths are given: whatever the system says of them, it is a sentence, and never a fault of the program's own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader

LONG = "x" * 300

ODD = {
    "inside of a file": "a.md/x",
    "a circle": "circle",
    "inside of a circle": "circle/x",
    "a long name": LONG,
    "a long path": "x/" * 3_000,
    "a device": "/dev/null",
    "a line break": "a\nb",
    "nothing": "",
}

COMMANDS = {
    "list": ["list", "-f", "{}"],
    "the screen": ["{}"],
    "show": ["show", "{}"],
    "trust": ["trust", "{}"],
    "revoke": ["trust", "--revoke", "{}"],
    "import": ["import", "opml", "{}"],
    "import newsboat": ["import", "newsboat", "{}"],
    "add": ["add", "-f", "{}", "http://127.0.0.1:9/"],
    "refresh": ["refresh", "-f", "{}"],
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_path_that_leads_nowhere_is_said_in_a_sentence(
    newsreader: Newsreader, folder: Path, name: str, odd: str
) -> None:
    (folder / "circle").symlink_to("circle")
    path = folder / ODD[odd] if ODD[odd] else ""
    done = newsreader(*(word.replace("{}", str(path)) for word in COMMANDS[name]))
    assert done.returncode
    assert "Errno" not in done.stderr
    assert "fault of its own" not in done.stderr
    assert done.stderr.startswith(("newsreader: ", "usage: ")) or (name, odd) == (
        "import newsboat",
        "a device",
    )


@pytest.mark.parametrize(
    "words", [["trust", "."], ["add", "-f", ".", "http://127.0.0.1:9/"], ["list", "-f", "."]]
)
def test_in_a_folder_that_is_gone_it_is_said_so(tmp_path: Path, words: list[str]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}"; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "reader", *words],
        cwd=gone, env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {1, 2}
    assert "fault of its own" not in done.stderr
    assert done.stderr.startswith("newsreader: ")
