"""Highlighted passages of articles: added, removed, listed over all articles, exported as Markdown, JSON or CSV."""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from reader.actions.changes.act_result import ActResult
from reader.actions.changes.flags import NOTE_LIMIT
from reader.actions.finding.naming import id_of
from reader.article import Key
from reader.i18n import tr
from reader.journal import Change, Journal, Value, fold
from reader.journal.clock import COUNTER_BITS
from reader.journal.event import HIGHLIGHT
from reader.library import Library
from reader.page.navigation.quotes import COLOURS, Quote
from reader.text import clean, clean_line

_CSV_END = "\r\n"
"""The end of a line of CSV; the writer quotes values that contain a part of it."""


class Highlight(NamedTuple):
    """A highlighted passage."""

    id: str
    """Its name in the journal."""
    quote: Quote
    """The passage, with its surroundings and comment."""
    key: Key
    """The article's."""
    title: str
    """Of its article; empty where the library no longer has it."""
    link: str
    """Of its article; empty if it has none."""
    when_s: float
    """Seconds since 1970, UTC."""


def quotes_in(fields: Mapping[str, Value]) -> dict[str, Quote]:
    """Return the highlights among what was done with an article, by their ids."""
    found = {}
    for field, value in fields.items():
        if field.startswith(HIGHLIGHT) and (quote := _quote(value)):
            found[field.removeprefix(HIGHLIGHT)] = quote
    return found


def add_highlights(library: Library, journal: Journal, article: int, quotes: Iterable[Quote]) -> ActResult:
    """Highlight passages of an article, as one act."""
    row = library.articles.row(article)
    if row is None:
        return ActResult((), HIGHLIGHT, value=True)
    changes = [
        Change(row.key, f"{HIGHLIGHT}{os.urandom(6).hex()}", _value(quote))
        for quote in quotes
        if quote.text.strip()
    ]
    return _record(library, journal, article, changes)


def remove_highlights(library: Library, journal: Journal, article: int, ids: Sequence[str]) -> ActResult:
    """Remove highlights from an article, as one act."""
    row, fields = library.articles.row(article), library.state.fields(article)
    names = [f"{HIGHLIGHT}{id_}" for id_ in ids]
    changes = [Change(row.key, name, None, fields[name]) for name in names if row and fields.get(name)]
    return _record(library, journal, article, changes)


def change_highlight(library: Library, journal: Journal, article: int, id_: str, **made: str) -> ActResult:
    """Give a highlight another ``colour`` or ``comment``; fields that a newer version wrote stay."""
    row, name = library.articles.row(article), f"{HIGHLIGHT}{id_}"
    former = library.state.fields(article).get(name)
    if row is None or _quote(former) is None:
        return ActResult((), HIGHLIGHT, value=False)
    value = json.dumps({**json.loads(str(former)), **made}, ensure_ascii=False)
    changes = [Change(row.key, name, value, former)] if value != former else []
    return _record(library, journal, article, changes)


def highlights(library: Library, journal: Journal) -> list[Highlight]:
    """Return all highlights of this library's articles, the latest first. In a worker: it reads the whole journal."""
    events, _ = journal.read(None)
    found = []
    for (key, field), event in sorted(fold(events).items(), key=lambda each: each[1].clock, reverse=True):
        quote = _quote(event.change.value) if field.startswith(HIGHLIGHT) else None
        article = library.articles.find(key) if quote else None
        if quote and article is not None:
            row = library.articles.rows([article])[article]
            when = (event.clock >> COUNTER_BITS) / 1000
            found.append(Highlight(field.removeprefix(HIGHLIGHT), quote, row.key, row.title, row.link, when))
    return found


def as_markdown(found: Sequence[Highlight]) -> Iterator[str]:
    """Yield the highlights as lines of Markdown: a heading per article, a quotation per passage."""
    for key in dict.fromkeys(each.key for each in found):
        of_it = [each for each in found if each.key == key]
        title = of_it[0].title.replace("\n", " ")
        yield f"## [{title}]({of_it[0].link})" if of_it[0].link else f"## {title}"
        for each in of_it:
            yield ""
            yield from (f"> {line}".rstrip() for line in each.quote.text.splitlines())
            if each.quote.comment:
                yield from ("", each.quote.comment)
        yield ""


def as_rows(found: Iterable[Highlight]) -> Iterator[dict[str, Any]]:
    """Yield the highlights as rows of a table."""
    for each in found:
        yield {
            "id": each.id, "text": each.quote.text, "colour": each.quote.colour, "comment": each.quote.comment,
            "title": each.title, "link": each.link, "path": each.key.path,
            "when": datetime.fromtimestamp(each.when_s, UTC).isoformat(timespec="seconds"),
        }  # fmt: skip


def as_values(found: Iterable[Highlight], library: Library, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """Yield the highlights as objects that name their article as every command does; ``highlight`` is the highlight's id."""
    folders = {folder.id: str(folder.path) for folder in library.folders}
    for each in found:
        yield {
            "highlight": each.id, "text": each.quote.text, "colour": each.quote.colour, "comment": each.quote.comment,
            "when": datetime.fromtimestamp(each.when_s, zone).isoformat(timespec="seconds"),
            "id": id_of(each.key), "path": str(library.files.path_of(each.key)), "folder": folders[each.key.folder],
            "title": each.title, "link": each.link,
        }  # fmt: skip


def as_csv(found: Iterable[Highlight]) -> Iterator[str]:
    """Yield the highlights as lines of CSV (RFC 4180), the names of the columns first."""
    rows = [list(row.items()) for row in as_rows(found)]
    lines = [[name for name, _ in rows[0]], *([value for _, value in row] for row in rows)] if rows else []
    for line in lines:
        target = io.StringIO()
        csv.writer(target, lineterminator=_CSV_END).writerow(line)
        yield target.getvalue().removesuffix(_CSV_END)


def as_comment(text: str) -> str:
    """Return what was typed as a comment: one line."""
    return clean_line(text, NOTE_LIMIT).strip()


def format_quote(quote: Quote, limit: int = 200) -> str:
    """Return a passage as one line of at most ``limit`` characters."""
    return clean_line(quote.text, limit) or tr("(nothing)")


def _record(library: Library, journal: Journal, article: int, changes: Sequence[Change]) -> ActResult:
    if changes:
        library.apply(journal.record(changes))
    return ActResult((article,) if changes else (), HIGHLIGHT, value=True)


def _value(quote: Quote) -> str:
    return json.dumps({"quote": quote.text, "before": quote.before, "after": quote.after}, ensure_ascii=False)


def _quote(value: Value) -> Quote | None:
    try:
        found = json.loads(value) if isinstance(value, str) else None
        texts = [found["quote"], found.get("before", ""), found.get("after", "")] if found else []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not found or not all(isinstance(text, str) for text in texts):
        return None
    colour, comment = found.get("colour"), found.get("comment")
    text, before, after = map(clean, texts)
    return Quote(
        text,
        before,
        after,
        colour if colour in COLOURS else COLOURS[0],
        as_comment(comment) if isinstance(comment, str) else "",
    )
