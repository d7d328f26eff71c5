"""Which articles are listed for others, where the same article is listed once. Reads the index and its words."""

import os
import sqlite3
from collections import defaultdict
from functools import lru_cache
from operator import itemgetter

from reader.article.language import language_folder, language_in_path
from reader.article.name import stem
from reader.library.fulltext.find import State
from reader.library.index.by_ids import rows_by_ids
from reader.library.similar.duplicates import MOST, duplicate_groups

COPIES, TRANSLATIONS = "duplicates", "translations"
"""What may be listed once, by the names of the setting."""

_ROWS = "SELECT article.id, dir.folder, dir.path, name, {column} FROM article JOIN dir ON dir.id = article.dir WHERE"
_ALL = f"{_ROWS.format(column='translation')} length(terms) > 0"
_SOME = f"{_ROWS.format(column='-date')} article.id IN"


def collapsed(
    connection: sqlite3.Connection, words: State, kinds: frozenset[str], there: bytes
) -> dict[int, tuple[int, ...]]:
    """Return the articles that are listed for others, each with those; ``kinds`` are duplicates, translations or both.

    Of duplicates the newest is listed; of translations the one whose path names no language. ``words`` are attached;
    ``there`` has a 1 for each article that is listed, by id.
    """
    groups = duplicate_groups(connection, words, there) if COPIES in kinds else []
    if TRANSLATIONS in kinds:
        groups += _translations(connection, there)
    members = {member for group in groups for member in group}
    rank = _ranks(connection, members, prefers_plain_paths=TRANSLATIONS in kinds)
    leader: dict[int, int] = {}

    def lead(article: int) -> int:
        while leader.setdefault(article, article) != article:
            article = leader[article]
        return article

    for group in groups:
        leads = sorted({lead(member) for member in group if member in rank}, key=rank.__getitem__)
        for other in leads[1:]:
            leader[other] = leads[0]
    found: defaultdict[int, list[int]] = defaultdict(list)
    for article in sorted(leader, key=rank.__getitem__):
        if (first := lead(article)) != article:
            found[first].append(article)
    return {first: tuple(others) for first, others in found.items()}


def _ranks(
    connection: sqlite3.Connection, articles: set[int], *, prefers_plain_paths: bool
) -> dict[int, int]:
    """Return the places of articles in the order in which one is listed for others, from 0; one that is gone is missing."""
    rows = sorted(rows_by_ids(connection, _SOME, articles), key=itemgetter(4, 1, 2, 3))
    if prefers_plain_paths:
        rows.sort(key=lambda row: bool(language_in_path(_path(row[2], row[3]))))
    return {row[0]: at for at, row in enumerate(rows)}


def _translations(connection: sqlite3.Connection, there: bytes) -> list[list[int]]:
    """Return the groups of articles that are one in several languages, by front matter or by paths."""
    by_key: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    plain = lru_cache(_plain)  # articles of one directory mostly follow each other
    for article, folder, path, name, translation in connection.execute(_ALL):
        if there[article : article + 1] == b"\1":
            if translation:
                by_key["header", translation].append(article)
            by_key["name", folder, plain(path), stem(os.fsdecode(name))].append(article)
    return [members for members in by_key.values() if 1 < len(members) <= MOST]


def _path(path: bytes, name: bytes) -> str:
    return os.fsdecode(b"/".join(part for part in (path, name) if part))


def _plain(path: bytes) -> str:
    """Return the path of a directory without what names a language in it."""
    folders = os.fsdecode(path).split("/")
    at = language_folder("/".join([*folders, ""]))
    return "/".join(folders if at < 0 else folders[:at] + folders[at + 1 :])
