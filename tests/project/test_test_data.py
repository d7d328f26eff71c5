"""What others wrote for tests stands under their licences, whole, and in no wheel."""

import re
import tomllib
from pathlib import Path

import pytest

_ROW = re.compile(r"^\| `([^`]+)` \| .*© .* \| \[.+\]\(([^)]+)\) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows(standards: Path) -> dict[str, str]:
    """The licence of each file, by the table of the folder's own README."""
    return dict(_ROW.findall((standards / "README.md").read_text(encoding="utf-8")))


def test_every_file_is_named_with_its_author_and_its_licence(standards: Path, rows: dict[str, str]) -> None:
    assert set(rows) == {path.name for path in standards.iterdir() if path.is_file()} - {"README.md"}
    assert {standards / licence for licence in rows.values()} == set((standards / "LICENSES").iterdir())


def test_the_licences_travel_with_what_is_handed_out(root: Path, standards: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {path for pattern in project["license-files"] for path in root.glob(pattern)}
    assert named == {root / "LICENSE", *(standards / "LICENSES").iterdir()}


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("CC-BY-SA-4.0.txt", "Attribution-ShareAlike 4.0 International"),
        ("Unicode-3.0.txt", "UNICODE LICENSE V3"),
        ("BSD-2-Clause.txt", "Copyright (c) 2014, John MacFarlane"),
        ("MIT-naughty-strings.txt", "Copyright (c) 2015 Max Woolf"),
    ],
)
def test_a_licence_is_the_one_that_its_name_says(standards: Path, licence: str, words: str) -> None:
    assert words in (standards / "LICENSES" / licence).read_text(encoding="utf-8")


def test_only_tests_on_real_articles_depend_on_what_a_clone_does_not_hold(root: Path) -> None:
    """The rest runs everywhere: no test names another folder of the data outside, nor skips for want of it."""
    texts = {path: path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*.py")}
    outside = re.compile(r'\btest_data / "(?!corpus"|samples")')
    found = [path.name for path, text in texts.items() if path != Path(__file__) and outside.search(text)]
    assert found == []
