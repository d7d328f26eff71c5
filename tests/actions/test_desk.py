"""Which folders are meant, and what is said of those that are not there."""

import json
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import open_workspace
from reader.assets import asset
from reader.errors import UsageError
from reader.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "~feed"
    folder.mkdir()
    (folder / "a.md").write_text("Text.")
    return folder


def write_settings(paths: Paths, *folders: str) -> None:
    paths.config.mkdir()
    paths.settings_file.write_text(f"folders = {json.dumps(folders)}")


@pytest.mark.parametrize("odd", ["~nobody-of-this-name/x", "/not/there", "a\0b", "x" * 5000])
def test_folders_of_the_settings_that_cannot_be_are_told_and_the_others_opened(
    paths: Paths, feed: Path, odd: str
) -> None:
    write_settings(paths, odd.replace("\0", ""), str(feed))
    with open_workspace([], {}, paths, {}) as workspace:
        assert [folder.path for folder in workspace.library.folders] == [feed]
        assert "does not exist" in workspace.warnings[0]


def test_without_any_that_is_there_the_sample_feed_is_opened_with_a_word_about_one_s_own(
    paths: Paths,
) -> None:
    write_settings(paths, "/not/there")
    with open_workspace([], {}, paths, {}) as workspace:
        assert workspace.library.folders[0].path == asset("sample_feed")
        assert "newsreader FOLDER" in workspace.welcome


def test_what_is_named_is_meant_as_it_is_written(
    paths: Paths, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(feed.parent)
    with open_workspace([Path(feed.name)], {}, paths, {}) as workspace:
        assert workspace.library.folders[0].path == feed
    with (
        pytest.raises(UsageError, match="no folder or file"),
        open_workspace([Path("nowhere")], {}, paths, {}),
    ):
        pass


@pytest.mark.parametrize("content", ["[" * 100_000, '{"folders": ["~nobody-of-this-name"]}'])
def test_a_session_that_is_broken_keeps_nobody_from_starting(paths: Paths, feed: Path, content: str) -> None:
    paths.state.mkdir()
    paths.screen_state.write_text(content)
    with open_workspace([feed], {}, paths, {}) as workspace:
        assert workspace.library.folders[0].path == feed
