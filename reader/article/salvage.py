"""Reads a broken header line by line: ``key: rest`` and ``- item``.

Pure and linear. People write ``title: [Draft] Foo``, ``title: a: b``, ``date: {{date}}`` and tabs every day; the
rest of such a header is fine, and the text that breaks it is plain to read. Where lines turn out to be running
text the whole is no header, so that nothing a person wrote disappears.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from reader.article.alias import KNOWN
from reader.article.article import HeaderValue
from reader.article.escapes import without_numbers
from reader.article.value import plain_name
from reader.text.pattern import late

KEYS_LIMIT: Final = 2_000
"""Keys that are kept."""

_KEY: Final = late(r"[\"']?([^\W\d][\w .-]{0,63}?)[\"']?[ \t]*(?:[:=](?=[ \t]|$)|[：=])[ \t]*(.*)")
_TIGHT_KEY: Final = late(r"([^\W\d][\w-]{0,63})[ \t]*:(?!//)(.*)")
_ITEM: Final = late(r"[ \t]*-(?:[ \t]+(.*)|$)")
_NO_TEXT: Final = late(r"[#\[\]{}%]|\S+[ \t]*[:=](?:[ \t]|$)")
"""Lines that may be dropped: comments, brackets of JSON, headings of TOML, odd keys."""

_BLOCK_SCALAR: Final = late(r"[|>][-+0-9]{0,2}")
_CLOSING_COMMA: Final = late(r"(?<=[\"'\]}]),$")


class Salvaged(NamedTuple):
    """The result of reading a header line by line."""

    values: Mapping[str, HeaderValue]
    """By key, as it was written."""
    repeated: tuple[str, ...]
    """Repeated keys; the last value was taken."""
    prose: bool
    """There is running text among the lines: this is not a header."""
    known: bool
    """At least one key is known."""


def salvage(header: str) -> Salvaged:
    """Return the values of a header's lines."""
    reader = _LineReader()
    after_blank = False
    lines = header.split("\n")
    # Where two keys are known it is a header, and a bare line below one of them goes on with its value.
    is_sure = sum(_is_known(line) for line in lines) > 1
    for line in lines:
        if not line.strip():
            after_blank = True
        elif reader.read(line.rstrip()) or (
            not after_blank
            and (
                reader.continue_open_value(line.strip())
                or (is_sure and reader.continue_known_value(line.strip()))
            )
        ):
            after_blank = False
        else:
            return Salvaged({}, (), prose=True, known=False)
    known = any(plain_name(key) in KNOWN for key in reader.values)
    values = {key: _joined(value) for key, value in reader.values.items()}
    return Salvaged(values, tuple(reader.repeated), prose=False, known=known)


class _Lines(list[HeaderValue]):
    """A text over several lines while it is read."""


class _LineReader:
    """The values so far, and the key that further lines belong to."""

    def __init__(self) -> None:
        self.values: dict[str, HeaderValue] = {}
        self.repeated: list[str] = []
        self._key = ""
        self._literal = False
        """The key's value is a block of lines (``|``) that may hold anything."""

    def read(self, line: str) -> bool:
        """Read a line; return False if it is neither key nor item nor part of a value."""
        indented, text = line[0] in " \t", line.lstrip()
        if indented and self._literal:
            return self.continue_value(text)
        if (item := _ITEM.match(line)) and self._add_item(unquoted(item.group(1) or "")):
            return True
        if (match := _key_of(text)) and (not indented or self._is_key_out_of_line(match.group(1))):
            self._start(match.group(1).strip(), _CLOSING_COMMA.sub("", match.group(2).strip()))
            return True
        return (indented and self.continue_value(text)) or _NO_TEXT.match(text) is not None

    def continue_open_value(self, text: str) -> bool:
        """Add a line to an open value (empty so far, or in an unclosed quote); return whether there is one."""
        value = self.values.get(self._key)
        lines = value if isinstance(value, _Lines) else [value]
        first, last = str(lines[0] or ""), str(lines[-1] or "")
        quoted = isinstance(value, _Lines) and first.startswith('"')
        is_open = value == "" or (quoted and (len(lines) == 1 or not last.endswith('"')))
        return is_open and self.continue_value(text)

    def continue_known_value(self, text: str) -> bool:
        """Add a line to the value of a known key; return whether there is one."""
        if plain_name(self._key) not in KNOWN:
            return False
        value = self.values.get(self._key)
        if isinstance(value, list) and not isinstance(value, _Lines):
            value.append(unquoted(text))
            return True
        return self.continue_value(text)

    def continue_value(self, text: str) -> bool:
        """Add a line to the key's value, if there is one; return whether there was. Lines are joined at the end."""
        value = self.values.get(self._key)
        if isinstance(value, str):
            self.values[self._key] = _Lines([value, text] if value else [text])
        elif isinstance(value, _Lines):
            value.append(text)
        return value is not None

    def _start(self, key: str, rest: str) -> None:
        if key in self.values:
            self.repeated.append(key)
        elif len(self.values) >= KEYS_LIMIT:
            return
        self._key, self._literal = key, _BLOCK_SCALAR.fullmatch(rest) is not None
        opened = rest.startswith('"') and rest.count('"') == 1
        self.values[key] = "" if self._literal else _Lines([rest]) if opened else _value(rest)

    def _is_key_out_of_line(self, name: str) -> bool:
        """Return whether an indented key is a top-level one: a known key where nothing can be nested."""
        return plain_name(name) in KNOWN and self.values.get(self._key) != ""

    def _add_item(self, item: str) -> bool:
        value = self.values.get(self._key)
        if isinstance(value, list) and not isinstance(value, _Lines):
            value.append(item)
            return True
        if value == "":
            self.values[self._key] = [item]
        return value == ""


def _is_known(line: str) -> bool:
    match = _key_of(line.rstrip()) if line[:1].strip() else None
    return match is not None and plain_name(match.group(1)) in KNOWN


def _key_of(line: str) -> re.Match[str] | None:
    if match := _KEY.fullmatch(line):
        return match
    tight = _TIGHT_KEY.fullmatch(line)
    return tight if tight and plain_name(tight.group(1)) in KNOWN else None


def _value(rest: str) -> HeaderValue:
    """Return a bracketed list, closed or not, as a list; ``[Draft] Foo``, ``[[Jane]]`` and all else as text."""
    inner = rest[1:].removesuffix("]")
    closed = rest.endswith("]") or ("," in inner and "]" not in inner)
    if rest.startswith("[") and closed and not {"[", "]"}.intersection(inner):
        return [unquoted(part.strip()) for part in inner.split(",")]
    return unquoted(rest)


def unquoted(text: str) -> str:
    """Return the text without its quotes, or without an unclosed one."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        if text[0] == '"':
            return without_numbers(inner.replace('\\"', '"'))
        return inner.replace("''", "'")
    return text[1:] if text.startswith('"') and text.count('"') == 1 else text


def _joined(value: HeaderValue) -> HeaderValue:
    return unquoted(" ".join(str(line) for line in value)) if isinstance(value, _Lines) else value
