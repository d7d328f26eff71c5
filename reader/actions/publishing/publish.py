"""Publishes articles as a feed: files in a folder that any web server can hand out. Reads articles, writes the folder."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from reader import PROGRAM
from reader.actions.publishing.atom import atom
from reader.actions.publishing.content import base_of, published_html, web_address
from reader.actions.publishing.ids import Candidate, Known, candidate, dates_of, ids_of, minted, path_digest
from reader.actions.publishing.items import ATOM, JSON_FEED, PAGE, RSS, Channel, Item
from reader.actions.publishing.json_feed import json_feed
from reader.actions.publishing.list_page import anchor_of, list_page
from reader.actions.publishing.record import NAME, Record, load_record, record_bytes
from reader.actions.publishing.rss import rss
from reader.article import DateSource, Document, Key
from reader.article.media import media_of
from reader.errors import ArticleGoneError, NewsreaderError, UsageError
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr, trn
from reader.library import Library, Row
from reader.refusal import reason_of
from reader.settings import Settings
from reader.text import clean_line, safe_address

if TYPE_CHECKING:
    from array import array

FEEDS_SINCE = "2026-01-01"
"""The day in the ids of feeds: any on which their hosts were their owners' already."""

NEWEST = 50
"""Entries of a feed, unless another number is wanted."""


class Wanted(NamedTuple):
    """How a feed is published."""

    folder: Path
    """Where its files go; it is made."""
    title: str
    """Of the feed; empty: the name of the first folder of the library."""
    author: str = ""
    """Of entries that name none; empty: the title."""
    address: str = ""
    """Where the files will be on the web; empty: unknown."""
    newest: int = NEWEST
    """Entries, at most."""
    with_page: bool = False
    """Write a page of the list too."""


class Published(NamedTuple):
    """What came of it."""

    entries: int
    """Entries of the feed."""
    new: int
    """Those that were not published before."""
    changed: int
    """Those that were, and say something else now."""
    drafts: int
    """Articles that were left out, as drafts."""
    unreadable: int
    """Articles that were left out, since their file could not be read."""
    written: tuple[Path, ...]
    """The files that are not as they were."""


def publish(
    library: Library, settings: Settings, zone: tzinfo, articles: "array[int]", wanted: Wanted
) -> Published:
    """Write the feed of these articles; raises NewsreaderError. A file that would be the same is not touched."""
    wanted = wanted._replace(address=_checked_address(wanted.address))
    record = load_record(wanted.folder)
    _refuse_files_of_others(wanted, record)
    listed = list(library.articles.each_row(articles))
    rows = [row for row in listed if not row.draft]
    sources = _Articles(library, settings, record, wanted)
    found, unreadable = sources.newest(rows, zone)
    by_id = ids_of([each for each, _ in found], record.entries, sources.paths(), _authority(wanted.address))
    rows_by_path = {each.path: row for each, row in found}
    items, entries = [], dict(record.entries)
    for id_, each in by_id.items():
        item = sources.item(id_, each, rows_by_path[each.path])
        dates = int(item.published.timestamp()), int(item.updated.timestamp())
        entries[id_] = Known(each.path, each.text, each.body, each.name, *dates, each.guid)
        items.append(item)
    items.sort(key=lambda item: (-item.published.timestamp(), item.id))
    feed = _channel(wanted, record, sorted(sources.folders.values()), tuple(items))
    kept = Record(feed.id, tuple({*record.files, *_names(wanted)}), entries)
    # The record first: an id that was handed out is never forgotten, whatever happens next.
    files = {NAME: record_bytes(kept)} | {name: _MAKERS[name](feed) for name in _names(wanted)}
    return Published(
        entries=len(items),
        new=sum(item.id not in record.entries for item in items),
        changed=sum(_is_changed(entries, record.entries, item.id) for item in items),
        drafts=len(listed) - len(rows),
        unreadable=unreadable,
        written=tuple(_write(wanted.folder, files)),
    )


_MAKERS = {ATOM: atom, RSS: rss, JSON_FEED: json_feed, PAGE: list_page}


def _names(wanted: Wanted) -> list[str]:
    """Return the names of the files of a feed."""
    return [name for name in _MAKERS if name != PAGE or wanted.with_page]


def _channel(wanted: Wanted, record: Record, folders: list[str], items: tuple[Item, ...]) -> Channel:
    title = clean_line(wanted.title) or next(iter(folders), "") or PROGRAM
    seed = "\0".join((title, *folders))
    feed_id = record.feed_id or minted(_authority(wanted.address), FEEDS_SINCE, seed)
    author = clean_line(wanted.author) or title
    return Channel(feed_id, title, author, wanted.address, wanted.with_page, items)


def _is_changed(now: Mapping[str, Known], former: Mapping[str, Known], id_: str) -> bool:
    return id_ in former and now[id_].text != former[id_].text


def published_sentence(done: Published) -> str:
    """Return what came of it, as a sentence."""
    parts = [trn("1 article published", "{count:,} articles published", done.entries)]
    if done.new and done.new != done.entries:
        parts.append(trn("1 is new", "{count:,} are new", done.new))
    if done.changed:
        parts.append(trn("1 has changed", "{count:,} have changed", done.changed))
    if not done.written:
        parts.append(tr("nothing to write"))
    if done.drafts:
        parts.append(trn("1 draft left out", "{count:,} drafts left out", done.drafts))
    if done.unreadable:
        parts.append(trn("1 cannot be read", "{count:,} cannot be read", done.unreadable))
    return " · ".join(parts)


def _checked_address(address: str) -> str:
    """Return the address of a folder on the web, ending in ``/``; raises UsageError."""
    if not address:
        return ""
    safe = safe_address(address)
    if not safe or safe.scheme == "mailto" or urlsplit(safe.href).query or urlsplit(safe.href).fragment:
        raise UsageError(
            tr(
                "{address} is not the address of a folder on the web, such as https://example.org/notes/",
                address=clean_line(address),
            )
        )
    return safe.href if safe.href.endswith("/") else f"{safe.href}/"


def _authority(address: str) -> str:
    """Return the host of an address, by which ids are minted; empty: there is none."""
    return urlsplit(address).hostname or "" if address else ""


def _refuse_files_of_others(wanted: Wanted, record: Record) -> None:
    """Raise NewsreaderError where a file would be overwritten that newsreader has not written."""
    for name in _names(wanted):
        file = wanted.folder / name
        if name not in record.files and (file.exists() or file.is_symlink()):
            raise NewsreaderError(
                tr(
                    "{path} is there already and not of newsreader: name another folder, or delete it",
                    path=clean_line(str(file)),
                )
            )


class _Articles:
    """The articles of a library as entries."""

    def __init__(self, library: Library, settings: Settings, record: Record, wanted: Wanted) -> None:
        self._library, self._settings, self._record, self._wanted = library, settings, record, wanted
        self.folders = {folder.id: clean_line(folder.path.name) for folder in library.folders}
        """The names of the folders, by their ids."""
        self._first = {known.path: known.published for known in record.entries.values()}

    def paths(self) -> set[str]:
        """Return the digests of the paths of all files."""
        return {self._path(key) for _, key, _ in self._library.articles.names()}

    def newest(self, rows: list[Row], zone: tzinfo) -> tuple[list[tuple[Candidate, Row]], int]:
        """Return the newest articles with their rows, and how many could not be read."""
        rows = sorted(rows, key=lambda row: (-self._published(row), row.key))
        found: list[tuple[Candidate, Row]] = []
        unreadable = 0
        for row in rows:
            if len(found) == self._wanted.newest:
                break
            try:
                document = self._library.files.document(row.id)
            except ArticleGoneError:
                unreadable += 1
                continue
            about = self._library.questions.details([row.id], zone).get(row.id)
            # Those of its file: the user's own tags are private.
            tags = tuple(cast("list[str]", about.json["tags"])) if about else ()
            document = document._replace(article=document.article._replace(tags=tags))
            found.append((candidate(document, tags, self._path(row.key)), row))
        return found, unreadable

    def item(self, id_: str, each: Candidate, row: Row) -> Item:
        """Return an article as an entry."""
        article, file = each.document.article, self._library.files.path_of(row.key)
        wanted, was = self._wanted, self._record.entries.get(id_)
        base = base_of(wanted.address, row.key.path)
        published, updated = dates_of(each, was, _changed_s(file))
        anchor = f"{wanted.address}{PAGE}#{anchor_of(id_)}" if wanted.address and wanted.with_page else ""
        return Item(
            id=id_,
            title=article.title,
            link=article.link or anchor,
            published=published,
            updated=updated,
            authors=article.authors,
            tags=tuple(dict.fromkeys((*article.tags, *article.categories))),
            language=article.language,
            summary=article.summary,
            html=published_html(_html(each.document, self._settings, file), base),
            image=web_address(article.image, base),
            files=media_of(article.extra).files,
        )

    def _path(self, key: Key) -> str:
        return path_digest(self.folders[key.folder], key.path)

    def _published(self, row: Row) -> float:
        said = row.date.timestamp()
        return self._first.get(self._path(row.key), said) if row.date_source is DateSource.FILE else said


def _html(document: Document, settings: Settings, file: Path) -> str:
    """Return the text as HTML, without the heading that is its title."""
    from reader.actions.reading.showing import html_of, without_title

    return html_of(document._replace(body=without_title(document)), settings, file)


def _changed_s(file: Path) -> int:
    try:
        return int(file.stat().st_mtime)
    except OSError:
        return 0


def _write(folder: Path, files: Mapping[str, bytes]) -> Iterable[Path]:
    """Write the files that differ, and yield them; raises NewsreaderError."""
    for name, data in files.items():
        file = folder / name
        try:
            if file.exists() and read_whole(file, max(len(data), 1) + 1) == data:
                continue
        except OSError:  # longer, or not readable: it is written
            pass
        try:
            write_whole(file, data, is_lasting=True, is_shared=True)
        except OSError as problem:
            raise NewsreaderError(
                tr(
                    "{path} cannot be written: {reason}",
                    path=clean_line(str(file)),
                    reason=reason_of(problem),
                )
            ) from None
        yield file
