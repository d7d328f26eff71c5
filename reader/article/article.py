"""What an article is: the values that the list, the index and the page know it by.

Pure. An ``Article`` is everything about a file but its text; a ``Document`` is an article with its body.
All texts have passed the gate; all dates are aware and in UTC.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias, Union

HeaderValue: TypeAlias = Union[str, list["HeaderValue"], dict[str, "HeaderValue"]]
"""A value of front matter: text, a list or a mapping; numbers, dates and booleans stay text."""


SIZE_LIMIT_BYTES = 8 << 20
"""Bytes of a file that are read; of a larger one only the beginning."""


class Key(NamedTuple):
    """The identity of an article: its folder's id and its path in that folder.

    ``path`` is separated by ``/`` and decoded as ``os.fsdecode`` does, so undecodable bytes survive as
    surrogates; clean it before it is shown.
    """

    folder: str
    """The id of the library's folder."""
    path: str
    """Relative to the folder."""


class DateSource(StrEnum):
    """Where an article's date comes from, the most reliable first."""

    HEADER = "header"
    """The front matter."""
    NAME = "name"
    """The file's or a folder's name (``2015-03-04-some-title.md``) or Zola's ``path``."""
    FILE = "file"
    """The file's modification time; lists mark it with ``~``."""


class Problem(NamedTuple):
    """A mistake in a file; the article is listed all the same."""

    message: str
    """One sentence: what is wrong and what was done instead. Does not name the file: the list does."""
    line: int | None = None
    """The line of the file, from 1, where it is known."""


class Article(NamedTuple):
    """The metadata of a file. Empty texts and tuples mean that the file does not say."""

    key: Key
    """Its identity."""
    title: str
    """One line, never empty."""
    title_in_body: bool
    """The title is the body's first heading, which the page then does not repeat."""
    date: datetime
    """When it was published."""
    date_source: DateSource
    """Where ``date`` comes from."""
    updated: datetime | None
    """When it was changed last, if the file says so."""
    tags: tuple[str, ...]
    """Each once, in the order of the header."""
    categories: tuple[str, ...]
    """Each once; nested ones as paths, ``a/b``."""
    authors: tuple[str, ...]
    """Names, each once."""
    language: str
    """A BCP 47 tag (``zh-CN``, ``en``); guessed from the text where nothing says it."""
    summary: str
    """One line; empty too where it only repeats the beginning of the body."""
    link: str
    """The source: an address that passed the gate, or empty."""
    link_in_body: bool
    """The link is the body's last block, which the page then hides."""
    source: str
    """The name of the source to show: the last link's text, a site's name, or the link's host."""
    image: str
    """The first image of the header: a path, or an address that passed the gate."""
    draft: bool
    """It is not published."""
    guid: str
    """The id in the front matter, if any: a hint of identity, not the key."""
    words: int
    """Words of scripts that separate them."""
    characters: int
    """Chinese, Japanese and Korean characters (Korean counts here by syllable)."""
    minutes: int
    """Reading time, at least 1."""
    problems: tuple[Problem, ...]
    """What is wrong with the file."""
    extra: Mapping[str, HeaderValue]
    """The whole front matter as it was written, cleaned."""
    translation: str = ""
    """The id that translations of the article share (``translationKey``), if any."""
    date_offset_s: int | None = None
    """Seconds east of UTC that ``date`` was written with; None where the file names no zone for it."""
    updated_offset_s: int | None = None
    """Seconds east of UTC that ``updated`` was written with; None where the file names no zone for it."""


class Document(NamedTuple):
    """An article with its text."""

    article: Article
    """What is known of it."""
    body: str
    """Markdown, decoded, LF line ends, cleaned by the gate; not stripped."""
    body_line: int
    """The line of the file, from 1, on which the body begins."""
