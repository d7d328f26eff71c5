"""The word at a place in a text: what a double click means. Pure."""

from unicodedata import category, name

from reader.text.graphemes import grapheme_end

_SCRIPTS = {
    "CJK": "han",
    "IDEOGRAPHIC ITERATION": "han",
    "HIRAGANA": "hiragana",
    "KATAKANA": "katakana",
    "HALFWIDTH KATAKANA": "katakana",
    "BOPOMOFO": "bopomofo",
}
"""Scripts without spaces between words, by how the Unicode names of their letters begin."""


def word_at(text: str, at: int) -> tuple[int, int]:
    """Return where the word around the sign at ``at`` begins and ends.

    A word is a run of letters, digits and ``_``. Chinese and Japanese have no spaces between words: there it
    is a run of the same script. Anything else stands alone.
    """
    first = _base(text, at)
    kind = _kind(text[first])
    if not kind:
        return at, grapheme_end(text, at)
    last = at + 1
    while first and _kind(text[before := _base(text, first - 1)]) == kind:
        first = before
    while last < len(text) and (_is_accent(text[last]) or _kind(text[last]) == kind):
        last += 1
    return first, last


def _base(text: str, at: int) -> int:
    """Return where the letter stands that the accents up to ``at`` belong to."""
    while at and _is_accent(text[at]):
        at -= 1
    return at


def _is_accent(char: str) -> bool:
    return category(char)[0] == "M"


def _kind(char: str) -> str:
    """Return what kind of word the character belongs to; empty: none."""
    if char == "_" or category(char)[0] == "N":
        return "word"
    if category(char)[0] != "L":
        return ""
    called = name(char, "")
    return next((script for begin, script in _SCRIPTS.items() if called.startswith(begin)), "word")
