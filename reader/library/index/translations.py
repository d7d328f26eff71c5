"""The same article in other languages: by its file's name, its folder, or what its header says. Reads the index.

``post.md`` and ``post.zh-cn.md`` (Hugo), ``content/en/post.md`` and ``content/zh/post.md``, ``post.md`` and
``ja/post.md``, or an equal ``translationKey`` (Hugo) or ``ref`` (Jekyll).
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.article import Key
from reader.article.language import language_folder, language_in_path
from reader.article.name import stem
from reader.library.index.paths import key_of

MOST = 64
"""Languages of one article. A name in front matter that more articles share is ignored."""

FOLDERS_LOOKED_AT = 64
"""Folders beside each other among which languages are looked for."""

LEVELS = 4
"""Levels of folders at which a folder of a language is looked for, where the path names no language."""

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
    found = {each.id: each for each in (*_by_name(connection, own[0]), *_by_header(connection, own[0]))}
    found.pop(article, None)
    after = sorted(found.values(), key=lambda each: (each.order < own[0].order, each.order))
    return [
        Translation(each.id, key_of(folders[each.folder], each.directory, each.name), each.language)
        for each in after
        if each.folder in folders
    ]


def _about(connection: sqlite3.Connection, where: str, *values: object) -> list[_About]:
    return [_About(*row) for row in connection.execute(f"{_ABOUT} {where} LIMIT {MOST + 1}", values)]


def _by_header(connection: sqlite3.Connection, own: _About) -> list[_About]:
    """Return the articles with the same name in front matter; none where two of them have one language."""
    if not own.translation:
        return []
    found = _about(connection, "translation != '' AND translation = ?", own.translation)
    languages = {each.language for each in found}
    return found if len(languages) == len(found) <= MOST else []


def _by_name(connection: sqlite3.Connection, own: _About) -> list[_About]:
    """Return the articles whose paths differ from this one's in the language alone, one per language."""
    found = {language_in_path(own.path): own}
    begins = os.fsencode(stem(own.path)) + b"."
    for directory in _directories(connection, own.folder, os.fsdecode(own.directory), own.path):
        # Bytes that follow a full stop are below a slash.
        names = connection.execute(
            "SELECT file.article FROM dir JOIN file ON file.dir = dir.id"
            " WHERE folder = ? AND path = ? AND file.name >= ? AND file.name < ? AND article IS NOT NULL LIMIT ?",
            (own.folder, os.fsencode(directory), begins, begins[:-1] + b"/", MOST),
        ).fetchall()
        for (article,) in names:
            for each in _about(connection, "article.id = ?", article):
                if stem(each.path) == stem(own.path):
                    found.setdefault(language_in_path(each.path), each)
    return list(found.values())[:MOST]


def _directories(connection: sqlite3.Connection, folder: int, directory: str, path: str) -> Iterator[str]:
    """Yield the directory, and those that correspond to it in other languages."""
    yield directory
    parts = directory.split("/") if directory else []
    at = language_folder(path)
    if at >= 0:
        yield "/".join(parts[:at] + parts[at + 1 :])
        levels, rest = [at], parts[at + 1 :]
    else:
        levels, rest = list(range(min(len(parts), LEVELS) + 1)), []
    for level in levels:
        below = rest if at >= 0 else parts[level:]
        for name in _children(connection, folder, "/".join(parts[:level])):
            there = "/".join([*parts[:level], name, *below])
            if language_folder(f"{there}/x") == level:
                yield there


def _children(connection: sqlite3.Connection, folder: int, parent: str) -> Iterator[str]:
    """Yield the names of the directories in a directory, without those below them."""
    prefix = os.fsencode(f"{parent}/" if parent else "")
    after, seen = prefix, set[bytes]()
    for _ in range(2 * FOLDERS_LOOKED_AT):
        row = connection.execute(
            "SELECT path FROM dir WHERE folder = ? AND path > ? ORDER BY path LIMIT 1", (folder, after)
        ).fetchone()
        if row is None or not row[0].startswith(prefix):
            return
        name, slash, _ = row[0][len(prefix) :].partition(b"/")
        # ``en-gb`` lies between ``en`` and ``en/posts``: only what begins with ``en/`` may be jumped over.
        after = prefix + name + b"/\xff" if slash else row[0]
        if name not in seen:
            seen.add(name)
            yield os.fsdecode(name)
