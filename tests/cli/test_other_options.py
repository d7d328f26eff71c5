"""Options as other programs have them, and files whose name begins with a dash: the error says what to type."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["list", "-n"], "--limit"), (["list", "-n", "3"], "--limit"), (["list", "-n3"], "--limit"), (["list", "-10"], "--limit"),
        (["list", "-l"], "--limit"), (["list", "-j"], "--json"), (["list", "-v"], "--debug"), (["list", "-V"], "newsreader --version"),
        (["list", "-u"], "is:unread"), (["list", "-s", "date"], "--sort"), (["list", "-r"], "--rescan"),
        (["search", "-n", "x"], "--limit"), (["search", "-l", "x"], "--limit"), (["search", "-j", "x"], "--json"), (["search", "-u", "x"], "is:unread"),
        (["mark", "read", "-n", "x"], "--dry-run"), (["mark", "read", "-u", "x"], "is:unread"), (["mark", "read", "-j", "x"], "--json"),
        (["refresh", "-q"], "--quiet"), (["refresh", "-v"], "--debug"), (["refresh", "-j"], "--json"), (["refresh", "-s"], "--quiet"),
        (["refresh", "-n"], "--now"), (["index", "-q"], "--quiet"), (["index", "-v"], "--debug"),
        (["show", "-w", "60", "x"], "--width"), (["show", "-j", "x"], "--json"), (["show", "-c", "x"], "--color"),
        (["add", "-t", "x", "y"], "--tag"), (["save", "-t", "x", "y"], "--tag"), (["trust", "-y"], "--yes"), (["trust", "-l"], "--list"),
        (["list", "--unread"], "is:unread"), (["list", "--unraed"], "is:unread"), (["search", "x", "--starred"], "is:starred"),
        (["mark", "read", "--tag=news"], "tag:NAME"), (["list", "--since", "2026-01-01"], "date:>=DATE"), (["list", "--lmit", "3"], "--limit"),
        (["feeds", "--unread"], ""), (["feeds", "-j"], "--json"), (["stats", "-j"], "--json"), (["tags", "-j"], "--json"), (["tags", "-s", "name"], "--sort"),
        (["-v"], "--version"), (["-V"], "newsreader --version"), (["-t", "nord"], "--theme"),
        (["list", "-a"], ""), (["list", "-q"], ""), (["search", "-a", "x"], ""), (["remove", "-a", "x"], ""), (["mark", "-a", "read"], ""),
        (["show", "-n", "x"], ""), (["show", "-l", "x"], ""), (["feeds", "-n"], ""), (["feeds", "-u"], ""), (["refresh", "-u"], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)  # fmt: skip
def test_a_letter_of_other_programs_names_the_option_that_does_that(
    newsreader: Newsreader, words: list[str], meant: str
) -> None:
    done = newsreader(*words)
    assert (done.returncode, done.stdout) == (2, "")
    first = next(line for line in done.stderr.splitlines() if "There is no option" in line)
    assert first.partition("; ")[2] == (f"did you mean {meant}?" if meant else "")


@pytest.mark.parametrize("command", ["list", "search", "show", "mark", "refresh", "journal"])
def test_h_is_help_everywhere(newsreader: Newsreader, command: str) -> None:
    assert newsreader(command, "-h").stdout == newsreader(command, "--help").stdout


def here(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "reader", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["-dash.md", "--dash.md", "-f.md", "-x.md", "-0.md", "-h.mdx", "--folder=a.md", "-a b.markdown"]
)
@pytest.mark.parametrize(
    "command", [["show"], ["mark", "star"], ["list"], []], ids=["show", "mark", "list", "screen"]
)
def test_a_file_whose_name_begins_with_a_dash_is_named_by_a_hint_that_works(
    folder: Path, name: str, command: list[str]
) -> None:
    if name == "--folder=a.md" or (command in (["mark", "star"], ["list"]) and name == "-a b.markdown"):
        return  # the option, and a query that was quoted for the shell
    (folder / name).write_text("---\ntitle: Dashing\n---\nText of it.\n")
    done = here(folder, *command, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"newsreader: There is no option {name}\n" in done.stderr
    assert f"type ./{name}, or put it after two dashes: -- {name}" in done.stderr
    named = ["-f", "."] if command and command[0] in {"mark", "list"} else []
    for words in ([f"./{name}"], ["--", name]):
        done = here(folder, *command, *named, *words)
        assert done.returncode in {0, 3}, done.stderr
        assert "Dashing" in done.stdout or "changed" in done.stdout or "No articles" not in done.stderr


def test_a_file_that_is_not_there_has_the_hint_too(folder: Path) -> None:
    for command in (["show"], ["mark", "star"]):
        done = here(folder, *command, "-none.md")
        assert done.returncode == 2
        assert "type ./-none.md" in done.stderr
        assert "leave a word out" not in done.stderr
