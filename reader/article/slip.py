"""Common mistakes in YAML, recognized by the line where the parser failed, and how to mend each.

Pure and linear. A parser says what it expected ("mapping values are not allowed in this context"); the writer
of ``title: Foo: bar`` needs to know that the value wants quotes. Other mistakes keep the parser's message.
"""

from enum import Enum
from typing import Final, NamedTuple

from reader.i18n import tr
from reader.text.pattern import late


class SlipKind(Enum):
    """A kind of mistake: the sentence for a header that was read line by line, and for one shown as text."""

    TAB = (
        "YAML does not allow tabs at the start of a line, use spaces; the header was read line by line.",
        "YAML does not allow tabs at the start of a line, use spaces; the header is shown as text.",
    )
    """Indented by a tab."""
    RESERVED = (
        "A value that begins with “{character}” needs quotes around it; the header was read line by line.",
        "A value that begins with “{character}” needs quotes around it; the header is shown as text.",
    )
    """A value begins with a character that YAML reserves."""
    COLON = (
        "A value with a colon in it needs quotes around it; the header was read line by line.",
        "A value with a colon in it needs quotes around it; the header is shown as text.",
    )
    """A colon in a value."""
    AFTER = (
        "Text follows the closing {character} of a value, put all of it in quotes; the header was read line by line.",
        "Text follows the closing {character} of a value, put all of it in quotes; the header is shown as text.",
    )
    """Text after a quoted or bracketed value."""
    QUOTE_INSIDE = (
        "A {character} inside a value ends it, put the other kind of quotes around it; the header was read line by line.",
        "A {character} inside a value ends it, put the other kind of quotes around it; the header is shown as text.",
    )
    """A quote inside a quoted value."""
    OPEN = (
        "The {character} that opens a value here is never closed; the header was read line by line.",
        "The {character} that opens a value here is never closed; the header is shown as text.",
    )
    """A quote or bracket that is not closed."""


class Slip(NamedTuple):
    """A mistake, and its line."""

    kind: SlipKind
    """Which mistake."""
    line: int
    """The line of the header, from 1."""
    character: str = ""
    """The character that it is about."""

    def sentence(self, *, is_read: bool) -> str:
        """Return the sentence about it; ``is_read``: the header was read line by line."""
        read, shown = self.kind.value
        return tr(read if is_read else shown, character=self.character)


_VALUE: Final = late(r"""[ \t]*(?:-[ \t]+)*(?:[^\s:"'\[{#][^:]{0,100}:[ \t]+)?(.*)""")
"""A line before its value: indentation, dashes of a list, a key."""

_TEMPLATE: Final = late(r"\{\{|\{%")
_RESERVED: Final = late(r"[@`%*&!|>,\]}]|[-?](?= )")
_IN_LIST: Final = "@`%"
"""Characters that cannot begin an item of a bracketed list either."""

_CLOSING: Final = {"[": "]", "{": "}", '"': '"', "'": "'"}
_COLON: Final = late(r":(?: |$)")


def find_slip(header: str, line: int, column: int, opened: int | None) -> Slip | None:
    """Return the mistake at the position where a parser failed, or None where it is not a known one.

    ``line`` and ``column`` count from 0; ``opened`` is the line where the construct began that the parser was in.
    """
    lines = header.split("\n")
    # At the end of the header a parser may be after its last line.
    slip = _slip_in(lines[line], line + 1, column) if line < len(lines) else None
    if slip is None and opened is not None and opened < len(lines):
        return _open(lines[opened], opened + 1)
    return slip


def _slip_in(text: str, line: int, column: int) -> Slip | None:
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return Slip(SlipKind.TAB, line)
    value = _value_of(text)
    if found := _TEMPLATE.match(value) or _RESERVED.match(value):
        return Slip(SlipKind.RESERVED, line, found.group())
    if column < len(text) and text[column] in _IN_LIST:
        return Slip(SlipKind.RESERVED, line, text[column])
    if value and value[0] in _CLOSING:
        return _after_closing(value, line)
    return Slip(SlipKind.COLON, line) if _COLON.search(value) else None


def _value_of(text: str) -> str:
    match = _VALUE.match(text)
    return match.group(1).rstrip() if match else ""


def _after_closing(value: str, line: int) -> Slip | None:
    closing = _CLOSING[value[0]]
    end = value.find(closing, 1)
    if not 0 < end < len(value) - 1:
        return None
    is_quote = closing == value[0]
    if is_quote and value.endswith(closing):
        return Slip(SlipKind.QUOTE_INSIDE, line, closing)
    after = value[end + 1 :].lstrip()
    return None if after.startswith(("#", ",")) else Slip(SlipKind.AFTER, line, closing)


def _open(text: str, line: int) -> Slip | None:
    value = _value_of(text)
    closing = _CLOSING.get(value[:1])
    return Slip(SlipKind.OPEN, line, value[0]) if closing and closing not in value[1:] else None
