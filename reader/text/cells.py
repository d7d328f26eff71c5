"""Widths in terminal cells, by the rule of Textual and Rich, without importing them.

Terminals do not agree about characters that Unicode calls ambiguous (UAX 11): ``use_widths`` says, once for the process,
how wide this one draws them, and all that counts cells obeys. Lines and blocks always count one cell: where they are drawn
wide, the screen draws others for them. A test compares ``cell_width`` with Textual over all of Unicode;
``tools/cell_table.py`` generates the table.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from unicodedata import category, east_asian_width

from reader.text.cell_table import ENDS, STARTS, VS16_WIDENS, WIDTHS
from reader.text.pattern import late

ELLIPSIS = "…"
"""Ends a text that was cut."""
_ZWJ, _VS16 = "\u200d", "\ufe0f"

FIRST_LINE, LAST_LINE = "\u2500", "\u259f"
"""The first and the last of the characters that lines and blocks are drawn with."""


class Widths(NamedTuple):
    """How wide a terminal draws what terminals do not agree about."""

    ambiguous: int = 1
    """Cells of an ambiguous character."""
    lines: int = 1
    """Cells that it takes for a character of which lines and blocks are drawn."""
    is_sure: bool = True
    """Whether that was measured or set, and holds for all of them."""

    @property
    def are_narrow(self) -> bool:
        """Whether each is known to take one cell, as most terminals draw them."""
        return self == NARROW


NARROW = Widths()
"""Those of most terminals."""

WIDTHS_SET: Mapping[str, Widths] = {"1": NARROW, "2": Widths(2, 2)}
"""What the setting ``ambiguous_width`` says where it does not leave it to the terminal."""


class _Widths(dict[str, int]):
    """Cells by character, filled as characters are met: a hit costs one dictionary lookup."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        width = _in_table(char)
        if width == 1 < self._ambiguous and is_ambiguous(char):
            width = self._ambiguous
        self[char] = width
        return width


def _in_table(char: str) -> int:
    point = ord(char)
    at = bisect_right(STARTS, point) - 1
    return WIDTHS[at] if at >= 0 and point <= ENDS[at] else 1


def is_ambiguous(char: str) -> bool:
    """Return whether some terminals draw a character wide that others draw narrow; lines and blocks are not counted."""
    return not (char.isascii() or FIRST_LINE <= char <= LAST_LINE) and east_asian_width(char) == "A"


_NARROW = "\x20-\x7e"
_QUOTES = "“”‘’…—·"
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60"
_COMMON = late(f"[{_NARROW}{_QUOTES}{_WIDE}]*")
"""Text of nearly all Chinese and Japanese: its cells are counted four times as fast."""
_NARROW_RUNS = {1: late(f"[{_NARROW}{_QUOTES}]+"), 2: late(f"[{_NARROW}]+")}

_STANDARD = _Widths(1)
_in_force, _WIDTH, _NARROW_RUN = NARROW, _STANDARD, _NARROW_RUNS[1]


def use_widths(widths: Widths) -> None:
    """Count cells by these from now on: those of the terminal of this process. What was counted before is not changed."""
    global _in_force, _WIDTH, _NARROW_RUN  # noqa: PLW0603 - there is one terminal, and counting has to be fast
    _in_force, _NARROW_RUN = widths, _NARROW_RUNS[widths.ambiguous]
    _WIDTH = _STANDARD if widths.ambiguous == 1 else _Widths(widths.ambiguous)
    _DOUBTS.clear()


def widths_in_use() -> Widths:
    """Return by which widths cells are counted."""
    return _in_force


def cell_width(text: str) -> int:
    """Return the cells that the text takes on one line (no tabs, no newlines)."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _COMMON.fullmatch(text):
        return len(text) + len(_NARROW_RUN.sub("", text))
    return _counted(text, _WIDTH)


def standard_width(text: str) -> int:
    """Return the cells that the text takes where ambiguous characters are narrow: for files, whatever the terminal does."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _counted(text, _STANDARD)


def _counted(text: str, table: _Widths) -> int:
    if _ZWJ not in text and _VS16 not in text:
        return sum(map(table.__getitem__, text))
    total, last, skip = 0, "", False
    for char in text:
        if skip:
            skip = False
        elif char == _ZWJ:
            skip = True  # the character after a joiner adds no cells
        elif char == _VS16:
            total += last in VS16_WIDENS and table[last] == 1
            last = ""
        elif width := table[char]:
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
    kept, used, room = [], 0, width - _WIDTH[ELLIPSIS]
    if room < 0:
        return ""
    for cluster in text if all(map(_stands_alone, text)) else _graphemes(text):
        used += cell_width(cluster)
        if used > room:
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


class _Doubts(dict[str, bool]):
    """Whether terminals may draw a character in another width than ours, filled as characters are met."""

    def __missing__(self, char: str) -> bool:
        found = self[char] = not char.isascii() and _is_doubtful(char)
        return found


_DOUBTS = _Doubts()
_LONG_WIDE = (
    ("\u2e80", "\u3247"),
    ("\u3250", "\u4dbf"),
    ("\u4e00", "\ua4cf"),
    ("\ua960", "\ud7ff"),
    ("\uf900", "\uffff"),
)
"""What is wide has been wide here since terminals know of wide characters."""
_IDEOGRAPHS = "\U00020000", "\U0003ffff"
_PLACEHOLDER = "\U0010eeee"
"""Stands for a cell of an image in kitty's protocol, with marks that say which."""


def _is_doubtful(char: str) -> bool:
    width = _in_table(char)
    if width == 0:
        return char >= "\xa0"  # marks, joiners, what chooses a form
    if char > "\uffff":
        return not (_IDEOGRAPHS[0] <= char <= _IDEOGRAPHS[1]) and char != _PLACEHOLDER
    if width == 2:
        return not any(first <= char <= last for first, last in _LONG_WIDE)
    if char in VS16_WIDENS or char == "\xad" or category(char) == "Cn":  # newer than we know
        return True
    if FIRST_LINE <= char <= LAST_LINE:
        return _in_force.lines != 1 or not _in_force.is_sure
    return not _in_force.is_sure and is_ambiguous(char)


def is_doubtful(text: str) -> bool:
    """Return whether a terminal may draw the text in more or fewer cells than ``cell_width`` says.

    So it is with emoji, marks and joined characters, and with ambiguous ones where it was not found out.
    """
    return not text.isascii() and _PLACEHOLDER not in text and any(map(_DOUBTS.__getitem__, text))
