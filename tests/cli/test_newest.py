"""``newest`` in ``feeds.toml``: of a feed that brings too much only the newest articles stay unread."""

from pathlib import Path

from tests.cli.conftest import Newsreader
from tests.feeds.following import due
from tests.feeds.server import Web, item, rss


def entries(*numbers: int) -> str:
    return rss(*(item(each, f"N{each}", date=f"{each:02} Jun 2026 10:00:00 GMT") for each in numbers))


def unread(newsreader: Newsreader, folder: Path, query: str = "is:unread source:feed") -> list[str]:
    return newsreader("list", "-f", folder, query, "--format", "{title}").stdout.split()


def test_only_the_newest_articles_of_a_feed_stay_unread(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/feed.xml", entries(*range(1, 11)))
    (folder / "feeds.toml").write_text(
        f'[[feed]]\naddress = "{web.address}/feed.xml"\ntitle = "Feed"\nnewest = 3\n'
    )
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).stdout == "10 new articles\n"
    assert unread(newsreader, folder) == ["N10", "N9", "N8"]
    newsreader("mark", "-f", folder, "unread", "title:N1")  # N1 and N10
    newsreader("mark", "-f", folder, "star", "title:N8")
    due(folder)
    web.put("/feed.xml", entries(11, 12))
    newsreader("refresh", "-f", folder)
    assert unread(newsreader, folder) == ["N12", "N11", "N10", "N8"]  # what has a star stays as it is
    assert len(unread(newsreader, folder, "source:feed")) == 12


def test_a_wrong_number_is_named(newsreader: Newsreader, folder: Path) -> None:
    (folder / "feeds.toml").write_text(
        '[[feed]]\naddress = "https://a.example/"\nnewest = 0\nquiet = "yes"\n'
    )
    told = newsreader("feeds", "-f", folder).stderr
    assert "newest should be a number from 1 to 100000, not 0" in told
    assert 'quiet should be true or false, not "yes"' in told
