"""Titles that come from newsboat's cache."""

from pathlib import Path

from tests.cli.conftest import Newsreader
from tests.cli.test_newsboat import cache, listed


def test_titles_are_read_as_those_of_feeds(newsreader: Newsreader, folder: Path, tmp_path: Path) -> None:
    boat = tmp_path / "boat"
    boat.mkdir()
    (boat / "urls").write_text("https://a.example/feed\n")
    cache(boat, "https://a.example/feed", {"title": "A List<String>"}, {"title": "Q&amp;A <b>bold</b>"})
    newsreader("import", "-f", folder, "newsboat", boat)
    assert listed(newsreader, folder, "is:unread source:its") == ["A List<String>", "Q&A bold"]
