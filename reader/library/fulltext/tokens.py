"""What a word is to the full-text index. Pure.

Each Chinese, Japanese or Korean character is a word, so a phrase of its characters finds any part of a text; other letters
make words as they are written. Case, accents and width do not matter. Texts and queries are prepared alike, character by
character: one ``translate``, 60 ns each.
"""

import re
import unicodedata
from functools import cache

from reader.text.folding import folded

_ALONE = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd]"
)
"""Characters that are words of their own."""


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_ALONE)  # 5 ms: only where words are read or looked for


class _Table(dict[int, str]):
    """What the index has for each code point, filled when a code point is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) == "Mn" or char == "\xad":
            plain = ""  # an accent on the character before it, or a soft hyphen
        else:
            plain = "".join(
                f" {each} " if _alone().match(each) else each if each.isalnum() else " "
                for each in folded(char)
            )
        self[code] = plain
        return plain


_TABLE = _Table()


def prepared(text: str) -> str:
    """Return the text as words with spaces between them, as the index takes it."""
    return text.translate(_TABLE)


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return prepared(text).split()


def match_of(text: str, *, is_prefix: bool = False) -> str:
    """Return a text as a query of FTS5: a phrase of its words; "" if it has none.

    ``is_prefix``: the last word may be the beginning of one, as while the user types.
    """
    words = words_of(text)
    if not words:
        return ""
    # No quotation mark is left in a word, so nothing that is typed can be read as an operator.
    return f'"{" ".join(words)}"' + (" *" if is_prefix and not _alone().match(words[-1]) else "")


def has_words(text: str, sought: str) -> bool:
    """Return whether a line of a text has these words next to each other, as the index would find them."""
    wanted = f" {' '.join(words_of(sought))} "
    return any(wanted in f" {' '.join(words_of(line))} " for line in text.split("\n"))
