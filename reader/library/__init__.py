"""The folders: scan, watch, index. Disk."""

from reader.library.library import Library
from reader.library.rows import (
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
from reader.library.schema import EVERYTHING

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
