"""What this device remembers of asking the feeds of a folder: validators, when each is due, how it went. Disk.

One file per device in ``.newsreader/feeds`` of the folder, beside the ledgers. It is no cache either: validators and times
are what makes a reader polite. Devices that share a folder do not share this, so no sync tool finds two versions of it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.feeds.files.ledger import Ledger, digest, load_ledger
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.web.validators import Validators
from reader.i18n import tr
from reader.inside import real_inside
from reader.journal import machine_id
from reader.journal.lock import alone, locked
from reader.library.scan.under_way import UnderWay
from reader.refusal import why_not_read
from reader.text import clean_line
from reader.text.address import canonical
from reader.whole_file import read_whole, write_whole

OWN = ".newsreader"
"""The folder inside a folder for what we remember of it."""

UPDATES = "updates"
"""The folder in it for updates of files that the user has changed."""


@contextmanager
def alone_with_feeds(folder: Path) -> Iterator[bool]:
    """Give whether nobody else asks the feeds of a folder or takes any away while the block runs.

    Raises OSError, and OutsideError for a folder whose notes would be written elsewhere.
    """
    own = real_inside(folder, folder / OWN)
    own.mkdir(parents=True, exist_ok=True)
    with alone(real_inside(folder, own / "refresh.lock")) as is_alone:
        yield is_alone


LATEST_S = 250_000_000_000.0
"""Seconds since 1970, in the last century of which a calendar knows; a greater number is no moment of ours, and no count."""

LEDGERS_WAIT_S = 30.0
"""How long another process is waited for that makes a document into files; the largest take longer."""


class FeedState:
    """What is remembered of asking one feed: each attribute is kept in the file under its name."""

    typed: str = ""
    """Its address in ``feeds.toml``, as it was when it was asked last."""
    address: str = ""
    """Where it is asked now: another where it has moved for good."""
    moves: list[str]
    """Where permanent redirects have led the last times."""
    etag: str = ""
    modified: str = ""
    validated: str = ""
    """The address that gave these two."""
    walked: int = 0
    """Entries of its document that were read the times before, for it has more than are read at a time; 0: begin anew."""
    walked_in: str = ""
    """A digest of what its document was known by when its first entries were read; empty: some of it has to come again."""
    rest_s: float = 0.0
    """How long it is left alone for want of validators; 0: not yet known."""
    interval_s: float = 0.0
    """How often it says that it changes; 0: it does not say."""
    next_s: float = 0.0
    """When it is due, seconds since 1970, UTC."""
    asked_s: float = 0.0
    succeeded_s: float = 0.0
    failing_s: float = 0.0
    """Since when it fails; 0: it does not."""
    errors: int = 0
    """Failures since the last success."""
    error: str = ""
    """The last failure, as a sentence."""
    crashes: int = 0
    """How many times in a row the program has ended while it read its document."""
    is_gone: bool = False
    """Its server says that it is gone for good (410)."""
    title: str = ""
    articles: int = 0
    """Entries that are known, deleted ones too."""
    per_week: float = 0.0
    """Entries in a week, of late."""

    def __init__(self) -> None:
        self.moves = []

    @property
    def validators(self) -> Validators:
        """What makes a request conditional."""
        return Validators(self.validated, self.etag, self.modified)

    @validators.setter
    def validators(self, new: Validators) -> None:
        self.validated, self.etag, self.modified = new


_FIELDS = tuple(FeedState.__annotations__)
_SENT = frozenset({"etag", "modified"})
_IS_SENDABLE = re.compile(r"[\t -~\x80-\xff]*").fullmatch
"""What a header may hold: with anything else in it no request can be made."""


class FeedStates:
    """What is remembered of the feeds of one folder."""

    def __init__(self, root: Path, outside: Mapping[str, Path] | None = None) -> None:
        """``outside`` are folders elsewhere that feeds may write into, by the addresses of the feeds."""
        self.root = root
        self._outside = outside or {}
        self._folder = root / OWN / "feeds"
        self._device = machine_id(root)
        self._file = self._folder / self._device / "asked.json"
        self._under_way = UnderWay(self._file.with_name("under-way"))
        self.notice = ""
        """What was wrong with the file, as a sentence; then all feeds are as if never asked."""
        found = self._read()
        self._states = {str(key): _state(values) for key, values in _objects(found.get("feeds"))}
        self._held = {str(host): float(until) for host, until in _numbers(found.get("hosts"))}

    def state(self, feed: Subscription) -> FeedState:
        """Return what is remembered of a feed; what belongs to another address than it has now is forgotten."""
        state = self._states.setdefault(self.id_of(feed), FeedState())
        if state.typed != feed.address:
            is_where_it_moved = state.address == feed.address
            state.typed, state.address, state.moves = feed.address, feed.address, []
            state.is_gone, state.errors, state.error, state.failing_s, state.next_s = False, 0, "", 0.0, 0.0
            state.crashes, state.walked, state.walked_in = 0, 0, ""
            if not is_where_it_moved:
                state.validators, state.rest_s = Validators(), 0.0
        return state

    def id_of(self, feed: Subscription) -> str:
        """Return what a feed is known by, whatever of its address does not tell it from others.

        One whose address was changed to where it has moved is still the same.
        """
        plain = digest(canonical(feed.address))
        if plain in self._states:
            return plain
        moved = (key for key, state in self._states.items() if state.address == feed.address)
        return next(moved, plain)

    def folder_of(self, feed: Subscription) -> Path:
        """Return the folder of a feed's articles."""
        title = feed.title or self.state(feed).title
        return self.root / (feed.folder or feed._replace(title=title).inside)

    def require_inside(self) -> None:
        """Raise OutsideError where what is remembered would be written outside of the folder."""
        real_inside(self.root, self._file)

    def place_of(self, feed: Subscription, *names: str) -> Path:
        """Return the real path of a feed's folder, or of what is called so in it; raises OutsideError.

        It is inside the root, or where the user has agreed that it may be.
        """
        return real_inside(self.root, self.folder_of(feed).joinpath(*names), self._outside.get(feed.address))

    def aside(self, name: str) -> Path:
        """Return the real path of the folder for updates that must not be written over anything; raises OutsideError."""
        return real_inside(self.root, self.root / OWN / UPDATES / name)

    def ledger(self, feed: Subscription) -> Ledger:
        """Return which entries are which files; raises LedgerError and OutsideError."""
        self.require_inside()
        return load_ledger(self._folder, self._device, self.id_of(feed))

    @contextmanager
    def alone_with_ledgers(self) -> Iterator[None]:
        """Let no other process read or write this device's ledgers while the block runs; raises OSError, OutsideError."""
        lock = real_inside(self.root, self._file.with_name("ledgers.lock"))
        lock.parent.mkdir(parents=True, exist_ok=True)
        with locked(lock, LEDGERS_WAIT_S):
            yield

    def held_until(self, host: str) -> float:
        """Return until when a host has asked to be left alone, seconds since 1970."""
        return self._held.get(host, 0.0)

    def hold(self, host: str, until_s: float) -> None:
        """Leave a host alone until then."""
        self._held[host] = max(until_s, self.held_until(host))

    @contextmanager
    def reading(self, feed: Subscription) -> Iterator[None]:
        """Say that this feed's document is made into files while the block runs; raises OSError and OutsideError."""
        self.require_inside()
        with self._under_way.of(feed.address):
            yield

    def remember_crash(self, now_s: float) -> None:
        """Remember the feed at whose document the last process has ended, if one has; only who is alone may do so.

        The first time it is asked last, then it waits as after other failures. Raises OSError and OutsideError.
        """
        self.require_inside()
        address = self._under_way.take_left()
        if not address:
            return
        state = self.state(Subscription(address))
        state.crashes += 1
        state.failing_s = state.failing_s or now_s
        state.error = tr("newsreader ended while it read this feed; it is fetched after all others now")
        if state.crashes > 1:
            state.errors += 1
            state.asked_s = now_s
            from reader.feeds.following.schedule import (
                next_after_failure,  # with what reads dates of mail 5 ms
            )

            state.next_s = next_after_failure(now_s, {}, state.errors, 0)
            state.error = tr(
                "newsreader has ended {count} times while it read this feed", count=state.crashes
            )
        self.save(now_s)

    def forget(self, feed: Subscription) -> None:
        """Forget a feed, so that it is asked as if it were new; ``save`` makes it last."""
        self._states.pop(self.id_of(feed), None)

    def save(self, now_s: float) -> None:
        """Write it whole; raises OSError and OutsideError."""
        self.require_inside()
        hosts = {host: until for host, until in list(self._held.items()) if until > now_s}
        feeds = {key: {name: getattr(state, name) for name in _FIELDS} for key, state in self._states.items()}
        values = {"hosts": hosts, "feeds": feeds}
        write_whole(
            self._file,
            # What others have written there may be no text of Unicode; it must not keep the rest from being written.
            json.dumps(values, ensure_ascii=False, indent=0).encode("utf-8", "replace"),
            is_lasting=True,
            is_shared=True,
        )

    def _read(self) -> Mapping[str, Any]:
        try:
            found = json.loads(read_whole(self._file))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as problem:
            self.notice = tr(
                "{file} is not used: {problem}",
                file=clean_line(str(self._file)),
                problem=why_not_read(problem),
            )
            return {}
        if isinstance(found, dict):
            return found
        self.notice = tr(
            "{file} is not used: {problem}",
            file=clean_line(str(self._file)),
            problem=why_not_read(ValueError()),
        )
        return {}


def _objects(raw: Any) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    if isinstance(raw, dict):
        yield from ((key, values) for key, values in raw.items() if isinstance(values, dict))


def _numbers(raw: Any) -> Iterator[tuple[Any, float]]:
    if isinstance(raw, dict):
        yield from ((key, value) for key, value in raw.items() if _is_number(value))


def _is_number(value: Any) -> bool:
    """Whether it is one that we may have written: who else can write in the folder may have put any there."""
    is_of_type = isinstance(value, int | float) and not isinstance(value, bool)
    return is_of_type and 0 <= value <= LATEST_S


def _state(values: Mapping[str, Any]) -> FeedState:
    state = FeedState()
    for name, value in values.items():
        default = getattr(state, name) if name in _FIELDS else None
        if isinstance(default, int | float) and not isinstance(default, bool):
            if not _is_number(value):
                continue
            value = type(default)(value)  # noqa: PLW2901 - JSON writes whole numbers either way
        if isinstance(value, str) and name in _SENT and not _IS_SENDABLE(value):
            continue
        if value is not None and type(value) is type(default):
            setattr(state, name, value)
    return state
