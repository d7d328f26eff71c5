"""What keeps the next change as good as the last one: what is pinned, subjects of commits, releases."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reader import __version__
from tools.subject import LONGEST, complaint

SINCE = "2026-11-30T02:00:00Z"
"""Commits from then on have a subject of at most 72 characters."""

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def plain(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    return (root / "requirements.lock").read_text(encoding="utf-8")


def test_everything_that_is_needed_is_pinned_and_within_the_bounds(root: Path, lock: str) -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for extra in project["project"]["optional-dependencies"].values():
        needed += extra
    pinned = {plain(name): version for name, version in _PINNED.findall(lock)}
    for requirement in map(Requirement, needed):
        assert requirement.specifier.contains(pinned[plain(requirement.name)]), requirement


def test_each_that_is_pinned_has_hashes_and_none_has_an_address(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert len(blocks) > 40
    for block in blocks:
        assert _PINNED.match(block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert not re.search(r"//|\bindex-url|\bfind-links| @ ", lock)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Keep a fault to its feed\n", ""),
        ("x" * LONGEST + "\n\nWhy.\n", ""),
        ("x" * (LONGEST + 1), "73 characters"),
        ("Keep a fault to its feed.\n", "full stop"),
        ("Number lists of #.\n", ""),
        ("Keep a fault\nto its feed\n", "empty line"),
        ("# a remark of git's\n", "no subject"),
        ("\n\n# a remark\n\nKeep it\n", ""),
        ("Merge branch 'a' into " + "b" * 80, ""),
    ],
)
def test_what_a_subject_may_be(message: str, told: str) -> None:
    assert (told in complaint(message)) if told else complaint(message) == ""


def test_the_hook_says_what_is_wrong_and_ends_the_commit(root: Path, tmp_path: Path) -> None:
    message = tmp_path / "message"
    message.write_text("x" * 100)
    done = subprocess.run(
        [sys.executable, "-m", "tools.subject", message],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "at most 72" in done.stderr


def test_subjects_of_new_commits_fit_into_a_list(root: Path) -> None:
    done = subprocess.run(
        ["git", "log", "--no-merges", f"--since={SINCE}", "--format=%h %s"],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("no history of git")
    subjects = [line.partition(" ") for line in done.stdout.splitlines()]
    assert [f"{commit}: {told}" for commit, _, subject in subjects if (told := complaint(subject))] == []


def test_the_changelog_says_of_each_release_its_version_and_its_day(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:]]
    assert all(released), headings
    assert [match[1] for match in released if match][:1] in ([], [__version__])
