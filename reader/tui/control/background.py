"""What goes on in threads: the folders are scanned and watched, the index is checked, words are read."""

import os
import sqlite3
import threading
import time
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr
from reader.tui.widgets.symbols import SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.finding.reading_words import WordsReader
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Changes, Edition, Healed, Progress
    from reader.tui.control.refreshing import Refreshing
    from reader.tui.control.updates import Updates
    from reader.tui.widgets.working import WorkingScreen

FIRST_REFRESH_S = 1.0
"""Feeds that are due are refreshed for the first time this long after the start."""

COMPACT_S = 20.0
"""The journal is made shorter this long after the start, if that pays: when the first screens are done."""

CHECK_S = 3.0
"""The index is checked this long after the first scan."""

CHECK_AGAIN_S = 24 * 3600.0
"""The index is checked again after this long."""

RENEW_S = 3.0
"""The list shows what texts say this often while they are read."""


class Background:
    """Keeps library and screen in step with the folders."""

    def __init__(
        self,
        screen: "WorkingScreen",
        workspace: "Workspace",
        refreshing: "Refreshing",
        updates: "Updates",
        first_scan_done: "Callable[[], None]",
    ) -> None:
        """``first_scan_done`` is called where there was no index."""
        self._screen, self._workspace = screen, workspace
        self._updates, self._first_scan_done = updates, first_scan_done
        self.refreshing = refreshing
        """What refreshes feeds, one refresh at a time."""
        self.progress = ""
        """What is going on, for the status line."""
        self.problems = 0
        """Problems of files in the whole library."""
        self.is_watching = False
        """The folders have been read; what changes in them from now on is seen at once."""
        self.waiting = 0
        """Articles of which only the header was read: their texts follow."""
        self._rest: threading.Thread | None = None
        self._is_rest_read = False
        self._renewed_s = 0.0
        self._stop = threading.Event()
        self._noticed = workspace.library.notice  # said at the start, with the other warnings
        self._words: WordsReader | None = None
        self._is_wordless = False
        """It was said that the words of articles cannot be read."""
        self._is_away = False
        """A folder is not there at present."""

    def start(self) -> None:
        """Begin: read what changed in the folders, then watch them."""
        self._screen.run_worker(self._look_after_folders, thread=True, group="folders")
        self.refreshing.consent.start()
        self._screen.set_timer(COMPACT_S, self._compact)
        if minutes := self._workspace.settings.refresh_every_min:
            self._screen.set_timer(FIRST_REFRESH_S, self._refresh_due)
            self._screen.set_interval(minutes * 60, self._refresh_due)

    def stop(self) -> None:
        """End the threads, and the process that reads words."""
        self._stop.set()
        if self._words:
            self._words.stop()
        self.refreshing.end()

    def _refresh_due(self) -> None:
        self.refreshing.refresh(is_manual=False)

    def _compact(self) -> None:
        """Shorten the journal in a thread that the end of the program does not wait for: it may be cut anywhere."""
        threading.Thread(target=self._workspace.compact_journal, daemon=True).start()

    def rescan_remote(self) -> None:
        """Look for what others have changed on a network drive: the user has come back to the terminal."""
        library = self._workspace.library
        if self.is_watching and library.is_remote:
            self._screen.in_worker(library.scan, self._scanned)

    # In a thread

    def _look_after_folders(self) -> None:
        try:
            self._scan_and_watch()
        except NewsreaderError as problem:  # the list stays as it is
            self._screen.call_later(self._screen.say_failed, problem)
        except sqlite3.Error as problem:
            self._screen.call_later(self._screen.say, str(problem), warn=True)

    def _scan_and_watch(self) -> None:
        screen, library = self._screen, self._workspace.library
        worker = get_current_worker()

        def cancelled() -> bool:
            return self._stop.is_set() or worker.is_cancelled

        is_first = not library.articles.counts().total
        self._exchange()
        changes = library.scan(self._progress, cancelled, headers_first=True)
        if changes.is_damaged:
            changes = self._rebuild(cancelled)
        if cancelled():
            return
        self._look_for_folders()
        screen.call_later(self._scanned, changes)
        if is_first:
            screen.call_later(self._first_scan_done)
        self._read_rest()
        self._read_words()
        edition = self._edition()
        for paths in library.watch(self._stop):
            if cancelled():
                return
            caught_up = self._exchange()
            changes = library.scan_paths(paths)
            if changes.is_damaged:
                changes = self._rebuild(cancelled)
            # Another process may have read the files first: the index is new, and nothing is left to change.
            former, edition = edition, self._edition()
            caught_up |= edition != former
            was_away = self._is_away
            self._look_for_folders()
            self.refreshing.look_for_folder()
            # What does not work, or works again, is said although nothing changed.
            is_news = library.notice != self._noticed or self._workspace.journal.has_problems
            is_news |= self._is_away != was_away
            if caught_up or changes or changes.notices or is_news:
                screen.call_later(self._scanned, changes)
            self._read_rest()
            if not self._words or self._words.folders != self._named():
                self._read_words()  # what has come into an empty library, or a folder that was opened since
            else:
                if changes or edition != former:
                    self._words.begin()
                if self._words.go_on():  # duplicates are known by their words
                    screen.call_later(self._updates.queries.run_soon)
                if self._words.problem and not self._is_wordless:
                    self._is_wordless = True
                    screen.call_later(screen.say, self._words.problem, warn=True)

    def _read_rest(self) -> None:
        """Read the texts of articles of which only the headers were read, in a thread, until that was done once."""
        library = self._workspace.library
        if self._is_rest_read or self._is_reading_rest() or not library.articles.count_waiting():
            return

        def show(_: "Progress | None") -> None:
            self._screen.call_later(self._show_rest)

        def read() -> None:
            show(None)
            changes = library.read_rest(show, self._stop.is_set)
            self._is_rest_read = not changes.cancelled  # what still waits then is gone, or out of reach
            self._screen.call_later(self._show_rest, is_over=True)

        self._rest = threading.Thread(target=read, name="rest", daemon=True)
        self._rest.start()

    def _is_reading_rest(self) -> bool:
        return self._rest is not None and self._rest.is_alive()

    def _edition(self) -> "Edition":
        """Return which published state of the index there is now."""
        with self._workspace.library.articles.frame() as frame:
            return frame.edition

    def _check(self) -> None:
        """Look whether the index is as it was written; one that is not is rebuilt, and nothing moves on the screen."""
        library = self._workspace.library

        def heal() -> "Healed | None":
            return library.healing.heal(self._stop.is_set, self._progress, is_patient=True)

        self._screen.set_timer(CHECK_AGAIN_S, self._check)
        self._screen.in_worker(heal, self._healed)

    def _rebuild(self, cancelled: "Callable[[], bool]") -> "Changes":
        """Rebuild the index: a scan has met damage. In a thread."""
        healed = self._workspace.library.healing.rebuild(cancelled, self._progress, is_shown=True)
        self._screen.call_later(self._healed, healed)
        return healed.changes

    def _healed(self, healed: "Healed | None") -> None:
        if healed is None or self._stop.is_set():
            return
        if not healed.are_numbers_kept:
            raise IndexDamagedError(healed.sentence)  # the screen begins again, where it was
        self._screen.say(healed.sentence, warn=True)
        self.progress = ""
        self._updates.library_changed(())

    def _look_for_folders(self) -> None:
        """Take note whether a folder is away: what is listed of it cannot be read then."""
        self._is_away = not all(folder.path.is_dir() for folder in self._workspace.library.folders)

    def _exchange(self) -> bool:
        """Take what other devices and other processes have done; return whether it shows."""
        self._workspace.journal.exchange()
        return self._workspace.library.catch_up()

    def _read_words(self) -> None:
        """Let the words of articles be read, where that is wanted and lasts longer than this session."""
        workspace = self._workspace
        if (
            self._is_reading_rest()  # words come after what a list shows
            or not workspace.settings.index_words
            or not workspace.library.is_index_kept
            or not workspace.library.articles.counts().total
        ):
            return
        from reader.actions.finding.reading_words import WordsReader  # 5 ms: after the first scan

        if self._words:
            self._words.stop()
        self._words = WordsReader(self._named(), os.environ)
        if not self._stop.is_set():
            self._words.begin()

    def _named(self) -> "list[Path]":
        """Return the folders and single files that are open."""
        folders = self._workspace.library.folders
        return [folder.path / name for folder in folders for name in folder.only or ("",)]

    def _progress(self, progress: "Progress") -> None:
        if self._stop.is_set():
            return
        self._screen.call_later(self._show_progress, progress)

    # On the loop

    def _show_progress(self, progress: "Progress") -> None:
        busy = SYMBOLS[self._workspace.settings.icons].busy
        if self._workspace.settings.is_still:
            self.progress = tr("Reading the folder …")
        elif progress.found > progress.read:
            self.progress = tr(
                "{icon} {done:,}/{total:,}", icon=busy, done=progress.read, total=progress.found
            )
        elif progress.read:
            self.progress = tr("{icon} {done:,}", icon=busy, done=progress.read)
        self._updates.library_changed(())

    def _show_rest(self, *, is_over: bool = False) -> None:
        """Say how many texts are left, and now and then show what those say that were read."""
        if self._stop.is_set():
            return
        self.waiting = 0 if is_over else self._workspace.library.articles.count_waiting()
        if is_over or time.monotonic() - self._renewed_s > RENEW_S:
            self._updates.library_changed(())
            self._renewed_s = time.monotonic()
        else:
            self._screen.update_status()

    def _scanned(self, changes: "Changes") -> None:
        if not self.is_watching:
            self._screen.set_timer(CHECK_S, self._check)
        self.progress, self.is_watching = "", True
        self._screen.set_class(self._is_away, "-away")
        for problem in self._workspace.journal.take_problems():
            self._screen.say(problem, warn=True)
        self.problems = changes.problems
        for notice in (*changes.notices, *self._new_notice()):
            self._screen.say(notice, warn=True)
        self._updates.library_changed({*changes.changed, *changes.renamed})

    def _new_notice(self) -> list[str]:
        """Return what the library cannot do now, if that was not said already."""
        former, self._noticed = self._noticed, self._workspace.library.notice
        return [self._noticed] if self._noticed and self._noticed != former else []
