"""Tags, categories and authors of a header, in any shape, as tuples of clean texts.

Pure. All three are lists of names; they differ in how a single text is split.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from reader.article.alias import Fields
from reader.article.article import HeaderValue
from reader.article.inline import plain
from reader.article.value import is_nothing, plain_name, texts
from reader.text import clean_line
from reader.text.pattern import late

TAGS_LIMIT: Final = 100
"""Tags, categories or authors kept of one article."""

LABEL_LIMIT: Final = 100
"""Code points of a label."""

LABELS_KEPT: Final = 4_096
"""Labels that are cleaned once: articles of a folder share theirs."""

_NAMES: Final = ("name", "title", "label", "value", "id", "slug")
_SEPARATORS: Final = late(r"[,;，、；]")
_AUTHOR_SEPARATORS: Final = late(r"[;；、，]")
_BETWEEN_AUTHORS: Final = late(r"(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)(?![^()]*\))")
_AUTHORS_TEXT_LIMIT: Final = 1_000
_MAIL: Final = late(r"\s*<[^<>\s]*@[^<>\s]*>|\s*\([^()\s]*@[^()\s]*\)")
_WIKILINK: Final = late(r"\[\[(?:[^\[\]]*\|)?([^\[\]|]+)\]\]")
_LINKED: Final = late(r"#?\[\[(?:[^\[\]]*\|)?([^\[\]|]+)\]\]")
"""A name as a link to its page (Logseq, Obsidian, Roam); it may hold what separates names elsewhere."""
_BETWEEN_LINKS: Final = frozenset({"", "and", "和", "与"})


class Labels(NamedTuple):
    """Names in the order of the header, each once."""

    names: tuple[str, ...] = ()
    """Cleaned and bounded."""
    cut: bool = False
    """There are more than ``TAGS_LIMIT``."""


def tags(fields: Fields, *, spaces: bool) -> Labels:
    """Return the tags; ``spaces``: they may be separated by spaces too (Jekyll)."""
    for value in fields.candidates("tags"):
        if (found := _kept(_split(value, spaces=spaces))).names:
            return found
    return Labels()


def categories(fields: Fields, *, spaces: bool) -> Labels:
    """Return the categories; a list in a list is a path (Hexo): ``a/b``."""
    for value in fields.candidates("categories"):
        if isinstance(value, list) and any(isinstance(item, list) for item in value):
            names: Iterable[str] = ("/".join(_kept(texts(item, *_NAMES)).names) for item in value)
        else:
            names = _split(value, spaces=spaces)
        if (found := _kept(names)).names:
            return found
    return Labels()


def authors(fields: Fields) -> Labels:
    """Return the authors, by name."""
    for value in fields.candidates("authors"):
        if isinstance(value, dict) and "name" not in {plain_name(key) for key in value}:
            # ``authors: {jane: {name: Jane}}`` names them inside, ``authors: {Jane: …}`` outside.
            inner = all(isinstance(item, dict) for item in value.values())
            found_in: HeaderValue = list(value.values() if inner else value)
        else:
            found_in = value
        whole = isinstance(value, str)
        names = (name for text in texts(found_in, *_NAMES) for name in (_authors(text) if whole else [text]))
        if (found := _kept(plain(_MAIL.sub("", name)) for name in names)).names:
            return found
    return Labels()


def _split(value: HeaderValue, *, spaces: bool) -> Iterator[str]:
    """Yield the names in a list, or in a text that separates them."""
    for text in texts(value, *_NAMES):
        if not isinstance(value, str):
            yield text
        elif "[[" in text:
            yield from separated(text)
        elif _SEPARATORS.search(text):
            yield from _SEPARATORS.split(text)
        elif spaces or all(word.startswith("#") for word in text.split()):
            yield from text.split()
        else:
            yield text


def separated(text: str) -> list[str]:
    """Return the names in a text of which some may be links to pages: ``#[[two words]], three [[four]]``."""
    names: list[str] = []
    for at, part in enumerate(_LINKED.split(text)):
        if at % 2:
            names.append(part)
        else:
            bare = (name.strip(" &") for name in _SEPARATORS.split(part))
            names += [name for name in bare if name.casefold() not in _BETWEEN_LINKS]
    return names


def _authors(text: str) -> list[str]:
    """Yield the authors in a text: ``A B, C D and E F`` are three, ``Doe, John`` is one."""
    if "[[" in text:
        return separated(text)
    names = _AUTHOR_SEPARATORS.split(text)
    if len(names) == 1 and len(text) <= _AUTHORS_TEXT_LIMIT:
        full = _BETWEEN_AUTHORS.split(text)
        names = full if all(" " in name.strip() for name in full) or _are_handles(full) else names
    return names


def _are_handles(names: list[str]) -> bool:
    """Return whether names are of several people though they have one word each: ``Doe, John`` are not."""
    return len(names) > 2 or any(not name.strip().isalpha() or name.strip().islower() for name in names)


def _kept(names: Iterable[str]) -> Labels:
    """Return the first names that are not empty, each once, cleaned and bounded."""
    kept: dict[str, str] = {}
    for name in names:
        label = _label(name)
        if not label or label.casefold() in kept:
            continue
        if len(kept) == TAGS_LIMIT:
            return Labels(tuple(kept.values()), cut=True)
        kept[label.casefold()] = label
    return Labels(tuple(kept.values()))


@lru_cache(maxsize=LABELS_KEPT)
def _label(name: str) -> str:
    if "[[" in name:
        name = _WIKILINK.sub(r"\1", name)
    label = clean_line(name, LABEL_LIMIT)
    if label.startswith("#") and not label.startswith("# "):
        label = label.lstrip("#")
    return "" if is_nothing(label) else label
