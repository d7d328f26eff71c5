"""A change in one room reaches only the rooms above it, and only the screen pays for the screen."""

import subprocess
import sys
from pathlib import Path

import pytest

LIGHT_ROOMS = "reader.article, reader.page, reader.library, reader.journal, reader.actions, reader.cli.main"
HEAVY = ("textual", "rich")
LOADED = f"print(sorted(name for name in sys.modules if name.partition('.')[0] in {HEAVY}))"


def _last_line_of(program: str, root: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_the_contracts_between_the_rooms_are_kept(root: Path) -> None:
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rooms_below_the_screen_do_not_import_it(root: Path) -> None:
    assert _last_line_of(f"import sys, {LIGHT_ROOMS}; {LOADED}", root) == "[]"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_needs_no_screen_does_not_import_it(root: Path, option: str) -> None:
    program = f"""
import contextlib, sys
from reader.cli.main import main
with contextlib.suppress(SystemExit):
    main([{option!r}])
{LOADED}
"""
    assert _last_line_of(program, root) == "[]"


def test_the_first_frame_does_not_wait_for_what_only_pages_need(root: Path) -> None:
    later = (
        "markdown_it",
        "pygments.lexers",
        "pylatexenc",
        "emoji",
        "reader.page.markdown.parse",
        "reader.text.graphemes",
        "reader.tui.acts.linking",
        "reader.tui.page.typeset",
    )
    program = f"import sys, reader.tui.app; print([name for name in {later} if name in sys.modules])"
    assert _last_line_of(program, root) == "[]"


def test_a_list_that_has_nothing_yet_says_so_without_the_typesetter(root: Path) -> None:
    told = "print(sidebar._wrapped('Reading the folder …', 32), 'reader.page.lines.wrap' in sys.modules)"
    assert _last_line_of(f"import sys; from reader.tui.list import sidebar; {told}", root) == (
        "['Reading the folder …'] False"
    )


def test_the_screen_would_be_noticed(root: Path) -> None:
    assert "textual.app" in _last_line_of(f"import sys, textual.app; {LOADED}", root)
