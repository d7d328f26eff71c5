"""What the fields of a command stand for, and what a program reads: one article in the form that its row names. Reads one file."""

import json
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path

from reader.actions.reading.showing import as_markdown, document_values, html_of
from reader.article import Document
from reader.settings import Settings
from reader.text import clean_line, safe_address

QUOTATION_LIMIT = 2_000
"""Code points of a quotation in a field."""


def fields_of(document: Document, path: Path | None, zone: tzinfo, quotation: str = "") -> dict[str, str]:
    """Return the fields of an article by their names, each one line; ``quotation`` is what is selected in it."""
    article = document.article
    address = safe_address(article.link) if article.link else None
    return {
        "title": clean_line(article.title),
        "link": address.href if address else "",
        "quotation": clean_line(quotation or article.summary, QUOTATION_LIMIT).strip(),
        "tags": _joined(article.tags),
        "file": str(path.absolute()) if path else "",
        "author": _joined(article.authors),
        "date": article.date.astimezone(zone).date().isoformat(),
        "source": clean_line(article.source),
    }


def input_of(form: str, document: Document, path: Path | None, settings: Settings, zone: tzinfo) -> str:
    """Return an article in one of the forms that ``[[pipe]]`` names: with its title, source and date, complete in itself."""
    match form:
        case "html":
            return html_of(document, settings, path, zone)
        case "text":
            return _plain(document, path, settings, zone)
        case "json":
            values = {**document_values(document, zone), "path": str(path) if path else None}
            return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
        case _:
            return as_markdown(document, zone).rstrip("\n") + "\n"


def _plain(document: Document, path: Path | None, settings: Settings, zone: tzinfo) -> str:
    """Return an article as it is read, its paragraphs in one line each."""
    from reader.actions.finding.line_breaks import line_breaks_in
    from reader.actions.reading.typography import typography_of
    from reader.page.compose import PageOptions, compose
    from reader.page.layout.layout import Layout, Position

    line_breaks = line_breaks_in(settings.line_breaks, path)
    blocks = compose(document, PageOptions(zone, line_breaks=line_breaks))
    layout = Layout(blocks, settings.measure, typography_of(settings))
    return layout.text_between(Position(0), Position(len(layout.blocks))).rstrip("\n") + "\n"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(clean_line(name) for name in names)
