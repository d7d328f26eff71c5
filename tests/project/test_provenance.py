"""All that is here is ours, and says nothing about the machines that it was written on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOPS = ("reader", "tests", "benchmarks", "docs", "tools", "styles", "sample_feed", ".ci")
SHARED_LINE = 40
"""Characters; two people may write the same shorter line."""

# Put together from pieces, so that this file is not its own first find.
_MACHINE = re.compile(
    r"(?<![\w.~])/(?:"
    + "|".join(("wo" + "rk", "ro" + "ot", "Us" + "ers", r"ho" + r"me/(?!you\b|user\b)"))
    + r")(?:/|\b)"
    "|" + "|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "crates" + r"\.io/"))
)


def _texts(root: Path) -> Iterator[tuple[Path, str]]:
    found = [path for top in TOPS for path in (root / top).rglob("*") if "__pycache__" not in path.parts]
    for path in sorted(
        [*found, *root.glob("*.md"), root / "Makefile", root / "pyproject.toml", root / "requirements.lock"]
    ):
        if path.is_file() and path.suffix != ".png":
            yield path, path.read_bytes().decode("utf-8", "replace")


def test_no_file_names_a_path_of_a_machine_or_a_registry(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}: {match[0]}"
        for path, text in _texts(root)
        for match in _MACHINE.finditer(text)
    ]
    assert found == []


@pytest.mark.slow
def test_no_article_of_ours_is_copied_from_the_test_data(root: Path, test_data: Path) -> None:
    theirs = {
        line
        for folder in ("corpus", "samples")
        for path in (test_data / folder).rglob("*.m*d*")
        if path.is_file()
        for line in _long_lines(path.read_bytes().decode("utf-8", "replace"))
    }
    assert theirs
    copied = [
        f"{path.relative_to(root)}: {line}"
        for path, text in _texts(root)
        if path.suffix != ".py"
        for line in _long_lines(text)
        if line in theirs
    ]
    assert copied == []


def _long_lines(text: str) -> Iterator[str]:
    return (line for raw in text.splitlines() if len(line := raw.strip()) >= SHARED_LINE)
