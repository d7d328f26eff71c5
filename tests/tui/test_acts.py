"""Acts follow one another in the order in which they were asked for, and a broken index ends nothing."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.journal import Change, Field, compaction, log, segments
from reader.paths import Paths
from reader.tui.control import background
from tests.tui.driving import article_writer, driven
from tests.tui.terminal import Terminal

MANY = 700
"""More than are marked on the loop."""


def big_feed(folder: Path) -> Path:
    folder.mkdir()
    for number in range(MANY):
        article_writer(folder)(f"{number}.md", f"Article {number}", "2025-01-01", ["big"], "Text.")
    return folder


async def test_undo_right_after_marking_thousands_undoes_that(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    workspace = open_desks(big_feed(tmp_path / "big"), confirm_marking_above=0)
    async with driven(workspace) as it:
        await it.press("s")
        await it.pilot.press("R", "U")
        await it.until(lambda: it.shows(f"{MANY} articles are unread again"))
        assert workspace.library.articles.counts().unread == MANY
        assert workspace.library.articles.counts().starred == 1
        await it.press("ctrl+r")
        await it.until(lambda: workspace.library.articles.counts().unread == 0)


async def test_marking_many_is_asked_about(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    workspace = open_desks(feed, confirm_marking_above=1)
    async with driven(workspace) as it:
        await it.press("R", "n")
        assert workspace.library.articles.counts().unread == 4
        await it.press("R")
        assert it.shows("Mark 2 articles read?")
        await it.press("y")
        await it.until(lambda: workspace.library.articles.counts().unread == 2)
        await it.press("m", "b")
        assert not it.shows("Mark")


def test_an_index_that_is_overwritten_meanwhile_is_said_and_costs_no_mark(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("r")
        terminal.wait("3/4 unread")
        for file in (Path(os.environ["XDG_CACHE_HOME"]) / "newsreader" / "index").iterdir():
            file.write_bytes(b"no database at all " * 5000)
        terminal.type("j", "s", "j", "k", "a")
        terminal.wait("The index was damaged and is rebuilt")
        terminal.wait("3/4 unread")
        terminal.type("q")
        assert terminal.wait_end(8) == 0
        assert b"Traceback" not in terminal.written
    with Terminal([feed]) as again:
        again.wait("3/4 unread")


def test_an_index_that_is_damaged_at_the_start_is_made_anew_at_once(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("4/4 unread")
        terminal.type("r")
        terminal.wait("3/4 unread")
        terminal.type("q")
        assert terminal.wait_end() == 0
    [file] = (Path(os.environ["XDG_CACHE_HOME"]) / "newsreader" / "index").glob("*[0-9a-f].db")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE article SET title = x'ff'")
    connection.close()
    with Terminal([feed]) as again:
        again.wait("The index was damaged and is rebuilt")
        again.wait("3/4 unread")
        again.wait("苹果和香蕉")
        again.type("q")
        assert again.wait_end() == 0


async def test_an_index_that_is_deleted_meanwhile_ends_nothing(
    feed: Path, workspace: Workspace, paths: Paths
) -> None:
    async with driven(workspace) as it:
        for file in (paths.cache / "index").iterdir():
            file.unlink()
        (paths.cache / "index").rmdir()
        article_writer(feed)("new.md", "New", "2026-01-01", ["news"], "Text.")
        await it.press("r", "j", "s")
        await it.settle()
        assert it.app.is_running


async def test_tags_of_ones_own_are_typed_shown_and_taken_back(workspace: Workspace) -> None:
    before = {path: path.read_bytes() for path in workspace.library.folders[0].path.iterdir()}
    async with driven(workspace) as it:
        await it.press("#")
        await it.until(lambda: it.shows("Tags of First article") and it.shows("news,"))
        await it.press(*"to read", "enter")
        await it.until(lambda: it.shows("Tags changed; U undoes it"))
        await it.until(lambda: it.shows("#news  #to read"))
        assert any("to read" in line and "1" in line for line in it.lines()[:20])
        await it.press("U")
        await it.until(lambda: not it.shows("to read"))
        assert it.shows("It is as it was before")
        await it.press("#", *"水", "tab")
        await it.until(lambda: it.shows("news, 水果,"))
        await it.press("ctrl+u", *"水果", "enter")
        await it.until(lambda: it.shows("#水果") and not it.shows("#news"))
    assert {path: path.read_bytes() for path in before} == before


async def test_a_note_stands_above_the_text_until_it_is_taken_back(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "n", *"worth it", "enter")
        await it.until(lambda: it.shows("note: worth it"))
        await it.press("g", "n")
        await it.until(lambda: it.shows("Note about First article"))
        assert it.shows("worth it")
        await it.press("ctrl+u", "enter")
        await it.until(lambda: not it.shows("worth it"))
        await it.press("U")
        await it.until(lambda: it.shows("note: worth it"))


async def test_what_was_read_is_told_with_bars(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("r", "g", "i")
        await it.until(lambda: it.shows("1 of 4 articles read"))
        assert it.shows("by tag")
        assert it.shows("news 1 ███")
        await it.press("escape")
        assert not it.shows("by tag")


async def test_a_long_journal_becomes_short_while_one_reads(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (log, segments, compaction):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 20_000)
    monkeypatch.setattr(background, "COMPACT_S", 0.1)
    places = [Key("elsewhere", f"{number}.md") for number in range(100)]
    for number in range(40):
        workspace.journal.record([Change(key, Field.READ, number % 2 == 0) for key in places])
    folder = workspace.journal.folder / workspace.journal.device
    before = sum(file.stat().st_size for file in folder.glob("*.jsonl"))
    async with driven(workspace) as it:
        await it.press("s")
        await it.until(lambda: sum(file.stat().st_size for file in folder.glob("*.jsonl")) < before / 2)
        assert not workspace.journal.unsaved
        assert workspace.library.articles.counts().starred == 1
        await it.press("U")
        assert workspace.library.articles.counts().starred == 0
