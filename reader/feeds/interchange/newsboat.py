"""Reads what newsboat keeps: its list of feeds, and what was read and flagged in its cache. Disk, reading only.

Lines that would run a program (``exec:``, ``filter:``) are reported and left out: the user has to write them again.
"""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription
from reader.i18n import tr
from reader.refusal import unreadable
from reader.text import clean_line, safe_address

LINE_LIMIT = 20_000
"""Lines of a list that are read."""

_QUERY = re.compile(r"query:([^:]+):(.+)", re.DOTALL)


class Urls(NamedTuple):
    """What a ``urls`` file says."""

    feeds: tuple[Subscription, ...]
    """In their order."""
    queries: tuple[tuple[str, str], ...]
    """Its query feeds: names, and queries in newsboat's language."""
    left_out: tuple[str, ...]
    """Lines that are not web feeds."""


def read_urls(text: str) -> Urls:
    """Return the feeds and query feeds of a ``urls`` file.

    A line is an address and tags; a tag with ``~`` is the title, ``!`` hides the feed.
    """
    feeds, queries, left_out = [], [], []
    for line in text.splitlines()[:LINE_LIMIT]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            words = shlex.split(line, comments=False)
        except ValueError:
            words = line.split()
        if words and (query := _QUERY.fullmatch(words[0])):
            queries.append((clean_line(query[1], 100), query[2]))
            continue
        address = safe_address(words[0]) if words else None
        if address is None or address.scheme not in {"http", "https"}:
            left_out.append(clean_line(line, 200))
            continue
        titles = [word[1:] for word in words[1:] if word.startswith("~")]
        tags = tuple(clean_line(word, 100) for word in words[1:] if word[:1] not in {"~", "!"})
        feeds.append(Subscription(address.href, clean_line(titles[0]) if titles else "", tags=tags))
    return Urls(tuple(feeds), tuple(queries), tuple(left_out))


def read_marks(cache: Path) -> list[dict[str, object]]:
    """Return what was read and flagged, as entries for ``import json``; raises NewsreaderError."""
    try:
        with cache.open("rb"):
            pass  # the system's errors about files are clearer than SQLite's
        with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as connection:
            rows = connection.execute(
                "SELECT url, guid, unread, flags FROM rss_item WHERE deleted = 0"
            ).fetchall()
    except OSError as problem:
        raise unreadable(cache, problem) from problem
    except sqlite3.Error as problem:
        raise NewsreaderError(
            tr("{file} cannot be read: it is not a cache of newsboat, or it is damaged", file=cache)
        ) from problem
    return [
        {
            "link": str(link or ""),
            "id": str(guid or ""),
            "read": not unread,
            "starred": "s" in str(flags or "").lower(),
        }
        for link, guid, unread, flags in rows
        if not unread or flags
    ]
