"""A folder that follows one feed, without a server: documents go in, files and ledgers come out."""

import json
from pathlib import Path

from reader.feeds.files.entry_writer import Destination, WriteResult, write_entries
from reader.feeds.files.ledger import Ledger, load_ledger
from reader.feeds.formats.parse import parse_feed
from reader.feeds.refresh.trimming import Trimmer
from tests.feeds.server import rss

ADDRESS = "https://w.example/feed"


def entry(title: str = "", text: str = "", *, guid: str = "", link: str = "", date: str = "") -> str:
    """Return an item of RSS that has only what is given; a date is a day and an hour of June."""
    day, _, hour = date.partition(" ")
    return (
        "<item>"
        + (f"<title>{title}</title>" if title else "")
        + (f"<guid>{guid}</guid>" if guid else "")
        + (f"<link>{link}</link>" if link else "")
        + (f"<pubDate>{day} Jun 2026 {hour or '10'}:00:00 GMT</pubDate>" if date else "")
        + (f"<description>{text}</description>" if text else "")
        + "</item>"
    )


class Follower:
    """Writes what a feed shows into a folder."""

    def __init__(self, root: Path) -> None:
        self.articles = root / "articles"
        """Where the files of entries go."""
        self.aside = root / "aside"
        """Where updates go that must not overwrite a file."""
        self.ledgers = root / "ledgers"
        """A folder for each device."""
        self.now_s = 1_780_000_000.0
        """When it is, in seconds since 1970."""

    def ledger(self, device: str = "desk") -> Ledger:
        """Return what a device has read of all ledgers."""
        return load_ledger(self.ledgers, device, "feed")

    def show(
        self,
        *entries: str,
        device: str = "desk",
        address: str = ADDRESS,
        is_part: bool = False,
        makes_missing: bool = False,
        end: str = "",
    ) -> WriteResult:
        """Show a document with these entries; ``is_part``: it has others that were not read; ``end``: it breaks off there."""
        known = self.ledger(device)
        document = rss(*entries)
        document = document[: document.index(end)] if end else document
        feed = parse_feed(document.encode(), address, trim=Trimmer(lambda: known))
        where = Destination(
            self.articles, self.aside, "Feed", ADDRESS, (), makes_missing, is_part, self.now_s
        )
        return write_entries(feed, known, where)

    def texts(self) -> dict[str, str]:
        """Return the last line of each article, by the names of the files."""
        return {
            path.name: path.read_text().rstrip().rpartition("\n")[2]
            for path in sorted(self.articles.glob("*.md"))
            if path.is_file()
        }

    def files_of(self, *guids: str) -> list[str]:
        """Return the file of each id."""
        entries = self.ledger().entries
        return [entries[guid].file for guid in guids]


def numbered(number: int, text: str = "Text", **more: str) -> str:
    """Return an entry that differs from those of other numbers in all."""
    said = {
        "guid": f"id-{number}",
        "link": f"https://w.example/{number}",
        "date": f"{1 + number % 28}",
    } | more
    return entry(f"Title {number}", f"{text} {number}.", **said)


def rows(feed: Follower, device: str = "desk") -> dict[str, list[str]]:
    """Return the lines of the ledger of a device."""
    entries: dict[str, list[str]] = json.loads((feed.ledgers / device / "feed.json").read_bytes())["entries"]
    return entries


def known_file(feed: Follower) -> str:
    """Return the one file that is known."""
    [file] = {row[0] for row in rows(feed).values()}
    return file
