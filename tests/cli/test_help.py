"""Help: in any locale, usage first, and only with options that mean something."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import BY_NAME
from tests.cli.conftest import ROOT, Newsreader

LOCALES = (
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252:strict"},
)


def run(*words: str, **environ: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "reader", *words], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL,
        timeout=60, check=False, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **environ},
    )  # fmt: skip


@pytest.mark.parametrize("command", [*BY_NAME, ""])
def test_help_is_printed_in_every_locale(command: str) -> None:
    words = ([command] if command else []) + ["--help"]
    told = run(*words, LC_ALL="C.UTF-8")
    assert (told.returncode, told.stderr) == (0, b"")
    for environ in LOCALES[:: 1 if not command or command in {"list", "search"} else 3]:
        done = run(*words, **environ)
        assert (done.returncode, done.stdout, done.stderr) == (0, told.stdout, b""), environ


@pytest.mark.parametrize("environ", LOCALES)
def test_what_is_wrong_is_said_in_every_locale(environ: dict[str, str]) -> None:
    for words in (["list", "--苹果"], ["苹果苹果"], ["show", "苹果.md"], ["--version"]):
        done = run(*words, **environ)
        assert b"Traceback" not in done.stderr
        assert b"newsreader crashed" not in done.stderr
        assert done.returncode == (0 if words == ["--version"] else 1 if words[0] == "show" else 2)


@pytest.mark.parametrize("command", [*BY_NAME, ""])
def test_help_begins_with_the_usage_then_come_examples_then_options(
    newsreader: Newsreader, command: str
) -> None:
    told = newsreader(*([command] if command else []), "--help").stdout
    assert told.startswith("usage: newsreader")
    assert told.index("usage:") < told.index("examples:") < told.index("options:")
    assert told.index("examples:") < 700
    assert not told.endswith("\n\n")


@pytest.mark.parametrize(
    "command", ["add", "save", "refresh", "feeds", "remove", "journal", "index", "trust"]
)
def test_commands_offer_no_option_that_means_nothing_for_them(newsreader: Newsreader, command: str) -> None:
    assert "--rescan" not in newsreader(command, "--help").stdout
    done = newsreader(command, "--rescan", "status" if command == "journal" else "x")
    assert done.returncode == 2
    assert "There is no option --rescan" in done.stderr


def test_the_usage_of_rules_names_what_it_takes(newsreader: Newsreader) -> None:
    assert "{test}" in newsreader("rules", "--help").stdout


@pytest.mark.parametrize("word", ["unpublish", "frobnicate"])
@pytest.mark.parametrize("option", ["--help", "-h", "--version", "--json"])
def test_a_command_that_there_is_not_has_no_help(newsreader: Newsreader, word: str, option: str) -> None:
    done = newsreader(word, option)
    assert (done.returncode, f"There is no command, folder or file {word}" in done.stderr) == (2, True)
    assert "usage:" not in done.stdout


@pytest.mark.parametrize("full", ["/dev/full"])
def test_help_that_cannot_be_written_says_so(full: str) -> None:
    if not Path(full).exists():
        pytest.skip("no /dev/full here")
    with open(full, "w") as stdout:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "reader", "--help"], cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "newsreader: The output could not be written: No space left on device\n",
    )
