"""``--json``: one name for one thing in every command."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-04T10:00:00+08:00", "2026-03-04T10:00:00+08:00"),
        ("2026-03-04 23:30 -0330", "2026-03-04T23:30:00-03:30"),
        ("Wed, 04 Mar 2026 01:02:03 +0545", "2026-03-04T01:02:03+05:45"),
        ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00+00:00"),
        ("2026-03-04T10:00:00", "2026-03-04T10:00:00+01:00"),
        ("2026-03-04", "2026-03-04T00:00:00+01:00"),
        ("2026年7月4日", "2026-07-04T00:00:00+02:00"),
        ("1772582400", "2026-03-04T01:00:00+01:00"),
    ],
)
def test_a_date_keeps_the_offset_that_its_file_writes(
    newsreader: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch, written: str, told: str
) -> None:
    monkeypatch.setenv("NEWSREADER_TIMEZONE", "Europe/Berlin")
    (folder / "d.md").write_text(f"---\ntitle: Dated\ndate: {written}\nupdated: {written}\n---\ntext\n")
    for command in (("list", "-f", folder, "title:dated"), ("show", folder / "d.md")):
        [article] = json.loads(newsreader(*command, "--json").stdout)["articles"]
        assert (article["date"], article["updated"]) == (told, told)


def test_the_day_is_that_of_the_reader(
    newsreader: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_TIMEZONE", "America/New_York")
    (folder / "d.md").write_text("---\ntitle: Dated\ndate: 2026-03-04T01:00:00+08:00\n---\ntext\n")
    done = newsreader("list", "-f", folder, "title:dated", "--format", "{day} {date}")
    assert done.stdout == "2026-03-03 2026-03-04T01:00:00+08:00\n"


def test_authors_and_categories_stand_as_the_file_orders_them(newsreader: Newsreader, folder: Path) -> None:
    for name, authors in (("d.md", "[Zoe, Ann, 李白, Ben]"), ("e.md", "[Ben, 李白, Zoe]")):
        (folder / name).write_text(
            f"---\ntitle: {name}\nauthors: {authors}\ncategories: {authors}\n---\ntext\n"
        )
    for title, names in (("d.md", ["Zoe", "Ann", "李白", "Ben"]), ("e.md", ["Ben", "李白", "Zoe"])):
        [article] = json.loads(newsreader("list", "-f", folder, "--json", f"title:{title}").stdout)[
            "articles"
        ]
        assert (article["authors"], article["categories"]) == (names, names)
