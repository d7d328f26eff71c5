"""The word at a position in a text: what a double click selects. Pure."""

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
    """Return where the word around the character at ``at`` begins and ends.

    A word is a run of letters, digits and ``_``; in Chinese and Japanese, which have no spaces, a run of one script. Any
    other character is a word by itself.
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
    """Return the position of the letter that the accents up to ``at`` belong to."""
    while at and _is_accent(text[at]):
        at -= 1
    return at


def _is_accent(char: str) -> bool:
    return category(char)[0] == "M"


def _kind(char: str) -> str:
    """Return the kind of word that a character belongs to; empty: to none."""
    if char == "_" or category(char)[0] == "N":
        return "word"
    if category(char)[0] != "L":
        return ""
    called = name(char, "")
    return next((script for begin, script in _SCRIPTS.items() if called.startswith(begin)), "word")
