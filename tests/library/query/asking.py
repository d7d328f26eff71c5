"""A library of a few files that queries are asked of, and what is known of each without it."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from reader.article import Key
from reader.article.document import read_document
from reader.journal import Journal
from reader.library import EVERYTHING, Library, Scope
from reader.paths import Paths
from reader.settings import Settings
from tests.library.query.oracle import Facts, State

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 12, tzinfo=ZONE)
MODIFIED = 1_700_000_000
"""When each file was changed last, in seconds."""


def opened(root: Path, files: Mapping[str, str]) -> tuple[Library, Journal]:
    """Write the files and read them into a library."""
    folder = root / "feed"
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (MODIFIED, MODIFIED))
    paths = Paths(*(root / name for name in ("config", "data", "state", "cache")))
    journal = Journal.open(paths.journal, machine="test")
    made = Library.open([folder], paths, journal, Settings(timezone="Asia/Shanghai"))
    made.scan()
    return made, journal


def found(library: Library, text: str, limit: int = -1) -> list[str]:
    """Return the paths of the articles that a query finds, in its order."""
    ids = library.questions.query(text, NOW, limit)
    rows = library.articles.rows(ids)
    return [rows[article].key.path for article in ids]


def facts_of(library: Library) -> dict[str, Facts]:
    """Read every file by itself."""
    folder = library.folders[0]
    rows = library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
    return {
        row.key.path: _facts(
            folder.path / row.key.path, row.key.path, State(row.read, row.starred, row.later)
        )
        for row in rows
    }


def _facts(file: Path, path: str, state: State) -> Facts:
    modified = datetime.fromtimestamp(MODIFIED, UTC)
    article = read_document(file.read_bytes(), Key("", path), modified, zone=ZONE).article
    return Facts(article, path, state, urlsplit(article.link).hostname or "", modified)
