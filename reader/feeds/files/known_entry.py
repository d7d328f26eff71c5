"""What a ledger has of one entry. Pure."""

from typing import NamedTuple

NUMBER_DIGITS = 15
"""Of the number of a line; a longer one is not ours."""


class KnownEntry(NamedTuple):
    """An entry that was written. It stays known when its file is deleted, so that the file does not come back.

    ``files.marks`` says what the digests are of. A ledger of version 1 has the first six values only.
    """

    file: str
    """The name of its file in the feed's folder; it never changes."""
    written: str
    """The digest of the bytes that were written last; empty: unknown."""
    content: str
    """The digest of what the feed last said of it."""
    link: str
    """The digest of its link; in version 1 without the fragment."""
    title: str
    """The digest of its title."""
    date: str
    """When it was published, in ISO 8601, or empty; in version 1 the day only."""
    guid: str = ""
    """The digest of its id; empty: it has none."""
    tail: str = ""
    """The digest of its link without the host."""
    text: str = ""
    """The digest of its text."""
    number: str = ""
    """Of the learning: what any device learned later, knowing this, has a greater one. Empty: of version 1."""
    arrived: str = ""
    """When it was first fetched, in whole seconds since 1970, UTC; empty: unknown, version 1 wrote it."""

    @property
    def is_older(self) -> bool:
        """Whether version 1 has written it: under its key, which says what its id was."""
        return not self.number

    @property
    def order(self) -> int:
        """Its number."""
        number = self.number
        return int(number) if number.isascii() and number.isdecimal() and len(number) <= NUMBER_DIGITS else 0
