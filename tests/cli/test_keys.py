"""``newsreader keys``: the keys that hold, as text, Markdown and JSON, without the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.tui.keys.commands import COMMANDS
from tests.cli.conftest import ROOT, Newsreader


def written(text: str) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text)


def test_every_command_is_listed_with_its_title_its_keys_and_its_id(newsreader: Newsreader) -> None:
    done = newsreader("keys")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line for line in done.stdout.splitlines() if line.startswith(" ")]
    assert len(rows) == len(COMMANDS)
    assert [
        row.id for row in COMMANDS if not any(row.title in line and row.id in line.split() for line in rows)
    ] == []
    [star] = [line for line in rows if "toggle_star" in line]
    assert star.split() == ["s", "Toggle", "star", "toggle_star"]
    assert max(map(len, done.stdout.splitlines())) < 110


def test_the_users_keys_and_preset_are_worked_in_and_mistakes_go_to_stderr(
    newsreader: Newsreader,
) -> None:
    written(
        'key_preset = "newsboat"\n[keys]\ntoggle_star = "ctrl+t"\ntogle_read = "x"\nundo = ["ctrl+t"]\n',
    )
    done = newsreader("keys", "--json")
    found = json.loads(done.stdout)
    assert (found["schema"], found["preset"]) == (2, "newsboat")
    keys = {each["command"]: each["keys"] for each in found["commands"]}
    assert keys["toggle_star"] == ["ctrl+t"]
    assert keys["toggle_read"] == ["N"]
    assert set(keys) == {command.id for command in COMMANDS}
    assert (
        "config.toml, line 4: keys: no command is called togle_read; did you mean toggle_read?" in done.stderr
    )
    assert (
        "config.toml, line 5: keys: ctrl+t of undo is taken by toggle_star; give one of them another key"
        in done.stderr
    )


def test_another_preset_can_be_looked_at_and_one_that_does_not_exist_is_refused(
    newsreader: Newsreader,
) -> None:
    [line] = [line for line in newsreader("keys", "--preset", "emacs").stdout.splitlines() if " undo" in line]
    assert "ctrl+x u" in line
    assert newsreader("keys", "--preset", "nano").returncode == 2


def test_the_markdown_is_the_tables_of_the_documentation(newsreader: Newsreader) -> None:
    table = newsreader("keys", "--markdown").stdout
    assert table.startswith("## Moving\n\n| Command | Keys |")
    assert table.strip() in (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")


def test_the_screen_is_not_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from reader.cli.main import main; main(['keys']);"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"HOME": str(tmp_path)}, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert {"textual", "rich", "sqlite3"} & set(done.stderr.split()) == set()


@pytest.mark.parametrize("word", ["--markdown", "--json"])
def test_one_form_at_a_time(newsreader: Newsreader, word: str) -> None:
    other = "--json" if word == "--markdown" else "--markdown"
    assert newsreader("keys", word, other).returncode == 2
