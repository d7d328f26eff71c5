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
