"""In which order the articles of each group stand, as chosen by a key. Reads and writes one small file in the state folder.

Nothing in it is precious: where it is missing or broken, groups have the order of the setting ``article_order``.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from reader.files.whole import read_whole, write_whole
from reader.library import Group
from reader.library.query.orders import NEWEST, written
from reader.log import logger

KEPT = 1_000
"""Groups whose order is kept, those that were sorted last."""


def identity_of(group: Group) -> str:
    """Return what a later session knows a group by; no name begins with what those of searches and folders do."""
    if group.kind:
        return f"\1{group.kind}:{group.name}"
    return f"\0{group.name}" if group.is_search else group.name


class GroupOrders:
    """The orders of groups, by what articles are grouped by and what each group is known by."""

    def __init__(self, file: Path | None = None, usual: str = NEWEST) -> None:
        """``usual`` is the order of a group that has none of its own; without a file nothing is kept."""
        self._file = file
        self.usual = usual
        """As queries write it."""
        self._orders = _read(file) if file else {}

    @property
    def all(self) -> frozenset[str]:
        """All orders that any group may have."""
        return frozenset({self.usual, *self._orders.values()})

    def own(self, key: str, group: Group) -> str:
        """Return the order that was chosen for a group among those of a key; empty: none was."""
        return self._orders.get(_name(key, group), "")

    def of(self, key: str, group: Group) -> str:
        """Return the order of a group's articles."""
        return self.own(key, group) or self.usual

    def choose(self, key: str, group: Group, order: str) -> None:
        """Give a group an order."""
        name = _name(key, group)
        kept = {each: found for each, found in self._orders.items() if each != name}
        if order != self.usual or group.is_search:  # the query of a search may have another order
            kept[name] = order
        self._orders = dict([*kept.items()][-KEPT:])

    def save(self) -> None:
        """Write the orders, whole or not at all; a folder that cannot be written is logged only."""
        if self._file is None:
            return
        try:
            write_whole(self._file, json.dumps(self._orders, ensure_ascii=True, indent=1).encode("ascii"))
        except OSError as problem:
            logger(__name__).warning("the orders of groups are not remembered: %s", problem.strerror)


def _name(key: str, group: Group) -> str:
    """Return what a group is called in the file: saved searches are the same whatever articles are grouped by."""
    return f"{'' if group.is_search else key}\t{identity_of(group)}"


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(read_whole(file))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    orders = ((name, written(order)) for name, order in found.items() if isinstance(order, str))
    return {name: order for name, order in orders if order}
