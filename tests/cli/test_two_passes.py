"""Commands answer from an index of which the texts were not read: they read them first."""

import json
import os
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import open_workspace
from reader.cli import opening
from reader.library.scan import scanner, worker_pool
from reader.paths import standard_paths
from tests.cli.conftest import Newsreader


@pytest.fixture
def half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as large, left by a program that was killed between the two passes."""
    monkeypatch.setattr(scanner, "MANY", 40)
    monkeypatch.setattr(worker_pool, "cores", lambda: 2)
    monkeypatch.setattr(opening, "SMALL", 10)
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(50):
        text = "Some words. " * (400 if number == 7 else 20) + "\n\n[site](https://example.com/x)"
        (folder / f"{number}.md").write_text(f"---\ntitle: Title {number}\ndate: 2025-01-01\n---\n{text}\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    with open_workspace([folder], {}, standard_paths(), os.environ) as workspace:
        workspace.library.scan(headers_first=True)
        assert workspace.library.articles.count_waiting() == 50
    return folder


@pytest.mark.parametrize("command", ["list", "search"])
def test_a_query_by_length_finds_all_it_should(newsreader: Newsreader, half_read: Path, command: str) -> None:
    done = newsreader(command, "-f", half_read, "words:>500", "--json")
    found = json.loads(done.stdout)
    assert [article["title"] for article in found["articles"]] == ["Title 7"]
    assert "not indexed" not in done.stderr


def test_columns_that_the_texts_say_are_there(newsreader: Newsreader, half_read: Path) -> None:
    found = json.loads(newsreader("list", "-f", half_read, "--json", "sort:-words").stdout)["articles"]
    assert found[0]["title"] == "Title 7"
    assert all(article["minutes"] and article["source"] == "site" for article in found)
