"""What articles can be grouped by: one row each; any other key of the front matter groups too. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import NamedTuple

TAG = "tag"
"""The key that every library is grouped by at first."""

SOURCE = "source"


class Facts(NamedTuple):
    """What an article's groups are made from."""

    tags: tuple[str, ...]
    source: str
    language: str
    date_s: int
    """Seconds since 1970, UTC."""
    folder: str
    """The directory in which it lies, from the library's folder down."""
    fields: tuple[tuple[str, str], ...]
    """Keys of the front matter and their values as they were written; authors and categories under those names."""


class GroupKey(NamedTuple):
    """One row."""

    name: str
    meaning: str
    """A phrase for help, as in: grouped by …"""
    names: Callable[[Facts, tzinfo], Iterable[str]]
    """The groups in which an article stands."""
    nameless: str
    """What those are called that stand in none."""
    is_date: bool = False
    """Its groups stand by date, the newest first."""


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

BY_KEY: Mapping[str, GroupKey] = MappingProxyType({key.name: key for key in GROUP_KEYS})


def group_key(name: str) -> GroupKey:
    """Return the row of a key; one is made for a key of the front matter."""
    return BY_KEY.get(name) or GroupKey(name, name, _of_field(name), "(none)")


def group_names(key: str, facts: Facts, zone: tzinfo) -> tuple[str, ...]:
    """Return the groups of a key in which an article stands, each once; the one without a name if it has none."""
    return tuple(dict.fromkeys(group_key(key).names(facts, zone))) or ("",)
