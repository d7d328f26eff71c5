"""What ``list`` prints is what the other commands take: ids, and paths of every kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader


def ids(newsreader: Newsreader, folder: Path, *query: str) -> dict[str, str]:
    done = newsreader("list", "-f", folder, "--format", r"{title}\t{id}", *query)
    return dict(line.split("\t") for line in done.stdout.splitlines())


def starred(newsreader: Newsreader, folder: Path) -> set[str]:
    done = newsreader("list", "-f", folder, "is:starred", "--format", "{title}")
    return set(done.stdout.splitlines())


def test_an_id_is_short_and_stays(newsreader: Newsreader, folder: Path) -> None:
    before = ids(newsreader, folder)
    assert len(set(before.values())) == 3
    assert all(len(each) <= 12 and each.isalnum() for each in before.values())
    (folder / "0.md").write_text("---\ntitle: Before all\ndate: 2030-01-01\n---\n")
    (folder / "a.md").write_text("---\ntitle: Apple\n---\nanother text\n")
    newsreader("index", "-f", folder, "--rescan")
    assert before.items() <= ids(newsreader, folder).items()


def test_ids_can_be_marked_tagged_and_shown(newsreader: Newsreader, folder: Path) -> None:
    known = ids(newsreader, folder)
    assert newsreader("mark", "star", "-f", folder, known["Apple"], known["香蕉"]).returncode == 0
    assert starred(newsreader, folder) == {"Apple", "香蕉"}
    assert newsreader("mark", "unstar", "-f", folder, f"id:{known['Apple']}").returncode == 0
    assert starred(newsreader, folder) == {"香蕉"}
    assert newsreader("tag", "mine", "-f", folder, known["Apple"]).returncode == 0
    assert list(ids(newsreader, folder, "tag:mine")) == ["Apple"]
    shown = newsreader("show", "-f", folder, "--format", "markdown", known["Apple"])
    assert (shown.returncode, shown.stdout) == (0, "text\n")


def test_the_plain_list_begins_with_ids(newsreader: Newsreader, folder: Path) -> None:
    lines = newsreader("list", "-f", folder).stdout.splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted(ids(newsreader, folder).values())


def test_named_articles_beside_a_query_are_those_that_it_finds(newsreader: Newsreader, folder: Path) -> None:
    known = ids(newsreader, folder)
    assert list(ids(newsreader, folder, *known.values(), "tag:fruit")) == ["Apple", "香蕉"]


def test_an_id_of_nothing_changes_nothing(newsreader: Newsreader, folder: Path) -> None:
    assert newsreader("mark", "read", "-f", folder, "0123456789ab").returncode == 3
    shown = newsreader("show", "-f", folder, "0123456789ab")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "0123456789ab" in shown.stderr


@pytest.mark.parametrize("form", ["{}", "path:{}"])
@pytest.mark.parametrize("kind", ["absolute", "relative", "inside", "linked"])
def test_a_path_of_any_kind_names_its_article(
    newsreader: Newsreader, folder: Path, tmp_path: Path, form: str, kind: str
) -> None:
    (folder / "sub dir").mkdir()
    (folder / "sub dir" / "两 words.md").write_text("---\ntitle: Deep\n---\n")
    (tmp_path / "link").symlink_to(folder)
    path = {
        "absolute": str(folder / "sub dir" / "两 words.md"),
        "relative": f"{folder.name}/sub dir/../sub dir/两 words.md",
        "inside": "sub dir/两 words.md",
        "linked": str(tmp_path / "link" / "sub dir" / "两 words.md"),
    }[kind]
    done = subprocess.run(
        [sys.executable, "-m", "reader", "mark", "star", "-f", str(folder), form.format(path)],
        capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert starred(newsreader, folder) == {"Deep"}


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_path_inside_the_library_is_shown_from_anywhere(
    newsreader: Newsreader, folder: Path, more: list[str]
) -> None:
    (folder / "sub dir").mkdir()
    (folder / "sub dir" / "两 words.md").write_text("---\ntitle: Deep\n---\nBelow\n")
    done = newsreader("show", "-f", folder, "sub dir/两 words.md", *more)
    assert done.returncode == 0, done.stderr
    assert "Deep" in done.stdout
    assert "Below" in done.stdout
    gone = newsreader("show", "-f", folder, "sub dir/gone.md", *more)
    assert (gone.returncode, "sub dir/gone.md" in gone.stderr) == (1, True)


def test_a_file_outside_the_library_changes_nothing(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("outside")
    assert newsreader("mark", "star", "-f", folder, tmp_path / "a.md").returncode == 3
    assert starred(newsreader, folder) == set()


def test_a_word_that_is_a_files_name_elsewhere_is_still_a_word(newsreader: Newsreader, folder: Path) -> None:
    assert list(ids(newsreader, folder, "reader")) == []  # a folder of that name lies where this is run
    assert list(ids(newsreader, folder, "apple")) == ["Apple"]


def test_json_has_every_field_in_every_command(newsreader: Newsreader, folder: Path) -> None:
    (folder / "d.md").write_text(
        "---\ntitle: Full\ndate: 2026-03-04T10:00:00+08:00\nupdated: 2026-03-05\ntags: [x, y]\ncategories: [c]\n"
        "author: Ann\nlang: de\nlink: https://example.org/full\nsummary: Short.\n---\neins zwei drei\n"
    )
    newsreader("tag", "mine", "-f", folder, "title:full")
    newsreader("mark", "star", "-f", folder, "title:full")
    [listed] = json.loads(newsreader("list", "-f", folder, "--json", "title:full").stdout)["articles"]
    assert listed["id"] == ids(newsreader, folder)["Full"]
    assert listed == {
        "id": listed["id"], "path": str(folder / "d.md"), "folder": str(folder), "title": "Full",
        "date": "2026-03-04T10:00:00+08:00", "date_source": "header", "updated": "2026-03-05T00:00:00+00:00",
        "tags": ["x", "y", "mine"], "own_tags": ["mine"], "categories": ["c"], "authors": ["Ann"], "language": "de",
        "source": "example.org", "link": "https://example.org/full", "summary": "Short.", "words": 3, "minutes": 1,
        "read": False, "starred": True, "later": False, "note": "", "draft": False, "arrived": None, "media": [],
    }  # fmt: skip
    [searched] = json.loads(newsreader("search", "-f", folder, "--json", "zwei").stdout)["articles"]
    assert {name: searched[name] for name in listed} == listed
    assert "zwei" in searched["snippet"]
    [shown] = json.loads(newsreader("show", "-f", folder, "--json", folder / "d.md").stdout)["articles"]
    assert {name: shown[name] for name in listed} == listed
    assert shown["body"] == "eins zwei drei\n"


@pytest.mark.parametrize(
    ("zone", "date", "day"),
    [
        ("Asia/Shanghai", "2026-03-04T00:00:00+08:00", "2026-03-04"),
        ("America/New_York", "2026-03-04T00:00:00-05:00", "2026-03-04"),
        ("UTC", "2026-03-04T00:00:00+00:00", "2026-03-04"),
    ],
)
def test_a_date_keeps_its_day_in_the_zone_of_its_reader(
    newsreader: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch, zone: str, date: str, day: str
) -> None:
    monkeypatch.setenv("NEWSREADER_TIMEZONE", zone)
    done = newsreader("list", "-f", folder, "title:apple", "--format", "{date} {day}")
    assert done.stdout == f"{date} {day}\n"
    for command in (["list", "-f", folder, "title:apple"], ["show", folder / "a.md"]):
        [told] = json.loads(newsreader(*command, "--json").stdout)["articles"]
        assert told["date"] == date


def test_where_a_date_comes_from_is_told(newsreader: Newsreader, folder: Path) -> None:
    (folder / "2025-01-02-name.md").write_text("text")
    (folder / "none.md").write_text("text")
    done = newsreader("list", "-f", folder, "--format", r"{title}\t{date_source}")
    told = dict(line.split("\t") for line in done.stdout.splitlines())
    assert (told["Apple"], told["Name"], told["None"]) == ("header", "name", "file")


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (r"{title}\t{minutes}", "Apple\t1"),
        (r"a\\t{title}", r"a\tApple"),
        ("{{{title}}}", "{Apple}"),
        ("{tags}|{authors}|{updated}|{words}|{starred}", "fruit|||1|no"),
    ],
)
def test_a_form_has_tabs_braces_and_lists(newsreader: Newsreader, folder: Path, form: str, line: str) -> None:
    assert newsreader("list", "-f", folder, "title:apple", "--format", form).stdout == f"{line}\n"


@pytest.mark.parametrize("form", ["{title", "title}", "{nothing}", "{}"])
def test_a_form_that_cannot_be_filled_is_a_usage_error(
    newsreader: Newsreader, folder: Path, form: str
) -> None:
    done = newsreader("list", "-f", folder, "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
