"""What was done with articles, exported as JSON for another program or a later installation, and imported again."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reader.actions.finding.naming import find_id, id_of
from reader.article import Key
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.journal import Change, Field, Journal, Value, fold, tag_field
from reader.journal.event import HIGHLIGHT, NAME_LIMIT, TAG
from reader.library import Library
from reader.text import clean_line

KINDS: dict[str, type] = {
    Field.READ: bool,
    Field.STARRED: bool,
    Field.LATER: bool,
    Field.POSITION: str,
    Field.OPENED: int,
    Field.FIRST_OPENED: int,
    Field.NOTE: str,
    Field.TRASHED: str,
}
"""The fields by their names in the file, and their types there."""


class Imported(NamedTuple):
    """What became of the articles in a file."""

    known: int
    """Those that the library has."""
    unknown: int
    """Those that it does not have."""
    changed: int
    """Those whose state is another than before."""


def exported(journal: Journal, library: Library) -> Iterator[dict[str, Any]]:
    """Yield an object per article with which anything was done, of this library or not: its key and its fields."""
    events, _ = journal.read(None)
    found: dict[Key, dict[str, Any]] = {}
    for (key, field), event in fold(events).items():
        value = event.change.value
        if value is None:
            continue
        entry = found.setdefault(key, {})
        if field.startswith(TAG):
            entry.setdefault("tags", {})[field.removeprefix(TAG)] = value
        elif field.startswith(HIGHLIGHT):
            entry.setdefault("highlights", {})[field.removeprefix(HIGHLIGHT)] = _decoded(value)
        else:
            entry[field] = value
    for key in sorted(found):
        article = library.articles.find(key)
        row = library.articles.row(article) if article is not None else None
        about = {"title": row.title, "link": row.link} if row else {}
        yield {"folder": key.folder, "path": key.path, **about, **found[key]}


def imported(text: str, name: str, journal: Journal, library: Library) -> Imported:
    """Import the text of an exported file as one act; raises NewsreaderError, naming the file, if it is not one."""
    return take_entries(_entries(text, name), journal, library)


def take_entries(entries: Sequence[Mapping[str, Any]], journal: Journal, library: Library) -> Imported:
    """Import entries as one act.

    Articles are found by their key, the id or the path that ``newsreader list`` prints, else by their link, their id, or their path's end; where several fit, none is changed.
    """
    find = finder(library)
    changes: list[Change] = []
    known = changed = 0
    for entry in entries:
        article = find(entry)
        if article is None:
            continue
        known += 1
        news = list(_changes(entry, library, article))
        changes += news
        changed += bool(news)
    if changes:
        library.apply(journal.record(changes))
        library.flush()
    return Imported(known, len(entries) - known, changed)


def _entries(text: str, name: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
        sentence = tr("{file}, line {line}: not valid JSON", file=clean_line(name), line=line)
        raise NewsreaderError(sentence) from problem
    listed = found.get("articles") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        sentence = tr(
            "{file} has no articles: it should be a list, or an object with a list “articles”",
            file=clean_line(name),
        )
        raise NewsreaderError(sentence)
    return [entry for entry in listed if isinstance(entry, dict)]


def finder(library: Library) -> Callable[[Mapping[str, Any]], int | None]:
    """Return what finds the article of an entry: by its key, the id or the path that ``list`` prints, its link or its id."""
    from reader.text.address import canonical

    by_link: dict[str, set[int]] = {}
    by_end: dict[str, set[int]] = {}
    by_id: dict[str, set[int]] = {}
    by_listed_id: dict[str, int] = {}
    for article, key, _ in library.articles.names():
        by_listed_id[id_of(key)] = article
        by_end.setdefault(key.path, set()).add(article)
        by_end.setdefault(key.path.rpartition("/")[2], set()).add(article)
    for article, guid, link in library.questions.hints():
        by_id.setdefault(guid, set()).add(article)
        by_link.setdefault(link, set()).add(article)

    def find(entry: Mapping[str, Any]) -> int | None:
        folder, path = entry.get("folder"), entry.get("path")
        if isinstance(folder, str) and isinstance(path, str):
            article = library.articles.find(Key(folder, path))
            if article is not None:
                return article
        if (
            isinstance(id_ := entry.get("id"), str) and id_ in by_listed_id
        ):  # as ``newsreader list`` prints it
            return by_listed_id[id_]
        if isinstance(path, str) and os.path.isabs(path) and (listed := find_id(library, path)) is not None:  # noqa: PTH117 - a text
            return listed
        hints: Iterable[set[int]] = (
            by_link.get(canonical(link), set())
            if isinstance(link := entry.get("link"), str) and link
            else set(),
            by_id.get(id_, set())
            if isinstance(id_ := entry.get("id") or entry.get("guid"), str) and id_
            else set(),
            by_end.get(path, set()) if isinstance(path, str) else set(),
        )
        return next((next(iter(found)) for found in hints if len(found) == 1), None)

    return find


def _changes(entry: Mapping[str, Any], library: Library, article: int) -> Iterator[Change]:
    key = library.articles.rows([article])[article].key
    now = library.state.fields(article)
    # What ``newsreader list`` prints has the author's tags too, and empty notes.
    tags = entry.get("own_tags", entry.get("tags"))
    given = dict.fromkeys(tags, True) if isinstance(tags, list) else tags if isinstance(tags, dict) else {}
    wanted: dict[str, Value] = {
        name: entry[name] for name, kind in KINDS.items() if type(entry.get(name)) is kind
    }
    wanted |= {
        tag_field(clean_line(name, NAME_LIMIT)): value
        for name, value in given.items()
        if isinstance(name, str) and name and isinstance(value, bool)
    }
    highlights = entry.get("highlights")
    if isinstance(highlights, dict):
        wanted |= {
            f"{HIGHLIGHT}{id_}": json.dumps(value)
            for id_, value in highlights.items()
            if 0 < len(id_) <= NAME_LIMIT
        }
    for field, value in wanted.items():
        if (now.get(field) or False) != (value or False):
            yield Change(key, field, value, now.get(field))


def _decoded(value: Value) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value
