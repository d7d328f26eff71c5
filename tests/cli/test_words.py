"""Words are found in what has just arrived, and where some are not read yet that is said."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.server import Web, item, rss


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(
        f"---\ntitle: {name}\ndate: 2026-01-01\ntags: [t]\n---\n{text}\n", encoding="utf-8"
    )


@pytest.mark.parametrize("command", ["list", "search"])
def test_a_word_is_found_in_a_library_that_was_never_opened(
    newsreader: Newsreader, folder: Path, command: str
) -> None:
    write(folder, "new.md", "Only here: xylophone. 只有这里有木琴。")
    for word in ("xylophone", "木琴", "-tag:fruit xylophone"):
        done = newsreader(command, "-f", folder, word)
        assert (done.returncode, done.stderr) == (0, ""), word
        assert "new.md" in done.stdout


def test_a_word_is_found_in_an_article_that_came_or_changed_since(
    newsreader: Newsreader, folder: Path
) -> None:
    assert newsreader("list", "-f", folder, "xylophone").returncode == 3
    write(folder, "new.md", "xylophone")
    assert newsreader("list", "-f", folder, "xylophone").returncode == 0
    write(folder, "new.md", "now it is a marimba")
    assert newsreader("list", "-f", folder, "xylophone").returncode == 3
    assert newsreader("list", "-f", folder, "marimba").returncode == 0
    (folder / "new.md").unlink()
    write(folder, "other.md", "vibraphone")
    assert newsreader("list", "-f", folder, "marimba").returncode == 3
    assert newsreader("list", "-f", folder, "vibraphone").returncode == 0


def test_marking_and_tagging_find_words_too(newsreader: Newsreader, folder: Path) -> None:
    write(folder, "new.md", "xylophone")
    assert "1 article" in newsreader("mark", "star", "xylophone", "-f", folder).stdout
    write(folder, "newer.md", "marimba")
    assert "1 article" in newsreader("tag", "music", "marimba", "-f", folder).stdout
    assert newsreader("list", "-f", folder, "is:starred", "--format", "{title}").stdout == "new.md\n"


def test_more_than_can_be_read_at_once_is_said_with_the_command_that_reads_them(
    newsreader: Newsreader, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(501):
        write(folder, f"{number}.md", "xylophone")
    done = newsreader("search", "-f", folder, "xylophone")
    assert "501 articles are not indexed yet; newsreader index does it" in done.stderr
    assert newsreader("list", "-f", folder, "tag:t", "--limit", 1).stderr == ""  # a query that needs no words
    assert newsreader("index", "-f", folder).returncode == 0
    done = newsreader("list", "-f", folder, "xylophone", "--json")
    assert done.stderr == ""
    assert len(json.loads(done.stdout)["articles"]) == 501


def test_what_a_feed_brings_is_found_beside_thousands_that_are_not_read(
    newsreader: Newsreader, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(501):
        write(folder, f"{number}.md", "marimba")
    web = Web()
    try:
        web.put("/feed.xml", rss(item(1, "One", "<p>a xylophone</p>"), title="The feed"))
        assert newsreader("add", "-f", folder, web.address + "/feed.xml").returncode == 0
        assert newsreader("list", "-f", folder, "xylophone", "--format", "{title}").stdout == "One\n"
        web.put("/feed.xml", rss(item(1, "One", "<p>a xylophone</p>"), item(2, "Two", "<p>a celesta</p>")))
        for file in (folder / ".newsreader" / "feeds").glob("*/feed_states.json"):
            file.write_text(file.read_text().replace('"next_s"', '"next_s": 0, "was"'))
        assert "1 new article" in newsreader("refresh", "-f", folder).stdout
        done = newsreader("list", "-f", folder, "celesta", "--format", "{title}")
        assert done.stdout == "Two\n"
        assert "501" in done.stderr
    finally:
        web.close()
