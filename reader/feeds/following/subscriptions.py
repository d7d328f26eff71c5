"""Reads the feeds that a folder follows: ``feeds.toml``, which the user edits as well. Disk."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.feeds.files.naming import slug_of
from reader.feeds.following.feed_keys import FEED_KEYS, OTHER_ADDRESS_KEYS
from reader.i18n import tr, trn
from reader.nearest import nearest
from reader.old_names import FEED_KEYS as OLD_KEYS
from reader.old_names import renamed
from reader.text import clean_line
from reader.text.address import canonical
from reader.toml.faults import KeyPath, Rows
from reader.toml.mistakes import PartlyWrongError, shown, unknown, wrong
from reader.toml.reading import Toml, read_toml

FILE = "feeds.toml"
"""The file in the folder."""

TABLE = "feed"
"""The name of a table of ``feeds.toml``: ``[[feed]]``."""

COMMAND_SCHEME = "exec:"
"""How the address of a feed begins that a program prints."""

FEEDS_LIMIT = 50_000
"""Feeds of one folder."""

PROBLEMS_LIMIT = 50
"""Sentences about one file; further ones are counted."""

SHOWN_LIMIT = 200
"""Characters of a title, an address or a command in a list; what the user agrees to is shown in full."""

ROWS = Rows(TABLE, frozenset({"address", "command"}))
"""What the tables of a feed are known by where the file is damaged."""


def in_short(text: str) -> str:
    """Return a text as one line of a list: of a long one its beginning and its length."""
    if len(text) <= SHOWN_LIMIT:
        return clean_line(text)
    beginning = clean_line(text[:SHOWN_LIMIT])
    return tr("{beginning}… ({count:,} characters)", beginning=beginning, count=len(text))


class Subscription(NamedTuple):
    """A feed that is followed."""

    address: str
    """A web address; of a feed that a program prints, ``exec:`` with the command as JSON."""
    title: str = ""
    """The user's name for it; empty: the feed's own title."""
    folder: str = ""
    """Where its articles go, in the folder of ``feeds.toml``; empty: a folder by its title."""
    tags: tuple[str, ...] = ()
    """For each of its articles."""
    interval_s: int = 0
    """The time between two fetches; 0: as server and feed say."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers that are sent to its origin."""
    user: str = ""
    """The name for basic authentication; empty: none."""
    password_command: tuple[str, ...] = ()
    """A program that prints the user's password, and its arguments."""
    command: tuple[str, ...] = ()
    """A program that prints the feed; then nothing is fetched."""
    filter: tuple[str, ...] = ()
    """A program that reads the feed and prints another."""
    is_whole: bool = False
    """Its entries get the full text of their pages when they arrive."""
    keeps_images: bool = False
    """The images of its entries are saved beside them."""
    is_public: bool = False
    """Its address comes from another person's list of feeds: it must not be in a private network."""
    ca_file: str = ""
    """A file of certificates that are trusted at its origin, relative to the folder or not; empty: none."""
    website: str = ""
    """The page that it belongs to, as a list of feeds named it; empty: as the feed says."""
    is_quiet: bool = False
    """Its articles count neither as unread nor among all."""
    newest: int = 0
    """How many of its articles stay unread, the newest; 0: all."""
    opml_folders: tuple[tuple[str, ...], ...] = ()
    """Where it stands in an OPML list: paths of outlines, an empty one for the top; empty: in one of its first tag."""

    @property
    def inside(self) -> str:
        """The name of the folder of its articles."""
        return self.folder or slug_of(self.title) or slug_of(self.address.partition(":")[2]) or "feed"

    @property
    def identity(self) -> str:
        """What it has in common with the same feed under another scheme or with another fragment: they share one state."""
        return self.address if self.command else canonical(self.address)

    @property
    def short_title(self) -> str:
        """Its title in the file, else its address, shortened for a list."""
        return in_short(self.title or self.address)


class Subscriptions(NamedTuple):
    """What a ``feeds.toml`` says."""

    feeds: tuple[Subscription, ...] = ()
    """In their order."""
    problems: tuple[str, ...] = ()
    """A sentence for each mistake, with file and line."""
    is_damaged: bool = False
    """Some of the file could not be read; ``feeds`` has the rest."""
    unused: int = 0
    """Feeds that cannot be followed because they have no address."""


class Row(NamedTuple):
    """A table of a feed."""

    path: KeyPath
    """Its path in the file."""
    value: Any
    """As tomllib reads it."""


def load_subscriptions(folder: Path) -> Subscriptions:
    """Return the feeds of a folder; none where it has no ``feeds.toml``.

    For a wrong value the default is used and a problem says so; of a damaged file what can be read is used.
    """
    found = read_toml(folder / FILE, ROWS)
    problems = list(found.faults)
    rows = list(rows_of(found.values))
    problems += _misplaced(found)
    if len(rows) > FEEDS_LIMIT:
        problems.append(
            tr("{file}: only the first {count:,} feeds are used", file=found.file, count=FEEDS_LIMIT)
        )
    feeds: dict[str, Subscription] = {}
    lines: dict[str, KeyPath] = {}
    unused = 0
    for row in rows[:FEEDS_LIMIT]:
        feed, mistakes = read_row(row.value)
        problems += (
            tr("{where}: {problem}", where=found.where(*row.path, *path), problem=sentence)
            for path, sentence in mistakes
        )
        if feed is None:
            unused += 1
        elif feed.identity in feeds:
            problems.append(tr(
                "{where}: {address} is already followed, by line {line}; this table is not used",
                where=found.where(*row.path), address=feed.address, line=found.line(lines[feed.identity]),
            ))  # fmt: skip
        else:
            feeds[feed.identity], lines[feed.identity] = feed, row.path
    if len(problems) > PROBLEMS_LIMIT:
        count = len(problems) - PROBLEMS_LIMIT
        more = trn("{file}: 1 more mistake", "{file}: {count:,} more mistakes", count, file=found.file)
        problems = [*problems[:PROBLEMS_LIMIT], more]
    return Subscriptions(tuple(feeds.values()), tuple(map(clean_line, problems)), bool(found.faults), unused)


def rows_of(values: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the tables of feeds, also where they are not written as ``[[feed]]``."""
    for name, found in values.items():
        if not _is_table(name):
            continue
        if isinstance(found, list):
            yield from (Row((name, number), row) for number, row in enumerate(found))
        elif not isinstance(found, Mapping):
            yield Row((name,), found)
        elif (
            found
            and all(isinstance(each, Mapping) for each in found.values())
            and not found.keys() & {*FEED_KEYS, *OLD_KEYS}
        ):
            yield from (Row((name, key), row) for key, row in found.items())
        else:
            yield Row((name,), found)


def _is_table(name: str) -> bool:
    return name.lower() in {TABLE, f"{TABLE}s"}


def _misplaced(found: Toml) -> Iterator[str]:
    """Yield what is wrong outside of the tables of feeds and with their headers."""
    right = f"[[{TABLE}]]"
    for name, value in found.values.items():
        if name == TABLE and not isinstance(value, Mapping):
            continue
        where = found.where(name)
        places = {"where": where, "name": clean_line(name, 40), "table": TABLE}
        if _is_table(name):
            written = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield tr(
                "{where}: a feed begins with {right}, not {found}", where=where, right=right, found=written
            )
        elif name in FEED_KEYS and isinstance(value, Mapping):
            yield tr("{where}: [{name}] is not used; that of a feed is called [{table}.{name}]", **places)
        elif nearest(name, [*FEED_KEYS, *OLD_KEYS]) and not isinstance(value, Mapping):
            yield tr(
                "{where}: {name} is outside of a feed and is not used; it belongs below [[{table}]]", **places
            )
        else:
            yield tr("{where}: {name} is not used; feeds begin with [[{table}]]", **places)


def read_row(row: Any) -> tuple[Subscription | None, list[tuple[KeyPath, str]]]:
    """Return the feed of a table, with defaults for wrong values, and the mistakes.

    None: it has no address that can be followed.
    """
    if not isinstance(row, Mapping):
        sentence = tr(
            "a feed should be a table that begins with [[{table}]], not {found}",
            table=TABLE,
            found=shown(row),
        )
        return None, [((), sentence)]
    read: dict[str, Any] = {}
    mistakes: list[tuple[KeyPath, str]] = []
    for name, raw in row.items():
        if name in FEED_KEYS:
            _read_key(name, name, raw, read, mistakes)
        elif name in OLD_KEYS:
            is_used = OLD_KEYS[name] not in row
            mistakes.append(((name,), renamed(name, OLD_KEYS[name], is_used=is_used)))
            if is_used:
                _read_key(OLD_KEYS[name], name, raw, read, mistakes)
        elif not _stands_for_address(name, raw, row):
            sentence = unknown(
                name, FEED_KEYS, "no key of a feed is called {name}",
                "no key of a feed is called {name}; did you mean {near}?", OLD_KEYS,
            )  # fmt: skip
            mistakes.append(((name,), sentence))
        else:
            _read_key("address", name, raw, read, [])
            sentence = tr("the address of a feed is called address, not {name}", name=clean_line(name, 40))
            mistakes.append(((name,), sentence))
    if {
        "public_only",
        "public",
    } & row.keys():  # a wrong value was meant to protect, which the default does not
        read.setdefault("is_public", True)
    if read.get("command"):
        read["address"] = COMMAND_SCHEME + json.dumps(read["command"], ensure_ascii=False)
    if not read.get("address"):
        mistakes.append(((), tr("this feed is not followed: it has no address")))
        return None, mistakes
    return Subscription(**read), mistakes


def _read_key(
    name: str, written: str, raw: Any, read: dict[str, Any], mistakes: list[tuple[KeyPath, str]]
) -> None:
    """Add the value of a key to ``read``; of a wrong one only what can be used.

    ``written`` is what the key is called in the file.
    """
    key = FEED_KEYS[name]
    try:
        read[key.field] = key.check(raw)
    except PartlyWrongError as partly:
        read[key.field] = partly.usable
        mistakes += (((written, *each.path), each.sentence) for each in partly.mistakes)
    except ValueError as expected:
        mistakes.append(((written,), wrong(name, expected, raw)))


def _stands_for_address(name: str, raw: Any, row: Mapping[str, Any]) -> bool:
    """Return whether an unknown key holds the address that the feed lacks."""
    if {"address", "command"} & row.keys() or not isinstance(raw, str):
        return False
    is_meant = name.lower() in OTHER_ADDRESS_KEYS or nearest(name, FEED_KEYS) == "address"
    return is_meant and raw.strip().startswith(("http://", "https://"))
