"""Adds feeds to ``feeds.toml`` and removes them; comments and layout of everything else stay. Disk."""

import codecs
import json
import os
import re
import shlex
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import (
    FILE,
    ROWS,
    TABLE,
    Row,
    Subscription,
    load_subscriptions,
    read_row,
    rows_of,
)
from reader.files.inside import OutsideError, real_inside, replace_inside
from reader.files.lock import locked
from reader.files.whole import read_whole
from reader.i18n import tr
from reader.refusal import refusal_there, why_not_written
from reader.toml.reading import read_toml

_HEADER = re.compile(r"^[ \t]*\[(?P<inside>[ \t]*feed[ \t]*\.|\[[ \t]*feed[ \t]*\.)?", re.MULTILINE)
"""The header of a table, or of a table inside a feed's (``inside``)."""

_COMMENTS_ABOVE = re.compile(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)
_ENTRIES = re.compile(r"(?:.*\n)*[ \t]*[^\s#].*(?:\n|\Z)")
"""All up to the last line that is neither empty nor a comment."""


def add_subscriptions(folder: Path, new: Sequence[Subscription], outside: Path | None = None) -> int:
    """Add feeds at the end of ``feeds.toml``; return how many were not there already.

    ``outside`` is a target outside of the folder to which the file may be a link. Raises NewsreaderError; then nothing was
    written.
    """
    with _locked_file(folder, outside) as before:
        known = {feed.identity for row in before.rows if (feed := read_row(row.value)[0])}
        missing = {feed.identity: feed for feed in new if feed.identity not in known}
        if missing:
            tables = [_table_of(feed) for feed in missing.values()]
            text = "\n".join(
                [before.text.rstrip("\n"), *(part for table in tables for part in ("", table)), ""]
            )
            wanted = [row.value for row in before.rows] + tomllib.loads("\n".join(tables))[TABLE]
            if _values_in(text) != wanted:
                # It loads tomlkit: only for files of another layout.
                from reader.feeds.following.other_layouts import with_rows

                text = with_rows(before.text, [row.path for row in before.rows], "\n".join(tables))
            before.write(text, wanted)
    return len(missing)


def remove_subscription(folder: Path, address: str, outside: Path | None = None) -> bool:
    """Remove a feed's table from ``feeds.toml``; return False where it is not there.

    ``outside`` as in ``add_subscriptions``. Raises NewsreaderError; then nothing was written.
    """
    with _locked_file(folder, outside) as before:
        found = [row for row in before.rows if _address(row) == address]
        if not found:
            return False
        wanted = [row.value for row in before.rows if row not in found]
        text = _without(before.text, address)
        if _values_in(text) != wanted:
            # It loads tomlkit: only for files of another layout.
            from reader.feeds.following.other_layouts import without_rows

            text = without_rows(before.text, [row.path for row in found])
        before.write(text, wanted)
    return True


class _File(NamedTuple):
    """A ``feeds.toml`` while it is locked."""

    named: Path
    """Its path in its folder."""
    real: Path
    """Its real path."""
    text: str
    """With line feeds, whatever ends the lines of the file."""
    rows: list[Row]
    """The tables of feeds."""
    has_mark: bool
    """It begins with a byte order mark."""
    is_of_windows: bool
    """Its lines end with carriage return and line feed."""

    def write(self, text: str, wanted: Sequence[Any]) -> None:
        """Write a text that has exactly these tables; raises NewsreaderError and OSError."""
        if _values_in(text) != list(wanted):  # never seen, but the file is the user's
            if problems := load_subscriptions(self.named.parent).problems:
                raise _unmended(problems[0])
            raise NewsreaderError(tr("{file} could not be changed; nothing was written", file=self.named))
        data = (text.replace("\n", "\r\n") if self.is_of_windows else text).encode()
        replace_inside(self.real, codecs.BOM_UTF8 + data if self.has_mark else data)


@contextmanager
def _locked_file(folder: Path, outside: Path | None) -> Iterator[_File]:
    """Yield ``feeds.toml``, locked while the block runs; raises NewsreaderError."""
    try:
        own = real_inside(folder, folder / ".newsreader")
        own.mkdir(parents=True, exist_ok=True)
        with locked(real_inside(folder, own / "feeds.lock")):
            yield _read(folder / FILE, _written_file(folder, outside))
    except (OSError, ValueError, RecursionError) as problem:
        why = refusal_there(problem) if isinstance(problem, OSError) else why_not_written(problem)
        sentence = tr("{file} cannot be changed: {problem}", file=folder / FILE, problem=why)
        raise NewsreaderError(sentence) from problem


def _read(named: Path, real: Path) -> _File:
    """Return the file as it is; raises NewsreaderError where it is damaged, and OSError."""
    if not os.path.lexists(real):  # of a link the target is made
        text = tr("# The feeds that newsreader follows. Edit them here, or with newsreader add and remove.\n")
        return _File(named, real, text, [], has_mark=False, is_of_windows=False)
    found = read_toml(named, ROWS)  # with the sentences of a file that is only read
    if found.faults:
        raise _unmended(found.faults[0])
    data = read_whole(real)
    lines, of_windows = data.count(b"\n"), data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    is_of_windows = 0 < lines == of_windows
    return _File(
        named, real, text.replace("\r\n", "\n") if is_of_windows else text, list(rows_of(tomllib.loads(text))),
        data.startswith(codecs.BOM_UTF8), is_of_windows,
    )  # fmt: skip


def _unmended(fault: str) -> NewsreaderError:
    return NewsreaderError(tr("Nothing is changed until this is fixed: {fault}", fault=fault))


def _written_file(folder: Path, outside: Path | None) -> Path:
    """Return the real path of ``feeds.toml``; raises OutsideError."""
    try:
        return real_inside(folder, folder / FILE, outside)
    except OutsideError as problem:
        more = tr("newsreader trust {folder} shows it, and asks", folder=shlex.quote(str(folder)))
        raise OutsideError(f"{problem}; {more}") from None


def _values_in(text: str) -> list[Any] | None:
    """Return the tables of feeds in a text; None: it is not TOML."""
    try:
        return [row.value for row in rows_of(tomllib.loads(text))]
    except ValueError:
        return None


def _address(row: Row) -> str:
    feed, _ = read_row(row.value)
    return feed.address if feed else ""


def _without(text: str, address: str) -> str:
    """Return a text without the tables ``[[feed]]`` of an address and the comments directly above and inside them."""
    kept: list[str] = []
    for number, part in enumerate(_parts(text)):
        if not _is_table_of(part, address):
            kept.append(part)
            continue
        if number > 1:  # a comment above the first table is about the whole file
            kept[-1] = _COMMENTS_ABOVE.sub("", kept[-1])
        rest = _ENTRIES.sub("", part, count=1)
        if "".join(kept[-2:]).endswith("\n\n"):
            rest = rest.lstrip("\n")
        kept.append(rest if rest.strip() else "")
    return "".join(kept)


def _parts(text: str) -> Iterator[str]:
    """Yield the text before the first table, then each table with the text up to the next one."""
    begin = 0
    for match in _HEADER.finditer(text):
        if not match["inside"]:
            yield text[begin : match.start()]
            begin = match.start()
    yield text[begin:]


def _is_table_of(part: str, address: str) -> bool:
    if not _HEADER.match(part):
        return False
    try:
        rows = list(rows_of(tomllib.loads(part)))
    except ValueError:
        return False
    return len(rows) == 1 and _address(rows[0]) == address


def _table_of(feed: Subscription) -> str:
    values: list[tuple[str, object]] = [
        ("address", "" if feed.command else feed.address), ("command", list(feed.command)), ("title", feed.title),
        ("folder", feed.folder), ("tags", list(feed.tags)), ("user", feed.user),
        ("password_command", list(feed.password_command)), ("website", feed.website),
        ("quiet", feed.is_quiet), ("opml_folders", _outlines(feed.opml_folders)), ("public_only", feed.is_public),
    ]  # fmt: skip
    # Strings and lists of JSON are TOML too.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values if value]
    return "\n".join([f"[[{TABLE}]]", *lines]).replace("\x7f", "\\u007f")


def _outlines(paths: Sequence[Sequence[str]]) -> Sequence[object]:
    """Return paths of outlines as they are written: one path is a list of names."""
    return list(paths[0]) if len(paths) == 1 and paths[0] else [list(path) for path in paths]
