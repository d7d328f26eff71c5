"""What an account's server said last, by entry: what differs from it here waits to be sent. Disk.

There is no list of marks to send that could be lost: the journal has what the user did, this file what the server has
confirmed, and the difference waits. So a mark waits until a pull agrees with it, whatever answers came before.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self

from reader.article import Key
from reader.sync.server import ServerFeed

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    id TEXT PRIMARY KEY, folder TEXT NOT NULL, path TEXT NOT NULL, read INTEGER NOT NULL, starred INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, sent_read INTEGER, sent_starred INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Known(NamedTuple):
    """An entry as the server had it last."""

    id: str
    """What the server calls it."""
    key: Key
    """Its article; without a path: it has none."""
    read: bool
    """Whether it was read there."""
    starred: bool
    """Whether it had a star there."""
    tries: int = 0
    """How often a mark of it was sent and not found afterwards."""
    sent_read: bool | None = None
    """What was sent since, which the server may have or not: no pull has told. None: nothing was."""
    sent_starred: bool | None = None
    """The same of its star."""


class Settled(NamedTuple):
    """What both sides were when nothing was left to do."""

    here: str
    """Changes with each mark here."""
    there: str
    """Changes with the lists of the server."""
    at_s: float
    """When these were asked for, in seconds since 1970."""


class Memory:
    """What one account's server said last. For one thread; closed after use."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._connection = sqlite3.connect(file, timeout=30, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def entries(self) -> Iterator[Known]:
        """Yield all that is known."""
        for entry, folder, path, read, starred, tries, *sent in self._connection.execute(
            "SELECT id, folder, path, read, starred, tries, sent_read, sent_starred FROM entry"
        ):
            unsure = (value if value is None else bool(value) for value in sent)
            yield Known(entry, Key(folder, path), bool(read), bool(starred), tries, *unsure)

    def learn(self, entries: Iterable[Known]) -> None:
        """Write what the server says of entries, all or nothing."""
        rows = [(each.id, *each.key, *each[2:]) for each in entries]
        if rows:
            self._all_or_nothing("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def feeds(self) -> dict[str, ServerFeed]:
        """Return the subscriptions of the server as they were, by their ids."""
        return {values[0]: ServerFeed(*values) for values in self._get("feeds", [])}

    def learn_feeds(self, feeds: Collection[ServerFeed]) -> None:
        """Write the subscriptions."""
        self._set("feeds", list(feeds))

    @property
    def settled(self) -> Settled | None:
        """What both sides were after the last turn; None: something was left to do."""
        found = self._get("settled", None)
        return Settled(*found) if found else None

    def settle(self, both: Settled | None) -> None:
        """Write what both sides are after a turn."""
        if both != self.settled:
            self._set("settled", both)

    @property
    def waits_until_s(self) -> float:
        """Until when the server gets no requests, in seconds since 1970."""
        return float(self._get("until", 0.0))

    @property
    def is_asked_to_wait(self) -> bool:
        """Whether the server itself wants no requests until then."""
        return bool(self._get("asked", default=False))

    def fail(self, sentence: str, until_s: float, *, is_asked: bool) -> None:
        """Write why the last turn failed, and until when none is tried; ``is_asked``: the server wants that."""
        self._set("asked", is_asked)
        self._set("failures", self.failures + 1)
        self._set("error", sentence)
        self._set("until", until_s)

    def succeed(self) -> None:
        """Forget former failures."""
        if self.failures:
            for name, value in (("failures", 0), ("error", ""), ("until", 0.0)):
                self._set(name, value)

    @property
    def failures(self) -> int:
        """How many turns have failed in a row."""
        return int(self._get("failures", 0))

    @property
    def error(self) -> str:
        """Why the last turn failed, as a sentence; empty: it did not."""
        return str(self._get("error", ""))

    def _get(self, name: str, default: Any) -> Any:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def _set(self, name: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))

    def _all_or_nothing(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(statement, rows)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
