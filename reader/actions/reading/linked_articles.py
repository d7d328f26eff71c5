"""The article that a link leads to: by path, name or alias; the nearest of several.

Asks the library; belongs into a worker, since looking for a name goes through all of them.
"""

import posixpath
import re
from collections.abc import Iterator
from datetime import UTC
from typing import NamedTuple
from urllib.parse import unquote

from reader.article import Key
from reader.article.name import SUFFIXES, TEXT_SUFFIX, page_name
from reader.library import Library
from reader.page.line import WIKI

_SUFFIXES = (*SUFFIXES, TEXT_SUFFIX)
_PAGE_SUFFIXES = (".html", ".htm")
_ALIASES = ("aliases", "alias")

_INDEX = ("index", "_index")
"""Names of files that stand for their folder."""


class Linked(NamedTuple):
    """The target of a link."""

    article: int
    """Its id in the library."""
    anchor: str
    """``#name`` of a position in it, or empty."""


def follow(library: Library, key: Key, link: str) -> Linked | None:
    """Return the target of an inner link of the article with this key; None if there is no such article."""
    path, anchor = _parted(link)
    if not path:
        return None
    is_name = link.startswith(WIKI)
    wanted = (Key(key.folder, path) for path in _paths(key.path, path, is_name=is_name))
    found = next(iter(library.articles.find_all(wanted)), None)
    if found is None:
        found = _nearest(library, key, path, is_name=is_name)
    if found is None and is_name:
        found = _also_called(library, key, path)
    if found is None and is_name and (day := _day_of(path)):
        found = _nearest(library, key, day, is_name=True)
    return None if found is None else Linked(found, anchor)


def _day_of(name: str) -> str:
    """Return the name of a journal's page that names its day in words (Logseq): ``Jan 5th, 2024`` is ``2024-01-05``."""
    if not any(map(str.isdigit, name)):
        return ""
    from reader.article.date import parse_date  # with its tables 3 ms, and few links name a day

    day = parse_date(name, UTC)
    return f"{day:%Y-%m-%d}" if day else ""


def _parted(link: str) -> tuple[str, str]:
    """Return path or name, and the ``#name``: of ``Page#Part#Smaller part`` the last."""
    if link.startswith(WIKI):
        path, _, anchor = link.removeprefix(WIKI).partition("#")
        anchor = anchor.rpartition("#")[2]
    else:
        path, _, anchor = link.partition("#")
        path = unquote(path.partition("?")[0], errors="surrogateescape")
    return path.strip(), f"#{anchor}" if anchor else ""


def _paths(own: str, path: str, *, is_name: bool) -> Iterator[str]:
    """Yield the paths that may be meant, the most likely first.

    Relative to the article's folder; to its page's URL (``x.md`` is ``/x/``); to the library's folder, for names and ``/…``.
    """
    froms = [""] if path.startswith("/") else [posixpath.dirname(own), posixpath.splitext(own)[0]]
    if is_name:
        froms.append("")
    for start in froms:
        whole = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if whole == ".." or whole.startswith("../"):
            continue
        root, ending = posixpath.splitext(whole)
        base = root if ending.lower() in _PAGE_SUFFIXES else whole
        if base != ".":
            yield from (base, *(base + suffix for suffix in _SUFFIXES))
        yield from (posixpath.normpath(f"{base}/{name}{suffix}") for name in _INDEX for suffix in SUFFIXES)


def _nearest(library: Library, key: Key, path: str, *, is_name: bool) -> int | None:
    """Return the nearest article whose file has this name; for wiki links also one whose title is the name."""
    own = key.path.split("/")[:-1]
    wanted = _bare(re.sub(r"^(?:\.*/)+", "", path))
    name = wanted.rpartition("/")[2]
    sought = name.replace("_", "-")
    titles = {name, path.casefold()} if is_name else set()
    best: tuple[tuple[object, ...], int] | None = None
    for article, other, title in library.articles.names() if name else ():
        at = other.path.casefold().replace("_", "-")  # of a journal: ``2024_01_05``
        if sought not in at and "%" not in at and title.casefold() not in titles:
            continue  # most of them; what follows takes longer
        bare = _bare(other.path)
        is_called_so = bare.rpartition("/")[2] == name
        if not is_called_so and title.casefold() not in titles:
            continue
        rank = (
            not f"/{bare}".endswith(f"/{wanted}"),
            other.folder != key.folder,
            _distance(own, other.path.split("/")[:-1]),
            not is_called_so,
            len(other.path),
            other.path,
        )
        if best is None or rank < best[0]:
            best = (rank, article)
    return best[1] if best else None


def _also_called(library: Library, key: Key, name: str) -> int | None:
    """Return the nearest article that has the name among its ``aliases`` (Obsidian's field)."""
    own = key.path.split("/")[:-1]
    rows = library.articles.rows(library.articles.with_field(_ALIASES, name)).values()
    ranked = min(
        (
            (row.key.folder != key.folder, _distance(own, row.key.path.split("/")[:-1]), row.key.path, row.id)
            for row in rows
        ),
        default=None,
    )
    return ranked[-1] if ranked else None


def _bare(path: str) -> str:
    """Return a path in lower case without its file's ending; of an index file, its folder."""
    path = path.strip("/")
    if path.lower().endswith((*_SUFFIXES, *_PAGE_SUFFIXES)):
        folder, name = posixpath.dirname(path), page_name(path)
        path = folder if name in _INDEX else posixpath.join(folder, name)
    return path.casefold()


def _distance(one: list[str], other: list[str]) -> int:
    """Return how many folders lie between two paths, up and down."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return len(one) + len(other) - 2 * same
