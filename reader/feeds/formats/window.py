"""Which entries of a large document are read at a time: the first of all, and some hundreds behind those read before. Pure.

A document is sent as a whole each time. What was read before is passed by without being made into entries, which is what
takes time and memory; the first entries are read each time, for there a feed puts its news.
"""

from reader.feeds.formats import entry

HEAD = 500
"""The first entries of a document, which are read each time."""

END = 60_000
"""Behind so many entries nothing is read: a ledger remembers no more, and what it forgets would come again."""


class Window:
    """The part of one document that is read: each entry is counted as it is met."""

    def __init__(self, begin: int = 0) -> None:
        """``begin`` is how many entries were read the times before."""
        self.begin = begin if 0 <= begin < END else 0
        self.restart()

    def restart(self, limit: int = 0) -> None:
        """Count from the first entry again, with room for ``limit`` entries (0: as many as there is room for)."""
        self.room = limit or entry.ENTRIES_LIMIT
        """Entries that are read at most."""
        self._head = min(HEAD, self.room // 4)
        self._end = min(max(self.begin, self._head) + self.room - self._head, END)
        self.met = 0
        """Entries that were met and are in front of the next part."""
        self.is_full = False
        """There are more entries behind those that are read."""

    def takes(self) -> bool:
        """Count the next entry; return whether it is read."""
        if self.met >= self._end:
            self.is_full = True
            return False
        self.met += 1
        return self.met <= self._head or self.met > self.begin

    def break_off(self) -> None:
        """Say that the last entry could not be read to its end: the next part begins with it, unless it is its first."""
        self.met = max(self.met - 1, self.begin + 1)
        self.is_full = True

    @property
    def next(self) -> int:
        """Where the next part begins; 0: there is none, or none that can be remembered."""
        return self.met if self.is_full and self.met < END else 0
