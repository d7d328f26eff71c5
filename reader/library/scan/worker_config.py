"""How files are read: what the scan, and the processes that read for it, have to know. Pure."""

from typing import NamedTuple


class WorkerConfig(NamedTuple):
    """What decides what becomes of a file."""

    folders: dict[int, tuple[str, bytes]]
    """By row: the id of keys, and the real path."""
    timezone: str
    """As the setting has it."""
    drafts: bool
    """Drafts are listed too."""
    language: str
    """Of the program."""
    chinese_alike: bool = True
    """The setting."""
