"""Text into lines of a width: as much on each as fits, ends where the rules allow them.

Pure and linear: the widths are summed once; each line is a search in the sums and one in the opportunities.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from reader.page.linebreak import NEVER_FIRST, NEVER_LAST, opportunities
from reader.text.cells import cell_width, char_width
from reader.text.graphemes import grapheme_boundary, grapheme_end, graphemes

BALANCED_LINES = 6
"""A heading of more lines than this is set as a paragraph is."""

SHORTENED = 2
"""A line may be cut to the measure divided by this to keep the last one from being a single character."""

_ZWJ, _VS16 = "\u200d", "\ufe0f"
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[!-;=?-~]+", re.IGNORECASE)
_SLASH = re.compile(r"(?<![:/])[/?&]+(?![/?&])")
"""After these signs an address that no line holds may end a line."""

_SEAM = re.compile(r"(?<![:/])[/?&_.=-]+(?![/?&_.=-])")
"""After these signs a word that no line holds, or a part of an address, is broken first."""

Cut = tuple[int, int]
"""Where a line begins and ends, in code points."""


def wrap(text: str, measure: int, *, balanced: bool = False) -> list[Cut]:
    """Return the lines of the text; the spaces at a line's end lie between it and the next.

    A newline ends a line in any case. No line is wider than ``measure`` cells but one that holds a single
    grapheme that is. ``balanced`` makes the lines about as long as one another, for headings.
    """
    lines: list[Cut] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += [(start + begin, start + end) for begin, end in _wrap_line(paragraph, measure, balanced)]
        start += len(paragraph) + 1
    return lines


def widths_up_to(text: str) -> list[int]:
    """Return the cells of the text before each position, and of the whole."""
    if _ZWJ not in text and _VS16 not in text:
        return list(accumulate(map(char_width, text), initial=0))
    sums, total = [0], 0
    for cluster in graphemes(text):  # what is joined counts as a whole, and no line ends inside it
        total += cell_width(cluster)
        sums += [total] * len(cluster)
    return sums


def _wrap_line(text: str, measure: int, balanced: bool) -> list[Cut]:  # noqa: FBT001 - private, one caller
    sums = widths_up_to(text)
    if sums[-1] <= measure:
        return [(0, len(text.rstrip(" ")))]
    flags = opportunities(text)
    _mend_addresses(text, flags, sums, measure)
    ends = _ends(text, flags, sums, measure)
    if balanced and len(ends) <= BALANCED_LINES:
        ends = _balanced_ends(text, flags, sums, measure, ends)
    else:
        _keep_company(text, flags, sums, measure, ends)
    begins = [0, *ends[:-1]]
    return [
        (begin, begin + len(text[begin:end].rstrip(" "))) for begin, end in zip(begins, ends, strict=True)
    ]


def _ends(text: str, flags: bytearray, sums: list[int], measure: int) -> list[int]:
    """Return where the lines end, each as late as fits; spaces may hang over."""
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        limit = bisect_right(sums, sums[start] + measure) - 1
        if limit < length and text[limit] == " ":
            limit = _after_spaces(text, limit)
        if limit >= length:
            ends.append(length)
            break
        end = flags.rfind(1, start + 1, limit + 1)
        start = end if end > start else forced_end(text, start, limit)
        ends.append(start)
    return ends


def _after_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def forced_end(text: str, start: int, limit: int) -> int:
    """Return where to break, up to ``limit``, what no line holds: after a sign, if not too early, or anywhere.

    Anywhere is between graphemes, and not before a closing or after an opening sign unless nothing else is left.
    """
    seam = start
    for match in _SEAM.finditer(text, start + max(1, (limit - start) // 4), limit):
        if text[match.end()] not in NEVER_FIRST:
            seam = match.end()
    if seam > start and grapheme_boundary(text, start, seam) == seam:
        return seam
    forced = end = grapheme_boundary(text, start, limit)
    while end < len(text) and (text[end] in NEVER_FIRST or text[end - 1] in NEVER_LAST):
        before = grapheme_boundary(text, start, end - 1)
        if before >= end:  # the first grapheme: nothing earlier is left
            return forced
        end = before
    return end


def _mend_addresses(text: str, flags: bytearray, sums: list[int], measure: int) -> None:
    """Keep addresses whole; open the slashes of one that no line holds."""
    if "://" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        flags[start + 1 : end] = bytes(end - start - 1)
        if sums[end] - sums[start] > measure:
            for slash in _SLASH.finditer(text, start, end - 1):
                flags[slash.end()] = 1


def _keep_company(text: str, flags: bytearray, sums: list[int], measure: int, ends: list[int]) -> None:
    """Give a last line of a single character (and what closes it) company from the line above."""
    if len(ends) < 2:
        return
    start, before = ends[-2], ends[-3] if len(ends) > 2 else 0
    if grapheme_end(text, start) < start + len(text[start:].rstrip(NEVER_FIRST + " ")):
        return
    earlier = flags.rfind(1, before + 1, start)
    if (
        earlier > before
        and sums[-1] - sums[earlier] <= measure
        and sums[earlier] - sums[before] >= measure // SHORTENED
    ):
        ends[-2] = earlier


def _balanced_ends(text: str, flags: bytearray, sums: list[int], measure: int, ends: list[int]) -> list[int]:
    """Return the ends at the narrowest measure that needs no more lines."""
    low, high = max(1, sums[-1] // len(ends)), measure
    while low < high:
        middle = (low + high) // 2
        tried = _ends(text, flags, sums, middle)
        if len(tried) <= len(ends):
            ends, high = tried, middle
        else:
            low = middle + 1
    return ends
