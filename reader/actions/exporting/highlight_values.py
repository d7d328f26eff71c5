"""Highlights as values for templates: by article, the oldest first. Reads journal and index."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from reader.actions.changes.highlighting import Highlight, quotes_in
from reader.actions.finding.naming import id_of
from reader.actions.finding.querying import values_of
from reader.library import Library, Row

FIELDS = ("id", "title", "link", "source", "authors", "language", "date", "summary", "tags", "note", "minutes", "path",
          "read", "starred", "later")  # fmt: skip
"""The fields of an article in a template, named as ``list --json`` does; beside them ``day`` and ``highlights``."""


def article_values(library: Library, rows: Sequence[Row], zone: tzinfo) -> list[dict[str, Any]]:
    """Return the articles as templates have them, with their highlights."""
    found = []
    for row, values in values_of(library, rows, zone):
        day = datetime.fromisoformat(str(values["date"])).astimezone(zone).date().isoformat()
        quotes = quotes_in(library.state.fields(row.id))
        highlights = [
            {"id": name, "text": quote.text, "comment": quote.comment, "colour": quote.colour, "when": ""}
            for name, quote in quotes.items()
        ]
        found.append({**{name: values[name] for name in FIELDS}, "day": day, "highlights": highlights})
    return found


def highlighted_articles(found: Sequence[Highlight], library: Library, zone: tzinfo) -> list[dict[str, Any]]:
    """Return the articles of highlights with these, in the order of the list: the article that was marked last comes first."""
    by_article: dict[int, list[dict[str, Any]]] = {}
    for each in found:
        article = library.articles.find(each.key)
        if article is not None:
            when = datetime.fromtimestamp(each.when_s, zone).isoformat(timespec="minutes")
            by_article.setdefault(article, []).append({
                "id": each.id, "text": each.quote.text, "comment": each.quote.comment, "colour": each.quote.colour, "when": when,
            })  # fmt: skip
    rows = list(library.articles.each_row(list(by_article)))
    values = {each["id"]: each for each in article_values(library, rows, zone)}
    return [
        {**about, "highlights": list(reversed(by_article[row.id]))}
        for row in rows
        if (about := values.get(id_of(row.key)))
    ]
