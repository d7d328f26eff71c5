"""The table of an article's columns: what is derived from a file is added there, and nowhere else."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.index import article_columns
from reader.library.index.article_columns import COLUMNS, IN_ROWS
from reader.library.index.rows import Row
from reader.library.index.schema import IndexFile, open_store
from tests.cli.conftest import ROOT

DERIVED = '    Column("shout", TEXT, lambda it: it.article.title.upper(), json="shout"),\n'
LAST = '    Column("updated_offset", OFFSET'

NEEDED = ("PATH", "HOME", "LANG", "SYSTEMROOT")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a folder with a copy of the program whose table has one row more."""
    shutil.copytree(ROOT / "reader", tmp_path / "program" / "reader")
    table = tmp_path / "program" / Path(article_columns.__file__).relative_to(ROOT)
    text = table.read_text(encoding="utf-8")
    assert text.count(LAST) == 1
    table.write_text(text.replace(LAST, DERIVED + LAST), encoding="utf-8")
    return tmp_path / "program"


def newsreader(program: Path, *words: str, home: Path | None = None) -> str:
    home = (home or program.parent) / "home"
    done = subprocess.run(
        [sys.executable, "-m", "reader", *words], cwd=program, capture_output=True, text=True, timeout=60, check=True,
        env={name: os.environ[name] for name in NEEDED if name in os.environ}
        | {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "DATA", "CONFIG", "STATE")} | {"TZ": "UTC"},
    )  # fmt: skip
    return done.stdout


def test_one_row_of_the_table_makes_a_derived_field_that_is_kept_and_printed(
    changed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    file = folder / "a.md"
    file.write_text("---\ntitle: Apple\n---\ntext\n")
    listed = ("list", "-f", str(folder))
    (article,) = json.loads(newsreader(changed, *listed, "--json"))["articles"]
    assert (article["title"], article["shout"]) == ("Apple", "APPLE")
    (index,) = (tmp_path / "home").rglob("*.db")
    with sqlite3.connect(index) as connection:
        assert connection.execute("SELECT shout FROM article").fetchall() == [("APPLE",)]
    connection.close()
    file.write_text("---\ntitle: A pear\n---\ntext\n")
    assert newsreader(changed, *listed, "--format", "{shout} {title}").strip() == "A PEAR A pear"
    (shown,) = json.loads(newsreader(changed, "show", "--format", "json", "-f", str(folder), str(file)))[
        "articles"
    ]
    assert shown["shout"] == "A PEAR"
    assert newsreader(changed, "index", "-f", str(folder), "--check")


def test_json_has_each_kind_of_value_for_files_in_and_outside_of_the_library(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    file = folder / "a.md"
    file.write_text(
        "---\ntitle: Apple\ndate: 2026-03-04T05:06:07+02:00\nupdated: 2026-03-05 01:02:03\ntags: [x, y, x]\n"
        "authors: [Zoe, Ann]\ncategories: [c]\ndraft: false\n---\none two three\n"
    )
    copy = tmp_path / "outside.md"
    copy.write_text(file.read_text())
    (listed,) = json.loads(newsreader(ROOT, "list", "-f", str(folder), "--json", home=tmp_path))["articles"]
    (shown,) = json.loads(newsreader(ROOT, "show", "--json", str(copy), home=tmp_path))["articles"]
    for found in (listed, shown):
        assert (found["tags"], found["authors"], found["categories"]) == (["x", "y"], ["Zoe", "Ann"], ["c"])
        assert (found["date"], found["updated"]) == ("2026-03-04T05:06:07+02:00", "2026-03-05T01:02:03+00:00")
        assert found["draft"] is False
        assert (found["words"], found["date_source"]) == (3, "header")


def test_every_column_that_a_list_shows_is_an_attribute_of_a_row_and_stands_once() -> None:
    shown = [column.row for column in IN_ROWS]
    assert len(set(shown)) == len(shown)
    assert set(Row._fields) - set(shown) == {"id", "key", "read", "starred", "later"}
    assert set(shown) < set(Row._fields)
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)


def test_an_index_whose_tables_are_written_with_other_spaces_is_ours(tmp_path: Path) -> None:
    base = tmp_path / "index.db"
    with sqlite3.connect(open_store(base).address) as connection:
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article'").fetchone()
        connection.execute("PRAGMA writable_schema = 1")
        spaced = made.replace(", title", ",\n    title")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'article'", (spaced,))
    connection.close()
    again = open_store(base)
    assert isinstance(again, IndexFile)
    assert (again.address, again.opening_notice) == (str(base), "")
