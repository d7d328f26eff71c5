"""What the entries of a feed are compared by, as digests. Pure.

``docs/identity.md`` says how they are compared.
"""

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.feeds.formats.entry import Entry, key_of
from reader.files.digest import digest
from reader.text.address import canonical, canonical_with_fragment

if TYPE_CHECKING:
    from reader.feeds.files.known_entry import KnownEntry

SHORT = 8
"""Bytes of the digests that older ledgers lack."""

DAY_LETTERS = len("2026-06-01")
"""Older ledgers have the day of an entry only."""

_SOURCES = re.compile(r"""(\bsrc(?:set)?=["'][^"'?]*)\?[^"']*""", re.IGNORECASE)
"""Addresses of images with the query that many servers change at each request."""

_HOST = re.compile(r"""://[^\s"'<>/?#()]*""")
_SCHEME = re.compile(r"\bhttps?\Z", re.IGNORECASE)


class Marks:
    """What an entry is compared by; an empty one is missing, and equals nothing."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        date_text = digest(entry.date_text, SHORT) if entry.date_text else ""
        self.guid = digest(entry.guid, SHORT) if entry.guid else ""
        """Of the id as it is written."""
        self._plain = canonical(entry.link)
        self.plain_link = digest(self._plain) if entry.link else ""
        """Of the canonical link without its fragment, as in older ledgers."""
        self.link = digest(canonical_with_fragment(entry.link)) if "#" in entry.link else self.plain_link
        """Of the link with it."""
        self.is_relative = bool(entry.written_link)
        """The link is written relative to an address, so it leads elsewhere when that changes."""
        self.title = entry.digests[0] or (digest(entry.title) if entry.title else "")
        """Of the title."""
        self.date = entry.published.isoformat() if entry.published else date_text
        """When it was published, in ISO 8601; of a date that cannot be read, the digest of its text."""

    def is_as_known(self, known: "KnownEntry") -> bool:
        """Return whether all but the text is as the ledger has it; the text is compared with the content."""
        own = (self.guid, self.link, self.title, self.date)
        return not known.is_older and own == (known.guid, known.link, known.title, known.date)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids by which ``Record.ids`` may have it: its own, and the keys of older ledgers."""
        entry = self._entry
        if not entry.guid:
            return ()
        older = entry.resolved_guid or entry.guid
        keys = [older, f"{older}#{self._plain}"] if entry.link else [older]
        return (own_id(self.guid), *(older_id(key_of(key)) for key in keys))

    @cached_property
    def has_link(self) -> bool:
        """Whether it has a link besides its id: many a feed uses an address as both, and an id alone becomes the link."""
        entry = self._entry
        return bool(entry.link) and entry.guid != (entry.written_link or entry.link)

    @cached_property
    def tail(self) -> str:
        """The digest of the link as it is written if it is relative, else of what comes behind its host."""
        entry = self._entry
        if entry.written_link:
            return digest(entry.written_link, SHORT)
        parts = urlsplit(entry.link)
        tail = parts._replace(scheme="", netloc="").geturl()
        return digest(tail, SHORT) if tail.strip("/") else ""

    @cached_property
    def text(self) -> str:
        """The digest of the text and the addresses of files, without hosts and the queries of images.

        Of an entry without any it is that of the title: then that is its text.
        """
        entry = self._entry
        if entry.is_brief:
            return entry.digests[1]
        text = entry.html or entry.markdown or entry.summary
        if "?" in text:
            text = _SOURCES.sub(r"\1", text)
        parts = [text, *(each.address.partition("?")[0] for each in entry.enclosures)]
        words = [" ".join(without_hosts(part).split()) for part in parts]
        return digest("\0".join(words) if any(words) else entry.title, SHORT)

    @cached_property
    def content(self) -> str:
        """The digest of all that the feed says of it (``content_digest``)."""
        return content_digest(self._entry)


def without_hosts(text: str) -> str:
    """Return a text without the part of its addresses that changes when a site moves.

    Colon and slashes are looked for first: a regex that begins with the scheme takes five times as long.
    """
    parts, done, at = [], 0, 0
    while match := _HOST.search(text, at):
        scheme = _SCHEME.search(text, max(done, match.start() - len("https")), match.start())
        if scheme:
            parts.append(text[done : scheme.start()])
            done = match.end()
        at = match.end() if scheme else match.start() + 1
    return "".join([*parts, text[done:]]) if parts else text


def own_id(guid: str) -> str:
    """Return how an id is named among ``Record.ids``, by its digest."""
    return f"guid {guid}"


def older_id(key: str) -> str:
    """Return how the key of an older ledger is named among ``Record.ids``."""
    return f"key {key}"


def content_digest(entry: Entry) -> str:
    """Return the digest of what a feed says of an entry, without dates and the queries of images' addresses.

    An update is recognised by it and not by the file, which also changes when the user gives the feed another tag.
    """
    text = entry.html or entry.markdown
    if "?" in text:
        text = _SOURCES.sub(r"\1", text)
    texts = (
        entry.title, entry.link, text, entry.summary,
        *entry.authors, "", *entry.tags, "", entry.image.partition("?")[0],
        *(each.address.partition("?")[0] for each in entry.enclosures), *entry.captions,
    )  # fmt: skip
    return digest("\0".join(texts))
