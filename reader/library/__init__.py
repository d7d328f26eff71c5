"""The folders: scan, watch, index. Disk."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library.healing.rebuild import Healed
    from reader.library.index.moment import Edition
    from reader.library.index.rows import (
        Changes,
        Counts,
        Flag,
        Folder,
        Group,
        GroupOrder,
        Progress,
        Row,
        Scope,
    )
    from reader.library.index.schema import EVERYTHING
    from reader.library.library import Library
    from reader.library.query.completing import Completion

__all__ = [
    "EVERYTHING",
    "Changes",
    "Completion",
    "Counts",
    "Edition",
    "Flag",
    "Folder",
    "Group",
    "GroupOrder",
    "Healed",
    "Library",
    "Progress",
    "Row",
    "Scope",
]

_ELSEWHERE = {
    "Completion": "reader.library.query.completing",
    "EVERYTHING": "reader.library.index.schema",
    "Edition": "reader.library.index.moment",
    "Healed": "reader.library.healing.rebuild",
    "Library": "reader.library.library",
}
"""Names that do not stand in ``reader.library.index.rows``."""


def __getattr__(name: str) -> Any:
    """Return what the room offers; the index takes 20 ms to load, and a single file is read without it."""
    if name not in __all__:
        raise AttributeError(name)
    found = getattr(import_module(_ELSEWHERE.get(name, "reader.library.index.rows")), name)
    globals()[name] = found
    return found
