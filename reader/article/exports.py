"""Metadata that other programs write into the text of an article: Readwise, Notion, Omnivore, Joplin.

Pure. What is found counts as front matter, after that of the file, and its lines become blank, so that the lines
of the body keep their numbers. Lines whose keys mean nothing here stay in the text.
"""

from collections.abc import Mapping
from datetime import UTC
from typing import Final, NamedTuple

from reader.article.alias import ALIASES
from reader.article.article import HeaderValue
from reader.article.date import parse_date
from reader.article.labels import separated
from reader.article.lone_key import is_header_alone
from reader.article.value import plain_name
from reader.text.pattern import late

SEARCHED: Final = 8_192
"""Characters of a body in which metadata are searched."""

_SECTION: Final = late(r"(?:^|\n)#{1,3} Metadata[ \t]*\n")
"""The heading of Readwise's list."""
_ITEM: Final = late(r"[ \t]*[-*][ \t]+\**([^\W\d][\w ]{0,40}?)\**:\**(?:[ \t]+(.*)|$)")
_LINE: Final = late(r"\**([^\W\d][\w /]{0,40}?)\**:\**(?:[ \t]+(.*)|$)")
_TITLE: Final = late(r"(?:\s*(?:# [^\n]+|!\[[^\n]*)\n)*\s*\n?")
_READ: Final = late(
    r"(?:^|\n)\[Read Original\]\((https?://[^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,2000})?)\)"
)
_OMNIVORE: Final = "[Read on Omnivore]("
_TAIL: Final = late(r"(?:^|\n\n)id: [0-9a-f]{32}\n(?:[a-z_]+:[^\n]*\n)*type_: \d+\s*\Z")


def _names(*fields: str) -> frozenset[str]:
    return frozenset(plain_name(name) for field in fields for name in ALIASES[field])


_DATES: Final = _names("date", "updated")
_LINKS: Final = _names("link")
_LISTS: Final = _names("tags", "categories", "authors")
_SHOWN: Final = (
    _names("title", "tags", "categories", "authors", "summary", "source", "image") | _DATES | _LINKS
)
"""Keys whose values are shown above the text; the lines of others stay in it."""


class Found(NamedTuple):
    """The metadata of a body."""

    values: Mapping[str, HeaderValue]
    """By key, as they are written."""
    body: str
    """The body without them; it has as many lines."""


def metadata_in(body: str) -> Found | None:
    """Return the metadata that a body has, or None."""
    start = body[:SEARCHED]
    if "Metadata" in start and (found := _readwise(body)):
        return found
    if "type_: " in body[-20:] and (found := _joplin(body)):
        return found
    if _OMNIVORE in start and (match := _READ.search(start)):
        return Found({"source": match[1]}, body)
    return _notion(body) if ": " in start[:2_000] and start.lstrip()[:2] == "# " else None


def _readwise(body: str) -> Found | None:
    """Return the list below ``## Metadata``."""
    section = _SECTION.search(body, 0, SEARCHED)
    if section is None:
        return None
    lines = body[section.end() :].split("\n")
    values: dict[str, HeaderValue] = {}
    kept = end = 0
    for end, line in enumerate(lines):
        match = _ITEM.fullmatch(line.rstrip())
        if match is None and (line.strip() or values):
            break
        if match and _is_meant(match[1], match[2] or ""):
            values.setdefault(match[1], _value(match[1], match[2] or ""))
            lines[end] = ""
        elif match:
            kept += 1
    if not values:
        return None
    heading = section.group()
    above = body[: section.end()] if kept else body[: section.start()] + "\n" * heading.count("\n")
    return Found(values, above + "\n".join(lines))


def _notion(body: str) -> Found | None:
    """Return the lines below the title that are properties of Notion."""
    title = _TITLE.match(body)
    at = title.end() if title else 0
    if not at or "\n" not in body[:at]:
        return None
    paragraph, gap, below = body[at:].partition("\n\n")
    lines = paragraph.rstrip("\n").split("\n")
    matches = [_LINE.fullmatch(line.rstrip()) for line in lines[:100]]
    if not matches[0] or not all(matches) or len(lines) > len(matches):
        return None
    known = [match for match in matches if match and _is_meant(match[1], match[2] or "")]
    if not known or (len(known) == 1 and not is_header_alone(known[0].group())):
        return None
    values = {match[1]: _value(match[1], match[2] or "") for match in reversed(known)}
    rest = ["" if match in known else line + "  " for match, line in zip(matches, lines, strict=True)]
    return Found(dict(reversed(values.items())), body[:at] + "\n".join(rest) + gap + below)


def _joplin(body: str) -> Found | None:
    """Return the lines at the end of a note that Joplin exported as it keeps it; its first line is the title."""
    tail = _TAIL.search(body, max(0, len(body) - SEARCHED))
    if tail is None:
        return None
    pairs = (line.partition(":") for line in tail.group().strip().split("\n"))
    values: dict[str, HeaderValue] = {key: value.strip() for key, _, value in pairs if value.strip()}
    values.pop("source", "")  # the program that made the note
    title, gap, text = body[: tail.start()].partition("\n")
    if title.strip():
        values = {"title": title.strip(), **values}
    return Found(values, gap + text + "\n" * bool(gap))


def _is_meant(key: str, value: str) -> bool:
    """Return whether a line is shown above the text: its key is known, and its value can be read."""
    name = plain_name(key)
    if name not in _SHOWN:
        return False
    if name in _DATES:
        return not value.strip() or parse_date(value, UTC) is not None
    return name not in _LINKS or not value.strip() or "://" in value


def _value(key: str, text: str) -> HeaderValue:
    """Return a value: names as a list where they are links to pages or tags with hashes."""
    text = text.strip()
    if plain_name(key) in _LISTS and ("[[" in text or text.startswith("#")):
        names = separated(text) if "[[" in text else text.split("#")
        return [name.strip(" ,#") for name in names if name.strip(" ,#")]
    return text.removeprefix("#") if text.startswith("#") and " " not in text else text
