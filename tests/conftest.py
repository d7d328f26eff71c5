"""What all tests share: a home of their own, and the way to the test data."""

import ast
import os
import sys
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from reader.i18n import ENGLISH, insist, speak

ROOT = Path(__file__).parent.parent

KEPT = {
    "NEWSREADER_TORTURE",
    "NEWSREADER_TEST_DATA",
    "NEWSREADER_TEST_GREADER",
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


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that have changed, once for all processes of the run."""
    if "slipcover" in sys.modules:
        _parse_one_at_a_time()
    sources = list((ROOT / "reader" / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = [source.with_suffix(".mo") for source in sources]
    if not hasattr(config, "workerinput") and any(
        not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
        for po, mo in zip(sources, compiled, strict=True)
    ):
        from tools.compiled_catalogues import compile_all

        compile_all(ROOT / "reader" / "locale")


def _parse_one_at_a_time() -> None:
    """Keep two threads from making trees of code at once, as both do that import while coverage is measured.

    Python 3.11 counts the depth of what it converts for all threads together, and raises SystemError if they differ
    (CPython's issue 106905).
    """
    importer: Any = sys.modules["slipcover.importer"]

    lock = Lock()
    parse = ast.parse

    def parse_alone(*arguments: Any, **named: Any) -> Any:
        with lock:
            return parse(*arguments, **named)

    def compile_alone(*arguments: Any, **named: Any) -> Any:
        with lock:
            return compile(*arguments, **named)

    ast.parse = parse_alone
    importer.compile = compile_alone  # what it calls shadows the builtin


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
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")  # English, whatever the person who runs the tests speaks
    insist("")
    speak(ENGLISH)


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
