"""What may follow a command line while it is typed, and the scripts by which real shells ask for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import BY_NAME
from reader.settings import ROWS, THEMES
from tests.cli.conftest import Newsreader
from tests.tui.terminal import Terminal


@pytest.fixture
def words(newsreader: Newsreader, folder: Path) -> "object":
    """Ask for what may be the last word of a line; the folder of articles is in the index."""
    newsreader("list", "-f", folder)

    def ask(*line: object) -> list[str]:
        done = newsreader("completions", "words", "--line=" + "\x1f".join(map(str, line)))
        assert (done.returncode, done.stderr) == (0, "")
        return [each.partition("\t")[0] for each in done.stdout.splitlines()]

    return ask


def test_commands_and_folders_come_first(words: "object", folder: Path) -> None:
    assert words("") == [*BY_NAME, ":folders"]  # type: ignore[operator]
    assert words("sa") == ["save", ":folders"]  # type: ignore[operator]
    assert words(folder, "l") == [":folders"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (["list", "--so"], ["--sort"]), (["list", "--sort", "wo"], ["words"]), (["list", "--sort=-wo"], ["--sort=-words"]),
        (["mark", "st"], ["star"]), (["mark", "--dry-run", "unst"], ["unstar"]), (["--theme", "nor"], ["nord"]),
        (["config", "set", "thE"], []), (["config", "set", "justify", ""], ["true", "false"]),
        (["config", "set", "scope", "u"], ["unread"]), (["config", "set", "theme", "solarized-"], ["solarized-dark", "solarized-light"]),
        (["config", "set", "measure", ""], []), (["config", "unset", "measu"], ["measure"]), (["tags", "--by", "ye"], ["year"]),
        (["show", ""], [":files"]), (["trust", ""], [":folders"]), (["list", "-f", ""], [":folders"]),
        (["list", "--", "--so"], []), (["nonsense", "--js"], []), (["journal", "export", ""], [":files"]),
        (["list", "--folder=x"], [":folders"]), (["index", ""], []),
    ],
)  # fmt: skip
def test_options_and_values_are_those_of_the_command(
    words: "object", line: list[str], found: list[str]
) -> None:
    assert words(*line) == found  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (["--lang", ""], ["auto", "en", "ja", "zh_CN", "zh_TW"]), (["list", "--lang=zh"], ["--lang=zh_CN", "--lang=zh_TW"]),
        (["--theme", "sep"], ["sepia"]), (["config", "set", "theme", "sep"], ["sepia"]),
        (["config", "unset", "searches."], ["searches.long", "searches.news"]), (["config", "set", "keys.mark_d"], ["keys.mark_done"]),
        (["config", "unset", "keys."], ["keys.down"]), (["config", "set", "measure."], []), (["config", "set", "nothing."], []),
    ],
)  # fmt: skip
def test_languages_themes_of_the_user_and_what_tables_have_are_offered(
    words: "object", newsreader: Newsreader, line: list[str], found: list[str]
) -> None:
    file = Path(newsreader("config", "path").stdout.strip())
    (file.parent / "themes").mkdir(parents=True, exist_ok=True)
    (file.parent / "themes" / "sepia.toml").write_text('extends = "paper-light"\n')
    file.write_text('[searches]\nlong = "words:>2"\nnews = "is:new"\n[keys]\ndown = "j"\n')
    assert words(*line) == found  # type: ignore[operator]


def test_every_option_of_every_command_is_offered(newsreader: Newsreader) -> None:
    for name in BY_NAME:
        usage = newsreader(name, "--help").stdout
        offered = newsreader("completions", "words", f"--line={name}\x1f--").stdout
        assert [
            option
            for option in ("--json", "--debug", "--config", "--help", "--folder")
            if option in usage and option not in offered
        ] == []


def test_words_of_a_query_come_from_the_index(words: "object", folder: Path) -> None:
    there = ["-f", folder]
    assert words("list", *there, "tag:fr") == ["tag:fruit"]  # type: ignore[operator]
    assert words("list", *there, "-tag:水") == ["-tag:水果"]  # type: ignore[operator]
    assert words("mark", "star", *there, "is:unr") == ["is:unread"]  # type: ignore[operator]
    assert words("tag", *there, "new,fr") == ["new,fruit"]  # type: ignore[operator]
    assert "title:" in words("search", *there, "ti")  # type: ignore[operator]
    assert words("list", "-f", folder / "none", "tag:") == []  # type: ignore[operator]


def test_what_others_named_does_not_steer_the_terminal(newsreader: Newsreader, folder: Path) -> None:
    (folder / "d.md").write_text('---\ntags: ["evil \\e]0;PWNED\\a", "two\\tparts"]\n---\ntext\n')
    newsreader("list", "-f", folder)
    done = newsreader("completions", "words", f"--line=list\x1f-f\x1f{folder}\x1ftag:")
    assert "\x1b" not in done.stdout
    assert all(line.count("\t") <= 1 for line in done.stdout.splitlines())


def test_settings_and_themes_are_all_offered(words: "object") -> None:
    assert words("config", "set", "") == list(ROWS)  # type: ignore[operator]
    assert words("config", "set", "theme", "") == list(THEMES)  # type: ignore[operator]


def test_a_folder_may_be_named_as_shells_hand_it_on(
    words: "object", newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "home" / "my notes").symlink_to(folder)
    assert words("list", "-f", "~/my notes", "tag:fr") == ["tag:fruit"]  # type: ignore[operator]
    for line in ('list -f "~/my notes" ', "list -f ~/my\\ notes "):
        done = newsreader("completions", "words", f"--line=\x1e{line}\x1ftag:fr")
        assert done.stdout.startswith("tag:fruit"), line
    open_quote = newsreader("completions", "words", "--line=\x1elist 'open \x1fis:unr")
    assert open_quote.stdout == "is:unread\n"


def _shell(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name} here")
    return found


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the command, first in the path."""
    there = tmp_path / "bin"
    there.mkdir()
    (there / "newsreader").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    (there / "newsreader").chmod(0o755)
    monkeypatch.setenv("PATH", f"{there}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return there


LINES = [
    ("newsreader conf", "newsreader config"), ("newsreader config set measu", "newsreader config set measure"),
    ("newsreader mark unst", "newsreader mark unstar"), ("newsreader list -f {folder} tag:fr", "newsreader list -f {folder} tag:fruit"),
    ("newsreader list -f {folder} tag:水", "newsreader list -f {folder} tag:水果"),
    ('newsreader list -f "{folder}" tag:fr', 'newsreader list -f "{folder}" tag:fruit'), ("newsreader --lang zh_T", "newsreader --lang zh_TW"),
    ("newsreader list --sort=-wo", "newsreader list --sort=-words"), ("newsreader show {folder}/a", "newsreader show {folder}/a.md"),
]  # fmt: skip
"""A line as it is typed, and what tab makes of it."""


@pytest.mark.pty
@pytest.mark.parametrize(("shell", "start"), [
    (("bash", "--norc", "-i"), 'eval "$(newsreader completions bash)"'),
    (("zsh", "-f", "-i"), 'autoload -U compinit; compinit -u -D; eval "$(newsreader completions zsh)"'),
    (("fish", "--no-config", "-i"), "newsreader completions fish | source"),
], ids=["bash", "zsh", "fish"])  # fmt: skip
def test_tab_completes_lines_in_the_real_shell(
    shell: tuple[str, ...], start: str, folder: Path, path: Path, tmp_path: Path
) -> None:
    _shell(shell[0])
    subprocess.run([path / "newsreader", "list", "-f", folder], capture_output=True, check=True)
    link = tmp_path / "f"
    link.symlink_to(folder)
    with Terminal([], command=shell, size=(140, 30)) as it:
        it.type(f"{start}\r")
        it.type("echo rea''dy\r")
        it.wait("ready")
        for typed, completed in LINES:
            it.type(typed.format(folder=link) + "\t")
            it.wait(completed.format(folder=link))
            it.type("\x15\x0c")
