"""The folders: scan, watch, index. Disk."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        State,
    )
    from reader.library.index.schema import EVERYTHING
    from reader.library.library import Library

__all__ = [
    "EVERYTHING",
    "Changes",
    "Counts",
    "Flag",
    "Folder",
    "Group",
    "GroupOrder",
    "Library",
    "Progress",
    "Row",
    "Scope",
    "State",
]

_ELSEWHERE = {"Library": "reader.library.library", "EVERYTHING": "reader.library.index.schema"}
"""Names that are not from ``reader.library.index.rows``."""


def __getattr__(name: str) -> Any:
    """Return what the room offers; the index takes 20 ms to load, and a single file is read without it."""
    if name not in __all__:
        raise AttributeError(name)
    found = getattr(import_module(_ELSEWHERE.get(name, "reader.library.index.rows")), name)
    globals()[name] = found
    return found
