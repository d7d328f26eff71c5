"""Which of an entry's texts is the article, and what else says something. Pure.

The content comes first, then the description or summary, then that of a podcast, then that of its images or films; the longest
is no rule, as the caption of a photo is longer than many posts. What says something else than the article is kept.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from reader.feeds.formats.entry import CAPTIONS_LIMIT, EXCERPT_LIMIT, OTHERS_LIMIT, TEXT_LIMIT
from reader.feeds.formats.values import address_of, html_of_text, line_of_html
from reader.text.pattern import late

DESCRIPTIONS = (
    "entry_description", "entry_summary", "dc_description", "entry_abstract", "itunes_summary", "itunes_subtitle",
)  # fmt: skip
"""The texts of an entry below its content, from the first to the last choice."""

CAPTIONS = ("media_description", "image_description", "media_text", "media_title", "media_credit")
"""What is said of its images, films and sounds."""

BEGINNING = 2_000
"""Characters of the article in which a text is looked for first."""

PARTS_LIMIT = 200
"""Parts of a text that are looked for one by one."""

LETTERS_NEEDED = 12
"""A text with fewer is compared by words: its letters may stand in others by accident."""

_MARKUP = late(r"<|&(?:#\d{1,7}|#x[\da-f]{1,6}|lt|gt|amp|quot|apos|nbsp|[a-z]{4,8});", re.IGNORECASE)
_TAG = late(r"<[^<>]*>")
_NO_LETTERS = late(r"[\W_]+")
_NO_SYMBOLS = late(r"[^\u2190-\u2bff\U0001f000-\U0001faff]+")
"""What is not a symbol such as an emoji."""

_EMPTY = late(
    r"(?:<[^<>]*+>|[\s\u00ad\u200b-\u200f\u2060\ufeff]|&(?:nbsp|zwnj|shy|\#(?:160|173|820[3-7]|x0*a0|x200[b-f]));?)*+\Z",
    re.IGNORECASE,
)
"""HTML that shows nothing."""
_SHOWN = late(r"<(?:img|picture|video|audio|iframe|embed|object|svg|math|amp-\w+|lite-\w+)\b", re.IGNORECASE)
_PARTS = late(
    r"""
      </?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|td|table|figure|section)\b[^<>]*+>
    | \[?(?:…|\.\.\.|&\#8230;|&hellip;)\]?
    | \b(?:continue\ reading|read\ more)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands between the parts of a text, each of which may be said elsewhere."""

_ORIGIN = late(r"The post .{1,300} (?:appeared first|first appeared) on .{1,300}", re.IGNORECASE | re.DOTALL)
"""What WordPress adds to each excerpt."""
_MORE = late(
    r"""<a\b[^<>]*?\bclass\s*=\s*["'](?:[^"'<>]*\s)?more-link\b[^<>]*>.*?</a\s*>""", re.IGNORECASE | re.DOTALL
)
"""The link below an excerpt, as WordPress makes it in any language."""
_NO_TEXT = late(r"(?:image|audio|video|font)/(?!.*xml)", re.IGNORECASE)
_BASE64 = late(r"[\w+/=\s]{100,}+\Z", re.ASCII)
"""What stays of bytes that are not text."""


class Text(NamedTuple):
    """One text of an entry."""

    html: str
    """As HTML."""
    base: str
    """The base of its addresses if the feed names one, else empty."""


class EntryText(NamedTuple):
    """The texts of an entry."""

    body: Text
    """The article."""
    summary: str
    """What says something else, or the beginning of the article, as one line; or empty."""
    captions: tuple[str, ...]
    """What is said of its images, films and sounds, and nowhere else."""


def entry_text(raw: Mapping[str, Any], title: str, address: str, *, is_typed: bool) -> EntryText:
    """Return the texts of feedparser's form of an entry; ``is_typed``: a text says truly whether it is HTML."""

    def written(found: Iterable[Mapping[str, Any]]) -> list[Text]:
        texts = [Text(html_of(each, is_typed=is_typed), base_of(each, address)) for each in found]
        return [each for each in texts if says_something(each.html)]

    kept: Mapping[str, Sequence[Mapping[str, Any]]] = raw.get("texts") or {}
    contents = [each for each in raw.get("content") or () if not _is_file(each)]
    if len(contents) > 1:  # one that is plain is another's copy
        contents.sort(key=lambda each: bool(each.get("type") == "text/plain"))
    texts = written(contents)
    first = len(texts) or 1
    for name in DESCRIPTIONS:
        if name in kept:
            texts += written(kept[name])
    captions = [each for name in CAPTIONS if name in kept for each in written(kept[name])]
    if not texts:
        is_description = bool(captions) and any(name in kept for name in CAPTIONS[:2])
        texts = [captions.pop(0) if is_description else Text("", "")]
    html, summary = joined_texts([each.html for each in texts[:first]], [each.html for each in texts[first:]])
    others = captions_of([each.html for each in captions], (title, html, summary)) if captions else ()
    return EntryText(Text(html, texts[0].base), summary, others)


def joined_texts(contents: Sequence[str], others: Sequence[str]) -> tuple[str, str]:
    """Return the article and its summary, from the contents of an entry, of which the first is the article, and its other texts.

    What the summary has no room for stands below the article.
    """
    body, summary, excerpt = contents[0][:TEXT_LIMIT], "", ""
    if len(contents) == 1 and not others:
        return body, ""
    known_text = _KnownText(body)
    for html in contents[1:]:
        if not known_text.has_parts(html):
            body = f"{body}<hr>{html}"[:TEXT_LIMIT]
            known_text.add(html)
    for html in map(_without_more, others):
        line = line_of_html(_without_origin(html), OTHERS_LIMIT + 1)
        if known_text.has_parts(html):
            excerpt = excerpt or line
            continue
        known_text.add(html)
        if len(html) > OTHERS_LIMIT * 4 or len(summary) + len(line) >= OTHERS_LIMIT:
            body = f"{body}<hr>{html}"[:TEXT_LIMIT]
            excerpt = excerpt or line
        else:
            summary = f"{summary} {line}".strip()
    if (
        not summary
        and excerpt
        and (len(excerpt) > len(contents[0]) // 2 and _letters(excerpt) == _letters(contents[0]))
    ):
        excerpt = ""
    return body, summary or excerpt[:EXCERPT_LIMIT]


def _without_more(html: str) -> str:
    """Return an excerpt without its link to the article, which may name the title again, unless it is all that there is."""
    left = _MORE.sub("", html) if "more-link" in html else html
    return left if says_something(left) else html


def _without_origin(html: str) -> str:
    """Return a text without what WordPress adds to its end, unless it is all that there is."""
    parts = [part for part in _PARTS.split(html, PARTS_LIMIT) if part.strip()]
    if len(parts) < 2 or not _ORIGIN.match(_words(parts[-1])):
        return html
    return html[: html.rindex(parts[-1])]


def captions_of(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that say something which is not known, each as one line."""
    known_text = _KnownText(*known)
    kept: list[str] = []
    for html in texts:
        line = line_of_html(html, OTHERS_LIMIT)
        if len(kept) < CAPTIONS_LIMIT and not known_text.has(line):
            kept.append(line)
            known_text.add(line)
    return tuple(kept)


class _KnownText:
    """Texts, HTML or not, to see whether another one only repeats them."""

    def __init__(self, *texts: str) -> None:
        self._texts = list(texts)
        self._letters = self._words = ""
        self._beginnings: dict[int, str] = {}
        """Letters of the beginning of the first text, by its length."""

    def add(self, text: str) -> None:
        """Add a text."""
        self._texts.append(text)
        if self._letters:
            self._letters += f" {_letters(text)}"
        if self._words:
            self._words += f"{_words(text)} "

    def has_parts(self, html: str) -> bool:
        """Return whether each part of a text only repeats them, as those of an excerpt do."""
        if self.has(html):
            return True
        parts = [part for part in _PARTS.split(html, PARTS_LIMIT) if part]
        return all(self.has(part) or _ORIGIN.match(_words(part)) for part in parts)

    def has(self, text: str) -> bool:
        """Return whether a text only repeats them."""
        letters = _letters(text)
        if not letters:
            return True
        if len(letters) >= LETTERS_NEEDED or not letters.isascii():
            # Most repeat the beginning, which is much shorter than the whole.
            if letters in self._beginning(4 * len(text)):
                return True
            self._letters = self._letters or " ".join(map(_letters, self._texts))
            return letters in self._letters
        self._words = self._words or f" {' '.join(map(_words, self._texts))} "
        return f" {_words(text)} " in self._words

    def _beginning(self, length: int) -> str:
        """Return the letters of the beginning of the first text, which has at least this length."""
        size = BEGINNING
        while size < length:
            size *= 2
        if size not in self._beginnings:
            self._beginnings[size] = _letters(self._texts[0][:size])
        return self._beginnings[size]


def html_of(detail: Mapping[str, Any], *, is_typed: bool) -> str:
    """Return a text of feedparser's as HTML; RSS and Atom 0.3 declare no type or a wrong one, and most is HTML."""
    detail = dict(detail)  # feedparser's own access is slow
    value = str(detail.get("value") or "")
    is_plain = detail.get("type") == "text/plain" and (is_typed or not _MARKUP.search(value))
    return html_of_text(value) if is_plain else value


def base_of(detail: Mapping[str, Any], address: str) -> str:
    """Return the base that ``xml:base`` gives a text of feedparser's, or an empty text."""
    base = dict(detail).get("base")
    found = "" if base == address else address_of(base, address)
    return "" if found == address else found


def _is_file(detail: Mapping[str, Any]) -> bool:
    """Return whether what a feed gives as an entry's content is no text."""
    kind = str(detail.get("type"))
    is_binary = kind.startswith("application/") and not kind.endswith("xml")
    return bool(_NO_TEXT.match(kind) or (is_binary and _BASE64.match(str(detail.get("value")))))


def says_something(html: str) -> bool:
    """Return whether HTML has words, or what is seen or heard."""
    return not _EMPTY.match(html) or bool(_SHOWN.search(html))


def _letters(html: str) -> str:
    plain = unescape(_TAG.sub("", html)) if "<" in html or "&" in html else html
    return (_NO_LETTERS.sub("", plain) or _NO_SYMBOLS.sub("", plain)).casefold()


def _words(html: str) -> str:
    return _NO_LETTERS.sub(" ", unescape(_TAG.sub(" ", html))).casefold().strip()
