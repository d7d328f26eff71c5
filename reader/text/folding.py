"""Text as it is compared: case, accents and width do not count. Pure."""

import re
import unicodedata

from reader.text.chinese_table import SIMPLIFIED, TRADITIONAL

_TRADITIONAL = frozenset(TRADITIONAL)
_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_MAY_HAVE_ACCENTS = re.compile("[\u00c0-\u052f\u1e00-\u1fff]")


class _Chosen:
    """What is compared how; one per process, chosen once at the start."""

    chinese_alike = True


def choose(*, chinese_alike: bool) -> None:
    """Choose whether traditional and simplified Chinese characters count as the same."""
    _Chosen.chinese_alike = chinese_alike


def alike(char: str) -> str:
    """Return the character with those that are the same to a reader of simplified or of traditional Chinese."""
    if not _Chosen.chinese_alike:
        return char
    simple = char.translate(_SIMPLIFIED)
    return simple + "".join(
        each for each, its_simple in zip(TRADITIONAL, SIMPLIFIED, strict=True) if its_simple == simple
    )


def folded(text: str) -> str:
    """Return the text in small letters without accents, full-width letters as others (NFKC, then Unicode 3.13).

    Accents are dropped from Latin, Greek and Cyrillic letters alone: elsewhere they tell letters apart. Traditional
    Chinese characters become the simplified ones, so that either finds the other; each is one character still.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    if _Chosen.chinese_alike and not _TRADITIONAL.isdisjoint(text):
        text = text.translate(_SIMPLIFIED)
    if not _MAY_HAVE_ACCENTS.search(text):
        return text
    parts = []
    for char in text:
        bare = unicodedata.normalize("NFD", char)
        parts.append(bare[0] if len(bare) > 1 and bare[0] < "\u0530" else char)
    return "".join(parts)
