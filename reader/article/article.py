"""What an article is: the values that the list, the index and the page know it by.

Pure. An ``Article`` is everything about a file but its text; a ``Document`` is an article with its body.
All texts have passed the gate; all dates are aware and in UTC.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias, Union

HeaderValue: TypeAlias = Union[str, list["HeaderValue"], dict[str, "HeaderValue"]]
"""A value of front matter: text, a list or a mapping; numbers, dates and booleans stay the text they were."""


SIZE_LIMIT_BYTES = 8 << 20
"""Bytes of a file that are read; of a larger one only the beginning is an article."""


class Key(NamedTuple):
    """What an article is known by, for good: its folder's id and its path inside that folder.

    ``path`` is separated by ``/`` and decoded as ``os.fsdecode`` does, so undecodable bytes survive as
    surrogates; it is data, never shown as it is.
    """

    folder: str
    path: str


class DateSource(StrEnum):
    """Where an article's date was found, most trustworthy first."""

    HEADER = "header"
    NAME = "name"
    """The file's or a folder's name (``2015-03-04-some-title.md``) or Zola's ``path``."""
    FILE = "file"
    """The file's own time of change: shown as such."""


class Problem(NamedTuple):
    """Something about a file that its owner may want to mend; the article is listed all the same."""

    message: str
    """One sentence: what is wrong and what was done instead. Does not name the file: the list does."""
    line: int | None = None
    """The line of the file, from 1, where it is known."""


class Article(NamedTuple):
    """One file as an article. Empty texts and tuples mean: the file does not say."""

    key: Key
    title: str
    """One line, never empty."""
    title_in_body: bool
    """The title is the body's first heading, which the page then does not repeat."""
    date: datetime
    date_source: DateSource
    updated: datetime | None
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    language: str
    """A BCP 47 tag (``zh-CN``, ``en``); guessed from the text where nothing says it."""
    summary: str
    """Empty too where it only repeats the beginning of the body."""
    link: str
    """The source: an address that passed the gate, or empty."""
    link_in_body: bool
    """The link is the body's last block, which the page then hides."""
    source: str
    """The name of the source to show: the last link's text, a site's name, or the link's host."""
    image: str
    draft: bool
    guid: str
    """The explicit id of the front matter, if any: a hint of identity, not the key."""
    words: int
    """Words of scripts that separate them."""
    characters: int
    """Chinese, Japanese and Korean characters (Korean counts here by syllable)."""
    minutes: int
    """Reading time, at least 1."""
    problems: tuple[Problem, ...]
    extra: Mapping[str, HeaderValue]
    """The whole front matter as it was written (cleaned), noise and all."""
    translation: str = ""
    """The name that the front matter gives the article in all its languages."""
    date_offset_s: int | None = None
    """Seconds east of UTC that ``date`` was written with; None where the file names no zone for it."""
    updated_offset_s: int | None = None
    """The same of ``updated``."""


class Document(NamedTuple):
    """An article with its text."""

    article: Article
    body: str
    """Markdown, decoded, LF line ends, cleaned by the gate; not stripped."""
    body_line: int
    """The line of the file, from 1, on which the body begins."""
