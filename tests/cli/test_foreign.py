"""Another package whose import name is ``reader``, in the place of ours: one plain sentence."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

SENTENCE = "newsreader: another package named reader is installed in this environment"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder of packages in which ours is."""
    shutil.copytree(
        ROOT / "reader", tmp_path / "site" / "reader", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("styles", "sample_feed"):
        shutil.copytree(ROOT / name, tmp_path / "site" / "reader" / "_assets" / name)
    return tmp_path / "site"


def start(place: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Start the command as the script does that pip writes."""
    # Without site: else a copy of ours that pip keeps elsewhere would stand in for what is gone.
    code = f"import sys; sys.path.insert(0, {str(place)!r}); from reader.cli.main import run; sys.exit(run())"
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *words], cwd=place.parent, capture_output=True, text=True, timeout=60, check=False,
        env={"HOME": str(place.parent), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def _replaced(package: Path) -> None:
    (package / "__init__.py").write_text('"""Another."""\n__version__ = "3.26"\ndef make_reader(url): ...\n')


def _replaced_by_one_with_a_program(package: Path) -> None:
    (package / "__init__.py").write_text('PROGRAM = "other"\n__version__ = "3.26"\n')


def _gone(package: Path) -> None:
    (package / "__init__.py").unlink()
    (package / "__main__.py").unlink()


@pytest.mark.parametrize("spoil", [_replaced, _replaced_by_one_with_a_program, _gone])
@pytest.mark.parametrize("words", [("--version",), ("list",), ("--help",), (), ("nonsense", "--json")])
def test_a_foreign_reader_is_named_in_one_sentence(
    place: Path, spoil: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    spoil(place / "reader")
    done = start(place, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(SENTENCE)
    assert len(done.stderr.splitlines()) == 1
    assert "pipx" in done.stderr


def test_our_own_package_starts(place: Path) -> None:
    done = start(place, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("newsreader ")


def test_python_dash_m_reader_says_the_same_where_our_own_main_is_left(place: Path) -> None:
    _replaced(place / "reader")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reader", "--version"], cwd=place.parent, capture_output=True, text=True,
        timeout=60, check=False, env={"PYTHONPATH": str(place), "HOME": str(place.parent), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(SENTENCE)
