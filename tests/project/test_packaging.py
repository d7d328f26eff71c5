"""What is handed out holds what it needs, and nothing that belongs to others."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LARGEST_FILE = 200_000
"""Bytes; a source distribution with a larger file holds somebody's data."""

LARGEST_STANDARD = 250_000
"""Bytes of a file of tests/data, each of which has a row in its README."""


def _build(kind: str, source: Path, target: Path) -> Path:
    """Build without the network and without isolation, as a distribution's packager does."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)],
        cwd=source,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return next(target.iterdir())


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("sdist", root, tmp_path_factory.mktemp("sdist"))


def _assets(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for name in ("styles", "sample_feed")
        for path in (root / name).rglob("*")
        if path.is_file()
    }


def _packed_assets(wheel: Path) -> set[str]:
    prefix = "reader/_assets/"
    names = zipfile.ZipFile(wheel).namelist()
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def test_the_wheel_holds_the_style_sheets_and_the_sample_feed(wheel: Path, root: Path) -> None:
    assert _packed_assets(wheel) == _assets(root)


def test_the_wheel_holds_the_package_its_manual_page_and_nothing_else(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    [page] = [name for name in names if not name.startswith("reader/")]
    assert page.endswith(".data/data/share/man/man1/newsreader.1")


def test_the_wheel_speaks_every_language_of_the_checkout(wheel: Path, root: Path) -> None:
    sources = sorted((root / "reader" / "locale").glob("*/LC_MESSAGES/*.po"))
    names = set(zipfile.ZipFile(wheel).namelist())
    assert sources
    assert {source.relative_to(root).with_suffix(".mo").as_posix() for source in sources} <= names
    assert [name for name in names if name.endswith((".po", ".pot"))] == [], "what nothing reads"


def test_an_installed_wheel_finds_its_assets_inside_itself(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = "from reader.assets import asset; print(asset('styles')); print(asset('sample_feed'))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'site'); {program}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    packed = tmp_path / "site" / "reader" / "_assets"
    assert done.stdout.split() == [str(packed / "styles"), str(packed / "sample_feed")]
    assert (packed / "sample_feed" / "welcome.md").is_file()


def test_a_checkout_finds_its_assets_beside_the_package(root: Path) -> None:
    program = "from reader.assets import asset; print(asset('sample_feed'))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert Path(done.stdout.strip()) == root / "sample_feed"


def test_the_source_distribution_holds_only_what_is_ours(sdist: Path) -> None:
    ours = {"reader", "styles", "sample_feed", "tests", "benchmarks", "docs", "tools"}
    with tarfile.open(sdist) as archive:
        members = [member for member in archive if member.isfile()]
    folders = {parts[1] for member in members if len(parts := member.name.split("/")) > 2}
    assert folders <= ours
    assert {"reader", "tests", "sample_feed"} <= folders
    for member in members:
        if not member.name.endswith(("_table.py", ".po")):
            is_standard = "/tests/data/" in member.name
            assert member.size <= (LARGEST_STANDARD if is_standard else LARGEST_FILE), member.name


def test_a_wheel_built_from_the_source_distribution_is_complete(
    sdist: Path, root: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    again = _build("wheel", next((tmp_path / "source").iterdir()), tmp_path / "wheel")
    assert _packed_assets(again) == _assets(root)
