"""The order of titles and names: Latin letters as they are folded, then Chinese by Pinyin. Pure.

The 3,755 characters of the first level of GB 2312 stand there in the order of their Pinyin (GB 2312-80, rows 16 to 55), so no table
is needed. All other Chinese characters come behind these, by their code points; traditional ones as the simplified.
"""

from functools import cache

from reader.text.folding import folded
from reader.text.pattern import late

_FIRST, _LAST = 16, 55
"""The rows of the first level."""
_ROW = 94
"""Characters in a row."""
_OFFSET = 0xA0
"""What EUC-CN adds to the numbers of row and column."""
_BEGIN = 0xE000
"""Private use, above all letters: the first character of the level stands for this one."""
_BEHIND = 0x80000
"""Added to the code points of other Chinese characters, so that they come behind those."""

_OTHERS = late("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BETWEEN = late("[^\\w\ue000-\uf8ff\U00080000-\U0010ffff]+|_+")
"""Between letters and digits, and what stands for such."""


def sort_key(text: str) -> str:
    """Return what a text is ordered by, character by character; punctuation and symbols do not count.

    A text without a letter or digit is ordered by what it is.
    """
    if text.isascii():
        found = text.lower()
    else:
        # First, since folding makes some characters of the level others, as they are traditional forms of these too.
        found = folded(text.translate(_places())).translate(_places())
        if _OTHERS.search(found):
            found = _OTHERS.sub(lambda match: chr(ord(match[0]) + _BEHIND), found)
    return _BETWEEN.sub(" ", found).strip() or found


@cache
def _places() -> dict[int, int]:
    """Return what stands for each character of the level; 2 ms, so it is made when the first title not in ASCII is met."""
    pairs = (
        bytes((_OFFSET + row, _OFFSET + column))
        for row in range(_FIRST, _LAST + 1)
        for column in range(1, _ROW + 1)
    )
    characters = b"".join(pairs).decode("gb2312", "ignore")
    return {ord(char): _BEGIN + place for place, char in enumerate(characters)}
