"""How articles are named on the command line: by a short id that stays, or by their file."""

import os
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.article import Key
from reader.article.name import SUFFIXES, TEXT_SUFFIX
from reader.files.digest import digest

if TYPE_CHECKING:
    from reader.library import Library

ID_BYTES = 6
"""48 bits: of a million articles two have one id with a chance of 1 in 500."""

_ID = re.compile(rf"(?:id:)?([0-9a-f]{{{2 * ID_BYTES}}})")
_PATH = "path:"


class Named(NamedTuple):
    """The words of a command line where a query may be."""

    articles: "array[int] | None"
    """The articles that are named, in their order; None if none is."""
    query: str
    """The other words."""


def id_of(key: Key) -> str:
    """Return an article's id: 12 hexadecimal digits of its key, unchanged until its file is moved."""
    whole = "\0".join(key).encode("utf-8", "surrogateescape")
    return digest(whole, ID_BYTES)


def is_id(word: str) -> bool:
    """Return whether a word looks like an article's id."""
    return _ID.fullmatch(word) is not None


def named_in(library: "Library", words: Sequence[str]) -> Named:
    """Separate ids and files of articles from the words of a query.

    A file may be given by its path, absolute, relative to the current folder or to the library's, bare or behind
    ``path:``. A word that names no article of the library belongs to the query.
    """
    by_id = _by_id(library, {match[1] for word in words if (match := _ID.fullmatch(word))})
    articles: list[int] = []
    rest: list[str] = []
    for word in words:
        match = _ID.fullmatch(word)
        article = by_id.get(match[1]) if match else _by_path(library, word)
        if article is None:
            rest.append(word)
        else:
            articles.append(article)
    found = array("I", dict.fromkeys(articles)) if articles else None
    return Named(found, " ".join(rest))


def find_id(library: "Library", name: str) -> int | None:
    """Return the article that an id or a path names; None: no article of the library."""
    found = named_in(library, [name]).articles
    return found[0] if found else None


def _by_id(library: "Library", ids: Iterable[str]) -> Mapping[str, int]:
    wanted = set(ids)
    if not wanted:
        return {}
    return {name: article for article, key, _ in library.articles.names() if (name := id_of(key)) in wanted}


def _by_path(library: "Library", word: str) -> int | None:
    path = word.removeprefix(_PATH)
    is_path = os.sep in path or path.lower().endswith((*SUFFIXES, TEXT_SUFFIX)) or os.path.lexists(path)
    if not path or not is_path or "\0" in path:
        return None
    keys = [key for file in _candidates(library, path) if (key := _key_at(library, file))]
    return next(iter(library.articles.find_all(keys)), None)


def _candidates(library: "Library", path: str) -> Iterable[Path]:
    """Yield absolute paths that may be meant: from the current folder, with links followed too, and from the library's folders."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - `..` is taken away before links are followed, as a shell does
    yield here
    yield Path(os.path.realpath(path))
    if not os.path.isabs(path):  # noqa: PTH117 - a text
        for folder in library.folders:
            yield folder.path / os.path.normpath(path)


def _key_at(library: "Library", path: Path) -> Key | None:
    for folder in library.folders:
        for root in (folder.path, Path(os.path.realpath(folder.path))):
            if path != root and path.is_relative_to(root):
                return Key(folder.id, path.relative_to(root).as_posix())
    return None
