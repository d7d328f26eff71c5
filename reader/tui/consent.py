"""What the feeds of the open folders wait for: asked in one line with a key, answered in a dialog. Looked at in threads."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.text import clean_line, fit
from reader.tui.keymap import show_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.trust import Review
    from reader.tui.reading_screen import ReadingScreen

LOOK_S = 0.5
"""So long after the start the feeds of the folders are looked at: when the first screen is done."""

NAME_CELLS = 20
"""Cells of a folder's name in the line that asks."""

COMMAND = "trust_feeds"
"""The command that shows what is wanted, and takes the answer."""


class Consent:
    """Knows which folders have feeds that wait for a yes."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._open: Sequence[Review] = ()
        self._postponed: set[Path] = set()
        """Folders about which the user wants to be asked another time."""

    def start(self) -> None:
        """Look at the folders, a moment after the first screen."""
        self._screen.set_timer(LOOK_S, self.look)

    def look(self) -> None:
        """Look at what the feeds of the open folders want, and ask where that is new."""
        self._screen.in_worker(self.waiting, self._looked)

    def waiting(self) -> "list[Review]":
        """Return what waits in the open folders, what was refused among it. In a worker."""
        roots = self._screen.upkeep.feeds.roots
        if not roots:
            return []
        from reader.actions.trusting import review_of, trust_of  # 30 ms: only where there are feeds

        trust = trust_of(self._screen.desk)
        return [review for root in roots if (review := review_of(root, trust)).waiting]

    def _looked(self, waiting: "Sequence[Review]") -> None:
        self._open = [each for each in waiting if each.open]
        self._screen.status.update()

    @property
    def question(self) -> str:
        """What is asked, for the status line; empty: nothing."""
        asked = [each for each in self._open if each.root not in self._postponed]
        if not asked:
            return ""
        key = show_keys(next(iter(self._screen.keymap.keys[COMMAND]), ""))
        name = fit(clean_line(asked[0].root.name), NAME_CELLS)
        return tr("{key}: feeds of {folder} wait for your yes", key=key, folder=name)

    def postpone(self, root: Path) -> None:
        """Ask about a folder another time."""
        self._postponed.add(root)
        self._screen.status.update()
