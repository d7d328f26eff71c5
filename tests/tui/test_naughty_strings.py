"""Strings that have broken other programs, as title, tag, author, text and name of a file."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from reader.actions.reading.showing import document_in
from reader.page.compose import PageOptions, compose
from reader.page.layout.layout import Layout
from reader.page.position import Position
from reader.text import clean, clean_line
from tests.counts import FULL, sample
from tests.tui.stream import strange_kinds, strays
from tests.tui.terminal import ROOT, Terminal

pytestmark = [pytest.mark.row(4), pytest.mark.slow]

MARKS = re.compile("</?[a-z]|<!--|&[a-z#]|`|]\\(|\\*|~|\\$|:[a-z]+:|\\^|==|\\\\", re.IGNORECASE)
"""What a title means and does not show."""

FENCE = "~" * 40


@pytest.fixture(scope="module")
def strings(standards: Path) -> list[str]:
    found: list[str] = json.loads((standards / "naughty-strings.json").read_text("utf-8"))
    assert len(found) == 515
    return found


@pytest.fixture
def folder(tmp_path: Path, strings: list[str]) -> Path:
    """An article with a string everywhere, one that has it as a bare title, and one whose name is all it has."""
    made = tmp_path / "naughty"
    made.mkdir()
    for number, text in enumerate(sample(strings, 60)):
        quoted = json.dumps(text)
        header = f"title: {quoted}\ntags: [{quoted}]\nauthor: {quoted}\nsummary: {quoted}\n"
        body = f"{text}\n\n{FENCE}\n{text}\n{FENCE}\n"
        (made / f"{number:03}-all.md").write_text(f"---\n{header}---\n{body}")
        (made / f"{number:03}-bare.md").write_text(f"---\ntitle: {text}\ntags: {text}\n---\n{text}\n")
        name = text.replace("/", "").replace("\0", "").encode("utf-8", "surrogateescape")[:200]
        (made / os.fsdecode(b"%03d-name %s.md" % (number, name))).write_text("Text.\n")
    return made


def test_the_command_line_lists_all_of_them(
    folder: Path, strings: list[str], record_property: Callable[[str, object], None]
) -> None:
    chosen = sample(strings, 60)
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "-f", folder, "--json"],
        capture_output=True, timeout=120, check=False, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0
    listed = {Path(row["path"]).name: row for row in json.loads(done.stdout)["articles"]}
    assert len(listed) == 3 * len(chosen)
    differ = 0
    for number, text in enumerate(chosen):
        row = listed[f"{number:03}-all.md"]
        line = clean_line(text)
        if row["title"] != line:
            differ += 1
            # Beyond the first 65,536 characters JSON writes two escapes for one, which YAML does not know.
            is_escaped_twice = any(char > "\uffff" for char in text)
            assert MARKS.search(line) or is_escaped_twice or line.lower() in {"", "~", "null"}, (
                text,
                row["title"],
            )
        for shown in (row["title"], *row["tags"], *row["authors"]):
            assert clean_line(shown) == shown
    record_property(
        "figure", f"{len(listed)} of {3 * len(chosen)} listed, {differ} titles read as marks or empty"
    )


def test_a_code_block_shows_each_as_the_gate_lets_it_through(strings: list[str]) -> None:
    for text in strings:
        document = document_in(f"# A\n\n{FENCE}\n{text}\n{FENCE}\n".encode("utf-8", "surrogatepass"), UTC, 0)
        layout = Layout(compose(document, PageOptions(UTC, False)), 72)
        shown = "".join(layout.text_between(Position(0), Position(len(layout.blocks))).split())
        assert "".join(clean(text).split()) in shown, text


@pytest.mark.pty
@pytest.mark.timeout(1800 if FULL else 120)
def test_the_screen_shows_one_after_another(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    count = len(list(folder.iterdir()))
    with Terminal([folder], (100, 30)) as terminal:
        terminal.wait(f"{count:,} unread")
        terminal.type("\r")
        for _ in range(count if FULL else 60):
            terminal.type("J")
            assert terminal.process.poll() is None, terminal.text()
        for keys in ("gt", "gp", "gi", "gl", "u", "t"):
            terminal.type(*keys)
            terminal.read(0.5)
            terminal.type("\x1b")
            terminal.read(0.3)
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert not strays(terminal.written)
    assert not strange_kinds(terminal.written)
    record_property("figure", f"{count} articles on the screen, 0 crashes")
