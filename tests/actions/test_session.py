"""What is remembered from one session to the next."""

import json
import os
from pathlib import Path

import pytest

from reader.actions.workspace.session import Session, for_folders, load_session, save_session

FULL = Session(("/a", "/b"), 40, True, ("news", "水果"), ("id", "one\udcff.md"), "水果", True)


def test_a_session_comes_back_as_it_was_left(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "screen.json"
    save_session(file, FULL)
    assert load_session(file) == FULL
    assert [path.name for path in file.parent.iterdir()] == ["screen.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'"x"', b"null"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "screen.json"
    file.write_bytes(content)
    assert load_session(file) == Session()


@pytest.mark.timeout(20)
def test_a_pipe_in_its_place_is_as_good_as_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "screen.json")
    assert load_session(tmp_path / "screen.json") == Session()


def test_single_wrong_values_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    file.write_text(
        json.dumps({"folders": [1], "sidebar_width": "wide", "article": ["one"], "new": 1, "group": "a"})
    )
    assert load_session(file) == Session(group="a")


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    save_session(taken / "screen.json", FULL)
    assert taken.read_text() == ""


def test_other_folders_keep_the_sizes_and_forget_the_rest() -> None:
    other = for_folders(FULL, ("/c",))
    assert (other.sidebar_width, other.sidebar_hidden) == (40, True)
    assert (other.folders, other.open_groups, other.article) == (("/c",), (), None)
    assert for_folders(FULL, FULL.folders) is FULL
