"""Who is trusted with what: the lines of SECURITY.md about programs that articles are given to."""

import os
import threading
from pathlib import Path

import pytest

from reader.actions.programs.running import Job, ProgramError, run
from reader.actions.programs.template import fault_in, filled_words
from reader.page.line import BlockKind
from reader.page.title_block import program_lead
from reader.setting_programs import FIELDS
from tests.actions.program_stubs import is_alive, make_programs

HOSTILE = """x"; touch /tmp/owned; `id` $(id) && --exec=evil"""


def test_what_an_article_says_is_no_command(tmp_path: Path) -> None:
    """
    A program of `[[open]]`, `[[pipe]]` or `[[share]]` is started without a shell unless you write one. What an article says stays
    inside one argument and is filled into no script.
    """
    programs = make_programs(tmp_path / "programs")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    argv = filled_words(
        [str(programs / "words"), "{title}", "-t{title}"], {**dict.fromkeys(FIELDS, ""), "title": HOSTILE}
    )
    run(Job(argv, b"", 20), environ, threading.Event(), may_be_silent=True)
    assert (programs / "arguments").read_text().splitlines() == [HOSTILE, f"-t{HOSTILE}"]
    for script in (["sh", "-c", "x {title}"], ["env", "bash", "-c", "{link}"], ["ssh", "host", "{title}"]):
        assert fault_in(script, FIELDS, lambda name: f"/bin/{name}")


def test_a_program_has_bounds(tmp_path: Path) -> None:
    """
    A program that reads articles begins in your home folder, without the terminal, within limits of time and output; one that is
    ended leaves none of its group behind.
    """
    programs = make_programs(tmp_path / "programs")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    where = run(Job([str(programs / "terminal")], b"", 20), environ, threading.Event())
    assert where.splitlines() == ["has none", str(tmp_path)]
    for name in ("hangs", "floods"):
        with pytest.raises(ProgramError, match="was ended"):
            run(Job([str(programs / name)], b"", 1 if name == "hangs" else 60), environ, threading.Event())
    for _ in range(1_000):
        if not is_alive(int((programs / "child").read_text())):
            return
        os.sched_yield()
        threading.Event().wait(0.02)
    raise AssertionError("the child is still there")


def test_what_a_program_writes_is_text() -> None:
    """
    What a program writes about an article is text like the article's: cleaned, and above the article no Markdown, so that no image
    or link in it is fetched or opened.
    """
    blocks = program_lead(
        "sum\x1b", "![x](https://t.example/a.png) \x1b]0;x\x07 [a](https://t.example)\n\n<img src=x>"
    )
    assert {block.kind for block in blocks} == {BlockKind.META, BlockKind.LEAD}
    runs = [run for block in blocks for run in block.runs]
    assert [run.link for run in runs] == [""] * 3
    assert "![x](https://t.example/a.png)" in runs[1].text
    assert not any(char in run.text for run in runs for char in "\x1b\x07")
