"""Reading time of an article: by words, or by characters in scripts that do not separate words.

Pure. Counts on the bytes of UTF-8, where the first byte of a character tells its script: a translation and two
counts at the speed of memory, whatever the body is. Fenced code counts for neither words nor characters, but
its lines take time too. An address, a rule of a table or a ``data:`` image is one word or none however long.
"""

from typing import Final, NamedTuple

from reader.i18n import tr
from reader.text.pattern import late

WORDS_PER_MINUTE: Final = 238
"""English non-fiction, read silently: Brysbaert, "How many words do we read per minute?" (2019)."""

CHARACTERS_PER_MINUTE: Final = 390
"""Chinese: the same study's 260 words of one and a half characters."""

CODE_LINES_PER_MINUTE: Final = 60
"""Code in an article is skimmed: a line a second."""

LONG_MINUTES: Final = 1_000
"""Minutes from which hours are shown: the column of lists has room for three digits."""

_FENCE: Final = late(r"\n {0,3}(?:```|~~~)[^\n]*")

# First bytes of UTF-8: E3 are kana (and, as E3 80, CJK punctuation), E4 to E9 ideographs, EA to ED hangul.
_CJK: Final = bytes(range(0xE3, 0xEE))
_CJK_PUNCTUATION: Final = b"\xe3\x80"
_NO_BREAK_SPACE: Final = "\xa0"

_SPACE: Final = b" \t\n" + _CJK + b"\xef"
"""Bytes that end a word: white space, CJK characters, full-width punctuation."""

_LETTER: Final = b"".join(
    (b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz", bytes(range(0xC3, 0xE2)))
)
"""Bytes that make a word: digits, Latin letters, and the first bytes of all other letters."""

_SHAPE: Final = bytes(0x20 if byte in _SPACE else 0x61 for byte in range(256))
_IGNORED: Final = bytes(byte for byte in range(256) if byte not in _SPACE and byte not in _LETTER)
"""ASCII punctuation neither makes nor ends a word: ``don't`` and ``https://a.b/c`` are one word, ``|`` is none."""


class Reading(NamedTuple):
    """The length of a text."""

    words: int
    """Words of scripts that separate them."""
    characters: int
    """Chinese, Japanese and Korean characters."""
    minutes: int
    """At least 1."""


def format_minutes(minutes: int) -> str:
    """Return a reading time as lists and pages show it: in minutes, of a very long article in hours.

    0 is that of an article whose text was not read yet, an ellipsis.
    """
    if not minutes:
        return "…"
    if minutes >= LONG_MINUTES:
        return tr("{count} h", count=round(minutes / 60))
    return tr("{count} min", count=minutes)


def format_left(minutes: int, percent: int) -> str:
    """Return the reading time of the rest when ``percent`` was read; empty at the end."""
    left = -(-minutes * (100 - percent) // 100)
    if left >= LONG_MINUTES:
        return tr("{count} h left", count=round(left / 60))
    return tr("{count} min left", count=left) if left > 0 else ""


def measure(body: str) -> Reading:
    """Return words, Chinese, Japanese and Korean characters, and the minutes that reading them takes."""
    code_lines = 0
    if "```" in body or "~~~" in body:
        parts = _FENCE.split("\n" + body)
        code_lines = sum(part.count("\n") for part in parts[1::2])
        body = "\n".join(parts[::2])
    data = body.encode("utf-8", "replace")
    characters = 0
    if len(data) > len(body):
        if _NO_BREAK_SPACE in body:
            data = data.replace(_NO_BREAK_SPACE.encode(), b" ")
        characters = len(data) - len(data.translate(None, _CJK)) - data.count(_CJK_PUNCTUATION)
    words = (b" " + data.translate(_SHAPE, _IGNORED)).count(b" a")
    time = words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE + code_lines / CODE_LINES_PER_MINUTE
    return Reading(words, characters, max(1, round(time)))
