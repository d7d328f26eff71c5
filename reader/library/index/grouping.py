"""The keys that articles can be grouped by, one row each; any other key of the front matter works too. Pure.

Articles without tags have groups of another key, one for each value of the setting ``untagged`` (``listed_key``). A list
grouped by tags shows both; everything else that reads tags has tags alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

TAG = "tag"
"""The key that every library is grouped by from the beginning."""

SOURCE = "source"
"""The key of sources, which are feeds as a rule."""

FEED_ADDRESS = "feed_url"
"""The key of the front matter by which an article is known to have come from a feed."""

_UNTAGGED = "untagged:"
"""What the keys of articles without tags begin with; no key of a front matter that one can name has a colon."""


class Kind(StrEnum):
    """What a group of articles without tags is made of."""

    CATEGORY = "category"
    """One of its categories."""
    FEED = "feed"
    """The feed it came from."""
    FOLDER = "folder"
    """The folder in which it lies."""


class Facts(NamedTuple):
    """What an article's groups are made from."""

    tags: tuple[str, ...]
    """Its author's tags with the user's."""
    source: str
    """The name of its source."""
    language: str
    """A BCP 47 tag; empty: none is known."""
    date_s: int
    """Seconds since 1970, UTC."""
    folder: str
    """The directory in which it lies, from the library's folder down."""
    fields: tuple[tuple[str, str], ...]
    """Keys of the front matter and their values as they were written; authors and categories under those names."""
    home: str = ""
    """The folder by which an article without tags is listed: of a page ``index.md`` the one above its own."""


class GroupKey(NamedTuple):
    """One row."""

    name: str
    """The key."""
    meaning: str
    """A phrase for help, as in: grouped by …"""
    names: Callable[[Facts, tzinfo], Iterable[str]]
    """Returns the groups of an article."""
    nameless: str
    """What the group of all other articles is called."""
    is_date: bool = False
    """Its groups are ordered by date, the newest first."""


def _of_field(key: str) -> Callable[[Facts, tzinfo], Iterable[str]]:
    return lambda facts, _: (value for name, value in facts.fields if name == key)


def _of_date(form: str) -> Callable[[Facts, tzinfo], Iterable[str]]:
    return lambda facts, zone: (datetime.fromtimestamp(facts.date_s, zone).strftime(form),)


GROUP_KEYS = (
    GroupKey(TAG, "tags", lambda facts, _: facts.tags, "(untagged)"),
    GroupKey("category", "categories", _of_field("category"), "(no category)"),
    GroupKey(SOURCE, "feeds and sources", lambda facts, _: (facts.source,), "(no source)"),
    GroupKey("author", "authors", _of_field("author"), "(no author)"),
    GroupKey("language", "languages", lambda facts, _: (facts.language,), "(no language)"),
    GroupKey("folder", "folders", lambda facts, _: (facts.folder,), "(top)"),
    GroupKey("year", "years", _of_date("%Y"), "(no date)", is_date=True),
    GroupKey("month", "months", _of_date("%Y-%m"), "(no date)", is_date=True),
)
"""The keys that groups can be made by, in the order of the menu."""

BY_KEY: Mapping[str, GroupKey] = MappingProxyType({key.name: key for key in GROUP_KEYS})
"""Each row by its key."""


def group_key(name: str) -> GroupKey:
    """Return the row of a key; one is made for a key of the front matter."""
    return BY_KEY.get(name) or GroupKey(name, name, _of_field(name), "(none)")


def keys_of(group_by: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that the setting ``group_by`` names, one or two."""
    return (group_by,) if isinstance(group_by, str) else group_by


def group_names(key: str, facts: Facts, zone: tzinfo) -> tuple[str, ...]:
    """Return the groups of a key that an article belongs to, each once; the one without a name if there is none."""
    if is_of_untagged(key):
        return () if facts.tags else _names_of_untagged(key.removeprefix(_UNTAGGED), facts)
    return tuple(dict.fromkeys(group_key(key).names(facts, zone))) or ("",)


def listed_key(key: str, untagged: str) -> str:
    """Return the key of the index for a list that is grouped by ``key``.

    ``untagged`` is the setting: for tags it says how articles without tags are grouped.
    """
    return f"{_UNTAGGED}{untagged}" if key == TAG and untagged != "one" else key


def is_of_untagged(key: str) -> bool:
    """Return whether a key is one of articles without tags."""
    return key.startswith(_UNTAGGED)


def is_in_header(key: str) -> bool:
    """Return whether an article's header says its groups of a key; else they need its text, or all of its front matter."""
    return is_of_untagged(key) and key.removeprefix(_UNTAGGED) != Kind.FEED


def kind_and_name(key: str, name: str) -> tuple[Kind | None, str]:
    """Return what a group is made of, None for one of an ordinary key, and its name, from the name in the index."""
    kind, colon, rest = name.partition(":")
    return (Kind(kind), rest) if colon and is_of_untagged(key) else (None, name)


def _names_of_untagged(setting: str, facts: Facts) -> tuple[str, ...]:
    """Return the names in the index of the groups of an article without tags: of the first kind that it has."""
    for begin, names in _WAYS.get(setting, ()):
        if found := names(facts, setting):
            return tuple(dict.fromkeys([begin + name for name in found]))
    return ("",)


def _categories(facts: Facts, _: str) -> Sequence[str]:
    return [value for name, value in facts.fields if name == "category"]


def _feeds(facts: Facts, setting: str) -> Sequence[str]:
    """Return the article's feed; where only feeds are wanted, a source that is not a feed too."""
    if not facts.source:
        return ()
    is_of_feed = setting == Kind.FEED or any(name == FEED_ADDRESS for name, _ in facts.fields)
    return (facts.source,) if is_of_feed else ()


_NAMES: Mapping[Kind, Callable[[Facts, str], Sequence[str]]] = MappingProxyType(
    {Kind.CATEGORY: _categories, Kind.FEED: _feeds, Kind.FOLDER: lambda facts, _: (facts.home,)}
)
_WAYS = {
    setting: tuple((f"{kind}:", _NAMES[kind]) for kind in Kind if setting in {"auto", kind})
    for setting in ("auto", *Kind)
}
"""By setting: what the names of groups begin with, and what returns the rest; the first kind that finds any is used."""
