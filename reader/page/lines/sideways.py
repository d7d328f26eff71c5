"""Horizontal scrolling: the visible part of long code lines that are not wrapped.

Pure. Decoration left of the text (bars, numbers) does not move. A symbol at an edge shows that the line goes on.
"""

from collections.abc import Sequence
from itertools import takewhile

from reader.page.line import Line, Role, Span
from reader.page.lines.wrap import widths_up_to
from reader.text import cell_width
from reader.text.graphemes import grapheme_boundary, grapheme_end

MORE_LEFT, MORE_RIGHT = "‹", "›"


def excess(line: Line, measure: int) -> int:
    """Return how many cells a line is wider than the measure; 0 if it fits."""
    return max(0, sum(cell_width(span.text) for span in line.spans) - measure)


def part(line: Line, shift: int, measure: int) -> Line:
    """Return the visible part of a line of ``measure`` cells, with its text moved left by ``shift``."""
    beyond = excess(line, measure)
    if not beyond:
        return line
    fixed = list(takewhile(_is_decoration, line.spans))
    room = measure - sum(cell_width(span.text) for span in fixed)
    if room < cell_width(MORE_LEFT) + cell_width(MORE_RIGHT) + 2:  # not even one wide character
        return line._replace(spans=(*fixed, *_cut(line.spans[len(fixed) :], 0, max(0, room))))
    shift = min(shift, beyond)
    first = shift + (1 if shift else 0)
    last = shift + room - (1 if shift < beyond else 0)
    seen = _cut(line.spans[len(fixed) :], first, last)
    begin = [Span(MORE_LEFT, Role.CODE_LABEL)] if shift else []
    end = []
    if shift < beyond:
        free = last - first - sum(cell_width(span.text) for span in seen)
        end = [Span(" " * free + MORE_RIGHT, Role.CODE_LABEL)]
    return line._replace(spans=(*fixed, *begin, *seen, *end))


def shift_to(line: Line, offset: int, shift: int, measure: int) -> int:
    """Return the shift at which the character at an offset is visible; ``shift`` if it is already."""
    if not (beyond := excess(line, measure)):
        return shift
    cell = fixed = 0
    is_text = False
    for span in line.spans:
        if span.offset < 0:
            fixed += 0 if is_text else cell_width(span.text)
        elif offset < span.offset + len(span.text):
            cell += cell_width(span.text[: max(0, offset - span.offset)])
            break
        is_text = is_text or span.offset >= 0
        cell += cell_width(span.text) if is_text else 0
    room = measure - fixed
    if min(shift, beyond) < cell < min(shift, beyond) + room - 2 or (not shift and cell < room - 2):
        return shift
    return max(0, min(cell - room // 2, beyond))


def _cut(spans: Sequence[Span], first: int, last: int) -> list[Span]:
    """Return the spans from one cell to before another; a wide character halved by an edge becomes a blank."""
    seen: list[Span] = []
    at = 0
    for span in spans:
        sums = widths_up_to(span.text)
        begin, end = 0, len(span.text)
        while begin < end and at + sums[begin] < first:
            begin = grapheme_end(span.text, begin)
        while end > begin and at + sums[end] > last:
            end -= 1
        if end < len(span.text) and end > begin:
            end = grapheme_boundary(span.text, begin, end)
        if begin < end:
            if not seen and at + sums[begin] > first:
                seen.append(Span(" " * (at + sums[begin] - first), span.role))
            offset = span.offset + begin if span.offset >= 0 else -1
            seen.append(span._replace(text=span.text[begin:end], offset=offset))
        at += sums[-1]
    return seen


def _is_decoration(span: Span) -> bool:
    return span.offset < 0
