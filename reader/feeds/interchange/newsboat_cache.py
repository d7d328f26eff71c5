"""Reads newsboat's cache: the articles with their texts, what was read and what was flagged. Disk, reading only."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.formats.entry import Enclosure, Entry, Feed
from reader.feeds.formats.values import GUID_LIMIT, address_of, html_of_text, line_of, line_of_html
from reader.i18n import tr
from reader.refusal import unreadable

_ITEMS = """
SELECT guid, url, title, author, pubDate, content, unread, flags, {kind}, enclosure_url, enclosure_type, {base}
FROM rss_item WHERE feedurl = ? AND deleted = 0 ORDER BY pubDate DESC, id DESC
"""
_NEEDED = frozenset(
    {
        "guid",
        "url",
        "title",
        "author",
        "pubDate",
        "content",
        "feedurl",
        "enclosure_url",
        "enclosure_type",
        "id",
    }
)
"""Columns without which there are no texts: of a cache that another program wrote."""

_HTML = re.compile(r"</|&#?\w{1,32};")
"""What a title has that is HTML."""

STAR = "s"
"""The flag that stands for a star, as most people set it."""


class Cached(NamedTuple):
    """An article of the cache."""

    entry: Entry
    """As its feed would have brought it."""
    is_read: bool
    """It was read."""
    has_star: bool
    """It has the flag for a star."""


class Cache:
    """An open cache."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute("PRAGMA table_info(rss_item)").fetchall()
        self._columns = {str(row[1]) for row in rows}

    @property
    def has_texts(self) -> bool:
        """Whether it has the texts of articles and which feeds they are from."""
        return self._columns >= _NEEDED

    def marks(self) -> list[dict[str, object]]:
        """Return what was read and flagged, as entries for ``import json``."""
        rows = self._connection.execute("SELECT url, guid, unread, flags FROM rss_item WHERE deleted = 0")
        return [
            {"link": str(link or ""), "id": str(guid or ""), "read": not unread, "starred": _has_star(flags)}
            for link, guid, unread, flags in rows
            if not unread or flags
        ]

    def other_flags(self) -> list[str]:
        """Return the flags beside that of a star, which have no meaning here."""
        rows = self._connection.execute(
            "SELECT DISTINCT flags FROM rss_item WHERE deleted = 0 AND flags != ''"
        )
        flags = {char for (found,) in rows for char in str(found)}
        return sorted(flag for flag in flags if flag.lower() != STAR and flag.isalpha())

    def counts(self) -> dict[str, int]:
        """Return how many articles each feed has, by the addresses of the feeds."""
        rows = self._connection.execute(
            "SELECT feedurl, count(*) FROM rss_item WHERE deleted = 0 GROUP BY feedurl"
        )
        return {str(address): int(count) for address, count in rows}

    def feed(self, address: str) -> Feed:
        """Return what is known of a feed, without its entries."""
        row = self._connection.execute(
            "SELECT title, url FROM rss_feed WHERE rssurl = ?", (address,)
        ).fetchone()
        title, link = row or ("", "")
        return Feed(_title(title), address_of(link, address), "", (), 0)

    def articles(self, address: str, link: str) -> Iterator[Cached]:
        """Yield the articles of a feed, the newest first; ``link`` is the page of the feed."""
        has = self._columns.__contains__
        query = _ITEMS.format(
            kind="content_mime_type" if has("content_mime_type") else "''",
            base="base" if has("base") else "''",
        )
        for row in self._connection.execute(query, (address,)):
            yield _cached(row, link or address)


@contextmanager
def opened_cache(file: Path) -> Iterator[Cache]:
    """Open a cache; raises NewsreaderError where it cannot be read or is not one."""
    try:
        with file.open("rb"):
            pass  # the system's errors about files are clearer than SQLite's
        # As it is: what newsboat has open is not touched.
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.execute("SELECT url, guid, unread, flags, deleted FROM rss_item LIMIT 1")
            yield Cache(connection)
    except OSError as problem:
        raise unreadable(file, problem) from problem
    except sqlite3.Error as problem:
        sentence = (
            tr("{file} is in use: close newsboat and try again", file=file)
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            else tr("{file} cannot be read: it is not a cache of newsboat, or it is damaged", file=file)
        )
        raise NewsreaderError(sentence) from problem


def _has_star(flags: Any) -> bool:
    return STAR in str(flags or "").lower()


def _cached(row: tuple[Any, ...], base: str) -> Cached:
    guid, raw_link, title, author, seconds, content, unread, flags, kind, file, file_kind, own_base = row
    link, text = address_of(raw_link, base), str(content or "")
    enclosed = address_of(file, base)
    entry = Entry(
        guid=_own_guid(str(guid or ""), str(raw_link or ""), str(title or "")),
        link=link, title=_title(title),
        html=html_of_text(text) if str(kind).startswith("text/plain") else text,
        base=address_of(own_base, base) if own_base else "", summary="", published=_time(seconds), updated=None,
        authors=tuple(filter(None, [line_of(str(author or ""))])), tags=(), image="",
        enclosures=(Enclosure(enclosed, line_of(file_kind), 0),) if enclosed else (),
    )  # fmt: skip
    return Cached(entry, not unread, _has_star(flags))


def _title(raw: object) -> str:
    """Return a title as one line, as refreshing reads it: ``List<String>`` is no HTML."""
    text = str(raw or "")
    return line_of_html(text) if _HTML.search(text) else line_of(text)


def _own_guid(guid: str, link: str, title: str) -> str:
    """Return the guid that the feed gave; newsboat makes one of link and date, or of the title, where there is none."""
    is_made = (link and guid.startswith(link) and guid != link) or (not link and guid == title)
    return "" if is_made else line_of(guid, GUID_LIMIT)


def _time(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds and seconds > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
