"""Labels of the groups of articles without tags, which are shown among tags, and which of them join a tag. Pure.

A category and a tag of one name are one group. A folder and a feed are not: the label of a folder ends with a slash, and
that of a feed with the name of a tag or category says that it is a feed.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from reader.i18n import tr
from reader.library.index.grouping import Kind


class Named(Protocol):
    """A group, as far as its name goes."""

    id: int
    """Its number."""
    name: str
    """Its name in the index."""
    total: int
    """How many articles it has."""
    kind: Kind | None
    """What it is made of, where its articles have no tags."""
    label: str
    """What the screen calls it; empty: its name."""


def tags_of_categories(groups: Iterable[Named]) -> dict[int, int]:
    """Return the categories that join the group of a tag, each with that tag: their names differ in case at most."""
    groups = list(groups)
    by_name: dict[str, int] = {}
    for group in sorted(groups, key=lambda group: -group.total):
        if group.kind is None and group.name:
            by_name[group.name] = group.id
            by_name.setdefault(group.name.casefold(), group.id)
    found = (
        (group.id, by_name.get(group.name) or by_name.get(group.name.casefold()))
        for group in groups
        if group.kind is Kind.CATEGORY
    )
    return {category: tag for category, tag in found if tag is not None}


def labels_of(groups: Iterable[Named], folders: Sequence[str]) -> None:
    """Give those of the groups a label that need one; ``folders`` are the names of the library's folders."""
    groups = list(groups)
    taken = {group.name.casefold() for group in groups if group.kind in {None, Kind.CATEGORY}}
    paths = [group.name for group in groups if group.kind is Kind.FOLDER]
    above = len(_common_above(paths))
    top = folders[0] if folders else ""
    for group in groups:
        if group.kind is Kind.FEED and group.name.casefold() in taken:
            group.label = tr("{name} (feed)", name=group.name)
        elif group.kind is Kind.FOLDER and not group.name:
            # What is below the folder may be called as it is.
            group.label = tr("{name}/ (top)", name=top) if top in paths else f"{top}/"
        elif group.kind is Kind.FOLDER:
            group.label = f"{group.name[above:]}/"


def _common_above(paths: Sequence[str]) -> str:
    """Return the path that all of these have in common, with a slash at the end: labels leave it out."""
    shared = paths[0].split("/")[:-1] if paths else []
    for path in paths:
        above = path.split("/")[:-1]
        while shared != above[: len(shared)]:
            shared.pop()
    return "".join(f"{part}/" for part in shared)
