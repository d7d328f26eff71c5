from pathlib import Path

import pytest

from reader.paths import standard_paths


def test_each_folder_is_where_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("config", "data", "state", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    paths = standard_paths()
    assert [paths.config, paths.data, paths.state, paths.cache] == [
        tmp_path / name / "newsreader" for name in ("config", "data", "state", "cache")
    ]


def test_what_is_precious_lies_in_data_and_what_can_go_lies_in_the_cache() -> None:
    paths = standard_paths()
    assert paths.journal.parent == paths.folder_ids.parent == paths.data
    assert paths.settings_file.parent == paths.config
    assert paths.screen_state.parent == paths.state
    assert len({paths.config, paths.data, paths.state, paths.cache}) == 4


def test_asking_creates_nothing() -> None:
    paths = standard_paths()
    assert not any(folder.exists() for folder in (paths.config, paths.data, paths.state, paths.cache))


def test_a_relative_folder_in_a_variable_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert standard_paths().data.is_absolute()
