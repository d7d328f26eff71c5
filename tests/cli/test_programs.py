"""``newsreader open``, ``edit``, ``pipe`` and ``share``, as a shell sees them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.actions.program_stubs import is_alive, make_programs
from tests.cli.inside import ROOT, Done, run_inside

CONFIG = """
[[open]]
match = "[.]pdf$"
command = "words"
[[pipe]]
name = "upper"
command = "upper"
input = "text"
[[pipe]]
name = "tagger"
command = "tagger"
output = "tags"
[[pipe]]
name = "fails"
command = "fails"
[[pipe]]
name = "hangs"
command = "hangs"
[[share]]
name = "note"
append = "~/note.md"
"""

Run = Callable[..., Done]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs."""
    return make_programs(tmp_path / "programs")


@pytest.fixture
def environ(tmp_path: Path, programs: Path) -> dict[str, str]:
    """A home with settings, seven articles and programs."""
    config = tmp_path / ".config" / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(CONFIG)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(7):
        link = f"https://example.org/{number}.pdf" if number < 6 else ""
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Title {number}\ndate: 2026-11-{28 - number}\n{f'link: {link}' if link else ''}\n---\nBody {number}.\n"
        )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(tmp_path), "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def run(environ: dict[str, str], tmp_path: Path) -> Run:
    """Run a command on the folder."""

    def run(*words: str) -> Done:
        return run_inside(*words, "-f", str(tmp_path / "articles"), environ=environ, folder=tmp_path)

    return run


def test_pipe_prints_what_is_written_and_several_under_their_titles(run: Run) -> None:
    one = run("pipe", "upper", "articles/0.md")
    assert (one.returncode, one.stderr) == (0, "")
    assert "BODY 0." in one.stdout
    two = run("pipe", "UPPER", "title:1 OR title:2")
    assert [line for line in two.stdout.splitlines() if line.startswith("## ")] == [
        "## Title 1",
        "## Title 2",
    ]
    values = json.loads(run("pipe", "upper", "--json", "articles/0.md").stdout)
    assert [(each["title"], each["is_new"]) for each in values["outputs"]] == [("Title 0", False)]


def test_pipe_gives_tags_which_one_undo_takes_back(run: Run) -> None:
    assert run("pipe", "tagger", "").stdout == "7 articles got tags\n"
    assert run("list", "tag:sea", "--format", "{title}").stdout.count("\n") == 7
    run("mark", "undo")
    assert run("list", "tag:sea").returncode == 3


def test_what_fails_is_said_with_its_title_and_the_exit_code_is_one(run: Run) -> None:
    done = run("pipe", "fails", "articles/0.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Title 0: fails failed with exit code 3: no key was given" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("pipe", "uper", "x"), 2, "did you mean upper?"), (("pipe", "upper"), 2, "name the articles"),
        (("pipe", "upper", "title:nothing"), 3, "No articles found"), (("share", "noet", "x"), 2, "did you mean note?"),
        (("open",), 2, "name the articles"), (("open", "articles/6.md"), 3, "no source"), (("edit", "title:nothing"), 3, "No articles found"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = run(*words)
    assert done.returncode == code
    assert sentence in done.stderr


def test_the_rows_of_the_settings_are_listed(run: Run) -> None:
    assert run("pipe").stdout == "upper  upper\ntagger  tagger\nfails  fails\nhangs  hangs\n"
    assert run("share").stdout == "note\n"
    assert [row["name"] for row in json.loads(run("pipe", "--json").stdout)["pipes"]][:2] == [
        "upper",
        "tagger",
    ]


def test_outputs_are_forgotten_by_a_command(run: Run) -> None:
    run("pipe", "upper", "title:1 OR title:2")
    assert run("pipe", "--forget").stdout == "The outputs about 2 texts are deleted\n"
    values = json.loads(run("pipe", "upper", "--json", "articles/1.md").stdout)
    assert values["outputs"][0]["is_new"]


def test_open_starts_the_program_of_the_row_and_marks_read(run: Run, programs: Path) -> None:
    assert run("open", "--dry-run", "articles/0.md").stdout == f"{programs}/words https://example.org/0.pdf\n"
    assert run("open", "articles/0.md").returncode == 0
    assert (programs / "arguments").read_text() == "https://example.org/0.pdf\n"
    assert run("list", "is:read", "--format", "{title}").stdout == "Title 0\n"
    run("open", "--keep-unread", "articles/1.md")
    assert run("list", "is:read", "--format", "{title}").stdout == "Title 0\n"


def test_more_than_five_are_opened_after_a_yes(run: Run, programs: Path) -> None:
    done = run("open", "")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert run("open", "--yes", "").returncode == 0
    assert len((programs / "arguments").read_text().splitlines()) == 6


def test_edit_opens_the_files_and_reads_them_again(run: Run, environ: dict[str, str], programs: Path) -> None:
    (programs / "editor").write_text('#!/bin/sh\nsed -i s/Title/Changed/ "$@"\n')
    (programs / "editor").chmod(0o755)
    environ["VISUAL"] = "editor"
    assert run("edit", "title:1 OR title:2").returncode == 0
    assert run("list", "title:changed", "--format", "{title}").stdout == "Changed 1\nChanged 2\n"
    done = run("edit", "")
    assert (done.returncode, "Edit 7 files? --yes opens them" in done.stderr) == (2, True)


def test_share_adds_a_line_for_each(run: Run, tmp_path: Path) -> None:
    assert run("share", "note", "title:1 OR title:2").returncode == 0
    assert (tmp_path / "note.md").read_text().splitlines() == [
        f"- [Title {n}](https://example.org/{n}.pdf)" for n in (1, 2)
    ]


def test_ctrl_c_ends_the_programs_too(environ: dict[str, str], tmp_path: Path, programs: Path) -> None:
    words = [sys.executable, "-m", "reader", "pipe", "hangs", "", "-f", str(tmp_path / "articles")]
    process = subprocess.Popen(words, env=environ, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    child = programs / "child"
    while not (child.exists() and child.read_text().strip()):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode in {130, -signal.SIGINT}
    number = int(child.read_text())
    for _ in range(200):
        if not is_alive(number):
            break
        time.sleep(0.05)
    assert not is_alive(number)
