"""Text folded for comparing: case, accents and width do not count. Pure."""

import re
import unicodedata
from functools import cache, lru_cache

from reader.text.chinese_table import SIMPLIFIED, TRADITIONAL

_MAY_HAVE_ACCENTS = re.compile("[\u00c0-\u052f\u1e00-\u1fff]")


class _Chosen:
    """How Chinese is compared; one per process, chosen once at the start."""

    chinese_alike = True


@cache
def _traditional() -> frozenset[str]:
    return frozenset(TRADITIONAL)


@cache
def _to_simplified() -> dict[int, int]:
    """Return the table of characters; 5 ms, so it is made when the first one is met."""
    return str.maketrans(TRADITIONAL, SIMPLIFIED)


def choose(*, chinese_alike: bool) -> None:
    """Choose whether traditional and simplified Chinese characters count as the same."""
    _Chosen.chinese_alike = chinese_alike


def variants(char: str) -> str:
    """Return the character with all that are its simplified or traditional form."""
    if char.isascii() or not _Chosen.chinese_alike:
        return char
    return _variants(char)


@lru_cache(maxsize=1_000)
def _variants(char: str) -> str:
    simple = char.translate(_to_simplified())
    return simple + "".join(
        each for each, its_simple in zip(TRADITIONAL, SIMPLIFIED, strict=True) if its_simple == simple
    )


def folded(text: str) -> str:
    """Return the text in lower case, without accents, full-width letters as narrow ones (NFKC, then Unicode 3.13).

    Only Latin, Greek and Cyrillic letters lose their accents: in other scripts those make other letters. Traditional Chinese
    characters become simplified ones, so that either finds the other; each stays one character.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    if _Chosen.chinese_alike and not _traditional().isdisjoint(text):
        text = text.translate(_to_simplified())
    if not _MAY_HAVE_ACCENTS.search(text):
        return text
    parts = []
    for char in text:
        bare = unicodedata.normalize("NFD", char)
        parts.append(bare[0] if len(bare) > 1 and bare[0] < "\u0530" else char)
    return "".join(parts)
