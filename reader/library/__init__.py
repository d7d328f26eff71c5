"""The folders: scan, watch, index. Disk."""

import logging

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

# Without a log that is kept, its last resort would be stderr, which may be the screen.
logging.getLogger("reader").addHandler(logging.NullHandler())

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
