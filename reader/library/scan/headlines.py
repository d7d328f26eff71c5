"""The first pass of a large first scan: what a list shows of new files, read from their headers alone. Reads files.

What takes the text of an article waits: its row says so (``WAITS`` in ``article_columns``), and ``rest`` reads it later. A file
whose header does not say all, or that is odd, is read whole at once, as ever.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from reader.article import is_conflict_copy
from reader.article.headline import Headline, read_headline
from reader.library.index.article_columns import BY_NAME
from reader.library.index.grouping import FEED_ADDRESS
from reader.library.index.paths import key_of
from reader.library.scan.front_matter import KEYS_LIMIT, few_fields_of
from reader.library.scan.intake import Intake, ScannedFile, modified_at
from reader.library.scan.read_file import UNREADABLE, read_file
from reader.library.scan.walk import NewFile, join
from reader.text.folding import folded
from reader.text.sort_key import sort_key


class ListedFile(NamedTuple):
    """A file of which the header was read. Few and plain values: they travel between processes."""

    at: int
    """Its place in the batch."""
    stamp: tuple[int, int, int]
    """When it was read, as a ``Stamp``."""
    columns: tuple[object, ...]
    """The values of ``COLUMNS``, as they are stored."""
    fields: tuple[tuple[str, str, str], ...]
    """What of the front matter counts for flags and groups, as in ``IndexedArticle``."""
    is_listed: bool
    """It is not a draft, or drafts are listed."""
    fresh: None = None
    """What it has beside a ``ScannedFile``, which has its file."""


COLUMNS = ("title", "title_key", "folded", "dated", "date_offset", "date_source", "draft", "tags", "guid")
"""The columns that a header says."""

_DATED, _SOURCE, _TAGS = (BY_NAME[name].kind.store for name in ("dated", "date_source", "tags"))


Read = list[ListedFile | ScannedFile]
"""What was found of a batch: headlines, and the files that had to be read whole."""


def take_headlines(intake: Intake, batch: Iterable[NewFile]) -> Read:
    """Return what these files are now, without those that are gone."""
    found: Read = []
    for at, fresh in enumerate(batch):
        entry = _headline(intake, at, fresh) or intake.take(fresh)
        if entry is not None:
            found.append(entry)
    return found


def _headline(intake: Intake, at: int, fresh: NewFile) -> ListedFile | None:
    """Return a file by its header; None where it has to be read whole."""
    if fresh.odd or fresh.target or is_conflict_copy(os.fsdecode(fresh.name)):
        return None
    folder, root = intake.folders[fresh.folder]
    try:
        content = read_file(join(root, fresh.path, fresh.name))
        if content.stamp == UNREADABLE or content.is_truncated:
            return None
        path = key_of(folder, fresh.path, fresh.name).path
        found = read_headline(content.data, path, modified_at(content), zone=intake.zone)
    except Exception:  # noqa: BLE001 - whatever it is, reading the whole file tells it
        return None
    if found is None or len(found.header.values) > KEYS_LIMIT:
        return None
    if not found.tags and FEED_ADDRESS in found.header.values:
        return None  # without tags it is grouped by its feed, whose name may stand below
    return _listed(intake, at, content.stamp, found)


def _listed(intake: Intake, at: int, stamp: tuple[int, int, int], found: Headline) -> ListedFile:
    columns = (
        found.title,
        sort_key(found.title),
        folded("\n".join((found.title, "", *found.tags))),
        _DATED(found.date),
        found.date_offset_s,
        _SOURCE(found.date_source),
        int(found.draft),
        _TAGS(tuple(dict.fromkeys(found.tags))),
        found.guid,
    )
    fields = tuple(few_fields_of(found.header.values, found.categories))
    return ListedFile(at, (stamp[0], stamp[1], stamp[2]), columns, fields, intake.drafts or not found.draft)
