from pathlib import Path

import pytest

from reader import assets
from reader.assets import asset


def test_the_sample_feed_is_found_in_a_checkout() -> None:
    assert any(asset("sample_feed").glob("*.md"))


def test_in_a_wheel_the_folder_inside_the_package_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "reader"
    packaged = package / "_assets" / "styles"
    packaged.mkdir(parents=True)
    (tmp_path / "styles").mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert asset("styles") == packaged
