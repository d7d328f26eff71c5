"""The library: the folders that are open together, as lists of articles and what was done with them.

The door of this room; each method says where it may be called. Reads folders, keeps an index in the cache
folder, and records nothing itself but that a file was renamed.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from hashlib import blake2b
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.article import Document, Key, is_article_name
from reader.errors import ArticleGoneError, IndexDamagedError, IndexUnusableError
from reader.i18n import tr
from reader.journal import Cursor, Event, Journal, tags_in
from reader.library.index.catalogue import Catalogue
from reader.library.index.grouping import TAG, listed_key
from reader.library.index.listed import Listed
from reader.library.index.paths import make_dir
from reader.library.index.projection import Projection
from reader.library.index.rows import Changes, Folder, Progress
from reader.library.index.schema import IndexFile, another_store, file_name, forget, open_store, unusable_now
from reader.library.index.writer import Writer
from reader.library.scan.folders import Root, is_open, open_folders, root_of
from reader.library.scan.zone import zone_named
from reader.paths import Paths
from reader.settings import Settings

if TYPE_CHECKING:
    from array import array  # subscripted only by the type checker: 3.11 cannot

    from reader.library.healing.rebuild import Healing
    from reader.library.index.seeds import Seeds
    from reader.library.scan.scanner import Scanner
    from reader.library.search.questions import Questions


class Library(Listed):
    """The articles of some folders. Reading and acting is quick and may be done on any thread."""

    def __init__(
        self,
        folders: Sequence[Folder],
        store: IndexFile,
        journal: Journal,
        settings: Settings,
        seeds: "Seeds | None" = None,
    ) -> None:
        self._journal, self._seeds = journal, seeds
        self.folders: tuple[Folder, ...] = tuple(folders)
        self._notices: list[str] = []
        self._store = store
        self._writer = Writer(store)
        zone, zone_name = zone_named(settings.timezone)
        self._reading = f"{zone_name} {settings.list_drafts} {settings.fold_chinese_variants}"
        try:
            shown = listed_key(TAG, settings.group_untagged_by)
            register = partial(_register, folders=self.folders, reading=self._reading, key=shown)
            rows = self._writer.run(register)
            super().__init__(Catalogue(store, rows, shown), settings.group_untagged_by)
            self._projection = Projection(self._catalogue, self._writer, journal, store.failure)
        except BaseException:
            self._writer.close()
            with suppress(AttributeError):  # it may not have come to that
                self._catalogue.close()
            raise
        self._roots = tuple(root_of(row, folder) for row, folder in rows.items())
        self._is_article = partial(is_article_name, text_files=settings.list_text_files)
        self._zone, self._settings = zone, settings
        self._is_closed = False
        self._paths: Paths | None = None
        self._is_wider = threading.Event()
        self.told_once = store.told
        """How the index was found when it was opened, as a sentence; empty: as it should be."""
        self.is_whole = True
        """No scan had to end early: all that is in the folders is listed."""

    @classmethod
    def open(cls, folders: Sequence[Path], paths: Paths, journal: Journal, settings: Settings) -> Self:
        """Return the library of these folders, or of one file, as the index last saw it.

        Reads no article: ``scan`` does. Raises UsageError for a path that is not there, and
        IndexUnusableError where an index can be kept nowhere.
        """
        found, notices = open_folders(folders, paths.folder_ids)
        store = open_store(_index_file(paths, found))
        try:
            library = cls(found, store, journal, settings)
        except (IndexDamagedError, sqlite3.Error) as problem:
            library = cls(found, another_store(store, problem), journal, settings)
        library._notices += notices
        library._paths = paths
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is pending to the index and let go of it."""
        if not self._is_closed:
            self._is_closed = True
            with suppress(sqlite3.Error):  # the journal has it
                self._projection.close()
            self._writer.close()
            self._catalogue.close()
            forget(self._store)

    @property
    def notice(self) -> str:
        """Sentences about what does not work as it should, now; empty: all is well."""
        trouble = self._projection.trouble
        return " ".join(filter(None, dict.fromkeys([self._store.notice, *self._notices, trouble])))

    @property
    def is_index_kept(self) -> bool:
        """Whether the next start finds what this one has read."""
        return not self._store.is_temporary and not self._projection.trouble

    @property
    def cursor(self) -> "Cursor | None":
        """Up to where the journal was taken."""
        return self._projection.cursor

    def query(self, text: str, now: datetime, limit: int = -1) -> "array[int]":
        """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all). In a worker.

        ``now`` is aware; days are those of its zone. Raises QueryError, and NewsreaderError for what takes too long.
        """
        return self.questions.query(text, now, limit, is_placed=True).ids

    def search(self, typed: str, now: datetime, limit: int) -> "array[int]":
        """Do the same for what somebody types: first the articles that have it in their titles. In a worker."""
        return self.questions.search(typed, now, limit)

    @cached_property
    def questions(self) -> "Questions":
        """What can be asked beyond lists."""
        from reader.library.search.questions import Questions  # with the language 10 ms: for those who ask

        return Questions(self._store, self._catalogue, chinese_alike=self._settings.fold_chinese_variants)

    def build_text(
        self,
        on_progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        most: int | None = None,
        only: Container[int] | None = None,
    ) -> int | None:
        """Bring the full text up to date with the index, as ``fulltext.build`` says. In a process of its own.

        Raises IndexUnusableError where it cannot be written; nothing is lost, words are found in titles only.
        """
        from reader.library.fulltext.build import TextSource, build

        roots = {
            root.row: (folder.id, root.path) for root, folder in zip(self._roots, self.folders, strict=True)
        }
        source = TextSource(self._store, roots, self._zone)
        try:
            return build(source, self.questions.text_file(), on_progress, cancelled, most=most, only=only)
        except (sqlite3.Error, OSError) as problem:
            raise IndexUnusableError(unusable_now(problem)) from problem

    def path(self, article: int) -> Path | None:
        """Return an article's file; None if it is gone."""
        key = self._catalogue.key(article)
        return None if key is None else self.path_of(key)

    def document(self, article: int) -> Document:
        """Return an article with its text, read from its file now; raises ArticleGoneError."""
        *_, document = self.documents(article)
        return document

    def documents(self, article: int) -> Iterator[Document]:
        """Yield an article as ``document`` returns it, and before that the beginning of a large one."""
        row = self.rows([article]).get(article)
        if row is None:
            raise ArticleGoneError(tr("This article no longer exists."))
        from reader.library.scan.documents import documents_in  # as in _scanner

        root, own = os.fsencode(self._folder(row.key).path), tags_in(self._catalogue.fields(row.key))
        return documents_in(root, self.path_of(row.key), row, own, self._zone)

    def path_of(self, key: Key) -> Path:
        """Return the file of a key of this library."""
        return self._folder(key).path / key.path

    def _folder(self, key: Key) -> Folder:
        return next(folder for folder in self.folders if folder.id == key.folder)

    # Acting: on any thread; a batch of thousands belongs into a worker.

    def apply(self, events: Iterable[Event]) -> None:
        """Let what was recorded show at once; it is written to the index a moment later. A damaged one keeps none from it."""
        with suppress(IndexDamagedError):  # who reads next is told, and has a new one
            self._projection.apply(events)

    def catch_up(self) -> bool:
        """Take what the journal has since last time, from this and other processes; True if it shows. In a worker."""
        return self._projection.catch_up()

    def flush(self) -> None:
        """Wait until all that was applied is in the index."""
        self._projection.flush()

    # Changing: in a worker.

    def open_beside(self, folder: Path) -> bool:
        """Open another folder too, while the library is in use; articles and groups keep their numbers.

        What is in it is listed by the next scan; who watches the folders watches it at once. False: it is open already.
        Raises UsageError for a folder that is not there, IndexUnusableError where there is no index for all of them.
        """
        from reader.library.added_folder import copy_words  # for those who open one

        if self._paths is None:
            raise IndexUnusableError(tr("No other folder can be opened here."))
        with self._scanner.turn:
            if is_open(self.folders, folder):
                return False
            named = [each.path / name for each in self.folders for name in each.only or ("",)]
            found, notices = open_folders([*named, folder], self._paths.folder_ids)
            if not {each.id for each in self.folders} <= {each.id for each in found}:
                raise IndexUnusableError(tr("A folder has another id now: restart newsreader."))
            base = _index_file(self._paths, found)
            try:
                if not self._store.is_temporary:
                    copy_words(self.questions.text_file().path, base.with_suffix(".text.db"))
                self._writer.run(partial(self._go_over, found=tuple(found), base=base))
            except (OSError, sqlite3.Error) as problem:
                raise IndexUnusableError(unusable_now(problem)) from problem
            self._notices += notices
        self._is_wider.set()
        self.catch_up()  # with what was done in that folder before
        return True

    def _go_over(self, connection: sqlite3.Connection, found: tuple[Folder, ...], base: Path) -> None:
        """Use an index of these folders from now on. In the writer's thread: nothing else is written meanwhile."""
        from reader.library.added_folder import wider_index

        key = listed_key(TAG, self._settings.group_untagged_by)
        register = partial(_register, folders=found, reading=self._reading, key=key)
        address, rows = wider_index(connection, self._store, base, register)
        roots = tuple(starmap(root_of, rows.items()))
        scanner = self._scanner_of(roots, found)
        scanner.turn = self._scanner.turn
        with self._catalogue.lock:
            self._store.go_to(address)
            self._catalogue.go_on_with(rows)
            self.folders, self._roots, self._scanner = found, roots, scanner
            for made in ("healing", "is_remote"):
                self.__dict__.pop(made, None)
            self._projection.go_on_from(None)

    def group_by(self, key: str) -> None:
        """Keep the groups of a key from now on: a row of ``GROUP_KEYS``, or a key of the front matter in small letters."""
        from reader.library.index.seeds import NO_SEEDS
        from reader.library.index.terms import Terms

        seeds = self._seeds or NO_SEEDS
        try:
            self._writer.run(lambda connection: Terms(connection, self._zone, seeds).add(key))
        except sqlite3.Error as problem:
            raise self._store.failure(problem) from problem

    @cached_property
    def _scanner(self) -> "Scanner":
        return self._scanner_of(self._roots, self.folders)

    def _scanner_of(self, roots: tuple[Root, ...], folders: tuple[Folder, ...]) -> "Scanner":
        from reader.library.index.seeds import NO_SEEDS
        from reader.library.scan.scanner import Scanner  # 5 ms: after the first frame
        from reader.library.scan.worker_config import WorkerConfig

        places = {root.row: (folder.id, root.path) for root, folder in zip(roots, folders, strict=True)}
        own = self._settings
        return Scanner(
            self._store, self._writer, self._projection, zone=self._zone, roots=roots, is_article=self._is_article,
            order=WorkerConfig(places, own.timezone, own.list_drafts, own.language, own.fold_chinese_variants),
            seeds=self._seeds or NO_SEEDS, lists_templates=own.list_templates,
        )  # fmt: skip

    @cached_property
    def healing(self) -> "Healing":
        """What checks the index and makes it again."""
        from reader.library.healing.rebuild import Healing  # as in _scanner

        def again(store: IndexFile, seeds: "Seeds") -> Library:
            return Library(self.folders, store, self._journal, self._settings, seeds)

        return Healing(self._store, self._catalogue, self._projection, self._scanner, self._journal, again)

    def scan(
        self,
        on_progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Bring the index up to date with the folders: only what changed is read. Other scans wait for it.

        Never fails: what could not be done stands in the ``notices`` of what it returns.
        """
        changes = self._scanner.scan(on_progress, cancelled)
        self.is_whole = not changes.failed
        return changes

    def scan_paths(self, paths: Iterable[Path]) -> Changes:
        """Do the same for these files and folders only: what ``watch`` reported."""
        found = [os.fsencode(path) for path in paths]
        if not found:
            return Changes(problems=self.count_problems())
        changes = self._scanner.scan_paths(found)
        self.is_whole = self.is_whole and not changes.failed
        return changes

    @cached_property
    def is_remote(self) -> bool:
        """Whether what others change in the folders is not reported: it is worth a scan when somebody comes back."""
        from reader.library.scan.mounts import remote_kind

        return any(remote_kind(root.path) for root in self._roots)

    def watch(self, stop: threading.Event) -> Iterator[set[Path]]:
        """Yield what changed in the folders, in batches for ``scan_paths``, until ``stop`` is set. Blocks.

        Every few seconds of quiet a batch is empty: a time to ``catch_up`` with other processes.
        """
        from reader.library.scan.watch import Either, watch_folders

        while not stop.is_set():
            self._is_wider.clear()
            roots = [(root.path, root.only) for root in self._roots]
            yield from watch_folders(
                roots, self._is_article, Either(stop, self._is_wider), self._notices.append
            )


def _index_file(paths: Paths, folders: Sequence[Folder]) -> Path:
    names = sorted(os.fsencode("\0".join([folder.id, str(folder.path), *folder.only])) for folder in folders)
    digest = blake2b(b"\n".join(names), digest_size=10).hexdigest()
    return paths.cache / "index" / file_name(digest)


def _register(
    connection: sqlite3.Connection, folders: Sequence[Folder], reading: str, key: str
) -> dict[int, Folder]:
    """Return the folders by their rows in the index; articles that were read in another way become stale.

    An index that holds nothing yet is grouped by ``key`` from its beginning.
    """
    rows: dict[int, Folder] = {}
    for folder in folders:
        connection.execute(
            "INSERT INTO folder(key, name) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET name = excluded.name",
            (folder.id, folder.name),
        )
        row = connection.execute("SELECT id FROM folder WHERE key = ?", (folder.id,)).fetchone()[0]
        make_dir(connection, row, b"")
        rows[row] = folder
    if key != TAG and connection.execute("SELECT 1 FROM article").fetchone() is None:
        connection.execute("INSERT OR IGNORE INTO meta VALUES('keys', ?)", (json.dumps([key]),))
    known = connection.execute("SELECT value FROM meta WHERE name = 'reading'").fetchone()
    if known is None or known[0] != reading:
        connection.execute("UPDATE file SET mtime_ns = -1")
        connection.execute("INSERT OR REPLACE INTO meta VALUES('reading', ?)", (reading,))
    return rows
