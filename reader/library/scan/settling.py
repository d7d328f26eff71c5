"""The end of a scan: what is gone is matched with what is new, or removed. Writes the index."""

import os
from array import array
from typing import TYPE_CHECKING, NamedTuple

from reader.library.scan.removals import Loss, prune
from reader.text import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

    from reader.library.index.projection import Projection
    from reader.library.index.rows import Changes
    from reader.library.index.writer import Writer
    from reader.library.scan.arrival import Arrivals
    from reader.library.scan.comparison import Comparison, Gone
    from reader.library.scan.folders import Root
    from reader.library.scan.renames import Match


class Begun(NamedTuple):
    """What a scan works with."""

    writer: "Writer"
    """Of the index."""
    projection: "Projection"
    """Of the journal."""
    zone: "tzinfo"
    """That of dates that name none."""
    folders: "Mapping[int, tuple[str, bytes]]"
    """By row: the id of keys, and the real path."""


class Settling:
    """Decides what becomes of the files that a scan did not find again."""

    def __init__(
        self,
        begun: Begun,
        connection: "sqlite3.Connection",
        comparisons: "Sequence[tuple[Root, Comparison]]",
        changes: "Changes",
        arrivals: "Callable[[], Arrivals]",
    ) -> None:
        """``comparisons`` have been finished; ``changes`` gets what is done, ``connection`` reads the index."""
        self._begun, self._connection = begun, connection
        self._comparisons, self.changes, self._arrivals = comparisons, changes, arrivals

    def settle(self, *, was_reported: bool) -> None:
        """Match renamed files with gone ones, and remove the rest of those that are gone."""
        gone = [one for _, comparison in self._comparisons for one in comparison.gone]
        moved = self._move_state(gone) if gone and self.changes.added else set()
        losses = [
            Loss(
                root.row,
                clean_line(os.fsdecode(root.path)),
                self._is_there(root),
                [one for one in comparison.gone if id(one) not in moved],
                b"" in comparison.failed,
            )
            for root, comparison in self._comparisons
        ]
        self.changes.notices += prune(self._begun.writer, losses, self.changes, was_reported=was_reported)

    def _move_state(self, gone: "Sequence[Gone]") -> set[int]:
        """Let renamed files keep their articles; return the ``id()`` of each of ``gone`` that was renamed."""
        from reader.library.scan.renames import find_renamed, move_state

        matches = find_renamed(self._connection, gone, self.changes.added)
        if matches:
            self._begun.projection.flush()
            move_state(self._connection, matches, self._begun.projection, self._begun.folders)
            self._begun.writer.run(lambda connection: self._adopt(connection, matches))
        return {id(one) for one, _ in matches}

    def _adopt(self, connection: "sqlite3.Connection", matches: "Sequence[Match]") -> None:
        from reader.library.scan.storing import IndexTransaction

        storing = IndexTransaction(connection, self._begun.zone, arrivals=self._arrivals())
        moved = {new for one, new in matches if storing.adopt(one, new)}
        storing.finish()
        self.changes.added = array("I", [article for article in self.changes.added if article not in moved])
        self.changes.renamed.extend(one.article for one, new in matches if new in moved and one.article)

    @staticmethod
    def _is_there(root: "Root") -> bool:
        try:
            found = os.stat(root.path)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == root.identity
