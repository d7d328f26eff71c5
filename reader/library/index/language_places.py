"""Which language the place of a file names: its folder's and its name's, seen with what is beside them. Reads the index.

``it`` is a language beside ``en`` and ``zh-cn``, or where its articles are Italian; elsewhere it is a topic. Nothing of this is
kept: a folder that comes or goes changes what the others mean at once.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.article.language import is_clear, known_language, language_suffix, primary
from reader.article.language_table import CONTAINERS, PARENTS, UNGUESSED, UNMISTAKABLE
from reader.library.index import docusaurus

FOLDERS_LOOKED_AT = 64
"""Folders beside each other among which languages are looked for."""

BESIDE = 2
"""Languages that are certain beside a folder, for it to be one."""

SITE_LEVELS = 4
"""Folders of a path in which a site is looked for."""

LANGUAGES_LOOKED_AT = 64
"""Articles of a folder whose languages are looked at."""

CONTRADICTING = 3
"""Articles of known languages from which a folder without one in its own is not a language's."""

LONGEST_SUFFIX = 9
"""Characters of a language at the end of a name, with what is before it."""

_SUFFIX = re.compile(r"(?P<rest>.*[^-._])(?P<between>[-._])(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")
"""``contents-en``, ``content.zh-cn``, ``README_zh_CN``."""

_NEXT = """
SELECT path FROM dir WHERE folder = ? AND path > ?
AND EXISTS (SELECT 1 FROM file WHERE file.dir = dir.id AND article IS NOT NULL) ORDER BY path LIMIT 1
"""
_LANGUAGES = """
SELECT language FROM dir JOIN file ON file.dir = dir.id JOIN article ON article.id = file.article
WHERE folder = ? AND (path = ? OR path > ? AND path < ?) AND language != '' LIMIT ?
"""


class Place(NamedTuple):
    """Where an article is, apart from its language."""

    plain: str
    """The path of its directory, or its name, without what names a language."""
    language: str
    """What names it, as a BCP 47 tag; empty: nothing does."""
    is_sure: bool = True
    """It can only be a language; else articles that say the same language are no translations of each other."""
    level: int = -1
    """The index of the folder that names it, from 0; -1: none."""
    needs_plain: bool = False
    """It means a language only beside the same name without one."""


class Placed(NamedTuple):
    """An article and what its path says."""

    plain: tuple[str, str]
    """Its directory and its name, without languages and the ending."""
    language: str
    """The language that its path names, or an empty text."""
    is_sure: bool
    """See ``Place``."""
    needs_plain: bool
    """See ``Place``."""


def place_of_name(name: str, language: str) -> Place:
    """Return the name of a file without its ending and language; ``language`` is what the article is written in.

    ``post.fr.md`` names a language; ``post-fr.md`` only where the article is in it, and beside ``post.md``.
    """
    base = name.rpartition(".")[0]
    rest, _, suffix = base.rpartition(".")
    if rest and (tag := language_suffix(suffix)):
        return Place(rest, tag, is_sure=is_clear(suffix))
    for match in _split(base):
        if primary(tag := known_language(match["tag"])) == primary(language) != "":
            return Place(match["rest"], tag, is_sure=False, needs_plain=True)
    return Place(base, "")


def _split(name: str) -> Iterable[re.Match[str]]:
    """Yield the ways to part a name from a language at its end, the longest language first."""
    end = name[-LONGEST_SUFFIX:]
    if ("-" not in end and "_" not in end and "." not in end) or (match := _SUFFIX.fullmatch(name)) is None:
        return
    longer = re.fullmatch(
        r"(?P<rest>.*[^-._])(?P<between>[-._])(?P<tag>[A-Za-z]{2,3}[-_][A-Za-z]{2,4})", name
    )
    if longer and known_language(longer["tag"]):
        yield longer
    if known_language(match["tag"]):
        yield match


class LanguagePlaces:
    """The folders of languages in an index, looked at once each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._children: dict[tuple[int, str], list[str]] = {}
        self._places: dict[tuple[int, str], Place] = {}
        self._spoken: dict[tuple[int, str], list[str]] = {}

    def placed(self, folder: int, directory: str, name: str, language: str) -> Placed:
        """Return what the path of an article says; ``language`` is what it is written in."""
        there, called = self.place(folder, directory), place_of_name(name, language)
        decides = called if called.language else there
        return Placed((there.plain, called.plain), decides.language, decides.is_sure, called.needs_plain)

    def place(self, folder: int, directory: str) -> Place:
        """Return a directory without the first folder of a language in it."""
        key = folder, directory
        if (found := self._places.get(key)) is None:
            found = self._places[key] = self._find(folder, directory)
        return found

    def _find(self, folder: int, directory: str) -> Place:
        parts = directory.split("/")
        for level, part in enumerate(parts):
            above, below = "/".join(parts[:level]), parts[level + 1 :]
            if (found := self._named(folder, above, part)) is not None:
                kept = [*parts[:level], *filter(None, [found.plain]), *below]
                source = docusaurus.source_of(below) if parts[:level][-1:] == [docusaurus.ABOVE] else None
                if source:
                    kept = [*parts[: level - 1], *source]
                return found._replace(plain="/".join(kept), level=level)
        return Place(directory, "")

    def translated_by_docusaurus(self, folder: int, plain: str) -> Iterator[str]:
        """Yield the directories in which Docusaurus may keep the translations of a directory."""
        parts = plain.split("/") if plain else []
        for depth in range(min(len(parts), SITE_LEVELS)):
            site = "/".join(parts[:depth])
            if docusaurus.ABOVE not in self.children(folder, site):
                continue
            languages = "/".join([*parts[:depth], docusaurus.ABOVE])
            for language in self.children(folder, languages):
                for below in docusaurus.translated_in(parts[depth:]):
                    yield "/".join([languages, language, *below])

    def _named(self, folder: int, above: str, part: str) -> Place | None:
        """Return what a folder's name is without its language, None if it names none."""
        if tag := known_language(part):
            return self._language_alone(folder, above, part, tag)
        for match in _split(part):
            tag, rest = known_language(match["tag"]), match["rest"]
            beside = self.children(folder, above)
            begins = rest + match["between"]
            if not any(
                each == rest
                or (each != part and each.startswith(begins) and known_language(each[len(begins) :]))
                for each in beside
            ):
                continue
            is_container = rest.lstrip("_").lower() in CONTAINERS
            if is_container or self._speaks(folder, above, part, tag):
                return Place(rest, tag, is_sure=is_container and is_clear(match["tag"]))
        return None

    def _language_alone(self, folder: int, above: str, part: str, tag: str) -> Place | None:
        if is_clear(part):
            return Place("", tag)
        beside = [each for each in self.children(folder, above) if each != part and _is_known(above, each)]
        among_languages = _parent(above) in PARENTS or len(beside) >= BESIDE
        if among_languages or part.lower() in UNMISTAKABLE:
            return None if self._contradicts(folder, above, part, tag) else Place("", tag, among_languages)
        return Place("", tag, is_sure=False) if self._speaks(folder, above, part, tag) else None

    def _contradicts(self, folder: int, above: str, part: str, tag: str) -> bool:
        """Return whether the articles of a folder are all in other languages."""
        spoken = self._languages(folder, above, part)
        return len(spoken) >= CONTRADICTING and primary(tag) not in spoken and tag not in UNGUESSED

    def _speaks(self, folder: int, above: str, part: str, tag: str) -> bool:
        """Return whether most articles of a folder are in its language."""
        spoken = self._languages(folder, above, part)
        return bool(spoken) and 2 * spoken.count(primary(tag)) > len(spoken)

    def _languages(self, folder: int, above: str, part: str) -> list[str]:
        path = f"{above}/{part}" if above else part
        if (found := self._spoken.get((folder, path))) is None:
            raw = os.fsencode(path)
            rows = self._connection.execute(
                _LANGUAGES, (folder, raw, raw + b"/", raw + b"0", LANGUAGES_LOOKED_AT)
            )
            found = self._spoken[folder, path] = [primary(row[0]) for row in rows]
        return found

    def children(self, folder: int, parent: str) -> list[str]:
        """Return the names of the directories in a directory that have articles, also below them."""
        if (found := self._children.get((folder, parent))) is None:
            found = self._children[folder, parent] = self._read_children(folder, parent)
        return found

    def _read_children(self, folder: int, parent: str) -> list[str]:
        prefix = os.fsencode(f"{parent}/" if parent else "")
        after, seen = prefix, dict[bytes, None]()
        for _ in range(2 * FOLDERS_LOOKED_AT):
            row = self._connection.execute(_NEXT, (folder, after)).fetchone()
            if row is None or not row[0].startswith(prefix):
                break
            name, slash, _ = row[0][len(prefix) :].partition(b"/")
            # ``en-gb`` lies between ``en`` and ``en/posts``: only what begins with ``en/`` may be jumped over.
            after = prefix + name + b"/\xff" if slash else row[0]
            seen[name] = None
        return [os.fsdecode(name) for name in seen]


def _parent(above: str) -> str:
    return above.rpartition("/")[2].lstrip("_").lower()


def _is_known(above: str, part: str) -> bool:
    """Return whether a folder is a language's by its name and the folder that it is in."""
    return bool(known_language(part)) and (
        is_clear(part) or part.lower() in UNMISTAKABLE or _parent(above) in PARENTS
    )


def in_languages(members: Iterable[tuple[int, Placed, str]]) -> list[int]:
    """Return of articles with one plain path the first in each language, the one without a language first; none if it is alone.

    Each is an id, its place, and the language that it is written in.
    """
    found: dict[str, tuple[int, Placed, str]] = {}
    for member in members:
        found.setdefault(member[1].language, member)
    plain = found.get("")
    written = primary(plain[2]) if plain else ""
    kept = [
        each
        for each in found.values()
        if each is plain or ((plain or not each[1].needs_plain) and _is_another(each[1], each[2], written))
    ]
    kept.sort(key=lambda each: bool(each[1].language))
    return [each[0] for each in kept] if len(kept) > 1 else []


def _is_another(placed: Placed, language: str, plain: str) -> bool:
    """Return whether an article is in another language than ``plain``, that of the one whose path names none."""
    return placed.is_sure or not plain or primary(language) != plain
