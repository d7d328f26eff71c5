from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


def test_the_command_line_says_it_on_stderr_and_works(
    newsreader: Newsreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.")
    monkeypatch.setenv("NEWSREADER_TEXT_FILES", "true")
    done = newsreader("list", "-f", folder, "--format", "{title}")
    assert done.stdout == "A\n"
    assert done.stderr == (
        "newsreader: NEWSREADER_TEXT_FILES is now called NEWSREADER_LIST_TEXT_FILES; please rename it\n"
    )
