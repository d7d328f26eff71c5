"""``newsreader journal`` and ``import``: what one did, as it lies there, as a file, and on another device."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.inside import Done, run_inside

Machine = Callable[..., Done]


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str], Machine]:
    """Machines with homes of their own that share a folder."""
    (tmp_path / "shared").mkdir()

    def make(name: str) -> Machine:
        home = tmp_path / name
        home.mkdir()
        homes = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        homes["HOME"] = str(home)

        def run(*arguments: object) -> Done:
            shared = {"TZ": "UTC", "NEWSREADER_SYNC_FOLDER": str(tmp_path / "shared")}
            return run_inside(*arguments, environ={**os.environ, **homes, **shared})

        return run

    return make


def test_what_was_done_goes_into_a_file_and_comes_back_from_it(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    newsreader("mark", "-f", folder, "read", "tag:fruit")
    newsreader("mark", "-f", folder, "star", "title:apple")
    newsreader("tag", "-f", folder, "to read, later", "title:apple")
    newsreader("tag", "-f", folder, "--remove", "fruit", "title:apple")
    done = newsreader("journal", "-f", folder, "export")
    told = {entry["path"]: entry for entry in json.loads(done.stdout)["articles"]}
    assert told["a.md"]["tags"] == {"fruit": False, "later": True, "to read": True}
    assert (told["a.md"]["read"], told["a.md"]["starred"], told["a.md"]["title"]) == (True, True, "Apple")
    assert told["b.md"].keys() == {"folder", "path", "title", "link", "read"}
    file = tmp_path / "mine.json"
    file.write_text(done.stdout)
    copy = tmp_path / "elsewhere"
    shutil.copytree(folder, copy)
    assert newsreader("journal", "-f", copy, "import", file).stdout == "2 articles changed\n"
    assert (
        newsreader("list", "-f", copy, "tag:later", "is:starred", "--format", "{title}").stdout == "Apple\n"
    )
    assert newsreader("journal", "-f", copy, "import", file).stdout == "0 articles changed\n"
    newsreader("mark", "-f", copy, "undo")
    assert newsreader("list", "-f", copy, "is:starred").returncode == 3


def test_marks_of_another_program_are_found_by_link_id_or_path(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    (folder / "d.md").write_text("---\ntitle: Linked\nlink: https://example.com/d/\nid: d-1\n---\ntext\n")
    file = tmp_path / "old.json"
    entries = [
        {"link": "http://www.example.com/d?utm_source=x", "read": True, "tags": ["old"]},
        {"path": "some/where/else/b.md", "starred": True},
        {"path": "b.md", "starred": True},
        {"id": "d-1", "later": True},
        {"link": "https://example.com/unknown", "read": True},
        {"path": "c.md", "read": "yes", "starred": None, "tags": "no list", "highlights": 3},
        7,
    ]
    file.write_text(json.dumps(entries))
    done = newsreader("import", "-f", folder, "json", file)
    assert (done.stdout, done.returncode) == ("3 articles changed\n", 0)
    assert "2 articles are not in this library" in done.stderr
    assert (
        newsreader("list", "-f", folder, "tag:old is:read is:later", "--format", "{title}").stdout
        == "Linked\n"
    )
    assert newsreader("list", "-f", folder, "is:starred", "--format", "{title}").stdout == "香蕉\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "odd.json, line 1: not valid JSON"),
        ('{\n"a" 1}', "odd.json, line 2: not valid JSON"),
        ('{"a": 1}', "odd.json has no articles"),
        ("[" * 10_000, "odd.json, line 1: not valid JSON"),
    ],
)
def test_what_is_no_such_file_is_told(
    newsreader: Newsreader, folder: Path, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text)
    done = newsreader("import", "-f", folder, "json", file)
    assert done.returncode == 1
    assert told in done.stderr
    assert newsreader("import", "-f", folder, "json", tmp_path / "missing").returncode == 1


def test_what_list_prints_as_json_can_be_imported(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text("---\ntitle: Another\n---\ntext\n")
    listed = json.loads(newsreader("list", "-f", folder, "--json").stdout)["articles"]
    marked = {"Apple": {"starred": True}, "Another": {"later": True}}
    entries = [{**each, **marked.get(each["title"], {})} for each in listed]
    for entry in entries:
        entry.pop("id" if entry["title"] == "Another" else "path")
    file = tmp_path / "listed.json"
    file.write_text(json.dumps({"articles": entries}))
    done = newsreader("import", "-f", folder, "json", file)
    assert (done.stdout, done.returncode) == ("2 articles changed\n", 0), done.stderr
    assert newsreader("list", "-f", folder, "is:starred", "--format", "{title}").stdout == "Apple\n"
    assert newsreader("list", "-f", folder, "is:later", "--format", "{path}").stdout == f"{folder}/sub/a.md\n"


def test_status_and_verify_tell_what_lies_there(newsreader: Newsreader, folder: Path, tmp_path: Path) -> None:
    newsreader("mark", "-f", folder, "read", "tag:fruit")
    done = newsreader("journal", "-f", folder, "status")
    assert "2 entries" in done.stdout
    assert "this device" in done.stdout
    assert newsreader("journal", "-f", folder, "verify").returncode == 0
    where = json.loads(newsreader("journal", "-f", folder, "status", "--json").stdout)["folder"]
    [log] = Path(where).rglob("000000.jsonl")
    log.write_bytes(b"torn\n" + log.read_bytes())
    done = newsreader("journal", "-f", folder, "verify")
    assert done.returncode == 1
    assert "1 line is damaged" in done.stderr
    found = json.loads(newsreader("journal", "-f", folder, "status", "--json").stdout)
    assert (found["schema"], found["logs"][0]["events"], found["logs"][0]["damaged"]) == (2, 2, 1)
    assert newsreader("journal", "-f", folder, "compact").stdout == "Nothing to compact\n"


def test_two_machines_that_share_a_folder_know_what_the_other_did(
    machine: Callable[[str], Machine], folder: Path, tmp_path: Path
) -> None:
    workspace, laptop = machine("desk"), machine("laptop")
    copy = tmp_path / "carried"
    # Each has opened the folder for itself before they share anything.
    shutil.copytree(folder, copy)
    laptop("mark", "-f", copy, "star", "title:apple", "--json")
    (copy / ".newsreader" / "folder").unlink()
    assert workspace("mark", "-f", folder, "read", "tag:fruit").stdout == "2 articles changed\n"
    shutil.copytree(
        folder / ".newsreader", copy / ".newsreader", dirs_exist_ok=True
    )  # as sync tools carry it
    read = laptop("list", "-f", copy, "is:read", "--format", "{path}").stdout.splitlines()
    assert [Path(path).name for path in read] == ["a.md", "b.md"]
    assert laptop("list", "-f", copy, "is:starred").returncode == 0  # what was done under its former id
    laptop("mark", "-f", copy, "unread", "title:apple")
    assert workspace("list", "-f", folder, "is:read", "--format", "{title}").stdout == "香蕉\n"
    assert len([entry for entry in (tmp_path / "shared").iterdir() if entry.is_dir()]) == 2


def test_a_shared_folder_that_is_missing_is_told_and_nothing_is_lost(
    machine: Callable[[str], Machine], folder: Path, tmp_path: Path
) -> None:
    workspace = machine("desk")
    (tmp_path / "shared").rmdir()
    done = workspace("mark", "-f", folder, "read", "tag:fruit")
    assert done.stdout == "2 articles changed\n"
    assert "cannot be synced" in done.stderr
    assert not (tmp_path / "shared").exists()
    assert len(workspace("list", "-f", folder, "is:read").stdout.splitlines()) == 2
