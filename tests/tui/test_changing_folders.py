"""A folder that changes under the open program: nothing is taken for gone that is only away, and no half title shows."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.counts import FULL
from tests.tui.driving import beside
from tests.tui.terminal import ROOT, Terminal

pytestmark = [pytest.mark.pty, pytest.mark.slow, pytest.mark.row(19)]

ARTICLES = 40
ROUNDS = 200 if FULL else 12
WRITES = 200 if FULL else 25
ON_A_BRANCH = 4_000 if FULL else 400

TITLE = re.compile(r"Whole title (\d+) edition (\d+) complete")


def write(folder: Path, number: int, edition: int = 0) -> None:
    (folder / f"{number:04}.md").write_text(text_of(number, edition))


def text_of(number: int, edition: int) -> str:
    header = (
        f"---\ntitle: Whole title {number} edition {edition} complete\ndate: 2025-01-01\ntags: [t]\n---\n"
    )
    return header + f"Body {number}.\n\n" + "More of the text.\n\n" * 200


def listed(folder: Path, query: str = "") -> Mapping[str, str]:
    """Return the titles that the command line lists, by the names of their files."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "-f", folder, "--json", *([query] if query else [])],
        capture_output=True, timeout=120, check=False, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode in {0, 3}, done.stderr
    return {Path(row["path"]).name: row["title"] for row in json.loads(done.stdout)["articles"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "changing"
    made.mkdir()
    for number in range(ARTICLES):
        write(made, number)
    return made


def star_some(folder: Path) -> set[str]:
    names = {f"{number:04}.md" for number in range(0, ARTICLES, 4)}
    starred = [str(folder / name) for name in sorted(names)]
    for path in starred:
        subprocess.run(
            [sys.executable, "-m", "reader", "mark", "star", "-f", folder, f"path:{Path(path).name}"],
            capture_output=True, timeout=60, check=True, cwd=ROOT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    assert set(listed(folder, "is:starred")) == names
    return names


@pytest.mark.timeout(1800 if FULL else 180)
def test_a_folder_that_vanishes_and_comes_back_has_lost_nothing(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    stars, away, chance = star_some(folder), folder.with_name("away"), random.Random(19)
    with Terminal([folder], (110, 40)) as terminal:
        terminal.wait(f"{ARTICLES} unread")
        for number in range(ROUNDS):
            folder.rename(away)
            if number % 3 == 0:
                folder.mkdir()  # where a drive is mounted that is away
            terminal.read(chance.uniform(0, 0.4))
            terminal.type(chance.choice("jkGn"))
            if number % 3 == 0:
                folder.rmdir()
            away.rename(folder)
            terminal.read(chance.uniform(0, 0.2))
            assert terminal.process.poll() is None, terminal.text()
        terminal.wait(f"/{ARTICLES} unread")
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert len(listed(folder)) == ARTICLES
    assert set(listed(folder, "is:starred")) == stars
    record_property(
        "figure", f"0 of {ARTICLES} articles and {len(stars)} stars lost in {ROUNDS} disappearances"
    )


@pytest.mark.timeout(1800 if FULL else 180)
def test_files_that_are_half_written_and_renamed_show_no_half_title(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    stars, chance, seen = star_some(folder), random.Random(20), set[str]()
    with Terminal([folder], (140, 60)) as terminal:
        terminal.wait(f"{ARTICLES} unread")
        for number in range(WRITES):
            article = chance.randrange(ARTICLES)
            path, text = folder / f"{article:04}.md", text_of(article, number + 1)
            cut = chance.randrange(len(text))
            if number % 2:  # in place, in two goes
                with path.open("w") as file:
                    file.write(text[:cut])
                    file.flush()
                    terminal.read(chance.uniform(0, 0.1))
                    file.write(text[cut:])
            else:  # beside it, then renamed, as editors and sync tools do
                part = path.with_name(f".{path.name}.part")
                part.write_text(text)
                terminal.read(chance.uniform(0, 0.05))
                part.replace(path)
            terminal.type(chance.choice("jk]["))
            seen.update(
                beside(line, 46)[0].strip(" ▌●★") for line in terminal.lines() if "Whole title" in line
            )
            assert terminal.process.poll() is None, terminal.text()
        terminal.read(1)
        terminal.type("q")
        assert terminal.wait_end() == 0
    found = listed(folder)
    assert len(found) == ARTICLES
    torn = [title for title in found.values() if not TITLE.fullmatch(title)]
    assert not torn
    assert set(listed(folder, "is:starred")) == stars
    assert seen
    record_property(
        "figure", f"{len(torn)} torn titles after {WRITES} writes, {ARTICLES} of {ARTICLES} listed"
    )


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Reader", "-c", "user.email=reader@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, timeout=120, check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"},
    )  # fmt: skip


@pytest.mark.timeout(1200 if FULL else 180)
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_another_branch_is_another_list_and_back_again_all_is_there(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    stars = star_some(folder)
    git(folder, "init", "-b", "one")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "One")
    git(folder, "checkout", "-b", "other")
    for number in range(ARTICLES):
        (folder / f"{number:04}.md").unlink()
    for number in range(5_000, 5_000 + ON_A_BRANCH):
        write(folder, number)
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "Other")
    git(folder, "checkout", "one")
    with Terminal([folder], (110, 40)) as terminal:
        terminal.wait(f"{ARTICLES} unread")
        for _ in range(2):
            git(folder, "checkout", "other")
            terminal.wait(f"/{ON_A_BRANCH:,} unread", 90)
            git(folder, "checkout", "one")
            terminal.wait(f"/{ARTICLES} unread", 90)
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert set(listed(folder)) == {f"{number:04}.md" for number in range(ARTICLES)}
    assert set(listed(folder, "is:starred")) == stars
    record_property("figure", f"0 stars lost over 4 checkouts of {ON_A_BRANCH} other files")
