"""What a program of the user's wrote about an article becomes an article of its own. Disk."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.entry import TEXT_LIMIT, Entry
from reader.feeds.pages.saving import Saved, save_entry

FOLDER = "Piped"
"""The folder of such articles inside that of the feeds; its name is not translated, as the folder may be shared."""

_PIPED = Subscription("piped:", FOLDER)
"""Stands for all of them among feeds: their ledger is found by it."""


class Written(NamedTuple):
    """What was written, and about which article."""

    id: str
    """The same for the same text and command: their article is then updated."""
    title: str
    """One line."""
    link: str
    """The address of the article's source, or empty."""
    markdown: str
    """The text."""
    program: str
    """The name by which the user knows what wrote it."""
    tags: Sequence[str] = ()
    """The article's."""


def save_written(root: Path, written: Written) -> Saved:
    """Write it as an article in the folder ``root``; raises NewsreaderError and OSError."""
    entry = Entry(
        written.id, written.link, written.title, "", "", "", datetime.now(UTC), None,
        (), (), "", (), written.markdown[:TEXT_LIMIT],
    )  # fmt: skip
    return save_entry(root, _PIPED, entry, written.tags, site=written.program)
