"""What the screen does by ``g n`` and ``X`` by a command line too: notes, and the deletion of articles from feeds."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Web, item, rss


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed of one article."""
    made = Web()
    made.put("/feed", rss(item(1, "From afar"), title="Afar"))
    yield made
    made.close()


def test_a_note_is_written_printed_found_and_removed(newsreader: Newsreader, folder: Path) -> None:
    name = next(folder.rglob("*.md")).name
    assert newsreader("note", name, "-f", folder).stdout == ""
    assert newsreader("note", name, "read *this* again", "-f", folder).stdout == "1 article changed\n"
    assert newsreader("note", name, "-f", folder).stdout == "read *this* again\n"
    assert json.loads(newsreader("note", name, "-f", folder, "--json").stdout)["note"] == "read *this* again"
    listed = newsreader("list", "--format", "{path}: {note}", "-f", folder)
    assert f"{name}: read *this* again\n" in listed.stdout
    again = newsreader("note", name, "read *this* again", "-f", folder)
    assert (again.stdout, again.stderr) == ("", "newsreader: Nothing to change\n")
    newsreader("note", "--remove", name, "-f", folder)
    assert newsreader("note", name, "-f", folder).stdout == ""
    newsreader("mark", "undo", "-f", folder)
    assert newsreader("note", name, "-f", folder).stdout == "read *this* again\n"
    gone = newsreader("note", "nowhere.md", "-f", folder)
    assert gone.returncode == 1
    assert "nowhere.md" in gone.stderr
    assert newsreader("note", "--remove", name, "and this", "-f", folder).returncode == 2


def test_articles_from_feeds_are_deleted_others_stay_and_undo_brings_them_back(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    own = {path.name for path in folder.glob("*.md")}
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed"\n')
    agree_to(folder)
    newsreader("refresh", "-f", folder)
    before = {path.name for path in folder.rglob("*.md")}
    assert before > own
    assert newsreader("delete", "--dry-run", "", "-f", folder).stdout == "1 article would be changed\n"
    assert {path.name for path in folder.rglob("*.md")} == before
    assert newsreader("delete", "", "-f", folder).stdout == "1 article changed\n"
    assert {path.name for path in folder.rglob("*.md")} == own
    newsreader("mark", "undo", "-f", folder)
    assert {path.name for path in folder.rglob("*.md")} == before, "the file too"
    newsreader("mark", "redo", "-f", folder)
    assert {path.name for path in folder.rglob("*.md")} == own
    assert newsreader("delete", "-f", folder).returncode == 2, "no query is not all"
