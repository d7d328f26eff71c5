"""Which group a list opens by itself: a large one near the top, so that the top of the list stays in sight. Pure."""

from typing import TYPE_CHECKING

from reader.library.index.grouping import TAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Group

SHARE = 10
"""A group of a tag is opened unless articles without tags are more than this many times as many."""

ARTICLE_ROWS = 2
"""Rows of the first article of an open group."""


BARS = 3
"""Rows of the window that the list does not have."""


def opened_first(key: str, groups: "Sequence[Group]", rows: int) -> int:
    """Return which group of a key opens where none of those that were open is left, in a list of that many rows."""
    return largest(groups, rows) if key == TAG else first_of_all(groups)


def first_of_all(groups: "Sequence[Group]") -> int:
    """Return the first group below the saved searches."""
    return next((index for index, group in enumerate(groups) if not group.is_search), 0)


def largest(groups: "Sequence[Group]", rows: int) -> int:
    """Return the group of a tag with the most unread articles; where hardly anything has tags, the largest of all.

    Only groups count whose heading and first article stand within the first ``rows`` rows of the list.
    """
    first = first_of_all(groups)
    last = max(first, rows - ARTICLE_ROWS - 1)
    below = range(first, len(groups))
    seen = below[: last + 1 - first]
    has_unread = any(groups[index].unread for index in below)

    def size(index: int) -> int:
        return groups[index].unread if has_unread else groups[index].in_scope

    most = max(seen, key=size, default=first)
    tags = [index for index in seen if groups[index].name and not groups[index].kind]
    named = [index for index in seen if groups[index].name or groups[index].kind]
    for some, rest in (
        (tags, [index for index in below if groups[index].kind or not groups[index].name]),
        (named, [index for index in below if not groups[index].kind and not groups[index].name]),
    ):
        best = max(some, key=size, default=first)
        if some and (size(best) >= size(most) or size(best) * SHARE >= sum(map(size, rest))):
            return best
    return most
