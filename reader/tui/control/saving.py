"""Forces what was done onto the disk, and tries again what could not be written."""

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.i18n import trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.act_queue import ActQueue
    from reader.tui.widgets.working import WorkingScreen

SAVE_S = 0.05
"""Acts are on the way to the disk at once; that long after the last one they are forced onto it."""

RETRY_S = 5.0
"""How often what could not be saved is tried again."""


class Saving:
    """Writes in workers, after a burst of acts."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", queue: "ActQueue", saved: "Callable[[], None]"
    ) -> None:
        """Call ``saved`` after each burst of acts that is on the disk."""
        self._screen, self._workspace, self._queue, self._tell_saved = screen, workspace, queue, saved
        self._saving: Timer | None = None
        self._retrying: Timer | None = None

    @property
    def trouble(self) -> str:
        """What cannot be saved, for the status line; empty: all is well."""
        return " · ".join(filter(None, (self.unsaved, self._workspace.journal.trouble)))

    @property
    def unsaved(self) -> str:
        """How many acts are not saved yet, for the status line; empty: all of them are."""
        acts = {event.act for event in self._workspace.journal.unsaved if event.act}
        return (
            trn("1 change is not saved yet", "{count:,} changes are not saved yet", len(acts)) if acts else ""
        )

    def remember(self, act: "Callable[[], None]") -> None:
        """Write something down after what is being written: the loop waits for no big act."""
        self._queue.do(act, lambda _: self.save_soon())

    def save_soon(self) -> None:
        """Force what was written onto the disk, a moment after the last act of a burst."""
        if self._saving is None:
            self._saving = self._screen.set_timer(SAVE_S, self._save)

    def retry_if_needed(self) -> None:
        """Try again in a while what could not be saved."""
        if self.trouble and self._retrying is None:
            self._retrying = self._screen.set_timer(RETRY_S, self._save)

    def _save(self) -> None:
        for timer in (self._saving, self._retrying):
            if timer:  # one that waits beside the one that went off would try again and again
                timer.stop()
        self._saving = self._retrying = None
        self._screen.in_worker(self._write, lambda _: self._saved())

    def _saved(self) -> None:
        self._screen.update_status()
        self._tell_saved()
        self.retry_if_needed()

    def _write(self) -> None:
        journal = self._workspace.journal
        if journal.retry():
            with suppress(sqlite3.Error):  # it is tried again with the next act
                self._workspace.library.flush()
        journal.sync()
        journal.exchange()
