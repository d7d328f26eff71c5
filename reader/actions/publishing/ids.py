"""Which id an entry has, for ever: docs/publish.md says the rules. Pure.

What was published is remembered by digests alone, in a file beside the feed: that tells no name of a file.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from itertools import chain, count
from typing import NamedTuple
from uuid import UUID

from reader.actions.publishing.items import moment
from reader.article import DateSource, Document
from reader.article.media import media_of
from reader.files.digest import digest, raw_digest

_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,30}:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}){1,1000}(?:#[A-Za-z0-9._~:/?@!$&'()*+,;=-]*)?"
)
"""An id that is a URI already."""

KNOWN_LIMIT = 20_000
"""Entries that are remembered: the newest."""


class Known(NamedTuple):
    """An entry that was published."""

    path: str
    """The digest of its file's path."""
    text: str
    """The digest of all that the article says."""
    body: str
    """The digest of its text alone."""
    name: str
    """The digest of its title and the date that it names."""
    published: int
    """Seconds since 1970."""
    updated: int
    """Seconds since 1970."""
    guid: str
    """The digest of the id of its front matter; empty: it has none."""


class Candidate(NamedTuple):
    """An article, before it is published."""

    document: Document
    """What its file says."""
    path: str
    """The digest of its file's path."""
    text: str
    """As in ``Known``."""
    body: str
    """As in ``Known``."""
    name: str
    """As in ``Known``."""

    @property
    def guid(self) -> str:
        """As in ``Known``."""
        return digest(self.document.article.guid) if self.document.article.guid else ""


def candidate(document: Document, tags: Iterable[str], path: str) -> Candidate:
    """Return an article with its digests; ``tags`` are those of its file."""
    it = document.article
    files = (str(file) for file in media_of(it.extra).files)
    said = (
        it.title,
        document.body,
        it.summary,
        it.link,
        it.image,
        *it.authors,
        *tags,
        *it.categories,
        *files,
    )
    date = "" if it.date_source is DateSource.FILE else it.date.isoformat()
    return Candidate(
        document, path, digest("\0".join(said)), digest(document.body), digest(f"{it.title}\0{date}")
    )


def path_digest(folder: str, path: str) -> str:
    """Return the digest of a path in a folder of this name."""
    return digest(f"{folder}\0{path}".encode("utf-8", "surrogateescape"))


def minted(authority: str, day: str, seed: str) -> str:
    """Return a new id from what ``seed`` names: a tag URI (RFC 4151) of a host, or without one a URN."""
    if authority:
        return f"tag:{authority},{day}:{digest(seed)}"
    return UUID(bytes=raw_digest(seed, 16), version=5).urn


def ids_of(
    candidates: Iterable[Candidate], known: Mapping[str, Known], paths: Collection[str], authority: str
) -> dict[str, Candidate]:
    """Return the articles by their ids; ``paths`` are the digests of all files of the library.

    The oldest choose first, so that what is new takes no id that was published.
    """
    ordered = sorted(candidates, key=lambda each: (each.document.article.date, each.path))
    published = _Published(known)
    found: dict[str, Candidate] = {}
    rest = ordered
    for ways in (published.in_its_place, published.elsewhere):
        left = []
        for each in rest:
            old = next((id_ for id_ in ways(each) if id_ not in found), "")
            if old:
                found[old] = each
            else:
                left.append(each)
        rest = left
    moved = _moved(
        rest, {id_: was for id_, was in known.items() if was.path not in paths and id_ not in found}
    )
    taken = {*found, *known}
    for each in rest:
        id_ = moved.get(each.path) or _new(each, authority, taken)
        taken.add(id_)
        found[id_] = each
    return found


class _Published:
    """What was published, by what it is recognised by."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known
        self._by_guid: dict[str, list[str]] = {}
        self._by_path: dict[str, list[str]] = {}
        for id_, was in known.items():
            self._by_path.setdefault(was.path, []).append(id_)
            if was.guid:
                self._by_guid.setdefault(was.guid, []).append(id_)

    def in_its_place(self, each: Candidate) -> list[str]:
        """Return the ids that an article can have had under its path; another id in the front matter is another article."""
        ids = self._by_path.get(each.path, ())
        same = [id_ for id_ in ids if self._known[id_].guid == each.guid]
        return same + [id_ for id_ in ids if not (self._known[id_].guid and each.guid) and id_ not in same]

    def elsewhere(self, each: Candidate) -> list[str]:
        """Return the ids that it can have had under any path: by the id of its front matter, else by its link."""
        if each.guid:
            return self._by_guid.get(each.guid, [])
        link = each.document.article.link
        return [link] if link in self._known and not self._known[link].guid else []


def _moved(rest: Iterable[Candidate], gone: dict[str, Known]) -> dict[str, str]:
    """Return the ids of articles, by path, whose file has another name now: of the same text, else of the same title and date.

    Where two could be meant, none is.
    """
    found: dict[str, str] = {}
    left = [each for each in rest if not each.guid]
    for field in ("body", "name"):
        now = Counter(getattr(each, field) for each in left)
        former: dict[str, list[str]] = {}
        for id_, was in gone.items():
            if not was.guid:
                former.setdefault(getattr(was, field), []).append(id_)
        for each in list(left):
            ids = former.get(getattr(each, field), [])
            if len(ids) == 1 and now[getattr(each, field)] == 1:
                found[each.path] = ids[0]
                left.remove(each)
                gone.pop(ids[0])
    return found


def _new(each: Candidate, authority: str, taken: Collection[str]) -> str:
    """Return an id that no entry has: that of the front matter or the link, else a new one."""
    article = each.document.article
    day = moment(article.date)[: len("1000-01-01")]
    own = article.guid
    if own and not _URI.fullmatch(own):
        own = minted(authority, day, own)
    mints = (minted(authority, day, f"{each.path}{each.name}{n or ''}") for n in count())
    return next(id_ for id_ in chain((own, article.link), mints) if id_ and id_ not in taken)


def dates_of(each: Candidate, was: Known | None, changed_s: int) -> tuple[datetime, datetime]:
    """Return when an article was published and when it was changed last.

    ``changed_s`` is when its file was, in seconds since 1970. What a file does not say stays as it was first published.
    """
    article = each.document.article
    said = int(article.date.timestamp())
    published = was.published if was and article.date_source is DateSource.FILE else said
    updated = int(article.updated.timestamp()) if article.updated else 0
    if was is None:
        updated = updated or published
    elif was.text == each.text:
        updated = max(updated, was.updated)
    elif updated <= was.updated:
        updated = max(changed_s, was.updated + 1)
    return _utc(published), _utc(updated)


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
