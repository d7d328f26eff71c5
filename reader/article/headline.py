"""What a list shows of an article, from its header alone: a fifth of the work of reading all of the file.

Pure. ``read_headline`` returns exactly what ``read_document`` would say, or None: where a field depends on the text below
the header, or where anything is odd, the whole file has to be read. A differential test compares the two.
"""

import re
from datetime import datetime, tzinfo
from typing import NamedTuple

from reader.article import labels
from reader.article.alias import Fields
from reader.article.article import DateSource
from reader.article.document import FEED_ADDRESS, dated_by, draft_by, has_posts_layout, header_title
from reader.article.exports import metadata_in
from reader.article.header import Header, header_above
from reader.article.value import line
from reader.text import clean

SIZE_LIMIT = 64 << 10
"""Bytes of a file that is read by its header; a larger one takes longer to read than to understand."""

HEADER_LIMIT = 16 << 10
"""Bytes of the header."""

_FENCE = re.compile(rb"\n---[ \t]*\r?\n")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_ODD = (b"\0", b"\x1b", b"Metadata", b"Omnivore")
"""What another encoding may have, or what other programs write below the header that counts as a part of it (``exports``)."""
_JOPLIN = b"type_: "
_JOPLIN_END = 80
"""Bytes at the end in which Joplin's last line stands; its 20 characters are at most that many."""
_FIRST = 400
"""Characters below the header that show whether a heading comes first."""


class Headline(NamedTuple):
    """The fields of an article that its header says; those of ``Article`` have the same names."""

    title: str
    date: datetime
    date_source: DateSource
    date_offset_s: int | None
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    draft: bool
    guid: str
    header: Header
    """The header itself."""


def read_headline(data: bytes, path: str, modified: datetime, *, zone: tzinfo) -> Headline | None:
    """Return the headline of a whole file, or None where that takes more than its header.

    ``path`` is that of its key, ``modified`` the file's own time. Dates that name no zone are in ``zone``.
    """
    head = _head(data)
    if head is None:
        return None
    header = header_above(head)
    if header.problems or not header.values or header.body:
        return None
    fields = Fields(header.values)
    title = header_title(fields, is_text=FEED_ADDRESS in header.values)
    dated = dated_by(fields, path, modified, zone)
    spaces = has_posts_layout(fields, path)
    tags = labels.tags(fields, spaces=spaces)
    if not title or dated.wrong or tags.cut:
        return None
    categories = () if tags.names else labels.categories(fields, spaces=spaces).names
    return Headline(
        title,
        dated.date,
        dated.source,
        dated.date_offset_s,
        tags.names,
        categories,
        draft_by(fields, path),
        line(fields.first("guid")),
        header,
    )


def _head(data: bytes) -> str | None:
    """Return the header with its fences, cleaned; None where the text below may say more, or is not what it seems."""
    if not data.startswith(b"---") or len(data) > SIZE_LIMIT or any(map(data.__contains__, _ODD)):
        return None
    if b"\r" in data and _LONE_RETURN.search(data):
        return None
    end = _FENCE.search(data, 0, HEADER_LIMIT)
    if end is None or _JOPLIN in data[-_JOPLIN_END:]:
        return None
    try:
        head, below = data[: end.end()].decode(), data[end.end() :].decode()
    except UnicodeDecodeError:
        return None
    first = below[:_FIRST].lstrip()
    if not first or (first.startswith("# ") and ": " in below and metadata_in(clean(below))):
        return None  # below its title Notion writes what counts as a header
    return clean(head.replace("\r\n", "\n") if "\r" in head else head)
