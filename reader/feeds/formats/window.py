"""Which entries of a large document are read at a time: the first ones, and some hundreds after those read before. Pure.

A document comes whole each time. Entries that were read before are skipped without being converted, which is what takes time
and memory. The first entries are read each time, because feeds put their news there.
"""

from reader.feeds.formats import entry

HEAD = 500
"""The first entries of a document, which are read each time."""

END = 60_000
"""After this entry nothing is read: a ledger remembers no more, and what it forgets would come again."""


class Window:
    """The part of one document that is read; it counts entries as they are met."""

    def __init__(self, begin: int = 0) -> None:
        """``begin`` is how many entries were read before."""
        self.begin = begin if 0 <= begin < END else 0
        self.restart()

    def restart(self, limit: int = 0) -> None:
        """Count from the first entry again, with room for ``limit`` entries (0: ``ENTRIES_LIMIT``)."""
        self.room = limit or entry.ENTRIES_LIMIT
        """The most entries that are read."""
        self._head = min(HEAD, self.room // 4)
        self._end = min(max(self.begin, self._head) + self.room - self._head, END)
        self.met = 0
        """Entries before the next part that were met."""
        self.is_full = False
        """The document has more entries after those that are read."""

    def takes(self) -> bool:
        """Count the next entry; return whether it is read."""
        if self.met >= self._end:
            self.is_full = True
            return False
        self.met += 1
        return self.met <= self._head or self.met > self.begin

    def break_off(self) -> None:
        """End the part before the last entry, which could not be read to its end, unless it is the first of the part."""
        self.met = max(self.met - 1, self.begin + 1)
        self.is_full = True

    @property
    def next(self) -> int:
        """How many entries come before the next part; 0: there is none, or none that a ledger can hold."""
        return self.met if self.is_full and self.met < END else 0
