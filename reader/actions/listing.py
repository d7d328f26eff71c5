"""The list of articles as text: what a pipe gets instead of a screen."""

from collections.abc import Iterator
from datetime import datetime

from reader.actions.age import format_age
from reader.i18n import tr
from reader.library import GroupOrder, Library, Scope
from reader.text import pad

BATCH = 500
"""Articles looked up at once."""

AGE_WIDTH = 10
"""Cells of the column of dates."""


def list_lines(library: Library, scope: Scope, now: datetime) -> Iterator[str]:
    """Yield a line per group and, indented, one per article: unread mark, age, title.

    Ages are told as of ``now`` (aware).
    """
    for group in library.groups(scope, GroupOrder.NAME):
        yield f"{group.name or tr('(untagged)')} ({group.count})"
        ids = library.ids(group.id, scope)
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            rows = library.rows(batch)
            for row in (rows[id_] for id_ in batch if id_ in rows):
                mark = " " if row.read else "*"
                yield f"  {mark} {pad(format_age(row.date, now), AGE_WIDTH)}  {row.title}"
