import os
import sys
from itertools import product
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

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


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of other systems are asked for")
def test_the_folders_are_those_of_platformdirs_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    homes = ("/users/me", "/users/me/", "/", "/users/两 个", "relative", "", None)
    values = (None, "", "relative", "/data", "/data/", "~/x", " /data", "/a//b/../c", "/数据")
    for home, first, second in product(homes, values, values):
        for name, value in zip(
            ("CONFIG", "DATA", "STATE", "CACHE"), (first, second, second, first), strict=True
        ):
            set_to(monkeypatch, f"XDG_{name}_HOME", value)
        set_to(monkeypatch, "HOME", home)
        dirs = PlatformDirs("newsreader", appauthor=False)
        assert standard_paths()[:4] == (
            dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path,
        ), (home, first, second, dict(os.environ))  # fmt: skip


def set_to(monkeypatch: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv(name, raising=False)
    else:
        monkeypatch.setenv(name, value)
