r"""Surrogate pairs in quoted text, as JSON writes characters beyond U+FFFF (``\ud83d\ude0d``).

Pure. YAML and TOML refuse such pairs, though most programs that write a header with a JSON library
write emoji so.
"""

import re

from reader.text.pattern import late

_HIGH, _LOW = "[dD][89abAB][0-9a-fA-F]{2}", "[dD][c-fC-F][0-9a-fA-F]{2}"

_HALVES = late(
    rf"(?<!\\)((?:\\\\)*)\\u({_HIGH})\\u({_LOW})|(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{{2}}"
)
_NUMBER = late(rf"(?<!\\)((?:\\\\)*)(?:\\u({_HIGH})\\u({_LOW})|\\u([0-9a-fA-F]{{4}})|\\U([0-9a-fA-F]{{8}}))")
_QUOTED = late(r'(?:(?<=[\s:,=\[{-])|^)"(?:[^"\\]|\\.)*+"', re.DOTALL | re.MULTILINE)

_LOST = "\ufffd"


def has_pairs(text: str) -> bool:
    """Return whether a text may have surrogate escapes."""
    return "\\ud" in text or "\\uD" in text


def with_whole_escapes(text: str) -> str:
    """Return a header with each pair in double quotes as one escape that YAML and TOML know; lines stay the same."""
    return _QUOTED.sub(lambda match: _HALVES.sub(_escape, match[0]), text)


def without_numbers(text: str) -> str:
    """Return a text with escapes replaced by their characters."""
    return _NUMBER.sub(_character, text) if "\\u" in text or "\\U" in text else text


def _escape(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}\\U{ord(_of_pair(match[2], match[3])):08X}"
    return f"{match[4]}\\uFFFD"


def _of_pair(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def _character(match: re.Match[str]) -> str:
    before, high, low, short, long = match.groups()
    if high:
        return before + _of_pair(high, low)
    code = int(short or long, 16)
    return before + (_LOST if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code))
