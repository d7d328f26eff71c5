"""Cells of space that are drawn but not text: between scripts, and in justified lines.

Pure. A gap is the position of the character after it. Gaps become spans without an offset, so copy, find and
positions ignore them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from reader.page.line import Span, TextStyle
from reader.page.lines.joining import is_east_asian
from reader.page.lines.linebreak import NEVER_FIRST, NEVER_LAST, opportunities
from reader.text.pattern import late

SPACE_BOUND = 2
"""Cells that a space may grow in a justified line; any other position grows by one."""

LOOSEST = 16
"""The measure divided by this is how many adjacent characters may be spaced out."""

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
)
_HAN += "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAN_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LATIN = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0373\u0376\u0377"
_LATIN += "\u037b-\u037d\u037f\u0386\u0388-\u0481\u048a-\u0556\u0561-\u0587\u1e00-\u1fbc"
_LATIN_MARKS = "\u0300-\u036f"
_MEETING = late(f"(?<=[{_HAN}])[{_HAN_MARKS}]*+(?=[{_LATIN}])|(?<=[{_LATIN}])[{_LATIN_MARKS}]*+(?=[{_HAN}])")
_AFTER_SPACES = late("(?<=[^ ]) +(?=[^ ])")


def meetings(text: str) -> list[int]:
    """Return the positions where Han or kana and Latin, Greek or Cyrillic letters or digits meet (CSS Text 4, section 8.3)."""
    if text.isascii():
        return []
    return [match.end() for match in _MEETING.finditer(text)]


def inside(gaps: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Return the gaps inside a piece of text, not at its edges, in order."""
    return gaps[bisect_right(gaps, start) : bisect_left(gaps, end)]


def stretchable(text: str) -> tuple[list[int], ...]:
    """Return where a line may be justified: after its spaces, and three lists of positions, the best first.

    These are beside punctuation, where scripts meet, and between characters (after JLREQ 3.8.4; full-width
    punctuation has half a blank cell already, so more is noticed least). Where a line cannot end, nothing is spaced out: numbers and units,
    brackets and their content.
    """
    flags = opportunities(text)
    spaces = [match.end() for match in _AFTER_SPACES.finditer(text) if flags[match.end()]]
    if text.isascii():
        return spaces, [], [], []
    scripts = [at for at in meetings(text) if flags[at]]
    beside: list[int] = []
    between: list[int] = []
    at = flags.find(1)
    while at > 0:
        left, right = text[at - 1], text[at]
        solid = is_east_asian(left) + is_east_asian(right)
        if solid and (left in NEVER_FIRST or right in NEVER_LAST):
            beside.append(at)
        elif solid == 2:  # both of them
            between.append(at)
        at = flags.find(1, at + 1)
    return spaces, beside, scripts, between


def spread(positions: Sequence[Sequence[int]], slack: int, width: int) -> dict[int, int]:
    """Return the cells to add per position, ``slack`` in all; none if that is too many.

    ``positions`` are from ``stretchable``, ``width`` is the measure.
    """
    spaces, beside, scripts, between = positions
    room = len(spaces) * SPACE_BOUND + len(beside) + len(scripts) + min(len(between), width // LOOSEST)
    if not 0 < slack <= room:
        return {}
    cells: dict[int, int] = {}
    for each in (spaces, beside, scripts, *[spaces] * (SPACE_BOUND - 1), between):
        chosen = _evenly(each, min(slack, len(each)))
        for position in chosen:
            cells[position] = cells.get(position, 0) + 1
        slack -= len(chosen)
    return cells


def _evenly(positions: Sequence[int], count: int) -> list[int]:
    """Return ``count`` of the positions, evenly spread."""
    return [positions[(2 * number + 1) * len(positions) // (2 * count)] for number in range(count)]


def spaced(spans: Sequence[Span], cells: Mapping[int, int]) -> list[Span]:
    """Return a line's spans with ``cells`` of space by position, as decoration in the style around it."""
    found: list[Span] = []
    positions = sorted(cells)
    at = 0
    for span in spans:
        begin, end = span.offset, span.offset + len(span.text)
        while at < len(positions) and positions[at] < end:
            position = positions[at]
            if position > begin:
                found.append(
                    span._replace(text=span.text[begin - span.offset : position - span.offset], offset=begin)
                )
                begin = position
            found.append(_gap(cells[position], found[-1] if found else span, span))
            at += 1
        found.append(span._replace(text=span.text[begin - span.offset :], offset=begin))
    return found


def _gap(cells: int, left: Span, right: Span) -> Span:
    link = left.link if left.link == right.link else ""
    return Span(" " * cells, right.role, left.style & right.style & ~TextStyle.CODE, link)
