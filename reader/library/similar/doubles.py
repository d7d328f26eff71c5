"""Articles that say the same as another one, for lists in which each stands once. Reads the index."""

import os
import sqlite3
from collections.abc import Iterator

from reader.article.language import language_folder, language_in_path
from reader.article.name import stem

COPIES, TRANSLATIONS = "duplicates", "translations"

_ALL = """
SELECT article.id, dir.folder, dir.path, name, language, canonical, body_hash, translation
FROM article JOIN dir ON dir.id = article.dir WHERE length(terms) > 0 ORDER BY date DESC, dir.folder, dir.path, name
"""

MOST = 64
"""A link or a name that more articles share is no article's own."""


def doubles(
    connection: sqlite3.Connection, kinds: frozenset[str], there: bytes
) -> dict[int, tuple[int, ...]]:
    """Return the articles that stand for others, each with those, by what they are: copies, translations.

    ``there`` has a 1 for each article that is listed, by id. Of copies the newest stands for all; of translations the one whose path names no language.
    """
    rows = [row for row in connection.execute(_ALL) if there[row[0] : row[0] + 1] == b"\1"]
    if TRANSLATIONS in kinds:
        rows.sort(key=lambda row: bool(language_in_path(_path(row[2], row[3]))))
    by_key: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        for key in _keys(row, kinds):
            by_key.setdefault(key, []).append(row[0])
    leader: dict[int, int] = {}

    def lead(article: int) -> int:
        while leader.setdefault(article, article) != article:
            article = leader[article]
        return article

    place = {row[0]: at for at, row in enumerate(rows)}
    for members in by_key.values():
        if 1 < len(members) <= MOST:
            leads = sorted({lead(member) for member in members}, key=place.__getitem__)
            for other in leads[1:]:
                leader[other] = leads[0]
    found: dict[int, list[int]] = {}
    for article in list(leader):
        first = lead(article)
        if first != article:
            found.setdefault(first, []).append(article)
    return {first: tuple(others) for first, others in found.items()}


def _keys(row: tuple[object, ...], kinds: frozenset[str]) -> Iterator[tuple[object, ...]]:
    _, folder, path, name, language, canonical, body_hash, translation = row
    if COPIES in kinds:
        if canonical:
            yield "link", canonical, language
        if body_hash:
            yield "text", body_hash
    if TRANSLATIONS in kinds:
        if translation:
            yield "header", translation
        yield "name", folder, _plain(_path(path, name))


def _path(path: object, name: object) -> str:
    assert isinstance(path, bytes)
    assert isinstance(name, bytes)
    return os.fsdecode(b"/".join(part for part in (path, name) if part))


def _plain(path: str) -> str:
    """Return a path without what names a language in it."""
    folders = path.split("/")[:-1]
    at = language_folder(path)
    return "/".join([*(folders if at < 0 else folders[:at] + folders[at + 1 :]), stem(path)])
