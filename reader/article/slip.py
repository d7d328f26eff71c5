"""The slips that people make in YAML, told from the line that a parser stumbled over, and what mends each.

Pure and linear. A parser names what it expected ("mapping values are not allowed in this context"); the writer
of ``title: Foo: bar`` needs to hear that the value wants quotes. What is no such slip keeps the parser's words.
"""

from enum import Enum
from typing import Final, NamedTuple

from reader.i18n import tr
from reader.text.pattern import late


class SlipKind(Enum):
    """What a line of a header does that YAML does not allow: told for one read line by line, and one shown as text."""

    TAB = (
        "YAML does not allow tabs at the start of a line, use spaces; the header was read line by line.",
        "YAML does not allow tabs at the start of a line, use spaces; the header is shown as text.",
    )
    SIGN = (
        "A value that begins with “{sign}” needs quotes around it; the header was read line by line.",
        "A value that begins with “{sign}” needs quotes around it; the header is shown as text.",
    )
    COLON = (
        "A value with a colon in it needs quotes around it; the header was read line by line.",
        "A value with a colon in it needs quotes around it; the header is shown as text.",
    )
    AFTER = (
        "Text follows the closing {sign} of a value, put all of it in quotes; the header was read line by line.",
        "Text follows the closing {sign} of a value, put all of it in quotes; the header is shown as text.",
    )
    QUOTE_INSIDE = (
        "A {sign} inside a value ends it, put the other kind of quotes around it; the header was read line by line.",
        "A {sign} inside a value ends it, put the other kind of quotes around it; the header is shown as text.",
    )
    OPEN = (
        "The {sign} that opens a value here is never closed; the header was read line by line.",
        "The {sign} that opens a value here is never closed; the header is shown as text.",
    )


class Slip(NamedTuple):
    """A slip, and where."""

    kind: SlipKind
    line: int
    """The line of the header, from 1."""
    sign: str = ""
    """The sign that it is about."""

    def told(self, *, is_read: bool) -> str:
        """Return the sentence about it; ``is_read``: the header was read line by line for all that."""
        read, shown = self.kind.value
        return tr(read if is_read else shown, sign=self.sign)


_VALUE: Final = late(r"""[ \t]*(?:-[ \t]+)*(?:[^\s:"'\[{#][^:]{0,100}:[ \t]+)?(.*)""")
"""A line up to its value: indentation, dashes of a list, a key."""

_TEMPLATE: Final = late(r"\{\{|\{%")
_RESERVED: Final = late(r"[@`%*&!|>,\]}]|[-?](?= )")
_IN_LIST: Final = "@`%"
"""What begins no item of a list in brackets either."""

_CLOSING: Final = {"[": "]", "{": "}", '"': '"', "'": "'"}
_COLON: Final = late(r":(?: |$)")


def find_slip(header: str, line: int, column: int, opened: int | None) -> Slip | None:
    """Return the slip at a place where a parser gave up, or None where it is none of the known ones.

    ``line`` and ``column`` count from 0; ``opened`` is the line on which began what the parser was in.
    """
    lines = header.split("\n")
    # At the end of the header a parser may stand behind its last line.
    slip = _slip_in(lines[line], line + 1, column) if line < len(lines) else None
    if slip is None and opened is not None and opened < len(lines):
        return _open(lines[opened], opened + 1)
    return slip


def _slip_in(text: str, line: int, column: int) -> Slip | None:
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return Slip(SlipKind.TAB, line)
    value = _value_of(text)
    if found := _TEMPLATE.match(value) or _RESERVED.match(value):
        return Slip(SlipKind.SIGN, line, found.group())
    if column < len(text) and text[column] in _IN_LIST:
        return Slip(SlipKind.SIGN, line, text[column])
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
