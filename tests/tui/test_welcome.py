"""The first start: a page that says how to begin, and what its keys do."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from reader.settings import KEY_PRESETS, Settings
from reader.tui.keys.keys_in_force import keymap_of
from tests.tui.driving import beside, driven
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.driving import Driven

Opened = Callable[..., AbstractContextManager[Workspace]]

OPML = """<opml version="2.0"><body>
<outline text="Far" xmlUrl="http://127.0.0.1:9/far"/><outline text="Near" xmlUrl="http://127.0.0.1:9/near"/>
</body></opml>"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "of a user"
    (made / "Downloads").mkdir(parents=True)
    return made


@pytest.fixture
def opened(paths: Paths, home: Path) -> Opened:
    @contextmanager
    def open_it(*folders: Path, **flags: object) -> "Iterator[Workspace]":
        environ = {"TZ": "UTC", "HOME": str(home)}
        with open_workspace(
            folders, {"index_words": False, "refresh_every_min": 0, **flags}, paths, environ
        ) as workspace:
            yield workspace

    return open_it


def page(it: "Driven") -> str:
    return " ".join(" ".join(beside(line)[1] for line in it.lines()).split())


def said(it: "Driven") -> str:
    return "\n".join(it.screen.messages.lines(UTC))


async def test_the_first_start_says_how_to_begin_and_asks_for_nothing(opened: Opened) -> None:
    with opened() as workspace:
        async with driven(workspace, size=(100, 30)) as it:
            await it.until(lambda: "Begin with one of these keys" in page(it))
            for row in ("M opens a folder", "A follows a feed", "I imports feeds", "enter enters the tour"):
                assert row in page(it), row
            assert it.app.screen is it.screen  # no dialog
            assert not it.app.screen.query("Toast")
            await it.press("j")
            assert "Begin with one of" not in page(it)
            await it.press("k")
            assert "Good morning." in page(it)
            await it.press(*":show_welcome", "enter")
            await it.until(lambda: "M opens a folder" in page(it))
            await it.press("escape")
            await it.until(lambda: "Good morning." in page(it))


async def test_a_narrow_window_shows_it_alone_and_esc_leads_to_the_list(opened: Opened) -> None:
    with opened() as workspace:
        async with driven(workspace, size=(50, 20)) as it:
            await it.until(lambda: it.shows("M opens a folder of yours"))
            assert it.shows("esc leads to the list")
            await it.press("escape")
            assert "Welcome to newsreader" in it.line_of_cursor()
            row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
            assert row
            assert not row.read


async def test_enter_on_the_first_row_reads_the_tour(opened: Opened) -> None:
    with opened() as workspace:
        async with driven(workspace, size=(100, 30)) as it:
            await it.until(lambda: "Begin with one of these keys" in page(it))
            await it.press("enter")
            await it.until(lambda: "Good morning." in page(it))
            assert it.screen.in_page


async def test_what_other_readers_left_is_found_named_and_imported(opened: Opened, home: Path) -> None:
    (home / ".newsboat").mkdir()
    (home / ".newsboat" / "urls").write_text('http://127.0.0.1:9/one "news"\n# https://no.invalid/feed\n')
    (home / "Downloads" / "my feeds.opml").write_text(OPML)
    (home / "Downloads" / "broken.opml").write_text("<opml><body>")
    with opened() as workspace:
        async with driven(workspace, size=(120, 30)) as it:
            await it.until(lambda: it.shows("imports feeds; found: newsboat, my feeds.opml"))
            await it.press("I")
            await it.until(lambda: it.shows("another file"))
            assert it.shows("newsboat: ~/.newsboat/urls")
            assert not it.shows("broken.opml")
            await it.press("down", "enter")
            await it.until(lambda: "2 feeds are new" in said(it))
        written = (workspace.paths.subscriptions / "feeds.toml").read_text()
        assert "127.0.0.1:9/far" in written
        assert "127.0.0.1:9/near" in written
        assert "127.0.0.1:9/one" not in written


async def test_another_list_is_typed_with_completion_and_what_is_none_is_refused(
    opened: Opened, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    (home / "lists").mkdir()
    (home / "lists" / "from elsewhere.xml").write_text(OPML)
    (home / "lists" / "notes.md").write_text("# No feeds\n")
    with opened() as workspace:
        async with driven(workspace, size=(120, 30)) as it:
            await it.press("I")
            await it.until(lambda: it.shows("an OPML file, or newsboat's folder"))
            await it.press(*"~/nowhere", "enter")
            await it.until(lambda: it.shows("There is no folder or file ~/nowhere"))
            await it.press("ctrl+u", *"~/lists/notes.md", "enter")
            await it.until(lambda: it.shows("has no feeds: an OPML file or newsboat's urls is needed"))
            await it.press("ctrl+u", *"~/li")
            await it.until(lambda: it.shows("lists/"))
            await it.press("tab")
            await it.until(lambda: it.shows("from elsewhere.xml"))
            assert not it.shows("notes.md")
            await it.press("tab", "enter")
            await it.until(lambda: "2 feeds are new" in said(it))
    assert "127.0.0.1:9/far" in (workspace.paths.subscriptions / "feeds.toml").read_text()


@pytest.mark.pty
def test_a_folder_that_is_opened_takes_the_place_of_the_sample_now_and_the_next_time(tmp_path: Path) -> None:
    for name in ("notes", "posts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(f"---\ntitle: Of {name}\n---\nText of {name}.\n")
    with Terminal([], size=(100, 30)) as terminal:
        terminal.wait("M  opens a folder")
        terminal.type("M")
        terminal.wait("Open a folder")
        terminal.type(*str(tmp_path / "nowhere"), "\r")
        terminal.wait("There is no folder or file")
        terminal.type("\x15", *str(tmp_path / "notes"), "\r")
        terminal.wait("Text of notes.")
        assert not terminal.shows("Welcome")
        terminal.type("M")
        terminal.wait("Open a folder")
        terminal.type(*str(tmp_path / "posts"), "\r")
        terminal.wait("Text of posts.")
        terminal.type("q")
        assert terminal.wait_end() == 0
    with Terminal([], size=(100, 30)) as terminal:
        terminal.wait("Text of posts.")
    assert not list(Path(os.environ["XDG_CONFIG_HOME"]).rglob("config.toml"))


@pytest.mark.parametrize("preset", KEY_PRESETS)
def test_each_preset_has_a_key_for_each_way_to_begin(preset: str) -> None:
    keymap = keymap_of(Settings(key_preset=preset))
    for id_ in ("open_folder", "add_feed", "import_feeds", "enter", "leave", "show_help", "quit"):
        assert keymap.first(id_), id_


async def test_in_a_narrow_window_it_has_whole_lines_at_every_start_and_when_it_is_called(
    opened: Opened,
) -> None:
    for _ in range(2):  # the second time the index is there
        with opened() as workspace:
            async with driven(workspace, size=(50, 20)) as it:
                await it.until(lambda: any("Nothing has to be set up. Begin" in line for line in it.lines()))
    with opened() as workspace:
        async with driven(workspace, size=(50, 20)) as it:
            await it.press("escape", *":show_welcome", "enter")
            await it.until(lambda: any("Nothing has to be set up. Begin" in line for line in it.lines()))
