"""``newsreader save``, as a shell sees it, against a web server."""

import json
from collections.abc import Iterator
from pathlib import Path

import frontmatter
import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.pages import BEES, SENTENCE
from tests.feeds.server import Web

pytest.importorskip("readability")


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a page."""
    made = Web()
    made.put("/bees", BEES, Content_Type="text/html")
    yield made
    made.close()


def the_file(folder: Path) -> Path:
    [file] = (folder / "Saved").iterdir()
    return file


def test_a_page_becomes_an_article_that_is_kept_for_later(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/bees?utm_source=x", BEES, Content_Type="text/html")
    done = newsreader("save", "-f", folder, "--tag", "insects", web.address + "/bees?utm_source=x")
    assert (done.stdout, done.returncode) == ("How bees find home: saved\n", 0), done.stderr
    file = the_file(folder)
    assert file.name == "2026-05-04-how-bees-find-home.md"
    post = frontmatter.loads(file.read_text())
    assert post.metadata == {
        "title": "How bees find home", "date": post["date"], "link": f"{web.address}/bees", "authors": ["Ann Example"],
        "tags": ["insects"], "summary": "On the sun.", "lang": "en", "image": f"{web.address}/bee.jpg",
        "guid": f"{web.address.removeprefix('http://')}/bees", "source": "The Hive",
    }  # fmt: skip
    assert "[elsewhere]" in post.content
    assert newsreader("list", "-f", folder, "is:later", "tag:insects", "--format", "{title}").stdout == (
        "How bees find home\n"
    )


def test_a_page_is_saved_once_and_updated_unless_its_file_was_changed(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    def save() -> str:
        return newsreader("save", "-f", folder, web.address + "/bees").stdout

    save()
    file = the_file(folder)
    before = file.read_bytes(), file.stat().st_mtime_ns
    assert save() == "How bees find home: already saved, nothing new\n"
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    web.put("/bees", BEES.replace("By the sun", "By the moon"), Content_Type="text/html")
    assert save() == "How bees find home: updated\n"
    assert "By the moon" in the_file(folder).read_text()
    file.write_text(file.read_text() + "My own words.\n")
    web.put("/bees", BEES.replace("By the sun", "By the stars"), Content_Type="text/html")
    assert "you changed its file" in save()
    assert "My own words." in the_file(folder).read_text()
    assert "By the stars" in (folder / ".newsreader" / "updates" / "Saved" / file.name).read_text()
    file.unlink()
    assert save() == "How bees find home: saved\n"
    assert the_file(folder) == file


def test_a_page_that_is_saved_already_gets_the_tags_that_it_lacks(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    page = ("-f", folder, web.address + "/bees")
    newsreader("save", "--tag", "insects", *page)
    done = newsreader("save", "--tag", "insects", "--tag", "to read", "--tag", "蜂", *page)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "How bees find home: already saved, nothing new",
        "How bees find home: now tagged to read, 蜂",
    ]
    told = newsreader("list", "-f", folder, "tag:蜂", "--format", "{tags}").stdout
    assert told == "insects, to read, 蜂\n"
    assert "now tagged" not in newsreader("save", "--tag", "蜂", *page).stdout
    web.put("/bees", BEES.replace("By the sun", "By the moon"), Content_Type="text/html")
    [page_told] = json.loads(newsreader("save", "--json", "--tag", "moon", *page).stdout)["pages"]
    assert page_told["kept"] == "updated"
    assert {"insects", "to read", "蜂", "moon"} <= set(page_told["tags"])


def test_without_a_folder_it_goes_where_the_feeds_go(newsreader: Newsreader, web: Web) -> None:
    assert newsreader("save", web.address + "/bees").returncode == 0
    assert newsreader("list", "is:later", "--format", "{title} {source}").stdout == (
        "How bees find home The Hive\n"
    )


def test_pages_whose_address_is_the_same_by_their_own_word_stay_two(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    for name in ("wasps", "ants"):
        text = f"<title>{name}</title><link rel=canonical href=/all><article><p>{name} {SENTENCE * 3}"
        web.put(f"/{name}", text, Content_Type="text/html")
    newsreader("save", "-f", folder, web.address + "/wasps", web.address + "/ants")
    assert sorted(path.name for path in (folder / "Saved").iterdir()) == ["ants.md", "wasps.md"]


def test_what_cannot_be_saved_is_told_and_the_others_are_saved(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    other = Web("127.0.0.2")
    other.put("/bees", BEES)
    web.put("/redirect", b"", 302, Location=other.address + "/bees")
    done = newsreader(
        "save", "--json", "-f", folder, "file:///etc/passwd", web.address + "/none", web.address + "/redirect",
        web.address + "/bees",
    )  # fmt: skip
    other.close()
    assert done.returncode == 1
    assert other.asked == []
    [page] = json.loads(done.stdout)["pages"]
    assert (page["path"], page["folder"]) == (str(the_file(folder)), str(folder))
    assert (page["title"], page["kept"], page["later"]) == ("How bees find home", "new", True)
    assert page["link"] == web.address + "/bees"
    assert newsreader("show", "-f", folder, page["id"], "--format", "markdown").returncode == 0
    assert [line.partition(": ")[2].partition(" ")[2] for line in done.stderr.splitlines()] == [
        "file:///etc/passwd is not the address of a page",
        "The server answers 404",
        "127.0.0.2 is in a private network: only an address that you add yourself may be",
    ]
