"""The fields of the query language: one row each. The parser, the compiler, help and completion are fed from it.

Pure.
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from reader.article.media_kinds import BITS
from reader.library.index.rows import Flag


class Kind(Enum):
    """How the value of a field is read and compared."""

    FLAG = auto()
    """One of a few words."""
    NAME = auto()
    """Equal, without regard to case, accents and width; ``*`` at the end stands for anything."""
    PART = auto()
    """It occurs in the field."""
    LANGUAGE = auto()
    """A BCP 47 tag or the beginning of one: ``zh`` is ``zh-CN`` too."""
    NUMBER = auto()
    """A number, or a range of numbers."""
    DATE = auto()
    """A day, a month, a year, or a range of them."""


class Flagged(NamedTuple):
    """The condition of a word of a flag: what the reader did with an article."""

    flag: Flag
    """Which of the flags of an article."""
    is_set: bool = True
    """Whether it is set, or not."""


TAGGED = (
    "article.id IN (SELECT article FROM article_term WHERE term IN (SELECT id FROM term WHERE key = 'tag' AND"
)
"""Begins a condition on ``name``, that of a tag (empty: of articles without tags), which two brackets end."""

ARRIVED_SINCE = "article.id > ? AND article.arrived >= ?"
"""A condition on the last session: its last article and its end, as far as these count, are filled in when it runs."""

_UNTAGGED = f"{TAGGED} name = ''))"


class Field(NamedTuple):
    """One row."""

    name: str
    """What is typed before the colon."""
    kind: Kind
    """What its values are."""
    meaning: str
    """A phrase for help."""
    others: tuple[str, ...] = ()
    """Other names that mean the same."""
    words: Mapping[str, str | Flagged] = MappingProxyType({})
    """Of a flag: what it can be, each with its condition of SQL on ``article``."""


FIELDS = (
    Field(
        "is", Kind.FLAG, "unread, read, starred, later, new (since the last session), draft, untagged or with a problem",
        words={
            "unread": Flagged(Flag.UNREAD), "read": Flagged(Flag.UNREAD, is_set=False),
            "starred": Flagged(Flag.STARRED), "later": Flagged(Flag.LATER),
            "new": ARRIVED_SINCE, "draft": "article.draft", "untagged": _UNTAGGED, "problem": "article.problems",
        },
    ),
    Field(
        "has", Kind.FLAG, "an image, audio or video (with the article or in its text), a summary, a link or tags",
        words={
            **{kind: f"article.media & {BITS[kind]}" for kind in ("image", "audio", "video")},
            "summary": "article.summary != ''", "link": "article.link != ''", "tags": f"NOT {_UNTAGGED}",
        },
    ),
    Field("tag", Kind.NAME, "a tag", ("tags",)),
    Field("category", Kind.NAME, "a category", ("categories",)),
    Field("author", Kind.PART, "part of an author's name", ("authors", "by")),
    Field("source", Kind.PART, "part of the source's name or host", ("feed", "site")),
    Field("title", Kind.PART, "words of the title"),
    Field("mentions", Kind.PART, "a word or phrase in text, title, summary, tags or authors; Latin words whole"),
    Field("path", Kind.PART, "part of the file's path in its folder", ("folder", "file")),
    Field("lang", Kind.LANGUAGE, "the language", ("language",)),
    Field("date", Kind.DATE, "when it was written: 2025, 2025-01, >2025-01-15, 7d, today, 2024..2025"),
    Field("updated", Kind.DATE, "when it was last changed"),
    Field("arrived", Kind.DATE, "when it was first fetched or seen", ("added", "arrival")),
    Field("words", Kind.NUMBER, "how many words and characters"),
    Field("minutes", Kind.NUMBER, "how many minutes it takes to read", ("min",)),
)  # fmt: skip
"""All of them, in the order of help."""

BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.others)}
"""Each field by all its names."""
