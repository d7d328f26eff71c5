"""What the tests of the project share: where it lies, and what Python there is in it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("reader", "tests", "benchmarks", "docs", "tools")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Path]:
    """Every Python module of the project, but what machines and builds leave there."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
