"""What all tests share: a home of their own, and the way to the test data."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

KEPT = {
    "NEWSREADER_TORTURE",
    "NEWSREADER_TEST_DATA",
    "NEWSREADER_SNAPSHOTS",
    "NEWSREADER_SOAK_LOG",
    "NEWSREADER_SOAK_MINUTES",
}
"""What tests themselves are asked by."""

settings.register_profile(
    "everyday", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "torture", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("torture" if os.environ.get("NEWSREADER_TORTURE") else "everyday")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take long: most of them wait, while the others keep the cores busy."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what belongs to the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in [
        name
        for name in os.environ
        if name.startswith(("NEWSREADER_", "XDG_")) or name in {"BROWSER", "NO_COLOR"}
    ]:
        if name not in KEPT:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("CONFIG", "config"), ("DATA", "data"), ("STATE", "state"), ("CACHE", "cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' own test files (tests/data)."""
    return ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real articles; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("NEWSREADER_TEST_DATA", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip("no real articles: set NEWSREADER_TEST_DATA to their folder")
    return folder
