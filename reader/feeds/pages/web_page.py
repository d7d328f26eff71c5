"""Fetches a web page as an article: its main text and its metadata. Network, and a worker process.

A page may be anything, and finding its article takes many regexes over a large tree. So a process reads it
(``page_process``): a page that would take minutes or all memory ends that one, and the screen never waits for it.
"""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.trust.programs import ProgramError, output_of
from reader.feeds.web.fetch import Answer, Fetcher
from reader.i18n import tr
from reader.text import clean_line

PAGE_LIMIT = 6 << 20
"""Bytes of a page: an article has a few thousand, all that is around it some hundred thousand."""

READ_S = 20.0
"""How long reading a page may take."""


class PageError(NewsreaderError):
    """A page that has no article, or cannot be read."""


class Page(NamedTuple):
    """A page's metadata and text, clean; addresses passed the gate."""

    link: str
    """Its own address if it names one on its host, else where it came from."""
    title: str
    """Without the name of the site."""
    site: str
    """The name of the site, or its host."""
    authors: tuple[str, ...]
    """Names."""
    published: datetime | None
    """In UTC."""
    updated: datetime | None
    """In UTC."""
    language: str
    """A language tag, or empty."""
    summary: str
    """One line, or empty."""
    image: str
    """The absolute address of its image, or empty."""
    markdown: str
    """Its main text."""


@cache
def can_read_pages() -> bool:
    """Return whether the extra that finds the text of a page is installed."""
    return find_spec("readability") is not None


def fetch_page(address: str, fetcher: Fetcher, *, typed: str = "") -> Page:
    """Return the article at an address; ``typed`` is a host that the user has named. Raises NewsreaderError."""
    if not can_read_pages():
        raise PageError(
            tr("The text of pages is found by the extra fulltext: the README says how to install it")
        )
    answer = fetcher.fetch(address, typed=typed)
    if answer.status != 200:
        raise PageError(tr("The server answers {status}", status=answer.status))
    return read_page(answer)


def read_page(answer: Answer) -> Page:
    """Return the article of a page that was fetched. Raises PageError."""
    kind = answer.headers.get("content-type", "")
    name = clean_line(kind.partition(";")[0].strip().lower(), 100)
    if name and not name.startswith("text/") and name not in {"application/xhtml+xml", "application/xml"}:
        raise PageError(tr("This is not a page but {kind}", kind=name))
    if answer.body.size > PAGE_LIMIT:
        raise PageError(tr("The page is larger than {size} MB", size=PAGE_LIMIT >> 20))
    # -P: modules in the current folder are not part of the program.
    command = [sys.executable, "-P", "-m", "reader.feeds.pages.page_process", answer.address, kind]
    try:
        found = json.loads(output_of(command, answer.data, READ_S))
    except (ProgramError, ValueError) as problem:
        raise PageError(tr("The page cannot be read")) from problem
    page = _page(found)
    if not page.markdown:
        raise PageError(tr("No article could be found in the page"))
    return page


def json_values(page: Page) -> Mapping[str, Any]:
    """Return a page as values for JSON, as ``page_process`` passes it."""
    dates = {name: getattr(page, name) for name in ("published", "updated")}
    return page._asdict() | {name: when.isoformat() if when else "" for name, when in dates.items()}


def _page(found: Mapping[str, Any]) -> Page:
    values = {name: str(found[name]) for name in Page._fields if name not in {"authors", *_DATES}}
    dates = {name: _moment(str(found[name])) for name in _DATES}
    return Page(**values, **dates, authors=tuple(map(str, found["authors"])))  # type: ignore[arg-type]


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text).astimezone(UTC)
    return None


_DATES = ("published", "updated")
