"""The brief: what came within a day, or what a query finds, by group, as a text to be mailed or kept. In a worker.

Each article has its title, source, date, link and summary, and what the user highlighted and wrote about it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.actions.exporting.highlight_values import article_values
from reader.actions.exporting.making import Steps
from reader.actions.exporting.parts import PART_KEYS, parts_of
from reader.actions.finding.querying import chosen
from reader.article.reading import format_minutes
from reader.errors import ArticleGoneError
from reader.i18n import joined, spoken, tr, trn
from reader.library import Library
from reader.library.index.grouping import keys_of
from reader.page.as_xhtml import as_text
from reader.text import clean, clean_line

if TYPE_CHECKING:
    from reader.actions.exporting.making import OnProgress
    from reader.actions.exporting.template import Filled
    from reader.actions.workspace.workspace import Workspace

DAY = "arrived:1d"
"""The query of a brief for which none is given: what came within a day, read or not."""

SUMMARY_LIMIT = 280
"""Characters of a summary; a brief is not read for hours."""

WIDTH = 72
"""Cells of a line, as mail has it."""

BEGINNING = 4_000
"""Characters of a text in which the first paragraph is looked for, where an article has no summary."""


class Brief(NamedTuple):
    """A brief as values: what templates are given."""

    title: str
    """Its heading."""
    date: str
    """The day, in ISO 8601."""
    groups: Sequence[dict[str, Any]]
    """Each with ``name`` and ``articles``."""

    @property
    def total(self) -> int:
        """How many articles it has."""
        return sum(len(group["articles"]) for group in self.groups)


def brief_articles(workspace: "Workspace", words: Sequence[str], limit: int = -1) -> Sequence[int]:
    """Return the articles of a brief: those of a query, else those of the day; raises QueryError."""
    return chosen(workspace.library, words or [DAY], workspace.zone, limit)


def default_key(workspace: "Workspace") -> str:
    """Return by what a brief is divided unless the user says so: as the list is, where a brief can be."""
    key = keys_of(workspace.settings.group_by)[0]
    return key if key in PART_KEYS else "source"


def brief_of(
    workspace: "Workspace", articles: Sequence[int], key: str, now: datetime, *, title: str = "",
    on_progress: "OnProgress" = lambda _, __: None,
) -> Brief:  # fmt: skip
    """Return the brief of articles; ``key`` is one of ``PART_KEYS``. Raises UsageError for another one."""
    day = now.astimezone(workspace.zone).date().isoformat()
    parts = parts_of(workspace.library, articles, key, workspace.zone)
    steps = Steps(len(articles), on_progress)
    groups = []
    for part in parts:
        found = article_values(workspace.library, part.rows, workspace.zone)
        for row, values in zip(steps.each(part.rows), found, strict=False):
            summary = str(values["summary"]) or _beginning(workspace.library, row.id)
            values["summary"] = clean_line(summary, SUMMARY_LIMIT)
        groups.append({"name": part.title, "articles": found})
    return Brief(title or tr("Brief of {day}", day=day), day, groups)


def as_markdown(brief: Brief) -> str:
    """Return the brief as Markdown that reads well as plain text: short lines, each address on a line of its own."""
    return "\n".join(_lines(brief)).strip("\n") + "\n"


def by_template(brief: Brief, template: "Filled") -> str:
    """Return the brief as a template has it; raises TemplateError."""
    return template.text(
        {"title": brief.title, "date": brief.date, "count": brief.total, "groups": brief.groups}
    )


def as_page(brief: Brief) -> str:
    """Return the brief as a page of HTML."""
    from reader.actions.exporting.web_page import page_of

    elements = [
        f'<header class="front"><h1>{as_text(brief.title)}</h1><p>{as_text(_count(brief))}</p></header>'
    ]
    for group in brief.groups:
        if group["name"]:
            elements.append(f'<h2 class="part">{as_text(group["name"])}</h2>')
        elements += map(_article_element, group["articles"])
    return page_of(brief.title, spoken().replace("_", "-"), elements)


def _article_element(article: dict[str, Any]) -> str:
    title = as_text(article["title"])
    heading = f'<a href="{as_text(article["link"])}">{title}</a>' if article["link"] else title
    lines = [f"<h3>{heading}</h3>", f'<p class="meta">{as_text(_about(article))}</p>']
    if article["summary"]:
        lines.append(f"<p>{as_text(article['summary'])}</p>")
    for each in article["highlights"]:
        lines.append(f"<blockquote><p>{as_text(each['text'])}</p></blockquote>")
        lines += [f"<p>{as_text(each['comment'])}</p>"] if each["comment"] else []
    if article["note"]:
        lines.append(f"<p><strong>{as_text(tr('Note'))}</strong> {as_text(article['note'])}</p>")
    language = f' lang="{as_text(article["language"])}"' if article["language"] else ""
    return f'<section class="entry"{language}>{"".join(lines)}</section>'


def _count(brief: Brief) -> str:
    marked = sum(len(article["highlights"]) for group in brief.groups for article in group["articles"])
    highlights = trn("1 highlight", "{count:,} highlights", marked) if marked else ""
    return joined(trn("1 article", "{count:,} articles", brief.total), highlights)


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {_plain(brief.title)}", "", _count(brief), "")
    for group in brief.groups:
        if group["name"]:
            yield from (f"## {_plain(group['name'])}", "")
        for article in group["articles"]:
            yield from _article_lines(article)


def _article_lines(article: dict[str, Any]) -> Iterator[str]:
    yield f"### {_plain(article['title'])}"
    yield from ("", _about(article))
    if article["link"]:
        yield f"<{article['link']}>"
    yield ""
    if article["summary"]:
        yield from (*wrapped(article["summary"]), "")
    for each in article["highlights"]:
        yield from (*(f"> {line}".rstrip() for line in wrapped(each["text"], WIDTH - 2)), "")
        if each["comment"]:
            yield from (*wrapped(each["comment"]), "")
    if article["note"]:
        yield from (*wrapped(tr("Note: {note}", note=article["note"])), "")


def _about(article: dict[str, Any]) -> str:
    """Return what a line says of an article: source, authors, day, minutes."""
    authors = [name for name in article["authors"] if name.casefold() != str(article["source"]).casefold()]
    parts = (article["source"], ", ".join(authors[:3]), article["day"], format_minutes(article["minutes"]))
    return " · ".join(clean_line(str(part)) for part in parts if part)


def _plain(text: str) -> str:
    """Return a text for a heading: as it is, for a mail shows every backslash."""
    return clean_line(str(text)).lstrip("#").strip() or "…"


def wrapped(text: str, width: int = WIDTH) -> Iterable[str]:
    """Return a text in lines of at most ``width`` cells, broken as the page breaks them."""
    from reader.page.lines.wrap import wrap  # 10 ms: only for texts

    for paragraph in clean(text).split("\n"):
        yield from (paragraph[start:end].rstrip() for start, end in wrap(paragraph, width))


def _beginning(library: Library, article: int) -> str:
    """Return the first paragraph of an article's text; empty if it has none, or cannot be read."""
    from reader.page.line import BlockKind
    from reader.page.markdown.parse import parse

    try:
        text = library.files.body(article)[:BEGINNING]
    except ArticleGoneError:
        return ""
    texts = (
        "".join(run.text for run in block.runs)
        for block in parse(text)
        if block.kind is BlockKind.PARAGRAPH and not block.gutters
    )
    return next((text for text in texts if text.strip()), "")
