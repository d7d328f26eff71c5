"""The library: the folders that are open together. Disk.

Its parts answer questions: ``articles``, ``files``, ``state`` and ``questions``. It opens, scans and watches the folders
itself; each method says where it may be called. It keeps an index in the cache folder, and records nothing in the journal
but that a file was renamed.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.article import is_article_name
from reader.errors import IndexDamagedError, IndexUnusableError
from reader.files.digest import digest
from reader.i18n import spoken, tr
from reader.journal import Cursor, Event, Journal
from reader.library.files import ArticleFiles
from reader.library.index.open_index import OpenIndex
from reader.library.index.rows import Changes, Folder, Progress
from reader.library.index.schema import IndexFile, another_store, file_name, open_store, unusable_now
from reader.library.scan.folders import Root, is_open, open_folders, root_of
from reader.library.scan.zone import zone_named
from reader.paths import Paths
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.library.healing.rebuild import Healing
    from reader.library.index.seeds import Seeds
    from reader.library.scan.arrival import KnownArrivals
    from reader.library.scan.scanner import Scanner
    from reader.library.search.questions import Questions
    from reader.library.search.run_query import Since


class Library:
    """Some folders with their articles. Reading and acting is quick and may be done on any thread."""

    def __init__(
        self,
        folders: Sequence[Folder],
        store: IndexFile,
        journal: Journal,
        settings: Settings,
        seeds: "Seeds | None" = None,
        *,
        known_arrivals: "KnownArrivals | None" = None,
    ) -> None:
        """``seeds``: numbers of a former index; ``known_arrivals`` says when entries of feeds were first fetched.

        Raises sqlite3.Error and IndexDamagedError.
        """
        self.folders: tuple[Folder, ...] = tuple(folders)
        """Those that are open."""
        self._journal, self._settings, self._seeds = journal, settings, seeds
        self._known_arrivals = known_arrivals
        self.last_seen: Callable[[], Since] | None = None
        """Returns up to where the last session came, for queries; None: nothing is new."""
        self._notices: list[str] = []
        self._zone, zone_name = zone_named(settings.timezone)
        parsed_by = f"{zone_name} {settings.list_drafts} {settings.fold_chinese_variants}"
        self._index = OpenIndex(store, self.folders, journal, settings.group_untagged_by, parsed_by)
        self.articles = self._index.articles
        """What is listed: groups, articles of a group, rows, counts, problems."""
        self.state = self._index.state
        """What the user did with articles."""
        self.files = ArticleFiles(self._index, self._zone)
        """Where articles are, and their texts."""
        self._roots = self._present_roots()
        self._turn = threading.Lock()
        self._is_article = partial(is_article_name, text_files=settings.list_text_files)
        self._is_closed = False
        self._paths: Paths | None = None
        self._is_wider = threading.Event()
        self.opening_notice = store.opening_notice
        """How the index was found when it was opened, as a sentence; empty: as it should be."""
        self.is_whole = True
        """No scan had to end early: all that is in the folders is listed."""

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        paths: Paths,
        journal: Journal,
        settings: Settings,
        known_arrivals: "KnownArrivals | None" = None,
    ) -> Self:
        """Return the library of these folders, or of one file, as the index last saw it.

        Reads no article: ``scan`` does. Raises UsageError for a path that is not there, and
        IndexUnusableError where an index can be kept nowhere.
        """
        found, notices = open_folders(folders, paths.folder_ids)
        store = open_store(_index_file(paths, found))
        try:
            library = cls(found, store, journal, settings, known_arrivals=known_arrivals)
        except (IndexDamagedError, sqlite3.Error) as problem:
            store = another_store(store, problem)
            library = cls(found, store, journal, settings, known_arrivals=known_arrivals)
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
            self._index.close()

    @property
    def notice(self) -> str:
        """Sentences about what does not work as it should, now; empty: all is well."""
        trouble = self._index.projection.trouble
        return " ".join(filter(None, dict.fromkeys([self._index.store.notice, *self._notices, trouble])))

    @property
    def is_index_kept(self) -> bool:
        """Whether the next start finds what this one has read."""
        return self._index.is_kept

    @property
    def cursor(self) -> "Cursor | None":
        """Up to where the journal was taken."""
        return self._index.projection.cursor

    @cached_property
    def questions(self) -> "Questions":
        """What takes a worker to answer: queries, search, completion, articles like another one."""
        from reader.library.search.questions import Questions  # with the language 10 ms: not at the start

        own = self._index
        made = Questions(
            own.store, own.snapshots, own.articles, chinese_alike=self._settings.fold_chinese_variants
        )
        made.since = self.last_seen() if self.last_seen else made.since
        return made

    def _present_roots(self) -> tuple[Root, ...]:
        return tuple(starmap(root_of, self._index.folders.items()))

    def _folders_by_row(self) -> dict[int, tuple[str, bytes]]:
        """Return the id and the real path of each folder, by its row in the index."""
        return {
            root.row: (folder.id, root.path) for root, folder in zip(self._roots, self.folders, strict=True)
        }

    # Acting: on any thread; a batch of thousands belongs into a worker.

    def apply(self, events: Iterable[Event]) -> None:
        """Let what was recorded show at once; it is written to the index a moment later, even if that is damaged now."""
        with suppress(IndexDamagedError):  # the next to read gets the error, and a new index
            self._index.projection.apply(events)

    def catch_up(self) -> bool:
        """Take what the journal has since last time, from this and other processes; True if it shows. In a worker."""
        return self._index.projection.catch_up()

    def flush(self) -> None:
        """Wait until all that was applied is in the index."""
        self._index.projection.flush()

    # Changing: in a worker.

    def open_beside(self, folder: Path) -> bool:
        """Open another folder too, while the library is in use; articles and groups keep their numbers.

        What is in it is listed by the next scan, and ``watch`` watches it at once. False: it is open already.
        Raises UsageError for a folder that is not there, IndexUnusableError where there is no index for all of them.
        """
        from reader.library.added_folder import copy_words, wider_index  # only where a folder is added

        if self._paths is None:
            raise IndexUnusableError(tr("No other folder can be opened here."))
        with self._turn:
            if is_open(self.folders, folder):
                return False
            named = [each.path / name for each in self.folders for name in each.only or ("",)]
            found, notices = open_folders([*named, folder], self._paths.folder_ids)
            if not {each.id for each in self.folders} <= {each.id for each in found}:
                raise IndexUnusableError(tr("A folder has another id now: restart newsreader."))
            base, index = _index_file(self._paths, found), self._index
            register = index.register(found)

            def switch(connection: sqlite3.Connection) -> None:
                """Change the index in the writer's thread, so that nothing else is written at the same time."""
                address, rows = wider_index(connection, index.store, base, register)
                with index.snapshots.lock:
                    index.switch(address, rows)
                    self.folders, self._roots = tuple(found), self._present_roots()
                    for made in ("healing", "is_remote", "_scanner"):
                        self.__dict__.pop(made, None)

            try:
                if not index.store.is_temporary:
                    copy_words(self.questions.text_file().path, base.with_suffix(".text.db"))
                index.writer.run(switch)
            except (OSError, sqlite3.Error) as problem:
                raise IndexUnusableError(unusable_now(problem)) from problem
            self._notices += notices
        self._is_wider.set()
        self.catch_up()  # with what was done in that folder before
        return True

    def group_by(self, key: str) -> None:
        """Keep the groups of a key from now on: a row of ``GROUP_KEYS``, or a key of the front matter in small letters."""
        from reader.library.index.seeds import NO_SEEDS

        self._index.group_by(key, self._zone, self._seeds or NO_SEEDS)

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

        source = TextSource(self._index.store, self._folders_by_row(), self._zone)
        try:
            return build(source, self.questions.text_file(), on_progress, cancelled, most=most, only=only)
        except (sqlite3.Error, OSError) as problem:
            raise IndexUnusableError(unusable_now(problem)) from problem

    @cached_property
    def _scanner(self) -> "Scanner":
        from reader.library.index.seeds import seeds_beside
        from reader.library.scan.scanner import Scanner  # 5 ms: after the first frame
        from reader.library.scan.worker_config import WorkerConfig

        own, index, seeds = self._settings, self._index, self._seeds
        if seeds is None:
            seeds = seeds_beside(index.store.address if index.store.is_new else "", index.folders)
        worker = WorkerConfig(
            self._folders_by_row(), own.timezone, own.list_drafts, spoken(), own.fold_chinese_variants
        )
        return Scanner(
            index.store, index.writer, index.projection, self._turn, zone=self._zone, roots=self._roots,
            is_article=self._is_article, worker=worker, seeds=seeds, lists_templates=own.list_templates,
            known_arrivals=self._known_arrivals,
        )  # fmt: skip

    @cached_property
    def healing(self) -> "Healing":
        """What checks the index and rebuilds it."""
        from reader.library.healing.rebuild import Healing  # 5 ms: after the first frame

        def again(store: IndexFile, seeds: "Seeds") -> Library:
            own = (self.folders, store, self._journal, self._settings, seeds)
            return Library(*own, known_arrivals=self._known_arrivals)

        own = self._index
        return Healing(own.store, own.snapshots, own.projection, self._scanner, self._journal, again)

    def scan(
        self,
        on_progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        headers_first: bool = False,
    ) -> Changes:
        """Bring the index up to date with the folders: only what changed is read. Other scans wait for it.

        ``headers_first``: of a large new folder only the headers are read, what their texts say waits for ``read_rest``.
        Never fails: the ``notices`` of what it returns say what could not be done.
        """
        changes = self._scanner.scan(on_progress, cancelled, headers_first=headers_first)
        self.is_whole = not changes.failed
        if not headers_first and not changes.failed and not changes.cancelled:
            changes.changed.extend(self.read_rest(on_progress, cancelled).changed)
        return changes

    def read_rest(
        self,
        on_progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Read the articles of which a scan has read only the headers; what the watcher reports can be scanned meanwhile."""
        if not self.articles.count_waiting():
            return Changes()
        from reader.library.scan.rest import read_rest

        return read_rest(self._scanner, on_progress, cancelled)

    def scan_paths(self, paths: Iterable[Path]) -> Changes:
        """Bring the index up to date with these files and folders only: what ``watch`` reported."""
        found = [os.fsencode(path) for path in paths]
        if not found:
            return Changes(problems=self.articles.count_problems())
        changes = self._scanner.scan_paths(found)
        self.is_whole = self.is_whole and not changes.failed
        return changes

    @cached_property
    def is_remote(self) -> bool:
        """Whether changes of others in the folders are not reported: a scan is worth while when the user comes back."""
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
    return paths.cache / "index" / file_name(digest(b"\n".join(names), 10))
