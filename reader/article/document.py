"""Reads a file as a document: decoding, header, fields, counts.

Pure: bytes and facts about the file in, a ``Document`` out, for any bytes at all. Each field is one function
that reads the header by the alias table, then falls back as its docstring says.
"""

import re
from datetime import UTC, datetime, tzinfo
from typing import Final, NamedTuple

from reader.article import labels
from reader.article.alias import Fields
from reader.article.article import SIZE_LIMIT_BYTES, Article, DateSource, Document, Key, Problem
from reader.article.date import date_in_name, is_ambiguous, is_placeholder, parse_as_written
from reader.article.decoding import decode
from reader.article.header import Header, read_header
from reader.article.heading import Heading, first_heading, is_same_title, letters
from reader.article.inline import plain
from reader.article.language import language_of_article, language_tag
from reader.article.link import find_source
from reader.article.name import title_from_path
from reader.article.reading import measure
from reader.article.template import is_template
from reader.article.value import line, texts, truth
from reader.i18n import tr
from reader.text import clean, clean_line, safe_address
from reader.text.gate import has_line_separators, with_line_ends, with_soft_hyphens

SUMMARY_LIMIT: Final = 600
"""Code points of a summary."""

TITLE_REPEATED: Final = 2_000
"""Characters of a body in which a heading that repeats the title is searched."""

IMAGE_LIMIT: Final = 4096
"""Code points of an image's path or address."""

PROBLEM_TEXT_LIMIT: Final = 60
"""Code points of a header's text that a problem quotes."""

_DRAFT_STATUS: Final = frozenset({"draft", "hidden", "unpublished", "private"})
FEED_ADDRESS: Final = "feed_url"
"""A field of the entries of feeds, whose titles and summaries are text."""
_ADDRESS: Final = re.compile(r"\]\([^()\s]{0,2000}\)")
_NOTE: Final = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_DAY_FILE: Final = re.compile(r"(?:^|/)_posts/")


def read_document(
    data: bytes, key: Key, modified: datetime, *, zone: tzinfo, truncated: bool = False
) -> Document:
    """Return the bytes of a file as a document; never raises.

    ``modified`` is the file's own time (aware). Dates that name no zone are in ``zone``. ``truncated`` says
    that ``data`` is only the beginning of a file larger than ``SIZE_LIMIT_BYTES``.
    """
    decoded = decode(data, truncated=truncated)
    header = read_header(clean(decoded.text))
    if has_line_separators(decoded.text) or "\xad" in decoded.text:
        header = _with_odd_characters(header, decoded.text)
    problems = [*decoded.problems, *header.problems]
    if not decoded.binary and (not decoded.text or decoded.text.isspace()):
        problems.append(Problem(tr("The file is empty.")))
    if truncated:
        size = SIZE_LIMIT_BYTES >> 20
        problems.append(
            Problem(tr("The file is larger than {size} MB; only its beginning was read.", size=size))
        )
    article = _article(header, key, modified.astimezone(UTC), zone, problems)
    return Document(article, header.body, header.body_line)


def _with_odd_characters(header: Header, text: str) -> Header:
    """Return a header whose body has the line ends of word processors and the soft hyphens too, as Markdown writes them."""
    body = "\n".join(text.replace("\r\n", "\n").split("\n")[header.body_line - 1 :])
    return (
        header._replace(body=clean(with_line_ends(with_soft_hyphens(body))))
        if clean(body) == header.body
        else header
    )


def plain_document(data: bytes, key: Key, modified: datetime, problem: Problem) -> Document:
    """Return the file as plain text, titled by its name, with the problem that kept it from being parsed."""
    body = clean(data.decode("utf-8", "replace"))
    article = Article(
        key=key,
        title=title_from_path(key.path) or tr("Untitled"),
        title_in_body=False,
        date=modified.astimezone(UTC),
        date_source=DateSource.FILE,
        updated=None,
        tags=(),
        categories=(),
        authors=(),
        language="",
        summary="",
        link="",
        link_in_body=False,
        source="",
        image="",
        draft=False,
        guid="",
        words=0,
        characters=0,
        minutes=1,
        problems=(problem,),
        extra={},
    )
    return Document(article, body, 1)


def _article(header: Header, key: Key, modified: datetime, zone: tzinfo, problems: list[Problem]) -> Article:
    fields, body = Fields(header.values), header.body
    is_entry = FEED_ADDRESS in header.values
    title = _title(fields, key.path, body, is_text=is_entry)
    dated = dated_by(fields, key.path, modified, zone)
    problems += [Problem(_why_ignored(text, zone), header.line_of(text)) for text in dated.wrong]
    source = find_source(fields, body, is_entry=is_entry)
    spaces = has_posts_layout(fields, key.path)
    tags = labels.tags(fields, spaces=spaces)
    categories = labels.categories(fields, spaces=spaces)
    authors = labels.authors(fields)
    if tags.cut or categories.cut or authors.cut:
        limit = labels.TAGS_LIMIT
        too_many = tr("Too many tags or authors; only the first {limit} are kept.", limit=limit)
        problems.append(Problem(too_many))
    reading = measure(body)
    return Article(
        key=key,
        title=title.text,
        title_in_body=title.leads,
        date=dated.date,
        date_source=dated.source,
        updated=dated.updated,
        tags=tags.names,
        categories=categories.names,
        authors=authors.names,
        language=_language(fields, key.path, body),
        summary=_summary(fields, title.text, body, is_text=is_entry),
        link=source.link,
        link_in_body=source.in_body,
        source=source.name,
        image=_image(fields),
        draft=draft_by(fields, key.path),
        guid=line(fields.first("guid")),
        words=reading.words,
        characters=reading.characters,
        minutes=reading.minutes,
        problems=tuple(problems),
        extra=header.values,
        translation=line(fields.first("translation")),
        date_offset_s=dated.date_offset_s,
        updated_offset_s=dated.updated_offset_s,
    )


def _title(fields: Fields, path: str, body: str, *, is_text: bool) -> Heading:
    """Return the header's title; else the first heading; else the file's name made readable. ``is_text``: the title has no markup."""
    text = header_title(fields, is_text=is_text)
    if not text:
        heading = first_heading(body)
        if heading is None or is_template(heading.text):
            return Heading(title_from_path(path) or tr("Untitled"), leads=False)
        return heading
    beginning = "\n" + body[:TITLE_REPEATED]
    if "\n# " not in beginning and "\n==" not in beginning:
        return Heading(text, leads=False)
    heading = first_heading(beginning)
    same = heading is not None and heading.leads and is_same_title(heading.text, text)
    return Heading(text, leads=same)


def header_title(fields: Fields, *, is_text: bool) -> str:
    """Return the title that the header gives; empty: none. ``is_text``: it has no markup."""
    titles = (
        clean_line(line(value)) if is_text else plain(line(value), is_markdown=False)
        for value in fields.candidates("title")
    )
    return next(filter(None, titles), "")


def has_posts_layout(fields: Fields, path: str) -> bool:
    """Return whether names of tags and categories may be separated by spaces, as Jekyll has them."""
    return bool(line(fields.first("layout"))) or _DAY_FILE.search(path) is not None


def _why_ignored(text: str, zone: tzinfo) -> str:
    shown = clean_line(text, PROBLEM_TEXT_LIMIT)
    if is_ambiguous(text, zone):
        return tr("“{text}” may be one of two days and was ignored. Write year-month-day.", text=shown)
    return tr("“{text}” is not a date and was ignored.", text=shown)


class Dated(NamedTuple):
    """When an article was written and changed, and where that stands."""

    date: datetime
    source: DateSource
    updated: datetime | None
    wrong: tuple[str, ...]
    """Dates of the header that cannot be parsed."""
    date_offset_s: int | None
    updated_offset_s: int | None


def dated_by(fields: Fields, path: str, modified: datetime, zone: tzinfo) -> Dated:
    """Return the header's date; else that of a name or Zola's ``path``; else the last update; else the file's."""
    date, wrong = _first_date(fields, "date", zone)
    updated, also_wrong = _first_date(fields, "updated", zone)
    source = DateSource.HEADER
    if date is None:
        names = (path, line(fields.first("path")))
        date = next((_Moment(found) for name in names if name and (found := date_in_name(name, zone))), None)
        source = DateSource.NAME
    if date is None:
        date, source = (updated, DateSource.HEADER) if updated else (_Moment(modified), DateSource.FILE)
    wrong += also_wrong
    if updated is None:
        return Dated(date.moment, source, None, tuple(wrong), date.offset_s, None)
    return Dated(date.moment, source, updated.moment, tuple(wrong), date.offset_s, updated.offset_s)


class _Moment(NamedTuple):
    moment: datetime
    """In UTC."""
    offset_s: int | None = None
    """Seconds east of UTC of the zone that it was written with, if any."""


def _first_date(fields: Fields, field: str, zone: tzinfo) -> tuple[_Moment | None, list[str]]:
    wrong: list[str] = []
    for value in fields.candidates(field):
        text = "" if truth(value) is not None else next(texts(value, "date"), "")  # ``published: false``
        if text and not is_placeholder(text):
            declared = language_tag(line(fields.first("language")))
            if date := parse_as_written(text, zone, declared):
                return _Moment(date.astimezone(UTC), _offset_s(date, zone)), wrong
            wrong.append(text)
    return None, wrong


def _offset_s(moment: datetime, zone: tzinfo) -> int | None:
    offset = None if moment.tzinfo is zone else moment.utcoffset()
    return None if offset is None else round(offset.total_seconds())


def _language(fields: Fields, path: str, body: str) -> str:
    """Return the header's language; else the path's; else a guess."""
    for value in fields.candidates("language"):
        for text in texts(value, "code", "name"):
            if tag := language_tag(text):
                return tag
            break
    # Hugo's flag does not say which of the three, so it speaks last.
    flagged = "zh" if truth(fields.first("cjk")) else ""
    return language_of_article(path, body) or flagged


def _summary(fields: Fields, title: str, body: str, *, is_text: bool) -> str:
    """Return the header's first summary that is neither the title nor the beginning of the body."""
    for value in fields.candidates("summary"):
        text = next(iter(texts(value)), "")
        if text and (summary := _new_summary(text, title, body, is_text=is_text)):
            return summary
    return ""


def _new_summary(text: str, title: str, body: str, *, is_text: bool) -> str:
    """Return a summary as one line; empty where it repeats the title or the body."""
    is_plain = is_text or len(text) > SUMMARY_LIMIT
    summary = clean_line(text if is_plain else plain(text), SUMMARY_LIMIT)
    said = letters(summary)
    if not said or said == letters(title):
        return ""
    # Links and markup take room: four times the length of body has enough letters.
    for length in (len(summary) + 50, len(summary) * 4 + 400):
        shown = _ADDRESS.sub("", body[:length])
        beginning = letters(shown)
        if len(beginning) >= len(said) or not said.startswith(beginning):
            break
    without_notes = letters(_NOTE.sub("", shown))
    return "" if beginning.startswith(said) or without_notes.startswith(said) else summary


def _image(fields: Fields) -> str:
    """Return the first image of the header: a path, or an address that passed the gate."""
    for value in fields.candidates("image"):
        for text in texts(value, "image", "url", "src", "path", "relative"):
            image = clean_line(
                text.strip().removeprefix("![[").removeprefix("[[").removesuffix("]]"), IMAGE_LIMIT
            )
            if truth(image) is not None:
                continue
            if ":" not in image.partition("/")[0]:
                return image
            if address := safe_address(image):
                return address.href
    return ""


def draft_by(fields: Fields, path: str) -> bool:
    """Return whether header or path say that it is a draft."""
    if any(truth(value) for value in fields.candidates("draft")):
        return True
    if any(truth(value) is False for value in fields.candidates("published")):
        return True
    status = line(fields.first("status")).lower()
    return status in _DRAFT_STATUS or path.startswith("_drafts/") or "/_drafts/" in path


def is_section_page(document: Document) -> bool:
    """Return whether the file only describes its folder: an ``_index.md`` without a body is not an article."""
    name = document.article.key.path.rpartition("/")[2].lower()
    return name.startswith("_index.") and not document.body.strip()
