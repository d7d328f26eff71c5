"""The manual page has every command, option and setting, and man shows it without a warning."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.cli.commands import BY_NAME
from reader.settings import ROWS


@pytest.fixture
def page(root: Path) -> str:
    """What man shows of it, 100 cells wide."""
    man = shutil.which("man")
    if not man or not shutil.which("groff"):
        pytest.skip("no man and groff here")
    done = subprocess.run(
        [man, "-l", "--warnings=w", str(root / "docs" / "newsreader.1")],
        capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": "", "MANPAGER": "cat"},
    )  # fmt: skip
    assert done.stderr == ""
    return re.sub(r".\x08", "", done.stdout)


def test_every_command_option_and_setting_is_in_it(page: str) -> None:
    lines = {line.strip() for line in page.splitlines()}
    assert set(BY_NAME) <= lines
    assert [name for name in ROWS if not re.search(rf"^ +{name}\b", page, re.MULTILINE)] == []
    for option in ("--config FILE", "-f, --folder FOLDER", "--scope unread|all|starred|later", "--online"):
        assert option in page


def test_examples_stand_in_it_as_they_are_typed(page: str) -> None:
    assert "newsreader list 'date:>2025-01 -tag:ads OR is:starred'" in page
    assert 'eval "$(newsreader completions bash)"' in page
    assert "newsreader list --json 苹果 | jq '.articles[].title'" in page
