"""A file at which the parser dies, or goes on for ever, costs at most one start of the program: then it is left out, and named."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import open_workspace
from reader.paths import standard_paths
from tests.tui.terminal import ROOT

POISON = """
import os, signal, yaml

class Poisoned(yaml.CBaseLoader):
    def __init__(self, stream):
        text = stream if isinstance(stream, str) else ""
        if "POISON FAULT" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        while "POISON LOOP" in text:
            pass
        super().__init__(stream)

yaml.CBaseLoader = Poisoned
"""
"""What a fault in the parser of headers, which is C, looks like from outside."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some articles."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(POISON)
    made = tmp_path / "folder"
    made.mkdir()
    for number in range(9):
        (made / f"{number}.md").write_text(
            f"---\ntitle: Note {number}\ndate: 2025-01-0{number + 1}\n---\ntext\n"
        )
    return made


def put(folder: Path, how: str) -> None:
    (folder / "5x.md").write_text(f"---\ntitle: POISON {how}\nextra: {{a: [b, {{c: d}}]}}\n---\ntext\n")


def start(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "PYTHONPATH": f"{folder.parent / 'site'}:{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-m", "reader", *words, "-f", folder], cwd=ROOT, env=environ,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_until_it_reads(name: str) -> None:
    """Wait until a process has noted that it reads a file of this name."""
    end = time.monotonic() + 60
    cache = Path(os.environ["XDG_CACHE_HOME"])
    while not any(name.encode() in note.read_bytes() for note in cache.rglob("reading/*")):
        assert time.monotonic() < end
        time.sleep(0.01)


def titles(folder: Path) -> list[str]:
    """What the command line lists."""
    running = start(folder, "list", "--json")
    said, complaint = running.communicate(timeout=120)
    assert running.returncode == 0, complaint
    return [article["title"] for article in json.loads(said)["articles"]]


def problems(folder: Path) -> list[str]:
    """The files that are named as problems, with what is wrong with them."""
    with open_workspace((folder,), {}, standard_paths(), os.environ) as workspace:
        return [f"{key.path}: {problem.message}" for key, problem in workspace.library.articles.problems()]


@pytest.mark.parametrize("is_known", [False, True], ids=["first scan", "later"])
def test_a_file_at_which_the_program_faults_is_left_out_by_the_next_start(
    folder: Path, is_known: bool
) -> None:
    if is_known:
        assert len(titles(folder)) == 9
    put(folder, "FAULT")
    first = start(folder, "list")
    first.communicate(timeout=60)
    assert first.returncode == -signal.SIGSEGV
    assert titles(folder) == [f"Note {number}" for number in range(8, -1, -1)]
    assert len(titles(folder)) == 9  # and it is not read again
    assert [problem.partition(":")[0] for problem in problems(folder)] == ["5x.md"]
    put(folder, "is gone now")
    assert len(titles(folder)) == 10


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_file_at_which_it_never_ends_is_left_out_once_it_was_killed(folder: Path) -> None:
    put(folder, "LOOP")
    first = start(folder, "list")
    wait_until_it_reads("5x.md")
    assert first.poll() is None
    first.kill()
    first.communicate()
    assert len(titles(folder)) == 9
    assert [problem.partition(":")[0] for problem in problems(folder)] == ["5x.md"]


def test_a_file_that_was_being_read_when_the_program_was_killed_is_read_all_the_same(folder: Path) -> None:
    put(folder, "LOOP")
    first = start(folder, "list")
    wait_until_it_reads("5x.md")
    first.kill()
    first.communicate()
    put(folder, "is gone now")
    assert len(titles(folder)) == 10
    assert not list(Path(os.environ["XDG_CACHE_HOME"]).rglob("reading/*"))
