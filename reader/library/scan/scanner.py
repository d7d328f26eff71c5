"""The scan: the index becomes what the folders are, reading only what changed. Reads folders, writes the index.

Directories are compared with the index as they are walked. New and changed files are read and written in batches, and
parsed outside of the transaction: a first scan shows articles from its first second, and an interrupted one continues where
it was. Files that are gone come last: they are matched with new ones (``renames``), else removed (``removals``).
"""

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import IndexDamagedError, IndexUnusableError
from reader.i18n import tr
from reader.library.index.damage import read_as_ours
from reader.library.index.grouping import is_in_header
from reader.library.index.lists import publish
from reader.library.index.projection import Projection
from reader.library.index.rows import Changes, Progress
from reader.library.index.schema import IndexFile
from reader.library.index.seeds import NO_SEEDS, Seeds
from reader.library.index.tables import COUNT_PROBLEMS
from reader.library.index.terms import more_keys
from reader.library.index.writer import Writer
from reader.library.scan.batches import BatchReader
from reader.library.scan.comparison import Comparison
from reader.library.scan.folders import Root
from reader.library.scan.left_out import LeftOut
from reader.library.scan.walk import ABSENT, IsArticle, NewFile, Walker, is_walked, join, outermost, relative
from reader.library.scan.worker_config import WorkerConfig
from reader.log import phase
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.library.index.promise import Promise
    from reader.library.scan.arrival import Arrivals, KnownArrivals
    from reader.library.scan.headline_rows import Found
    from reader.library.scan.headlines import Read
    from reader.library.scan.intake import Intake, ScannedFile

MANY = 3_000
"""Files from which on processes are started to read them: each takes some tenths of a second to start."""

_SEEN = """
SELECT DISTINCT dir.folder FROM dir WHERE EXISTS(SELECT 1 FROM file WHERE file.dir = dir.id)
AND NOT EXISTS(SELECT 1 FROM meta WHERE name = 'new:' || dir.folder)
"""
"""Folders that a scan has gone through from beginning to end; ``new`` are those of which the first scan is not over."""

PUBLISH_SHARE = 20
"""Lists are published again when the scan has run this many times as long as publishing took last."""


class Scanner:
    """Brings an index up to date with its folders; one scan at a time."""

    def __init__(
        self,
        store: IndexFile,
        writer: Writer,
        projection: Projection,
        turn: threading.Lock,
        *,
        zone: tzinfo,
        roots: tuple[Root, ...],
        is_article: IsArticle,
        worker: WorkerConfig,
        seeds: Seeds = NO_SEEDS,
        lists_templates: bool = False,
        known_arrivals: "KnownArrivals | None" = None,
    ) -> None:
        """``turn`` is held while a scan runs. ``zone``: of dates that name none. ``seeds``: numbers of a former index.

        ``lists_templates``: templates of articles are listed too. ``known_arrivals`` says when entries of feeds were first fetched.
        """
        self.store, self.writer, self.projection = store, writer, projection
        self.zone, self.roots, self.is_article = zone, roots, is_article
        self.worker, self.seeds, self.lists_templates = worker, seeds, lists_templates
        self.turn, self.known_arrivals = turn, known_arrivals

    @cached_property
    def intake(self) -> "Intake":
        """What reads files."""
        from reader.library.scan.intake import Intake  # 15 ms: only where there is something to read

        return Intake(self.worker.folders, self.zone, self.worker.drafts)

    def scan(
        self,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        *,
        headers_first: bool = False,
    ) -> Changes:
        """Look at everything; ``headers_first``: of a large new folder only at the headers, then ``rest`` reads the texts."""
        with phase("scan", folders=len(self.roots)) as work, self._run(on_progress, cancelled) as run:
            with run.errors_as_notices():
                run.begin()
                if run.is_first():
                    run.expected = self._count(cancelled) - run.count_known()
                    if run.expected >= MANY:
                        run.files.read_apart(headers_first=headers_first and run.takes_headlines())
                for root in self.roots:
                    run.walk(root)
                run.finish(was_reported=False)
                run.end_first_scans()
            made = run.changes
            work.note(read=made.files_read, problems=made.problems, failed=made.failed)
            return made

    def scan_paths(self, paths: Iterable[bytes]) -> Changes:
        """Look at these paths only: at a folder and all below it, at a file, or at what is not there any more."""
        with self._run(lambda _: None, lambda: False) as run:
            with run.errors_as_notices():
                run.begin()
                is_whole = False
                for root, inside in self._by_root(paths):
                    is_whole |= b"" in inside
                    self._look(run, root, inside)
                run.finish(was_reported=not is_whole)
            return run.changes

    @contextmanager
    def _run(
        self, on_progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> "Iterator[_Run]":
        with self.turn, closing(_Run(self, on_progress, cancelled)) as run:
            yield run

    def _count(self, cancelled: Callable[[], bool]) -> int:
        """Return about how many files there are to read: names are listed in a hundredth of the time."""
        found = 0
        for root in self.roots:
            found += len(root.only)
            for contents in () if root.only else self.walker(root).walk():
                found += len(contents.files)
                if cancelled():
                    return 0
        return found

    def walker(self, root: Root) -> Walker:
        """Return what walks a folder, without other folders of the library inside it."""
        apart = frozenset(other.identity for other in self.roots if other is not root and not other.only)
        # A file that was named is always listed.
        left_out = None if self.lists_templates or root.only else LeftOut(root.path)
        return Walker(root.path, self.is_article, apart, left_out)

    def _by_root(self, paths: Iterable[bytes]) -> Iterator[tuple[Root, set[bytes]]]:
        found: dict[Root, set[bytes]] = {}
        innermost_first = sorted(self.roots, key=lambda root: len(root.path), reverse=True)
        for path in paths:
            for root in innermost_first:
                inside = relative(root.path, path)
                if inside is not None:
                    found.setdefault(root, set()).add(inside)
                    break
        yield from found.items()

    def _look(self, run: "_Run", root: Root, inside: set[bytes]) -> None:
        if b"" in inside or root.only:
            run.walk(root)
            return
        folders: set[bytes] = set()
        names: dict[bytes, set[bytes]] = {}
        for path in inside:
            folder, _, name = path.rpartition(b"/")
            if not is_walked(path):
                continue
            is_article = self.is_article(os.fsdecode(name))
            try:
                is_folder = stat.S_ISDIR(os.lstat(join(root.path, path)).st_mode)
            except OSError as problem:  # gone: it may have been one
                is_folder = problem.errno in ABSENT or not is_article
            if is_folder:
                folders.add(path)
            if is_article:
                names.setdefault(folder, set()).add(name)
        for folder in outermost(folders):
            run.walk(root, folder)
        for folder, some in names.items():
            run.look_at(root, folder, some)


class _Run:
    """One scan, from its first directory to its end."""

    def __init__(
        self, scanner: Scanner, on_progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> None:
        self._scanner, self._moves = scanner, scanner.store.moves
        self._connection: sqlite3.Connection
        self._on_progress, self._cancelled = on_progress, cancelled
        self.changes = Changes()
        self._comparisons: list[tuple[Root, Comparison]] = []
        self.files = BatchReader(
            lambda: scanner.intake, scanner.worker, Path(scanner.store.address), cancelled, self._take
        )
        self.expected = 0
        """How many files there seem to be to read; 0: not counted."""
        self._found = self._read = 0
        self._stored: Promise[None] | None = None
        self._publish_at = 0.0

    def begin(self) -> None:
        """Open the index; raises sqlite3.Error."""
        self._connection = self._scanner.store.connect()
        known = {row[0] for row in self._connection.execute(_SEEN)}
        self._new_folders = {root.row for root in self._scanner.roots} - known

    def close(self) -> None:
        """Close the index, and end the processes that read."""
        if hasattr(self, "_connection"):
            self._connection.close()
        self.files.close()

    def is_first(self) -> bool:
        """Whether a folder was never gone through to its end."""
        return bool(self._new_folders)

    def count_known(self) -> int:
        """Return how many files the index has."""
        return int(self._connection.execute("SELECT count(*) FROM file").fetchone()[0])

    def takes_headlines(self) -> bool:
        """Whether headers say in which groups articles are, and no former index says which numbers they have."""
        return not self._scanner.seeds.articles and all(
            is_in_header(key) for key in more_keys(self._connection)
        )

    def walk(self, root: Root, start: bytes = b"") -> None:
        """Compare a folder, from a directory in it down."""
        for path in root.only:
            folder, _, name = path.rpartition(b"/")
            self.look_at(root, folder, {name})
        if root.only:
            return
        comparison = self._comparison(root)
        for contents in self._scanner.walker(root).walk(start):
            for fresh in comparison.look(contents):
                self._meet(fresh)
            if self.files.was_cancelled or self._cancelled():
                self.changes.cancelled = True
                return
        comparison.finish(start)

    def look_at(self, root: Root, folder: bytes, names: set[bytes]) -> None:
        """Compare some names of one directory."""
        comparison = self._comparison(root)
        contents = self._scanner.walker(root).look_at(folder, names)
        if contents is None:
            comparison.finish(folder)
            return
        if contents.failure:
            comparison.failed.add(folder)
            return
        try:
            for fresh in comparison.look_at(contents, names):
                self._meet(fresh)
        finally:
            os.close(contents.descriptor)

    @contextmanager
    def errors_as_notices(self) -> Iterator[None]:
        """Let trouble with the index or the folders end the scan, not the program."""
        try:
            with read_as_ours():
                yield
        except (sqlite3.Error, IndexUnusableError) as problem:
            failure = self._scanner.store.failure(problem) if isinstance(problem, sqlite3.Error) else problem
            self.changes.is_damaged = isinstance(failure, IndexDamagedError)
            self._fail(str(failure))
        except OSError as problem:
            self._fail(clean_line(tr("The folders could not be scanned ({reason}).", reason=problem)))

    def _fail(self, sentence: str) -> None:
        self.changes.failed = True
        self.changes.notices += (sentence,)

    def finish(self, *, was_reported: bool) -> None:
        """Write what is left, deal with what is gone, and publish the lists."""
        self.files.finish()
        self._wait()
        self.changes.cancelled |= self.files.was_cancelled
        if self._moves != self._scanner.store.moves:  # it was moved: what was found is in the other one
            self._connection.close()
            self._connection = self._scanner.store.connect()
        changes = self.changes
        if not changes.cancelled:
            from reader.library.scan.settling import Begun, Settling

            scanner = self._scanner
            begun = Begun(scanner.writer, scanner.projection, scanner.zone, scanner.worker.folders)
            settling = Settling(begun, self._connection, self._comparisons, changes, lambda: self._arrivals)
            settling.settle(was_reported=was_reported)
        self._scanner.writer.run(publish)
        self._scanner.writer.run(lambda connection: connection.execute("PRAGMA shrink_memory"))
        changes.problems = self._connection.execute(COUNT_PROBLEMS).fetchone()[0]
        self._on_progress(Progress(self._read, self._read))

    def end_first_scans(self) -> None:
        """Take note that all folders were gone through, if they were."""
        names = [(f"new:{folder}",) for folder in self._new_folders]
        if names and not self.changes.cancelled:
            self._scanner.writer.run(
                lambda connection: connection.executemany("DELETE FROM meta WHERE name = ?", names)
            )

    def _comparison(self, root: Root) -> Comparison:
        for known, comparison in self._comparisons:
            if known is root:
                return comparison
        self._comparisons.append((root, Comparison(self._connection, root.row)))
        return self._comparisons[-1][1]

    def _meet(self, fresh: NewFile) -> None:
        self._found += 1
        self.files.meet(fresh)

    def _take(self, batch: "Sequence[NewFile]", entries: "Read") -> None:
        self._read += len(batch)
        whole: list[ScannedFile] = []
        listed: list[Found] = []
        for entry in entries:
            if entry.fresh is None:
                listed.append((batch[entry.at], entry))
            else:
                whole.append(entry)
        self.changes.files_read += len(listed) + sum(entry.was_opened for entry in whole)
        if not entries:
            return
        self._wait()
        self._stored = self._scanner.writer.submit(lambda connection: self._store(connection, whole, listed))
        self._on_progress(Progress(self._read, max(self._found, self.expected)))

    def _store(
        self, connection: sqlite3.Connection, entries: "Sequence[ScannedFile]", listed: "Sequence[Found]"
    ) -> None:
        from reader.library.scan.storing import IndexTransaction

        names = ((f"new:{folder}",) for folder in self._new_folders)
        connection.executemany("INSERT OR IGNORE INTO meta VALUES(?, 1)", names)
        storing = IndexTransaction(connection, self._scanner.zone, self._scanner.seeds, self._arrivals)
        storing.store(entries, self.changes)
        if listed:
            from reader.library.scan.headline_rows import HeadlineRows  # only of a large first scan

            HeadlineRows(storing).store(listed, self.changes)
        storing.finish()
        began = time.monotonic()
        # What is gone may yet turn out to be what is new: until that is known, nothing shows twice.
        if began >= self._publish_at and not any(comparison.gone for _, comparison in self._comparisons):
            publish(connection)
            now = time.monotonic()
            self._publish_at = now + (now - began) * PUBLISH_SHARE

    @cached_property
    def _arrivals(self) -> "Arrivals":
        from reader.library.scan.arrival import Arrivals, nothing_known

        scanner = self._scanner
        folders = {root.row: Path(os.fsdecode(root.path)) for root in scanner.roots}
        return Arrivals(folders, scanner.known_arrivals or nothing_known, self._new_folders, scanner.seeds)

    def _wait(self) -> None:
        if self._stored is not None:
            self._stored.result()
            self._stored = None
