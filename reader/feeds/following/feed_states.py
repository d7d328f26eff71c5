"""The states of a folder's feeds on this device: validators, when each is due, how the last fetch went. Disk.

One file per device in ``.newsreader/feeds`` of the folder, beside the ledgers. It is not a cache either: without validators
and times every feed would be fetched whole again. Each device has its own, so no sync tool finds two versions.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.feeds.files.ledger import Ledger, load_ledger
from reader.feeds.following.feed_folder import checked_folder, folder_with, folders_in
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.web.validators import Validators
from reader.files.digest import digest
from reader.files.inside import real_inside
from reader.files.lock import locked, try_lock
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.journal import device_id
from reader.library.scan.under_way import UnderWay
from reader.old_names import FEED_STATES_FILE
from reader.refusal import why_not_read
from reader.text import clean_line
from reader.text.address import canonical

OWN = ".newsreader"
"""The folder of our own files inside a folder."""

UPDATES = "updates"
"""The folder in it for updates of files that the user has changed."""


@contextmanager
def feeds_lock(folder: Path) -> Iterator[bool]:
    """Lock the feeds of a folder against other refreshes and removals; yield False where another process has the lock.

    Raises OSError, and OutsideError where the folder's states would be written outside of it.
    """
    own = real_inside(folder, folder / OWN)
    own.mkdir(parents=True, exist_ok=True)
    with try_lock(real_inside(folder, own / "refresh.lock")) as is_locked:
        yield is_locked


LATEST_S = 250_000_000_000.0
"""Seconds since 1970, in the last century of the calendar; we write no greater time or count."""

LEDGERS_WAIT_S = 30.0
"""The longest wait for another process that writes entries; only the largest documents take longer."""


class FeedState:
    """The state of one feed; the file has each attribute by its name."""

    typed: str = ""
    """Its address in ``feeds.toml`` at the last fetch."""
    address: str = ""
    """The address that is fetched; another one if it has moved for good."""
    moves: list[str]
    """Where permanent redirects have led the last times."""
    etag: str = ""
    """The last header ETag."""
    modified: str = ""
    """The last header Last-Modified."""
    validated: str = ""
    """The address that sent these two."""
    walked: int = 0
    """Entries of its document that were read before, as it has more than are read at a time; 0: from the beginning."""
    walked_in: str = ""
    """The digest of its validators when its first entries were read; empty: some of it has to be read again."""
    rest_s: float = 0.0
    """How long to wait because it has no validators; 0: not yet known."""
    interval_s: float = 0.0
    """How often the feed says that it changes; 0: it does not say."""
    next_s: float = 0.0
    """When it is due, seconds since 1970, UTC."""
    asked_s: float = 0.0
    """When it was last fetched, seconds since 1970, UTC."""
    succeeded_s: float = 0.0
    """When that last succeeded, seconds since 1970, UTC."""
    failing_s: float = 0.0
    """Since when it fails, seconds since 1970, UTC; 0: it does not."""
    errors: int = 0
    """Failures since the last success."""
    error: str = ""
    """The last failure, as a sentence."""
    crashes: int = 0
    """How often in a row the program has ended while it read the document."""
    is_gone: bool = False
    """Its server says that it is gone for good (410)."""
    title: str = ""
    """The feed's own."""
    folder: str = ""
    """Where its articles were written, inside the folder of ``feeds.toml``; empty: none was."""
    website: str = ""
    """The page that the feed says it belongs to."""
    articles: int = 0
    """Known entries, deleted ones too."""
    per_week: float = 0.0
    """Entries in a week, lately."""

    def __init__(self) -> None:
        self.moves = []

    @property
    def validators(self) -> Validators:
        """The validators for the next request."""
        return Validators(self.validated, self.etag, self.modified)

    @validators.setter
    def validators(self, new: Validators) -> None:
        self.validated, self.etag, self.modified = new


_FIELDS = tuple(FeedState.__annotations__)
_SENT = frozenset({"etag", "modified"})
_IS_SENDABLE = re.compile(r"[\t -~\x80-\xff]*").fullmatch
"""The characters that a header may have; with others no request can be sent."""


class FeedStates:
    """The states of the feeds of one folder."""

    def __init__(self, root: Path, outside: Mapping[str, Path] | None = None) -> None:
        """``outside`` are folders elsewhere that feeds may write into, by the addresses of the feeds."""
        self.root = root
        """The folder."""
        self._outside = outside or {}
        self._folder = root / OWN / "feeds"
        self._device = device_id(root)
        self._file = self._folder / self._device / "feed_states.json"
        self._under_way = UnderWay(self._file.with_name("under-way"))
        self.notice = ""
        """What is wrong with the file, as a sentence; then all feeds are as if they were new."""
        found = self._read()
        self._states = {str(key): _state(values) for key, values in _objects(found.get("feeds"))}
        self._folders: dict[str, str] | None = None
        """The folders of feeds as other devices have noted them, by the ids of the feeds."""
        self._held = {str(host): float(until) for host, until in _numbers(found.get("hosts"))}

    def state(self, feed: Subscription) -> FeedState:
        """Return the state of a feed; what belongs to a former address is reset."""
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
        """Return the id of a feed, by its canonical address.

        A feed whose address in the file was changed to where it has moved keeps its id.
        """
        plain = digest(canonical(feed.address))
        if plain in self._states:
            return plain
        moved = (key for key, state in self._states.items() if state.address == feed.address)
        return next(moved, plain)

    def folder_of(self, feed: Subscription) -> Path:
        """Return the folder of a feed's articles, as it is named."""
        return self.root / self.inside_of(feed)

    def inside_of(self, feed: Subscription) -> str:
        """Return the folder of a feed's articles inside ``root``: as the user says, else where the first were written."""
        state = self.state(feed)
        named = feed.folder or state.folder or self._noted_elsewhere(feed)
        return named or feed._replace(title=feed.title or state.title).inside

    def fix_folder(self, feed: Subscription, ledger: Ledger, title: str) -> None:
        """Note where the articles of a feed go before they are written; ``title`` is the feed's own now."""
        state = self.state(feed)
        inside = feed.folder or state.folder or self._noted_elsewhere(feed)
        if not inside and ledger.entries:  # an older version did not note it, or the states are lost
            names = [known.file for known in ledger.entries.values()]
            inside = folder_with(self.root, reversed(names), feed.address)
        if not inside:
            own = (state.title or title) if ledger.entries else (title or state.title)
            inside = feed._replace(title=feed.title or own).inside
        state.folder, state.title = inside, title or state.title

    def _noted_elsewhere(self, feed: Subscription) -> str:
        if self._folders is None:
            files = (each for each in self._folder.glob(f"*/{self._file.name}") if each != self._file)
            self._folders = folders_in(sorted(files))
        return self._folders.get(self.id_of(feed), "")

    def require_inside(self) -> None:
        """Raise OutsideError where the states would be written outside of the folder."""
        real_inside(self.root, self._file)

    def real_path(self, feed: Subscription, *names: str) -> Path:
        """Return the real path of a feed's folder, or of a name in it; raises OutsideError.

        It is inside the root, or where the user has agreed to.
        """
        return real_inside(self.root, self.folder_of(feed).joinpath(*names), self._outside.get(feed.address))

    def aside(self, name: str) -> Path:
        """Return the real path of the folder for parked updates; raises OutsideError."""
        return real_inside(self.root, self.root / OWN / UPDATES / name)

    def ledger(self, feed: Subscription) -> Ledger:
        """Return the ledger of a feed; raises LedgerError and OutsideError."""
        self.require_inside()
        return load_ledger(self._folder, self._device, self.id_of(feed))

    @contextmanager
    def ledgers_lock(self) -> Iterator[None]:
        """Lock this device's ledgers while the block runs; raises OSError and OutsideError."""
        lock = real_inside(self.root, self._file.with_name("ledgers.lock"))
        lock.parent.mkdir(parents=True, exist_ok=True)
        with locked(lock, LEDGERS_WAIT_S):
            yield

    def held_until(self, host: str) -> float:
        """Return until when a host wants no requests, seconds since 1970."""
        return self._held.get(host, 0.0)

    def hold(self, host: str, until_s: float) -> None:
        """Send a host no requests until then."""
        self._held[host] = max(until_s, self.held_until(host))

    @contextmanager
    def reading(self, feed: Subscription) -> Iterator[None]:
        """Note that this feed's document is being read while the block runs; raises OSError and OutsideError."""
        self.require_inside()
        with self._under_way.of(feed.address):
            yield

    def remember_crash(self, now_s: float) -> None:
        """Note a crash in the state of the feed whose document the last process was reading; only under ``feeds_lock``.

        After the first one the feed is fetched last, then it waits as after other failures. Raises OSError and OutsideError.
        """
        self.require_inside()
        address = self._under_way.take_left()
        if not address:
            return
        state = self.state(Subscription(address))
        state.crashes += 1
        state.failing_s = state.failing_s or now_s
        state.error = tr("newsreader crashed on this feed; it is fetched last now")
        if state.crashes > 1:
            state.errors += 1
            state.asked_s = now_s
            from reader.feeds.following.schedule import next_after_failure  # 5 ms, with email.utils

            state.next_s = next_after_failure(now_s, {}, state.errors, 0)
            state.error = tr("newsreader crashed {count} times on this feed", count=state.crashes)
        self.save(now_s)

    def forget(self, feed: Subscription) -> None:
        """Forget a feed, so that it is fetched as if it were new; ``save`` writes that."""
        self._states.pop(self.id_of(feed), None)

    def save(self, now_s: float) -> None:
        """Write the states; raises OSError and OutsideError."""
        self.require_inside()
        hosts = {host: until for host, until in list(self._held.items()) if until > now_s}
        feeds = {key: {name: getattr(state, name) for name in _FIELDS} for key, state in self._states.items()}
        values = {"hosts": hosts, "feeds": feeds}
        write_whole(
            self._file,
            # Others may have written broken Unicode there; the rest has to be written all the same.
            json.dumps(values, ensure_ascii=False, indent=0).encode("utf-8", "replace"),
            is_lasting=True,
            is_shared=True,
        )
        self._file.with_name(FEED_STATES_FILE).unlink(missing_ok=True)

    def _found(self) -> Path:
        """Return the file, or the one under its old name, which ``save`` replaces."""
        old = self._file.with_name(FEED_STATES_FILE)
        return old if not self._file.exists() and old.exists() else self._file

    def _read(self) -> Mapping[str, Any]:
        try:
            found = json.loads(read_whole(self._found()))
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
    """Return whether we may have written it: others can write anything into the folder."""
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
        if name == "folder":
            value = checked_folder(value)  # noqa: PLW2901 - others can write anything into the folder
        if value is not None and type(value) is type(default):
            setattr(state, name, value)
    return state
