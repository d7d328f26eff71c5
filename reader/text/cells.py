"""Widths in terminal cells, by the rule of Textual and Rich, without importing them.

Pure. A test compares ``cell_width`` with Textual over all of Unicode; ``tools/cell_table.py`` generates the table.
"""

from bisect import bisect_right
from collections.abc import Iterator

from reader.text.cell_table import ENDS, STARTS, VS16_WIDENS, WIDTHS
from reader.text.pattern import late

ELLIPSIS = "…"
"""Ends a text that was cut."""
_ZWJ, _VS16 = "\u200d", "\ufe0f"


class _Widths(dict[str, int]):
    """Cells by character, filled as characters are met: a hit costs one dictionary lookup."""

    def __missing__(self, char: str) -> int:
        point = ord(char)
        at = bisect_right(STARTS, point) - 1
        width = self[char] = WIDTHS[at] if at >= 0 and point <= ENDS[at] else 1
        return width


_WIDTH = _Widths()

_NARROW = "\x20-\x7e“”‘’…—·"
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60"
_COMMON = late(f"[{_NARROW}{_WIDE}]*")
"""Text of nearly all Chinese and Japanese: its cells are counted four times as fast."""
_NARROW_RUN = late(f"[{_NARROW}]+")


def cell_width(text: str) -> int:
    """Return the cells that the text takes on one line (no tabs, no newlines)."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _COMMON.fullmatch(text):
        return len(text) + len(_NARROW_RUN.sub("", text))
    if _ZWJ not in text and _VS16 not in text:
        return sum(map(_WIDTH.__getitem__, text))
    total, last, skip = 0, "", False
    for char in text:
        if skip:
            skip = False
        elif char == _ZWJ:
            skip = True  # the character after a joiner adds no cells
        elif char == _VS16:
            total += last in VS16_WIDENS
            last = ""
        elif width := _WIDTH[char]:
            total += width
            last = char
    return total


def char_width(char: str) -> int:
    """Return the cells (0, 1 or 2) of a single character."""
    return _WIDTH[char]


def char_widths(text: str) -> Iterator[int]:
    """Yield the cells of each character."""
    return map(_WIDTH.__getitem__, text)


def fit(text: str, width: int) -> str:
    """Return the text if it fits in ``width`` cells, else its beginning and an ellipsis.

    Never wider than ``width``, and never cut inside a grapheme cluster.
    """
    if cell_width(text) <= width:
        return text
    if width <= 0:
        return ""
    kept, used = [], 0
    for cluster in text if all(map(_stands_alone, text)) else _graphemes(text):
        used += cell_width(cluster)
        if used > width - 1:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def _stands_alone(char: str) -> bool:
    """Return whether a character is certainly a cluster by itself: Latin, kana, ideographs, their punctuation."""
    is_plain = " " <= char < "\u0300" or "\u2010" <= char <= "\u2027" or "\u3000" <= char <= "\u9fff"
    return (is_plain or "\uff01" <= char <= "\uff60") and _WIDTH[char] > 0


def _graphemes(text: str) -> Iterator[str]:
    from reader.text.graphemes import graphemes  # its table takes 3 ms: only where it is needed

    return graphemes(text)


def pad(text: str, width: int) -> str:
    """Return the text in exactly ``width`` cells, cut or filled with spaces on the right."""
    text = fit(text, width)
    return text + " " * (width - cell_width(text))
