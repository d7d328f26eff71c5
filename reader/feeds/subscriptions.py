"""The feeds that one follows: ``feeds.toml`` in a folder, which its owner edits as well. Disk."""

import json
import re
import shlex
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.naming import slug_of
from reader.i18n import tr
from reader.inside import OutsideError, real_inside, replace_held
from reader.journal.lock import locked
from reader.refusal import said, why_not_written
from reader.text import clean_line, safe_address
from reader.whole_file import read_whole

FILE = "feeds.toml"

COMMAND_SCHEME = "exec:"
"""What the address of a feed begins with that a program prints."""

FEEDS_LIMIT = 50_000
"""Feeds of one folder."""

_INTERVAL = re.compile(r"(\d{1,6})\s*(min|m|h|d)")
_SECONDS = {"min": 60, "m": 60, "h": 3600, "d": 86400}
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_UNSEEN = frozenset({"Cf", "Mn"})
"""Categories of characters that a name may have without showing them."""
_TABLE = re.compile(r"^[ \t]*\[(?P<inside>feed\.)?", re.MULTILINE)
"""The beginning of a table, or of one inside that of a feed."""


class Subscription(NamedTuple):
    """A feed that one follows."""

    address: str
    """Of the web; for one that a program prints, ``exec:`` with its words."""
    title: str = ""
    """What one calls it; empty: as it calls itself."""
    folder: str = ""
    """Where its articles go, in the folder of ``feeds.toml``; empty: a folder by its title."""
    tags: tuple[str, ...] = ()
    interval_s: int = 0
    """How often it is asked at most; 0: by its own word."""
    headers: tuple[tuple[str, str], ...] = ()
    """What is sent to its origin besides."""
    user: str = ""
    password_command: tuple[str, ...] = ()
    """A program that prints the user's password, and its arguments."""
    command: tuple[str, ...] = ()
    """A program that prints the feed; then nothing is fetched."""
    filter: tuple[str, ...] = ()
    """A program that is given the feed and prints another."""
    is_whole: bool = False
    """Its entries get the whole text of their pages when they arrive."""
    keeps_pictures: bool = False
    """The pictures of its entries are kept beside them."""
    is_public: bool = False
    """Its address was named by somebody else, in a list of feeds: it must not be one of a private network."""

    @property
    def inside(self) -> str:
        """The folder of its articles."""
        return self.folder or slug_of(self.title) or slug_of(self.address.partition(":")[2]) or "feed"


class Subscriptions(NamedTuple):
    """What a ``feeds.toml`` says."""

    feeds: tuple[Subscription, ...]
    problems: tuple[str, ...]
    """A sentence for each entry that cannot be used."""


def load_subscriptions(folder: Path) -> Subscriptions:
    """Return the feeds of a folder; none where it has no ``feeds.toml``."""
    file = folder / FILE
    try:
        found = _entries(read_whole(file).decode("utf-8-sig"))
    except FileNotFoundError:
        return Subscriptions((), ())
    except (OSError, ValueError, RecursionError) as problem:
        told = tr("{file} is not used: {problem}", file=file, problem=said(problem))
        return Subscriptions((), (told,))
    feeds: dict[str, Subscription] = {}
    problems = []
    if len(found) > FEEDS_LIMIT:
        problems.append(tr("{file}: only the first {count:,} feeds are used", file=file, count=FEEDS_LIMIT))
    for number, entry in enumerate(found[:FEEDS_LIMIT], 1):
        try:
            read = _subscription(entry)
        except ValueError as expected:
            problems.append(
                tr("{file}: feed {number}: {expected}", file=file, number=number, expected=expected)
            )
        else:
            feeds.setdefault(read.address, read)
    return Subscriptions(tuple(feeds.values()), tuple(problems))


def add_subscriptions(folder: Path, new: Sequence[Subscription], outside: Path | None = None) -> int:
    """Write feeds at the end of ``feeds.toml``, which stays as it is otherwise; return how many were not there already.

    ``outside`` is where the file may be written outside of the folder, if it is a link that leads there. Raises OSError
    and NewsreaderError: then nothing was written.
    """
    with _alone(folder, outside) as (before, file):
        known = {feed.address for feed in load_subscriptions(folder).feeds}
        missing = {feed.address: feed for feed in new if feed.address not in known}
        if missing:
            tables = [table for feed in missing.values() for table in ("", _table_of(feed))]
            text = "\n".join([before.rstrip("\n"), *tables, ""])
            if len(_entries_or_none(text) or ()) != len(_entries(before)) + len(missing):
                raise NewsreaderError(
                    tr("{file} is written so that nothing can be added to it", file=folder / FILE)
                )
            replace_held(file, text.encode())
    return len(missing)


def remove_subscription(folder: Path, address: str, outside: Path | None = None) -> bool:
    """Take a feed's table out of ``feeds.toml``, which stays as it is otherwise; False: it is not there.

    ``outside`` as in ``add_subscriptions``. Raises OSError, and NewsreaderError where its owner has written it so that they must do it themselves.
    """
    with _alone(folder, outside) as (before, file):
        entries = _entries(before)
        if not any(_address(entry) == address for entry in entries):
            return False
        text = "".join(part for part in _parts(before) if not _is_table_of(part, address))
        if _entries_or_none(text) != [entry for entry in entries if _address(entry) != address]:
            raise NewsreaderError(
                tr("{file} is written so that only you can take that feed out", file=folder / FILE)
            )
        replace_held(file, text.encode())
    return True


@contextmanager
def _alone(folder: Path, outside: Path | None) -> Iterator[tuple[str, Path]]:
    """Give the text of ``feeds.toml``, which no other process changes while the block runs, and where it really is.

    Raises NewsreaderError.
    """
    file = folder / FILE
    try:
        own = real_inside(folder, folder / ".newsreader")
        own.mkdir(parents=True, exist_ok=True)
        with locked(real_inside(folder, own / "feeds.lock")):
            file = _written_file(folder, outside)
            try:
                text = read_whole(file).decode("utf-8-sig")
                _entries(text)
            except FileNotFoundError:
                text = tr("# The feeds of this folder. Edit it as you like; newsreader only adds to it.\n")
            yield text, file
    except (OSError, ValueError, RecursionError) as problem:
        told = tr("{file} cannot be changed: {problem}", file=file, problem=why_not_written(problem))
        raise NewsreaderError(told) from problem


def _written_file(folder: Path, outside: Path | None) -> Path:
    """Return where ``feeds.toml`` really is; raises OutsideError."""
    try:
        return real_inside(folder, folder / FILE, outside)
    except OutsideError as problem:
        more = tr("newsreader trust {folder} shows it, and asks", folder=shlex.quote(str(folder)))
        raise OutsideError(f"{problem}; {more}") from None


def _entries(text: str) -> list[Any]:
    """Return the tables of feeds; raises ValueError."""
    found = tomllib.loads(text).get("feed", [])
    if not isinstance(found, list):
        raise ValueError(tr("feeds are tables that begin with [[feed]]"))  # noqa: TRY004 - as a wrong value
    return found


def _entries_or_none(text: str) -> list[Any] | None:
    try:
        return _entries(text)
    except ValueError:
        return None


def _address(entry: Any) -> str:
    try:
        return _subscription(entry).address
    except ValueError:
        return ""


def _parts(text: str) -> Iterator[str]:
    """Yield a text in pieces, each from the beginning of a table ``[[feed]]`` to that of another table."""
    begin = 0
    for match in _TABLE.finditer(text):
        if not match["inside"] and match.start() > begin:
            yield text[begin : match.start()]
            begin = match.start()
    yield text[begin:]


def _is_table_of(part: str, address: str) -> bool:
    entries = _entries_or_none(part) or ()
    return bool(_TABLE.match(part)) and len(entries) == 1 and _address(entries[0]) == address


def _table_of(feed: Subscription) -> str:
    values: list[tuple[str, object]] = [
        ("address", "" if feed.command else feed.address), ("command", list(feed.command)), ("title", feed.title),
        ("folder", feed.folder), ("tags", list(feed.tags)), ("public", feed.is_public),
    ]  # fmt: skip
    # JSON's strings and lists are TOML's too.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values if value]
    return "\n".join(["[[feed]]", *lines]).replace("\x7f", "\\u007f")


def _subscription(entry: Any) -> Subscription:
    if not isinstance(entry, dict):
        raise ValueError(tr("it should be a table"))  # noqa: TRY004 - as a wrong value
    if unknown := entry.keys() - _KEYS.keys() - {"address", "command"}:
        raise ValueError(tr("it has no setting {name}", name=clean_line(min(unknown), 40)))
    command = _words("command", entry.get("command", []))
    read = {name: check(key, entry[key]) for key, (name, check) in _KEYS.items() if key in entry}
    return Subscription(_feed_address(entry, command), command=command, **read)


def _feed_address(entry: Mapping[str, Any], command: tuple[str, ...]) -> str:
    if command:
        return COMMAND_SCHEME + json.dumps(command, ensure_ascii=False)
    address = safe_address(str(entry.get("address", "")))
    if address is None or address.scheme not in {"http", "https"}:
        raise ValueError(tr("address should be one that begins with http:// or https://"))
    return address.href


def _text(name: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(tr("{name} should be a text", name=name))  # noqa: TRY004 - as a wrong value
    return clean_line(raw)


def folder_inside(raw: Any) -> str:
    """Return the path of a folder in that of ``feeds.toml``; raises ValueError for one that lies elsewhere."""
    folder = raw.strip("/") if isinstance(raw, str) and not raw.startswith(("/", "~")) else ".."
    # Some file systems do not look at the invisible characters of a name.
    kinds = [(char, unicodedata.category(char)) for char in folder]
    seen = "".join(char for char, kind in kinds if kind not in _UNSEEN)
    is_hidden = folder and any(not part or part.startswith(".") for part in seen.split("/"))
    if is_hidden or any(kind == "Cc" for _, kind in kinds):
        raise ValueError(tr("folder should lie inside the folder of this file, and not be hidden"))
    return folder


def _words(name: str, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) and "\0" not in word for word in raw):
        raise ValueError(tr("{name} should be a list of texts", name=name))
    return tuple(raw)


def _flag(name: str, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(tr("{name} should be true or false", name=name))  # noqa: TRY004 - as a wrong value
    return raw


def _interval(_: str, raw: Any) -> int:
    match = _INTERVAL.fullmatch(raw) if isinstance(raw, str) else None
    if raw and not match:
        raise ValueError(tr('interval should be such as "30min", "2h" or "1d"'))
    return int(match[1]) * _SECONDS[match[2]] if match else 0


def _headers(_: str, raw: Any) -> tuple[tuple[str, str], ...]:
    pairs = list(raw.items()) if isinstance(raw, dict) else [("", "")]
    if not all(
        _HEADER_NAME.fullmatch(name) and isinstance(value, str) and value.isprintable()
        for name, value in pairs
    ):
        raise ValueError(tr("headers should be a table of names and texts"))
    return tuple(pairs)


_KEYS: Mapping[str, tuple[str, Callable[[str, Any], Any]]] = {
    "title": ("title", _text),
    "folder": ("folder", lambda _, raw: folder_inside(raw)),
    "tags": ("tags", _words),
    "interval": ("interval_s", _interval),
    "headers": ("headers", _headers),
    "user": ("user", _text),
    "password_command": ("password_command", _words),
    "filter": ("filter", _words),
    "full_text": ("is_whole", _flag),
    "pictures": ("keeps_pictures", _flag),
    "public": ("is_public", _flag),
}
"""What a table may have besides an address or a command: the field, and what reads its value or raises ValueError."""
