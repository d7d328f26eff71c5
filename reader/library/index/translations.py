"""The same article in other languages: by its file's name, its folder, or what its header says. Reads the index.

``post.md`` and ``post.zh-cn.md`` (Hugo), ``content/en/post.md`` and ``content/zh/post.md``, ``post.md`` and
``ja/post.md``, ``contents/post.md`` and ``contents-en/post.md``, or an equal ``translationKey`` (Hugo) or ``ref`` (Jekyll).
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.article import Key
from reader.article.language import primary
from reader.library.index.language_places import LanguagePlaces, Placed, in_languages
from reader.library.index.paths import key_of

MOST = 64
"""Languages of one article. A name in front matter that more articles share is ignored."""

LEVELS = 4
"""Levels of folders at which a folder of a language is looked for, where the path names no language."""

NAMES_BESIDE = (b".", b"-", b"_")
"""What stands between a name and a language; in other directories only the first."""

_ABOUT = """
SELECT article.id, dir.folder, dir.path, name, language, translation
FROM article JOIN dir ON dir.id = article.dir WHERE length(terms) AND
"""


class Translation(NamedTuple):
    """An article in one of its languages."""

    article: int
    """Its id."""
    key: Key
    """Where its file is."""
    language: str
    """A BCP 47 tag, or empty where it is not known."""


class _About(NamedTuple):
    """An article, as the index has it."""

    id: int
    folder: int
    directory: bytes
    name: bytes
    language: str
    translation: str

    @property
    def path(self) -> str:
        return key_of("", self.directory, self.name).path

    @property
    def order(self) -> tuple[str, str]:
        return self.language, self.path


def translations(
    connection: sqlite3.Connection, folders: Mapping[int, str], article: int
) -> list[Translation]:
    """Return the article in its other languages, the one that follows on its own first.

    ``folders`` are the ids of keys by the ids of rows.
    """
    own = _about(connection, "article.id = ?", article)
    if not own:
        return []
    by_name = _by_name(connection, LanguagePlaces(connection), own[0])
    found = {each.id: each._replace(language=_shown(each, there)) for each, there in by_name.values()}
    first = found.get(article, own[0])
    found = {each.id: each for each in _by_header(connection, own[0])} | found
    found.pop(article, None)
    after = sorted(found.values(), key=lambda each: (each.order < first.order, each.order))
    return [
        Translation(each.id, key_of(folders[each.folder], each.directory, each.name), each.language)
        for each in after
        if each.folder in folders
    ][:MOST]


def _shown(article: _About, there: Placed) -> str:
    """Return the language of a translation: its own, unless its path says another, as of what is not translated yet."""
    if there.language and primary(there.language) != primary(article.language):
        return there.language
    return article.language


def _about(connection: sqlite3.Connection, where: str, *values: object) -> list[_About]:
    return [_About(*row) for row in connection.execute(f"{_ABOUT} {where} LIMIT {MOST + 1}", values)]


def _by_header(connection: sqlite3.Connection, own: _About) -> list[_About]:
    """Return the articles with the same name in front matter; none where two of them have one language."""
    if not own.translation:
        return []
    found = _about(connection, "translation != '' AND translation = ?", own.translation)
    languages = {each.language for each in found}
    return found if len(languages) == len(found) <= MOST else []


def _by_name(
    connection: sqlite3.Connection, places: LanguagePlaces, own: _About
) -> dict[int, tuple[_About, Placed]]:
    """Return the articles whose paths differ from this one's in the language alone, one per language."""
    placed = places.placed(own.folder, os.fsdecode(own.directory), os.fsdecode(own.name), own.language)
    members = [(own, placed, own.language)]
    seen = {own.id}
    for directory in _directories(places, own.folder, os.fsdecode(own.directory)):
        betweens = NAMES_BESIDE if directory == os.fsdecode(own.directory) else NAMES_BESIDE[:1]
        for article in _beginning_with(connection, own.folder, directory, placed.plain[1], betweens):
            for each in _about(connection, "article.id = ?", article):
                there = places.placed(each.folder, directory, os.fsdecode(each.name), each.language)
                if there.plain == placed.plain and each.id not in seen:
                    seen.add(each.id)
                    members.append((each, there, each.language))
    kept = set(in_languages((each.id, there, language) for each, there, language in members))
    if own.id not in kept:
        return {}
    return {each.id: (each, there) for each, there, _ in members if each.id in kept}


def _beginning_with(
    connection: sqlite3.Connection, folder: int, directory: str, plain: str, betweens: Sequence[bytes]
) -> Iterator[int]:
    """Yield the articles of a directory whose names are this one and one of these before something else."""
    begins = os.fsencode(plain)
    for between in betweens:
        yield from (
            article
            for (article,) in connection.execute(
                "SELECT file.article FROM dir JOIN file ON file.dir = dir.id"
                " WHERE folder = ? AND path = ? AND file.name > ? AND file.name < ? AND article IS NOT NULL LIMIT ?",
                (folder, os.fsencode(directory), begins + between, begins + bytes([between[0] + 1]), MOST),
            ).fetchall()
        )


def _directories(places: LanguagePlaces, folder: int, directory: str) -> Iterator[str]:
    """Yield the directory, and those that correspond to it in other languages."""
    yield directory
    own = places.place(folder, directory)
    if own.language:
        yield own.plain
    for there in places.translated_by_docusaurus(folder, own.plain):
        if there != directory and places.place(folder, there)[:1] == (own.plain,):
            yield there
    parts = own.plain.split("/") if own.plain else []
    levels = [own.level] if own.language else range(min(len(parts), LEVELS) + 1)
    for level in levels:
        above = "/".join(parts[:level])
        for name in places.children(folder, above):
            for below in (parts[level:], parts[level + 1 :]):
                there = "/".join([*filter(None, [above]), name, *below])
                if there != directory and places.place(folder, there)[:1] == (own.plain,):
                    yield there
