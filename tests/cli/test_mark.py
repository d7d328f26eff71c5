"""``newsreader mark``, as a shell sees it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


def test_what_a_query_finds_is_marked_and_one_undo_takes_it_back(
    newsreader: Newsreader, folder: Path
) -> None:
    assert (
        newsreader("mark", "-f", folder, "--dry-run", "read", "tag:fruit").stdout
        == "2 articles would be changed\n"
    )
    assert newsreader("mark", "-f", folder, "read", "tag:fruit").stdout == "2 articles changed\n"
    assert newsreader("list", "-f", folder, "is:unread", "--format", "{title}").stdout == "bad ␛]0;PWNED␇\n"
    done = newsreader("mark", "-f", folder, "read", "tag:fruit")
    assert (done.returncode, done.stdout) == (3, "")
    assert "Nothing to change" in done.stderr
    for command in (["mark", "read"], ["mark", "--dry-run", "read"], ["tag", "new"]):
        done = newsreader(*command, "-f", folder, "tag:nosuch")
        assert (done.returncode, done.stdout) == (3, "")
        assert "No articles found" in done.stderr
    assert json.loads(newsreader("mark", "-f", folder, "undo", "--json").stdout) == {
        "schema": 2,
        "changed": 2,
    }
    assert len(newsreader("list", "-f", folder, "is:unread").stdout.splitlines()) == 3
    assert newsreader("mark", "-f", folder, "redo").stdout == "2 articles changed\n"


@pytest.mark.parametrize(("act", "query"), [("star", "is:starred"), ("later", "is:later")])
def test_stars_and_later_too(newsreader: Newsreader, folder: Path, act: str, query: str) -> None:
    assert newsreader("mark", "-f", folder, act, "title:apple").stdout == "1 article changed\n"
    assert newsreader("list", "-f", folder, query, "--format", "{title}").stdout == "Apple\n"
    off = {"star": "unstar", "later": "not-later"}[act]
    assert newsreader("mark", "-f", folder, off, "").stdout == "1 article changed\n"


@pytest.mark.parametrize("arguments", [["read"], ["undo", "tag:x"], ["burn", "x"]])
def test_what_makes_no_sense_is_a_usage_error_and_marks_nothing(
    newsreader: Newsreader, folder: Path, arguments: list[str]
) -> None:
    done = newsreader("mark", "-f", folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(newsreader("list", "-f", folder, "is:unread").stdout.splitlines()) == 3


def test_what_is_only_tried_says_so_and_changes_nothing(newsreader: Newsreader, folder: Path) -> None:
    for words in (["--dry-run", "read", "tag:fruit"], ["read", "tag:fruit", "--dry-run"]):
        done = newsreader("mark", "-f", folder, *words)
        assert (done.stdout, done.stderr) == ("2 articles would be changed\n", "")
        told = json.loads(newsreader("mark", "-f", folder, *words, "--json").stdout)
        assert (told["changed"], told["would_change"]) == (0, 2)
    assert newsreader("list", "-f", folder, "is:read").returncode == 3


def test_a_batch_says_how_to_take_it_back(newsreader: Newsreader, folder: Path) -> None:
    assert (
        "newsreader mark undo takes it back" in newsreader("mark", "-f", folder, "read", "tag:fruit").stderr
    )
    assert newsreader("mark", "-f", folder, "undo").stderr == ""
    assert newsreader("mark", "-f", folder, "read", "title:apple").stderr == ""
    assert "newsreader mark undo takes it back" in newsreader("tag", "new", "tag:fruit", "-f", folder).stderr


def test_undo_counts_what_it_changes_in_folders_that_are_not_open(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("d", "e", "f"):
        (other / f"{name}.md").write_text("# Pear\n")
    newsreader("mark", "-f", folder, "read", "tag:fruit")
    for act, query in (("undo", "is:read"), ("redo", "is:unread tag:fruit")):
        done = newsreader("mark", "-f", other, act)
        assert (done.returncode, done.stdout) == (0, "2 articles changed\n")
        assert done.stderr == "newsreader: 2 of them are not in the folders that are open\n"
        assert newsreader("list", "-f", folder, query).returncode == 3
    told = json.loads(newsreader("mark", "-f", other, "undo", "--json").stdout)
    assert told["changed"] == 2
    newsreader("mark", "-f", folder, "-f", other, "star", "")
    (other / "d.md").unlink()
    done = newsreader("mark", "-f", folder, "-f", other, "undo")
    assert done.stdout == "6 articles changed\n"
    assert done.stderr == "newsreader: 1 of them is not in the folders that are open\n"
