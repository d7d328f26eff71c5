"""What goes on behind the screen: scanning and watching the folders, saving, ages; all of it in threads."""

import os
import sqlite3
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.actions.workspace.session import save_session
from reader.errors import IndexDamagedError, NewsreaderError
from reader.i18n import tr, trn
from reader.tui.screen.consent import Consent
from reader.tui.screen.refreshing import Refreshing
from reader.tui.widgets.symbols import SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.timer import Timer

    from reader.actions.feeds.refreshing import FeedsRefresher
    from reader.actions.finding.reading_words import WordsReader
    from reader.library import Changes, Edition, Healed, Progress
    from reader.tui.screen.reading_screen import ReadingScreen

SAVE_S = 0.05
"""Acts are on the way to the disk at once; that soon after the last they are forced onto it."""

RETRY_S = 5.0
"""How often what could not be saved is tried again."""

FIRST_REFRESH_S = 3.0
"""So long after the start feeds that are due are asked for the first time."""

COMPACT_S = 20.0
"""So long after the start the journal is made shorter, if that pays: when the first screens are done."""

CHECK_S = 3.0
"""So long after the first scan the index is looked through, whether it is as it was written."""

CHECK_AGAIN_S = 24 * 3600.0
"""And that is done again after so long."""

AGES_S = 30.0
"""How often the ages in the list are looked at."""


class Background:
    """Keeps library, journal and screen in step."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._stop = threading.Event()
        self._saving: Timer | None = None
        self._retrying: Timer | None = None
        self._ages: list[str] = []
        self._noticed = screen.workspace.library.notice  # said at the start, with the other warnings
        self.progress = ""
        """What is going on, for the status line."""
        self.problems = 0
        """Problems of files in the whole library."""
        self._words: WordsReader | None = None
        self._is_wordless = False
        """It was said that the words of articles cannot be read."""
        self.consent = Consent(screen)
        self.refreshing = Refreshing(screen)
        self._is_away = False
        self.is_watching = False
        """The folders have been read; what changes in them from now on is seen at once."""

    @property
    def feeds(self) -> "FeedsRefresher":
        """What refreshes feeds."""
        return self.refreshing.feeds

    @property
    def trouble(self) -> str:
        """What cannot be saved, for the status line; empty: all is well."""
        parts = (self.unsaved, self._screen.workspace.journal.trouble)
        return " · ".join(filter(None, parts))

    @property
    def unsaved(self) -> str:
        """How many acts are not saved yet; empty: all of them are."""
        acts = {event.act for event in self._screen.workspace.journal.unsaved if event.act}
        return (
            trn("1 change is not saved yet", "{count:,} changes are not saved yet", len(acts)) if acts else ""
        )

    def start(self) -> None:
        """Begin: read what changed in the folders, then watch them."""
        self._screen.run_worker(self._look_after_folders, thread=True, group="folders")
        workspace = self._screen.workspace
        if workspace.is_lasting:  # whoever is killed finds the same folders the next time
            self._screen.in_worker(
                partial(save_session, workspace.session_file, workspace.session), lambda _: None
            )
        self.consent.start()
        self._ages = self._screen.sidebar.ages_shown()
        self._screen.set_interval(AGES_S, self._refresh_ages)
        self._retry_if_needed()
        self._screen.set_timer(COMPACT_S, self._compact)
        if minutes := workspace.settings.refresh_every_min:
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

    def save_soon(self) -> None:
        """Force what was written onto the disk, a moment after the last act of a burst."""
        if self._saving is None:
            self._saving = self._screen.set_timer(SAVE_S, self._save)

    def _save(self) -> None:
        self._saving = None
        self._screen.in_worker(self._write_and_sync, self._saved)

    def _saved(self, _: None) -> None:
        self._screen.status.update()
        self._retry_if_needed()

    def _retry_if_needed(self) -> None:
        if self.trouble and self._retrying is None:
            self._retrying = self._screen.set_timer(RETRY_S, self._retry)

    def _retry(self) -> None:
        self._retrying = None
        self._screen.in_worker(self._write_and_sync, self._saved)

    def _write_and_sync(self) -> None:
        journal = self._screen.workspace.journal
        if journal.retry():
            with suppress(sqlite3.Error):  # it is tried again with the next act
                self._screen.workspace.library.flush()
        journal.sync()
        journal.exchange()

    def _compact(self) -> None:
        """Shorten the journal in a thread for which nobody waits at the end: it may be cut anywhere."""
        threading.Thread(target=self._screen.workspace.compact_journal, daemon=True).start()

    def _refresh_ages(self) -> None:
        self._screen.listing.look_up_if_stale()
        ages = self._screen.sidebar.ages_shown()
        if ages != self._ages:
            self._ages = ages
            self._screen.sidebar.refresh()

    def look_again(self) -> None:
        """Look for what others have changed on a network drive: somebody has come back to the terminal."""
        library = self._screen.workspace.library
        if self.is_watching and library.is_remote:
            self._screen.in_worker(library.scan, self._scanned)

    # In a thread

    def _look_after_folders(self) -> None:
        try:
            self._scan_and_watch()
        except NewsreaderError as problem:  # the list stays as it is; the user hears why
            self._screen.call_later(self._screen.say_failed, problem)
        except sqlite3.Error as problem:
            self._screen.call_later(self._screen.say, str(problem), warn=True)

    def _scan_and_watch(self) -> None:
        screen, library = self._screen, self._screen.workspace.library
        worker = get_current_worker()

        def cancelled() -> bool:
            return self._stop.is_set() or worker.is_cancelled

        is_first = not library.articles.counts().total
        self._hear_from_others()
        changes = library.scan(self._progress, cancelled)
        if changes.is_damaged:
            changes = self._rebuild(cancelled)
        if cancelled():
            return
        self._look_for_folders()
        screen.call_later(self._scanned, changes)
        if is_first:
            screen.call_later(screen.welcome.first_scan_done)
        self._read_words()
        edition = self._edition()
        for paths in library.watch(self._stop):
            if cancelled():
                return
            caught_up = self._hear_from_others()
            changes = library.scan_paths(paths)
            if changes.is_damaged:
                changes = self._rebuild(cancelled)
            # Another process may have read the files first: the index is new, and nothing is left to change.
            former, edition = edition, self._edition()
            caught_up |= edition != former
            was_away = self._is_away
            self._look_for_folders()
            self.refreshing.look_for_folder()
            # What does not work, or works again, is told although nothing changed.
            is_news = library.notice != self._noticed or screen.workspace.journal.has_problems
            is_news |= self._is_away != was_away
            if caught_up or changes or changes.notices or is_news:
                screen.call_later(self._scanned, changes)
            if not self._words or self._words.folders != self._named():
                self._read_words()  # what has come into an empty library, or a folder that was opened since
            else:
                if changes or edition != former:
                    self._words.begin()
                if self._words.go_on():  # of nearly equal texts only words tell
                    screen.call_later(screen.listing.look_up_soon)
                if self._words.problem and not self._is_wordless:
                    self._is_wordless = True
                    screen.call_later(screen.say, self._words.problem, warn=True)

    def _edition(self) -> "Edition":
        """Return which published state of the index there is now."""
        with self._screen.workspace.library.articles.frame() as frame:
            return frame.edition

    def _check(self) -> None:
        """Look whether the index is as it was written; one that is not is rebuilt, and nothing moves on the screen."""
        library = self._screen.workspace.library

        def heal() -> "Healed | None":
            return library.healing.heal(self._stop.is_set, self._progress, is_patient=True)

        self._screen.set_timer(CHECK_AGAIN_S, self._check)
        self._screen.in_worker(heal, self._healed)

    def _rebuild(self, cancelled: "Callable[[], bool]") -> "Changes":
        """Rebuild the index: a scan has met damage. In a thread."""
        healed = self._screen.workspace.library.healing.rebuild(cancelled, self._progress, is_shown=True)
        self._screen.call_later(self._healed, healed)
        return healed.changes

    def _healed(self, healed: "Healed | None") -> None:
        if healed is None or self._stop.is_set():
            return
        if not healed.are_numbers_kept:
            raise IndexDamagedError(healed.sentence)  # the screen begins again, where it was
        self._screen.say(healed.sentence, warn=True)
        self.progress = ""
        self._screen.library_changed()

    def _look_for_folders(self) -> None:
        """Take note whether a folder is away: what is listed of it cannot be read then."""
        self._is_away = not all(folder.path.is_dir() for folder in self._screen.workspace.library.folders)

    def _hear_from_others(self) -> bool:
        """Take what other devices and other processes have done; return whether it shows."""
        self._screen.workspace.journal.exchange()
        return self._screen.workspace.library.catch_up()

    def _read_words(self) -> None:
        """Let the words of articles be read, where that is wanted and lasts longer than this session."""
        workspace = self._screen.workspace
        if (
            not workspace.settings.index_words
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
        folders = self._screen.workspace.library.folders
        return [folder.path / name for folder in folders for name in folder.only or ("",)]

    def _progress(self, progress: "Progress") -> None:
        if self._stop.is_set():
            return
        self._screen.call_later(self._show_progress, progress)

    # On the loop

    def _show_progress(self, progress: "Progress") -> None:
        busy = SIGNS[self._screen.workspace.settings.icons].busy
        if progress.found > progress.read:
            self.progress = tr(
                "{sign} {done:,}/{total:,}", sign=busy, done=progress.read, total=progress.found
            )
        elif progress.read:
            self.progress = tr("{sign} {done:,}", sign=busy, done=progress.read)
        self._screen.library_changed()

    def _scanned(self, changes: "Changes") -> None:
        if not self.is_watching:
            self._screen.set_timer(CHECK_S, self._check)
        self.progress, self.is_watching = "", True
        self._screen.set_class(self._is_away, "-away")
        for problem in self._screen.workspace.journal.take_problems():
            self._screen.say(problem, warn=True)
        self.problems = changes.problems
        for notice in (*changes.notices, *self._new_notice()):
            self._screen.say(notice, warn=True)
        self._screen.library_changed({*changes.changed, *changes.renamed})

    def _new_notice(self) -> list[str]:
        """Return what the library cannot do now, if that was not said already."""
        former, self._noticed = self._noticed, self._screen.workspace.library.notice
        return [self._noticed] if self._noticed and self._noticed != former else []
