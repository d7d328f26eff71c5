"""Finds where a header begins and ends, by its form; the only module that knows fences.

Pure, and imports no parser: a file without a header never pays for one. Every search is linear: a fence is
found by its line break, and examined once.
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple

from reader.article.alias import KNOWN
from reader.article.bounds import HEADER_LIMIT
from reader.article.value import plain_name
from reader.text.pattern import late


class Form(Enum):
    """The forms of front matter."""

    YAML = "YAML"
    """Between ``---`` fences."""
    TOML = "TOML"
    """Between ``+++`` fences."""
    JSON = "JSON"
    """An object, or between ``;;;`` fences."""
    LINES = "MultiMarkdown"
    """``Title: …`` lines up to the first empty one, as MultiMarkdown and Pelican write them."""
    PROPERTIES = "Logseq"
    """``title:: …`` lines, the properties of a page of Logseq."""
    COMMENT = "Nikola"
    """``.. title: …`` lines in a comment."""
    PERCENT = "Pandoc"
    """``% title``, ``% authors``, ``% date``."""


class Split(NamedTuple):
    """A header and the body below it."""

    header: str
    """Without its fences."""
    body: str
    """The text below it."""
    line: int
    """The line of the text, from 1, of the header's first line."""


_YAML_OPEN = late(r"\s*^-{3,}[ \t]*\n", re.MULTILINE)
_YAML_CLOSE = late(r"\n(?:-{3,}|\.{3})[ \t]*(?:\n|\Z)")
_TOML_OPEN = late(r"\s*^\+{3,}[ \t]*\n", re.MULTILINE)
_TOML_CLOSE = late(r"\n\+{3,}[ \t]*(?:\n|\Z)")
_JSON_OPEN = late(r"\s*^;{3,}[ \t]*\n", re.MULTILINE)
_JSON_CLOSE = late(r"\n;{3,}[ \t]*(?:\n|\Z)")
_OBJECT = late(r'\s*\{\s*["}]')
_JSON_TOKEN = late(r'"(?:[^"\\\n]|\\.)*+"?|[{}\[\]]')
_JSON_AFTER = late(r"[ \t]*(?:\n(?:;{3,}[ \t]*(?:\n|\Z))?|\Z)")
_JSON_PAIR = late(r'\s*"[^"\n]{1,64}"[ \t]*:')
_KEY_LINE = late(r"[^\W\d][\w .-]{0,63}?[ \t]*(?::(?=[ \t\n]|$)|：)|(?:authors?|tags|categories):(?=\w)")
_KEY_LINE_TIGHT = late(r"[^\W\d][\w-]{0,63}[ \t]*[:：=](?!//)")
_PROPERTY = late(r"([^\W\d][\w/.?!-]{0,63})::(?:[ \t]+([^\n]*)|(?=\n|\Z))")
_PROPERTIES = late(r"\s*(?:[-*][ \t]+)?[^\W\d][\w/.?!-]{0,63}::(?:[ \t]|\n|\Z)")
_COMMENT = late(r"\s*<!--\s*\n?[ \t]*\.\.[ \t][^\W\d][\w-]{0,63}:(?:[ \t]|\n)")
_COMMENT_END = late(r"\n?[ \t]*-->[ \t]*(?:\n|\Z)")
_PERCENT = late(r"%(?:[ \t]+\S[^\n]*(?:\n|\Z)(?=[%\n \t]|\Z)|[ \t]*\n%[ \t])")
_LINES_LIMIT = 200
"""Lines that a header without an opening fence may have."""


def form_of(text: str) -> Form | None:
    """Return the form of header that a text seems to begin with, judged by its first lines, or None."""
    start = text[:256].lstrip()
    if start.startswith("---"):
        return Form.YAML
    if start.startswith("+++"):
        return Form.TOML
    if start.startswith((";;;", "{")) or _JSON_PAIR.match(start):
        return Form.JSON
    if "::" in start and _PROPERTIES.match(start):
        return Form.PROPERTIES
    if start.startswith("%") and _PERCENT.match(start):
        return Form.PERCENT
    if start.startswith("<!--") and _COMMENT.match(start):
        return Form.COMMENT
    if _KEY_LINE.match(start) and not text[0].isspace():
        return _unfenced_form(text)
    return None


def _unfenced_form(text: str) -> Form | None:
    """Return the form of a header without an opening fence (only keys, one of them known); None for prose."""
    known = 0
    for count, line in enumerate(text.split("\n", _LINES_LIMIT + 1)):
        if count > _LINES_LIMIT:
            return None
        if _YAML_CLOSE.fullmatch("\n" + line):  # Hexo allows a missing first fence
            return Form.YAML if known else None
        if not line.strip():
            if known > 1 or _key_of(text) == "title":
                return Form.LINES
            return Form.LINES if count == 1 and _is_alone(text) else None
        if key := _key_of(line):
            known += key in KNOWN
        elif count == 1 and text[0].islower() and line[0].isalnum() and _is_alone(text):
            return Form.LINES  # Python-Markdown needs no empty line
        elif not line.startswith((" ", "\t", "- ", "#")) or count == 0:
            return None
    return Form.LINES if known > 1 else None


def _key_of(line: str) -> str:
    match = _KEY_LINE.match(line)
    return plain_name(match.group().rstrip(":： \t")) if match else ""


def _is_alone(text: str) -> bool:
    from reader.article.lone_key import is_header_alone  # knows dates, and few files need it

    line, _, below = text.partition("\n")
    return bool(below.strip()) and is_header_alone(line)


def split_yaml(text: str) -> Split | None:
    """Split at ``---`` (or ``...`` as the end); Hexo's missing first fence is allowed. None: never closed."""
    found = _split(text, _YAML_OPEN, _YAML_CLOSE)
    return None if found and stands_between_rules(found.header) else found


def stands_between_rules(header: str) -> bool:
    """Return whether a text below ``---`` and a blank line is prose and that a rule, as it is for Pandoc: it has no known keys.

    One known key may be prose too (``Update: …``), unless it is the title or stands close to the fence below.
    """
    if not header.startswith("\n") or not header.strip():
        return False
    names = [plain_name(line.partition(":")[0]) for line in header.split("\n") if _KEY_LINE.match(line)]
    known = [name for name in names if name in KNOWN]
    return not known or (len(known) == 1 and known[0] != "title" and header.endswith("\n\n"))


def split_toml(text: str) -> Split | None:
    """Split at ``+++``; None where it is never closed."""
    return _split(text, _TOML_OPEN, _TOML_CLOSE)


def split_json(text: str) -> Split | None:
    """Split after the object that the text begins with, or at ``;;;`` (Hexo); None where neither is there."""
    if not _OBJECT.match(text):
        return _split(text, _JSON_OPEN, _JSON_CLOSE)
    start = len(text) - len(text.lstrip())
    end = _end_of_object(text, start)
    after = _JSON_AFTER.match(text, end) if end else None
    if after is None:
        return None
    return Split(text[start:end], text[after.end() :], 1 + text.count("\n", 0, start))


def _end_of_object(text: str, start: int) -> int:
    """Return where the object that begins at ``start`` ends, or 0; only brackets and strings are parsed."""
    depth = 0
    for match in _JSON_TOKEN.finditer(text, start, start + HEADER_LIMIT):
        char = match.group()
        if char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
            if depth == 0:
                return match.end()
    return 0


def split_lines(text: str) -> Split | None:
    """Split at the first empty line, or below a first line that text follows."""
    header, _, body = text.partition("\n\n")
    first, _, rest = text.partition("\n")
    if rest[:1].isalnum() and not _KEY_LINE.match(rest):
        return Split(first, rest, 1)
    return Split(header, body, 1)


def split_properties(text: str) -> Split | None:
    """Split below the properties that a page of Logseq begins with, which may be a block of their own."""
    at = first = len(text) - len(text.lstrip("\n"))
    for count, line in enumerate(text[first:].split("\n", _LINES_LIMIT)):
        shown = line.strip()
        if not count:
            shown = shown.removeprefix("- ").removeprefix("* ").lstrip()
        if not _PROPERTY.fullmatch(shown):
            break
        at += len(line) + 1
    return Split(text[first:at], text[at:], 1 + text.count("\n", 0, first))


def property_of(line: str) -> tuple[str, str] | None:
    """Return key and value of a line that is a property of Logseq, or None."""
    match = _PROPERTY.fullmatch(line.strip())
    return (match[1], (match[2] or "").strip()) if match else None


def split_comment(text: str) -> Split | None:
    """Split behind the comment that the text begins with; None where it is never closed."""
    end = _COMMENT_END.search(text, 0, HEADER_LIMIT)
    start = text.index("<!--") + len("<!--")
    if end is None:
        return None
    return Split(text[start : end.start()], text[end.end() :], 1 + text.count("\n", 0, start))


def split_percent(text: str) -> Split | None:
    """Split below Pandoc's title block: up to three lines that begin with ``%``, and those that continue them."""
    start = at = len(text) - len(text.lstrip())
    lines = 0
    for line in text[start:].split("\n", _LINES_LIMIT):
        lines += line.startswith("%")
        if not line.startswith(("%", " ")) or lines > len(PERCENT_KEYS) or not line.strip():
            break
        at += len(line) + 1
    return Split(text[start:at], text[at:], 1 + text.count("\n", 0, start))


PERCENT_KEYS = ("title", "author", "date")
"""What the lines of Pandoc's title block say."""

LOCATE: Mapping[Form, Callable[[str], Split | None]] = {
    Form.YAML: split_yaml, Form.TOML: split_toml, Form.JSON: split_json, Form.LINES: split_lines,
    Form.PROPERTIES: split_properties, Form.COMMENT: split_comment, Form.PERCENT: split_percent,
}  # fmt: skip
"""The function that splits a text, by the form of its header."""


def _split(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Split | None:
    first = opening.match(text)
    start = first.end() if first else 0
    end = closing.search(text, max(start - 1, 0))  # from the line break: the header may be empty
    if end is None:
        return None
    return Split(text[start : end.start() + 1], text[end.end() :], 1 + text.count("\n", 0, start))


def looks_like_keys(lines: str) -> bool:
    """Return whether the lines begin with a known key: then an unclosed fence was meant as a header's."""
    match = _KEY_LINE_TIGHT.match(lines.lstrip())
    return match is not None and plain_name(match.group().rstrip(":：= \t")) in KNOWN
