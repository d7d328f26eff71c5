"""The list of a large new folder: headers come first, and what the texts say waits, and says so."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.library import Changes
from reader.library.scan import scanner, worker_pool
from reader.tui.app import NewsreaderApp
from tests.tui.driving import Driven, article_writer, driven

OpenDesk = Callable[..., Workspace]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as large."""
    monkeypatch.setattr(scanner, "MANY", 40)
    monkeypatch.setattr(worker_pool, "cores", lambda: 2)
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(60):
        text = "Some words. " * (400 if number == 7 else 20) + "\n\n[site](https://example.com/x)"
        article_writer(folder)(
            f"{number}.md", f"Title{number}", f"2025-01-{1 + number % 28:02}", ["all"], text
        )
    return folder


async def test_what_the_texts_say_waits_and_says_so_and_comes_without_a_key(
    large: Path, open_desks: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, may_begin = open_desks(large), threading.Event()
    read_rest = workspace.library.read_rest

    def later(*arguments: Any) -> Any:
        may_begin.wait(20)
        return read_rest(*arguments)

    monkeypatch.setattr(workspace.library, "read_rest", later)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=(140, 30)) as pilot:
        it = Driven(app, pilot)  # which is not idle before the texts are read
        await it.until(lambda: it.shows("60 texts not indexed yet"))
        assert it.shows("Title27")
        assert it.shows(" · …")
        assert not it.shows("· site")
        may_begin.set()
        await it.until(lambda: it.screen.background.waiting == 0 and it.shows("· site"))
        assert not it.shows("not indexed")
        assert not it.shows(" · …")


async def test_a_filter_by_length_finds_what_was_read_meanwhile(large: Path, open_desks: OpenDesk) -> None:
    workspace = open_desks(large, searches={"Long reads": "words:>500"})
    async with driven(workspace, (140, 30)) as it:
        await it.until(lambda: it.screen.background.waiting == 0)
        await it.until(lambda: it.shows("Long reads 1"))


async def test_who_quits_meanwhile_finds_the_rest_read_at_the_next_start(
    large: Path, open_desks: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_desks(large)
    monkeypatch.setattr(workspace.library, "read_rest", lambda *_: Changes())
    async with driven(workspace) as it:
        await it.press("q")
    assert workspace.library.articles.count_waiting() == 60
    workspace.library.close()
    again = open_desks(large)
    async with driven(again) as it:
        await it.until(lambda: again.library.articles.count_waiting() == 0)
        await it.until(lambda: it.screen.background.waiting == 0)
