"""Joins source lines: without a space between Chinese or Japanese, else with one.

Pure. CSS Text 4, section 4.1.3: the space goes where both sides are East Asian, or one is their punctuation, which
has its own; Korean, with spaces between words, keeps it. Quotation marks, dashes and dots that East Asian and
Latin texts share count as their neighbours do.
"""

import unicodedata

from reader.text.cells import char_width

_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))
_HALF_WIDTH = (0xFF61, 0xFF9F)
_FIRST_EMOJI, _LAST_EMOJI = 0x1F000, 0x1FBFF
_SHARED = "“”‘’—…"
_MARKS = "\u3099\u309a\ufe00\ufe01\ufe02"
"""Voicing marks and variation selectors, which follow an East Asian character."""


def is_east_asian(char: str) -> bool:
    """Return whether a character is set solid: Han, kana, their punctuation; not Hangul or emoji."""
    point = ord(char)
    if _HALF_WIDTH[0] <= point <= _HALF_WIDTH[1]:
        return True
    if point < 0x1100 or char_width(char) != 2 or _FIRST_EMOJI <= point <= _LAST_EMOJI:
        return False
    return not is_hangul(char)


def is_hangul(char: str) -> bool:
    """Return whether a character is Korean."""
    point = ord(char)
    return any(low <= point <= high for low, high in _HANGUL)


def joins_without_space(left: str, right: str) -> bool:
    """Return whether a source line that ends in ``left`` and one that begins with ``right`` join without a space."""
    if left in _SHARED:
        return is_east_asian(right)
    if _ends_east_asian(left):
        return right in _SHARED or is_east_asian(right) or (_is_punctuation(left) and not is_hangul(right))
    return is_east_asian(right) and _is_punctuation(right) and not (is_hangul(left) or left.isspace())


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P")


def _ends_east_asian(char: str) -> bool:
    return is_east_asian(char) or char in _MARKS or "\U000e0100" <= char <= "\U000e01ef"
