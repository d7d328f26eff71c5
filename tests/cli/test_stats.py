"""``newsreader stats``, as a shell sees it."""

import json
from pathlib import Path

from tests.cli.conftest import Newsreader


def test_what_was_read_is_counted_by_day_tag_and_language(newsreader: Newsreader, folder: Path) -> None:
    newsreader("mark", "read", "-f", folder, "tag:fruit")
    found = json.loads(newsreader("stats", "-f", folder, "--json").stdout)
    assert found["schema"] == 2
    assert sum(day["read"] for day in found["days"]) == 2
    assert found["tags"]["fruit"] == 2
    assert found["tags"]["水果"] == 1
    assert list(found["languages"].values()) == [1], "what is too short to tell has no language"


def test_what_is_marked_unread_again_counts_no_more(newsreader: Newsreader, folder: Path) -> None:
    newsreader("mark", "read", "-f", folder, "tag:fruit")
    newsreader("mark", "unread", "-f", folder, "title:apple")
    found = json.loads(newsreader("stats", "-f", folder, "--json").stdout)
    assert found["tags"] == {"fruit": 1, "水果": 1}


def test_for_people_it_has_bars_and_no_line_that_steers_the_terminal(
    newsreader: Newsreader, folder: Path
) -> None:
    newsreader("mark", "read", "-f", folder, "")
    done = newsreader("stats", "-f", folder)
    assert done.returncode == 0
    assert "fruit" in done.stdout
    assert "\x1b" not in done.stdout


def test_where_nothing_was_read_it_still_answers(newsreader: Newsreader, folder: Path) -> None:
    done = newsreader("stats", "-f", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
