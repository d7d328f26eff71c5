"""Changes a ``feeds.toml`` whose feeds are not tables ``[[feed]]`` in a row: a list in one line, ``[feed]``. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit

from reader.feeds.following.subscriptions import TABLE
from reader.toml.faults import KeyPath


def with_rows(text: str, paths: Sequence[KeyPath], tables: str) -> str:
    """Return the text with more ``tables`` of feeds; ``paths`` lead to the feeds that it has."""
    document = tomlkit.parse(text)
    rows = document.get(TABLE)
    if isinstance(rows, tomlkit.items.Array):
        for table in tomlkit.parse(tables)[TABLE]:
            row = tomlkit.inline_table()
            row.update(table.unwrap())
            rows.append(row)
        return document.as_string()
    if isinstance(rows, Mapping):  # one table, or a table of tables
        made = tomlkit.aot()
        before = [_at(document, path) for path in paths if path[0] == TABLE]
        document.remove(TABLE)
        for each in before:
            made.append(each)
        document[TABLE] = made
    return document.as_string().rstrip("\n") + "\n\n" + tables + "\n"


def without_rows(text: str, paths: Sequence[KeyPath]) -> str:
    """Return the text without the feeds that are at these paths."""
    document = tomlkit.parse(text)
    for path in reversed(paths):
        around = _at(document, path[:-1])
        del around[path[-1]]
        if len(path) > 1 and not around:
            del document[str(path[0])]
    return document.as_string()


def _at(document: tomlkit.TOMLDocument, path: KeyPath) -> Any:
    found: Any = document
    for name in path:
        found = found[name]
    return found
