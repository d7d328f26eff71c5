"""The process that reads words: one at a time, again when something has changed, and gone when it is told to go."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.finding.reading_words import TRIES, WordsReader
from reader.actions.workspace.workspace import open_workspace
from reader.library import Library
from reader.paths import standard_paths

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.md").write_text("first needle")
    with open_workspace([folder], {}, standard_paths(), {}) as workspace:
        workspace.library.scan()
        yield workspace.library


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_reads_and_reads_again_what_changed_meanwhile(library: Library) -> None:
    folder = library.folders[0].path
    reader = WordsReader([folder], os.environ)
    reader.begin()
    assert reader.is_reading
    (folder / "b.md").write_text("second needle")
    library.scan()
    reader.begin()  # nothing yet: it is at work
    until(lambda: not reader.is_reading)
    assert reader.go_on(), "all words that it was started for are read"
    until(lambda: not reader.is_reading)
    assert reader.go_on()
    assert not reader.go_on()  # nothing more to do
    assert len(library.questions.query('"needle"', NOW)) == 2


def test_it_ends_when_it_is_told_to(library: Library) -> None:
    reader = WordsReader([library.folders[0].path], os.environ)
    reader.begin()
    reader.stop()
    until(lambda: not reader.is_reading)
    reader.begin()
    assert not reader.is_reading


def test_one_that_is_killed_is_followed_by_another(library: Library) -> None:
    reader = WordsReader([library.folders[0].path], os.environ)
    for _ in range(TRIES - 1):
        reader.begin()
        assert reader._process is not None  # no key kills it
        reader._process.kill()
        until(lambda: not reader.is_reading)
        assert not reader.problem
    reader.go_on()
    until(lambda: not reader.is_reading)
    reader.go_on()
    assert len(library.questions.query('"needle"', NOW)) == 1


def test_where_each_is_killed_it_is_said(library: Library) -> None:
    reader = WordsReader([library.folders[0].path], os.environ)
    reader.begin()
    for _ in range(TRIES):
        assert reader._process is not None
        reader._process.kill()
        until(lambda: not reader.is_reading)
        reader.go_on()
    assert not reader.is_reading
    assert "newsreader index says why" in reader.problem


def test_nothing_of_the_folder_one_stands_in_is_run(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    (trap / "reader").mkdir(parents=True)
    for name in ("__init__.py", "__main__.py"):
        (trap / "reader" / name).write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
    monkeypatch.chdir(trap)
    reader = WordsReader([library.folders[0].path], {**os.environ, "PYTHONPATH": ""})
    reader.begin()
    until(lambda: not reader.is_reading)
    assert not (tmp_path / "sprung").exists()
