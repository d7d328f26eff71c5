"""Who has newsboat is offered its keys on the first screen, in a line; the answer is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.actions.workspace.newsboat_offer import note_import
from reader.actions.workspace.session import Session, load_session, save_session
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from tests.tui.driving import driven

OFFER = "You know newsboat: g Y takes its keys · g N keeps these"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "of a user"
    (made / ".newsboat").mkdir(parents=True)
    (made / ".newsboat" / "urls").write_text("https://example.org/feed\n")
    return made


@contextmanager
def opened(feed: Path, paths: Paths, home: Path, **flags: object) -> Iterator[Workspace]:
    environ = {"TZ": "UTC", "HOME": str(home)}
    with open_workspace(
        [feed], {"index_words": False, "top_groups": (), **flags}, paths, environ
    ) as workspace:
        yield workspace


async def test_its_keys_are_offered_taken_kept_and_given_back(feed: Path, paths: Paths, home: Path) -> None:
    with opened(feed, paths, home) as workspace:
        async with driven(workspace, size=(110, 30)) as it:
            assert it.shows(OFFER)
            await it.press("g", "Y")
            assert not it.shows(OFFER)
            await it.press("N")
            row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
            assert row
            assert row.read
    assert load_session(paths.screen_state).newsboat_keys == "yes"
    assert not paths.settings_file.exists()
    with opened(feed, paths, home) as workspace:
        assert workspace.settings.key_preset == "newsboat"
        async with driven(workspace, size=(110, 30)) as it:
            assert not it.shows("You know newsboat")
            await it.press("g")
            assert it.shows("Newest first")
            await it.press("escape", ";", "N")
            await it.press("N")
            assert it.shows("N goes to what was found")
    with opened(feed, paths, home) as workspace:
        assert workspace.settings.key_preset == "default"
        async with driven(workspace, size=(110, 30)) as it:
            assert not it.shows("You know newsboat")


async def test_it_is_offered_in_xdgs_folder_too_and_after_an_import_and_not_without_newsboat(
    feed: Path, paths: Paths, tmp_path: Path
) -> None:
    home = tmp_path / "another"
    home.mkdir()
    with opened(feed, paths, home) as workspace:
        async with driven(workspace, size=(110, 30)) as it:
            assert not it.shows("You know newsboat")
    (home / ".config" / "newsboat").mkdir(parents=True)
    (home / ".config" / "newsboat" / "config").write_text("")
    with opened(feed, paths, home) as workspace:
        async with driven(workspace, size=(60, 24)) as it:
            assert it.shows("You know newsboat: g Y takes its keys")
    with opened(feed, paths, home, key_preset="vim") as workspace:
        async with driven(workspace, size=(110, 30)) as it:
            assert not it.shows("You know newsboat")
    note_import(paths.screen_state)
    with opened(feed, paths, tmp_path / "nowhere") as workspace:
        async with driven(workspace, size=(110, 30)) as it:
            assert it.shows(OFFER)
            await it.press("g", "N")
            assert not it.shows(OFFER)
    note_import(paths.screen_state)
    assert load_session(paths.screen_state).newsboat_keys == "no"


def test_an_import_is_noted_once(tmp_path: Path) -> None:
    file = tmp_path / "state" / "screen.json"
    note_import(file)
    assert load_session(file).newsboat_keys == "wanted"
    save_session(file, Session(newsboat_keys="yes"))
    note_import(file)
    assert load_session(file).newsboat_keys == "yes"
