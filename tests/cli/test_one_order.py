"""The order of a list is that of the files: whatever was read first, and however often reading was killed."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.counts import FULL
from tests.tui.terminal import ROOT

ARTICLES = 600
KILLS = 50 if FULL else 4


def write(folder: Path, number: int) -> None:
    """Write an article; many are of one day."""
    place = folder / f"part {number * 7 % 5}"
    place.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: Note {number}\ndate: 2025-01-0{number % 3 + 1}\ntags: [t{number % 7}]\nauthors: [b{number % 5}, a{number % 4}]\n---\nWord {number}\n"
    (place / f"{number * 31 % 1000}.md").write_text(text, encoding="ascii")


def listed(folder: Path, cache: Path, *query: str) -> list[dict[str, object]]:
    """Return what ``list --json`` says of each article, in its order, by the index in a cache folder."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--json", "-f", folder, *query], check=True, timeout=300,
        capture_output=True, cwd=ROOT, stdin=subprocess.DEVNULL, env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip
    articles: list[dict[str, object]] = json.loads(done.stdout)["articles"]
    return articles


QUERIES: tuple[tuple[str, ...], ...] = (
    (), ("tag:t3",), ("sort:date",), ("sort:-words",), ("sort:title",), ("word",), ("--limit", "37")
)  # fmt: skip


def test_indexes_that_read_the_files_in_another_order_list_them_in_the_same_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    numbers = list(range(120))
    random.Random(3).shuffle(numbers)
    for start in range(0, len(numbers), 30):
        for number in numbers[start : start + 30]:
            write(folder, number)
        listed(folder, tmp_path / "by and by")
    for query in QUERIES:
        by_and_by, at_once = (listed(folder, tmp_path / cache, *query) for cache in ("by and by", "at once"))
        assert by_and_by == at_once, query
        assert by_and_by


def test_articles_of_one_date_stand_in_the_order_of_their_paths(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("c", "a", "b"):
        (folder / f"{name}.md").write_text("---\ndate: 2025-01-01\n---\ntext\n")
        listed(folder, tmp_path / "cache")
    found = [Path(str(article["path"])).name for article in listed(folder, tmp_path / "cache")]
    assert found == ["a.md", "b.md", "c.md"]


@pytest.mark.slow
@pytest.mark.row(5)
@pytest.mark.timeout(1200 if FULL else 180)
def test_an_index_of_which_the_making_was_killed_lists_as_a_fresh_one(tmp_path: Path) -> None:
    folder, chance = tmp_path / "folder", random.Random(14)
    for number in range(ARTICLES):
        write(folder, number)
    fresh = listed(folder, tmp_path / "fresh")
    assert len(fresh) == ARTICLES
    for number in range(KILLS):
        cache = tmp_path / f"cache {number}"
        for _ in range(2):
            running = subprocess.Popen(
                [sys.executable, "-m", "reader", "list", "-f", folder], cwd=ROOT, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "XDG_CACHE_HOME": str(cache)},
            )  # fmt: skip
            time.sleep(chance.uniform(0.1, 1.5))
            running.kill()
            running.wait()
        assert listed(folder, cache) == fresh, number
        shutil.rmtree(cache, ignore_errors=True)
