"""Handlers of elements over feedparser's: each text of an entry under its own name, namespaces and authors as people write them. Pure.

feedparser calls a method for each element, named after it. Its own put the descriptions of an entry, of its images and of its
episode into one field, so that the last one wins.
"""

import re
from functools import lru_cache
from typing import Any

import feedparser.api
import feedparser.mixin
from feedparser.util import FeedParserDict

from reader.feeds.formats.as_written import AsWritten
from reader.feeds.formats.failing_elements import kept_to_elements
from reader.feeds.formats.loose_parser import LooseParser
from reader.feeds.formats.media_elements import MediaElements
from reader.feeds.formats.podcast_elements import PodcastElements
from reader.text.pattern import late

TEXTS_LIMIT = 64
"""Texts of one kind in one entry."""

_MAIL = late(
    r"(?:mailto:)?([^\s<>()\[\],;:\"'@]{1,100}@[\w-][\w.-]{0,250}\w|[^\s<>()\[\],;:\"'@]{1,100}@\[[\d.]+\])(?:\?subject=\S+)?"
)
_BETWEEN_AUTHORS = late(r"\s*(?:[,;&]|\band\b)\s*")
_BRACKETS = str.maketrans("<>[]", "()()")


def authors_of(text: str) -> list[tuple[str, str]]:
    """Return the names and mail addresses of authors, as ``ann@site.example (Ann)`` has them; each may be empty."""
    if "@" not in text or text.startswith(("https://", "http://")):
        return [(text.strip(), "")] if text.strip() else []
    if len(mails := _MAIL.findall(text)) > 1:
        parts = [part for part in _BETWEEN_AUTHORS.split(text) if part]
        return [each for part in parts for each in authors_of(part)] if len(parts) > 1 else [("", mails[0])]
    mail = _MAIL.search(text)
    if mail is None:
        return [(text.strip(), "")]
    name = text[: mail.start()] + " " + text[mail.end() :]
    name = " ".join(name.translate(_BRACKETS).replace("()", " ").replace("( )", " ").split())
    while name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip()
    return [(name.strip(" \"',;()") if name.count("(") != name.count(")") else name.strip(" \"',;"), mail[1])]


_OTHER_NAMES = {"http://channel.netscape.com/rdf/simple/0.9/": "http://my.netscape.com/rdf/simple/0.9/"}


def _spellings() -> dict[str, str]:
    """Return feedparser's namespaces by each way in which people write them, in lower case."""
    found: dict[str, str] = {}
    known = {name: name for name in feedparser.api.StrictFeedParser.namespaces}
    for written, name in (known | _OTHER_NAMES).items():
        scheme, separator, rest = written.lower().partition("://")
        found.setdefault(written.lower(), name)
        if separator:
            for other in (scheme, "https", "http"):
                for end in ("", "/", "#"):
                    found.setdefault(f"{other}://{rest.rstrip('/#')}{end}", name)
    return found


_SPELLINGS = _spellings()

PREFIXES = {prefix: name for name, prefix in feedparser.api.StrictFeedParser.namespaces.items() if prefix}
PREFIXES |= dict.fromkeys(("atom", "a10"), "http://www.w3.org/2005/Atom")
"""The names of namespaces by the prefixes that people use without declaring them."""


_MARKUP = frozenset({"p", "b", "i", "em", "strong", "span", "div", "font", "u"})
_NAMES = frozenset({"author", "name", "category", "publisher", "id"})
"""Elements that have a name or an id and nothing else."""


class Elements(MediaElements, PodcastElements, AsWritten):
    """A part of both parsers, which stands before feedparser's own."""

    _matchnamespaces = {  # noqa: RUF012 - feedparser's, which it fills if it is empty
        spelling: feedparser.api.StrictFeedParser.namespaces[name] for spelling, name in _SPELLINGS.items()
    }

    elementstack: list[Any]
    inimage: int
    incontent: int
    title_depth: int
    contentparams: Any
    push_content: Any

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Handle the beginning of an element; markup in what has only a name is none of its elements."""
        if tag not in _MARKUP or not self._is_in_name():
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def unknown_endtag(self, tag: str) -> None:
        """Handle the end of an element."""
        if tag not in _MARKUP or not self._is_in_name():
            super().unknown_endtag(tag)  # type: ignore[misc]

    def _is_in_name(self) -> bool:
        return bool(self.elementstack) and self.elementstack[-1][0] in _NAMES

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        """Note a prefix."""
        super().track_namespace(prefix, _SPELLINGS.get(uri.strip().lower(), uri))  # type: ignore[misc]

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()
        named = context.get("authors") or []
        if key != "author" or not named or named[-1] or not context.get("author"):
            super()._sync_author_detail(key)  # type: ignore[misc]
            return
        named[-1:] = [FeedParserDict(name=name, email=mail) for name, mail in authors_of(context["author"])]

    def _push_text(self, name: str, attributes: dict[str, str], kind: str) -> None:
        self.push_content(name, attributes, kind, 1)

    def _take_text(self, name: str) -> None:
        """Keep a text with its type and base under ``texts``, with those of its name."""
        value = self.pop(name)
        context = self._get_context()
        dict.pop(context, name, None)
        dict.pop(context, f"{name}_detail", None)
        # The dictionary's own methods: feedparser's look for other names too, which takes ten times as long.
        if value and len(texts := dict.setdefault(context, "texts", {}).setdefault(name, [])) < TEXTS_LIMIT:
            texts.append(FeedParserDict(self.contentparams, value=value))
        self.incontent -= 1
        self.contentparams.clear()

    def _start_link(self, attributes: dict[str, str]) -> None:
        # An attribute may name the entry elsewhere, as "at://…", where the text is its address.
        for name in ("url", "uri"):
            if not attributes.get(name, "http").lower().startswith(("http", "/", ".")):
                del attributes[name]
        super()._start_link(attributes)  # type: ignore[misc]

    def _start_content(self, attributes: dict[str, str]) -> None:
        self.hasContent = 1
        self.push_content("content", attributes, "text/plain", 1)
        if source := attributes.get("src"):
            self.contentparams["src"] = source


def _handlers(element: str, name: str, kind: str, in_image: str = "") -> dict[str, Any]:
    """Return the methods for an element of an entry whose text is kept under ``name``; elsewhere it is feedparser's."""

    def start(self: Any, attributes: dict[str, str]) -> None:
        if not self.inentry or self.insource:
            getattr(super(Elements, self), f"_start_{element}")(attributes)
        else:
            self._push_text(in_image if in_image and self.inimage else name, attributes, kind)

    def end(self: Any) -> None:
        if not self.inentry or self.insource:
            getattr(super(Elements, self), f"_end_{element}")()
        else:
            self._take_text(in_image if in_image and self.inimage else name)

    return {f"_start_{element}": start, f"_end_{element}": end}


for _row in (
    ("description", "entry_description", "text/html", "image_description"),
    ("summary", "entry_summary", "text/plain"),
    ("abstract", "entry_abstract", "text/plain"),
    ("dc_description", "dc_description", "text/html"),
    ("dc_title", "dc_title", "text/plain"),
    ("itunes_summary", "itunes_summary", "text/plain"),
    ("itunes_subtitle", "itunes_subtitle", "text/plain"),
    ("media_description", "media_description", "text/plain"),
    ("media_title", "media_title", "text/plain"),
    ("media_text", "media_text", "text/plain"),
    ("media_credit", "media_credit", "text/plain"),
):
    for _name, _method in _handlers(*_row).items():
        setattr(Elements, _name, _method)


# It is called for each element, nearly always with the same base: a fifth of the time of a document.
feedparser.mixin.make_safe_absolute_uri = lru_cache(64)(feedparser.mixin.make_safe_absolute_uri)


_WINDOWS_BYTES = re.compile(b"\xc2[\x80-\x9f]")
"""In UTF-8 the characters that feedparser takes for bytes of Windows-1252: found in a fifth of the time."""

_WINDOWS = late("[\x80-\x9f]")

LONG = 1 << 20
"""Characters of a text of which no copy is made to look through it."""


class _Text(str):
    """A text that feedparser will translate character by character, which few need: it took an eighth of a refresh."""

    __slots__ = ()

    def translate(self, table: Any, /) -> str:
        """Return it translated, as a plain text."""
        if len(self) < LONG:
            is_found = bool(_WINDOWS_BYTES.search(self.encode("utf-8", "surrogatepass")))
        else:
            is_found = bool(_WINDOWS.search(self))
        return super().translate(table) if is_found else str(self)


@kept_to_elements
class StrictElements(Elements, feedparser.api.StrictFeedParser):  # type: ignore[misc]  # it has no types
    """feedparser's handler of well-formed documents."""

    @staticmethod
    def decode_entities(_: str, data: str) -> str:
        """Return a text of an element, whose entities are decoded already."""
        return _Text(data)


@kept_to_elements
class LooseElements(Elements, LooseParser):
    """feedparser's parser of all others."""
