"""Breaks Japanese headings between phrases: a line ends after a particle or before a noun, not inside a word.

Pure. Japanese has no spaces. Its phrases mostly begin with kanji, katakana or Latin letters and end in hiragana, so
the scripts show where words part; a dictionary is not needed for a guess that only moves a line's end by a few characters.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reader.text.pattern import late

HAS_KANA = late("[\u3041-\u30fa]")
"""A text in which phrases are looked for."""

COST_CELLS = 3
"""Cells by which a line may differ from its neighbours for one point of cost."""

UNEVEN = (2.5, 1.6)
"""A line's length differs from the middle one by at most this part of it; the second one where else a word would be torn."""

TORN = 5
"""The cost from which a line ends inside a word."""

_HIRAGANA, _KATAKANA, _KANJI, _LATIN, _END, _OTHER = range(6)
_CLASSES = (
    (_HIRAGANA, late("[\u3041-\u309f]")),
    (_KATAKANA, late("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")),
    (_KANJI, late("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")),
    (_LATIN, late(r"\w")),
    (_END, late("[\\s、。，．・：；！？!?:;,」』）】〉》”’)\\]…—]")),
)
_PARTICLES = frozenset("はがをにでともへや")
_HONORIFICS = frozenset("おご")
_LONG_PARTICLES = frozenset(
    [
        "につ",
        "にお",
        "によ",
        "にと",
        "に対",
        "に関",
        "にわ",
        "とい",
        "とし",
        "とは",
        "とも",
        "とっ",
        "では",
        "でも",
        "には",
        "にも",
        "へと",
        "への",
        "から",
        "まで",
        "より",
        "だけ",
        "など",
    ]
)
"""How particles of several characters begin."""

_SUFFIXES = frozenset("方物者手様込出始続過合直切付掛上下替換抜取入回返終")
"""Kanji that continue a word after the stem of a verb: 始め方, 受け入れる."""


class _Heading(NamedTuple):
    """A heading in lines."""

    text: str
    sums: Sequence[int]
    flags: bytearray
    measure: int


def phrased(
    text: str, sums: Sequence[int], flags: bytearray, ends: Sequence[int], measure: int
) -> Sequence[int]:
    """Return other ends of as many lines, between phrases, where these are about as long; else ``ends``.

    ``sums`` are the cells before each position, ``flags`` tell where a line may end.
    """
    heading = _Heading(text, sums, flags, measure)
    found: list[int] = []
    start = 0
    for left in range(len(ends), 1, -1):
        best = 0
        for uneven in UNEVEN:
            at = _end(heading, start, left, uneven)
            if at and (not best or _cost(text, at) < TORN):
                best = at
            if best and _cost(text, best) < TORN:
                break
        if not best:
            return ends
        found.append(best)
        start = best
    return [*found, len(text)] if sums[-1] - sums[start] <= measure else ends


def _end(heading: _Heading, start: int, left: int, uneven: float) -> int:
    """Return the best end of the first of the ``left`` lines from ``start`` on; 0: there is none."""
    text, sums, flags, measure = heading
    even = (sums[-1] - sums[start]) / left
    slack = even / uneven
    best, least = 0, float("inf")
    for at in range(start + 1, len(text)):
        cells = sums[at] - sums[start]
        if cells > min(measure, even + slack):
            break
        rest = sums[-1] - sums[at]
        if not flags[at] or cells < even - slack or rest > (left - 1) * measure:
            continue
        cost = _cost(text, at) * COST_CELLS + abs(cells - even)
        if cost < least:
            best, least = at, cost
    return best


def _cost(text: str, at: int) -> int:
    """Return how bad a line's end is, from 0."""
    left, right = _class(text[at - 1]), _class(text[at])
    if left == _END:
        return 0
    if left == _HIRAGANA:
        if text[at - 1 : at + 1] in _LONG_PARTICLES:
            return 6 if right == _HIRAGANA else 4
        if right == _HIRAGANA:
            return 1 if text[at - 1] == "を" else 4 if text[at - 1] in _PARTICLES else 6
        if text[at] in _SUFFIXES and text[at - 1] not in _PARTICLES:
            return 6
        if text[at - 1] in _HONORIFICS:
            return 7
        return 1 if text[at - 1] in _PARTICLES else 2
    if right == _HIRAGANA:
        return 6
    if left == right:
        return 8 if left == _KATAKANA else 5
    return 3


def _class(char: str) -> int:
    return next((kind for kind, pattern in _CLASSES if pattern.match(char)), _OTHER)
