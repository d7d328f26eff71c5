"""Which articles are listed for others, where the same article is listed once. Reads the index and its words."""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from operator import itemgetter

from reader.article.language import primary
from reader.library.fulltext.find import State
from reader.library.index.by_ids import rows_by_ids
from reader.library.index.language_places import LanguagePlaces, Placed, in_languages
from reader.library.similar.duplicates import MOST, duplicate_groups

COPIES, TRANSLATIONS = "duplicates", "translations"
"""What may be listed once, by the names of the setting."""

_ROWS = "SELECT article.id, dir.folder, dir.path, name, {column} FROM article JOIN dir ON dir.id = article.dir WHERE"
_ALL = f"{_ROWS.format(column='language, translation')} length(terms) > 0"
_SOME = f"{_ROWS.format(column='-date')} article.id IN"


def collapsed(
    connection: sqlite3.Connection, words: State, kinds: frozenset[str], there: bytes
) -> dict[int, tuple[int, ...]]:
    """Return the articles that are listed for others, each with those; ``kinds`` are duplicates, translations or both.

    Of duplicates the newest is listed; of translations the one whose path names no language, else the one in the language
    that has most of them, of several English. ``words`` are attached; ``there`` has a 1 for each article that is listed, by id.
    """
    groups = duplicate_groups(connection, words, there) if COPIES in kinds else []
    languages: dict[int, str] = {}
    if TRANSLATIONS in kinds:
        groups += _translations(connection, there, languages)
    members = {member for group in groups for member in group}
    rank = _ranks(connection, members, languages)
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
    connection: sqlite3.Connection, articles: set[int], languages: Mapping[int, str]
) -> dict[int, int]:
    """Return the places of articles in the order in which one is listed for others, from 0; one that is gone is missing.

    ``languages`` are those that paths of translations name.
    """
    count = Counter(languages.values())
    rows = sorted(rows_by_ids(connection, _SOME, articles), key=itemgetter(4, 1, 2, 3))
    rows.sort(key=lambda row: _standing(languages.get(row[0], ""), count))
    return {row[0]: at for at, row in enumerate(rows)}


def _standing(language: str, count: Counter[str]) -> tuple[bool, int, bool]:
    """Return what languages are sorted by: none before any, then the one with most articles, then English."""
    return (True, -count[language], primary(language) != "en") if language else (False, 0, False)


def _translations(connection: sqlite3.Connection, there: bytes, languages: dict[int, str]) -> list[list[int]]:
    """Return the groups of articles that are one in several languages, by front matter or by paths.

    Writes the languages that their paths name into ``languages``.
    """
    by_header: defaultdict[str, dict[int, str]] = defaultdict(dict)
    by_name: defaultdict[tuple[int, tuple[str, str]], list[tuple[int, Placed, str]]] = defaultdict(list)
    named: dict[int, str] = {}
    places = LanguagePlaces(connection)
    for article, folder, path, name, language, translation in connection.execute(_ALL):
        if there[article : article + 1] == b"\1":
            if translation:
                by_header[translation][article] = language
            placed = places.placed(folder, os.fsdecode(path), os.fsdecode(name), language)
            by_name[folder, placed.plain].append((article, placed, language))
            named[article] = placed.language
    groups = [in_languages(members) for members in by_name.values() if len(members) > 1]
    groups += [[*each] for each in by_header.values() if len(set(each.values())) == len(each)]
    groups = [members[:MOST] for members in groups if len(members) > 1]
    languages.update((each, named[each]) for members in groups for each in members if named[each])
    return groups
