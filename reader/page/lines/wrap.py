"""Breaks text into lines of a width: as much on each as fits.

Pure and linear: the widths are summed once; each line is a search in the sums and one in the opportunities.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reader.page.lines.linebreak import (
    NEVER_FIRST,
    NEVER_LAST,
    SOUTH_EAST_NEVER_FIRST,
    SOUTH_EAST_NEVER_LAST,
    STICKY,
    opportunities,
)
from reader.page.lines.phrases import HAS_KANA, phrased
from reader.page.lines.typography import HANGING
from reader.text.cells import cell_width, char_widths
from reader.text.graphemes import grapheme_end, graphemes, inside_graphemes
from reader.text.pattern import late

BALANCED_LINES = 6
"""Lines of a heading that are balanced; a longer one is broken like a paragraph."""

SHORTENED = 2
"""The measure divided by this is how short a line may become to avoid a last line of one character."""

_ZWJ, _VS16 = "\u200d", "\ufe0f"
_ADDRESS = late(r"(?:(?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}://|www\.)[!-;=?-~]+", re.IGNORECASE)
_SLASH = late(r"(?<![:/])[/?&]+(?![/?&])")
"""Where an overlong address is broken first."""

_SEAM = late(r"(?<![:/\\])(?:[/?&_.-]+(?![/?&_.-])|\\+)")
"""Where an overlong word, or a part of an address, is broken first."""

_NEVER_BEFORE = frozenset(NEVER_FIRST + STICKY)
_NEVER_AFTER = frozenset(NEVER_LAST + STICKY)
_NO_SEAM = frozenset(NEVER_FIRST + STICKY + "/?&_-") - {":"}
"""What no line begins with after a seam; ``/:month`` may be parted."""

_SOUTH_EAST = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_STUCK_BEFORE = late(f"[{SOUTH_EAST_NEVER_FIRST}]|.[\u1039\u103a]")
_STUCK_AFTER = late(f"[{SOUTH_EAST_NEVER_LAST}]")
_SYLLABLE = late("[\u0e40-\u0e44\u0ec0-\u0ec4]")
"""A vowel that begins a syllable of Thai or Lao."""

SYLLABLE_SEARCHED = 6
"""Characters before the end of a line in which a syllable of Thai or Lao may begin the next one."""


Cut = tuple[int, int]
"""Start and end of a line, in code points."""


class _Paragraph(NamedTuple):
    """A text without newlines, with its widths and break opportunities."""

    text: str
    sums: list[int]
    """Cells before each position; a gap counts with the character after it."""
    flags: bytearray
    """1 where a line may end."""
    gaps: Container[int]
    hanging: bool
    hyphens: frozenset[int] = frozenset()
    """Where a line that ends shows a hyphen."""


def wrap(
    text: str,
    measure: int,
    *,
    balanced: bool = False,
    gaps: Sequence[int] = (),
    hanging: bool = False,
    hyphens: Sequence[int] = (),
) -> list[Cut]:
    """Return the lines of a text; spaces at a line's end belong to none.

    A newline ends a line. No line is wider than ``measure`` cells unless a single grapheme is. ``balanced``: lines are of similar length, for headings. At ``gaps``, in
    order, a cell is shown between two characters of a line. ``hanging`` leaves a full stop or comma that has
    no room at the end of its line, in the margin. At ``hyphens``, in order, a line may end with a hyphen of one cell.
    """
    lines: list[Cut] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        own = _between(gaps, start, end)
        softly = frozenset(_between(hyphens, start, end))
        cuts = _wrap_line(paragraph, measure, own, softly, balanced=balanced, hanging=hanging)
        lines += [(start + begin, start + stop) for begin, stop in cuts]
        start = end + 1
    return lines


def _between(positions: Sequence[int], start: int, end: int) -> list[int]:
    """Return the positions in a part of the text, counted from its start."""
    if not positions:
        return []
    return [each - start for each in positions[bisect_right(positions, start) : bisect_right(positions, end)]]


def widths_up_to(text: str) -> list[int]:
    """Return the cells of the text before each position, and of all of it."""
    if _ZWJ not in text and _VS16 not in text:
        return list(accumulate(char_widths(text), initial=0))
    sums, total = [0], 0
    for cluster in graphemes(text):  # what is joined counts as a whole, and no line ends inside it
        total += cell_width(cluster)
        sums += [total] * len(cluster)
    return sums


def longest_parts(texts: Iterable[str]) -> tuple[int, int]:
    """Return the cells of the longest part of the texts that stays on a line, and of the longest between two seams.

    Seams are where an overlong word or address is broken first.
    """
    longest = seamed = 0
    for text in texts:
        for word in text.split():
            if len(word) * 2 <= seamed:
                continue
            if word.isascii() and word.isalnum():
                longest, seamed = max(longest, len(word)), max(seamed, len(word))
                continue
            sums = widths_up_to(word)
            if sums[-1] <= seamed:
                continue
            flags = opportunities(word)
            _mend_addresses(word, flags, sums, sums[-1])
            begin = flags.find(1)
            starts = [0]
            while 0 < begin < len(word):
                starts.append(begin)
                begin = flags.find(1, begin + 1)
            for start, end in pairwise((*starts, len(word))):
                longest = max(longest, sums[end] - sums[start])
                ends = (at for at in _ends_of(_SEAM, word, start, end) if word[at] not in _NO_SEAM)
                for first, last in pairwise((start, *ends, end)):
                    seamed = max(seamed, sums[last] - sums[first])
    return longest, seamed


def _wrap_line(
    text: str,
    measure: int,
    gaps: Sequence[int],
    hyphens: frozenset[int],
    *,
    balanced: bool,
    hanging: bool,
) -> list[Cut]:
    sums = widths_up_to(text)
    if gaps:
        sums = _widened(sums, gaps)
    if sums[-1] <= measure:
        return [(0, len(text.rstrip(" ")))]
    flags = opportunities(text)
    _mend_addresses(text, flags, sums, measure)
    hyphens = frozenset(each for each in hyphens if not flags[each])
    for each in hyphens:
        flags[each] = 1
    paragraph = _Paragraph(text, sums, flags, frozenset(gaps), hanging, hyphens)
    ends = _ends(paragraph, measure)
    if balanced and len(ends) <= BALANCED_LINES:
        ends = _balanced_ends(paragraph, measure, ends)
        if HAS_KANA.search(text):
            ends = list(phrased(text, sums, flags, ends, measure))
    else:
        _keep_company(paragraph, measure, ends)
    begins = [0, *ends[:-1]]
    return [
        (begin, begin + len(text[begin:end].rstrip(" "))) for begin, end in zip(begins, ends, strict=True)
    ]


def _widened(sums: list[int], gaps: Sequence[int]) -> list[int]:
    """Return the sums with one more cell after each gap."""
    widened: list[int] = []
    begin = 0
    for more, gap in enumerate((*gaps, len(sums))):
        widened += [each + more for each in sums[begin : gap + 1]]
        begin = gap + 1
    return widened


def _ends(paragraph: _Paragraph, measure: int) -> list[int]:
    """Return the ends of lines, each as late as fits; trailing spaces may exceed the measure."""
    text, sums, flags, gaps, hanging, hyphens = paragraph
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        room = measure + 1 if start in gaps else measure  # a line does not begin with a gap
        limit = bisect_right(sums, sums[start] + room) - 1
        if hanging and limit < length and text[limit] in HANGING and _may_hang(paragraph, limit):
            limit += 1
        if limit < length and text[limit] == " ":
            limit = _after_spaces(text, limit)
        if limit >= length:
            ends.append(length)
            break
        end = flags.rfind(1, start + 1, limit + 1)
        while end in hyphens and sums[end] - sums[start] >= room:  # no room for the hyphen
            end = flags.rfind(1, start + 1, end)
        start = end if end > start else forced_end(text, start, limit)
        ends.append(start)
    return ends


def _may_hang(paragraph: _Paragraph, at: int) -> bool:
    """Return whether the punctuation there may hang."""
    after = _after_spaces(paragraph.text, at + 1)
    return after >= len(paragraph.text) or paragraph.flags[after] == 1


def _after_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def forced_end(text: str, start: int, limit: int) -> int:
    """Return where to break an overlong word, up to ``limit``: after punctuation, if not too early, or anywhere.

    Anywhere is between graphemes, and not before closing or after opening punctuation nor where a character
    forbids it (no-break space, word joiner) unless nothing else is left.
    """
    inside = {start + at for at in inside_graphemes(text[start : limit + 1])}
    seam = start
    for match in _SEAM.finditer(text, start + max(1, (limit - start) // 4), limit):
        if text[match.end()] not in _NO_SEAM and match.end() not in inside:
            seam = match.end()
    if seam > start:
        return seam
    forced = _syllable(text, start, limit)
    while forced in inside:
        forced -= 1
    if forced <= start:
        return grapheme_end(text, start)
    for end in range(forced, start, -1):
        if end not in inside and _may_part(text, end):
            return end
    return forced


def _syllable(text: str, start: int, limit: int) -> int:
    """Return where a syllable of Thai or Lao begins, a little before the limit; else the limit."""
    if not _SOUTH_EAST.match(text, limit):
        return limit
    first = max(start + 1, limit - SYLLABLE_SEARCHED)
    return next((at for at in range(limit, first, -1) if _SYLLABLE.match(text, at)), limit)


def _may_part(text: str, at: int) -> bool:
    """Return whether two characters may be parted if a break is forced."""
    left, right = text[at - 1], text[at : at + 1]
    if right in _NEVER_BEFORE or left in _NEVER_AFTER:
        return False
    return not (_STUCK_AFTER.match(left) or _STUCK_BEFORE.match(text, at))


def _mend_addresses(text: str, flags: bytearray, sums: list[int], measure: int) -> None:
    """Keep addresses whole; in an overlong one allow breaks after slashes, then after other punctuation."""
    if "://" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        flags[start + 1 : end] = bytes(end - start - 1)
        if sums[end] - sums[start] <= measure:
            continue
        slashes = [at for at in _ends_of(_SLASH, text, start, end) if text[at] not in _NO_SEAM]
        for begin, stop in pairwise([start, *slashes, end]):
            if begin > start:
                flags[begin] = 1
            if sums[stop] - sums[begin] > measure:
                for at in _ends_of(_SEAM, text, begin, stop):
                    flags[at] = text[at] not in _NO_SEAM


def _ends_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    return (match.end() for match in pattern.finditer(text, start, end - 1))


def _keep_company(paragraph: _Paragraph, measure: int, ends: list[int]) -> None:
    """Move text from the line above to a last line of a single character."""
    if len(ends) < 2:
        return
    text, sums, flags, *_ = paragraph
    start, before = ends[-2], ends[-3] if len(ends) > 2 else 0
    if grapheme_end(text, start) < start + len(text[start:].rstrip(NEVER_FIRST + " ")):
        return
    earlier = flags.rfind(1, before + 1, start)
    if earlier <= before and not flags[start] and start - before > 2:  # an overlong word
        earlier = forced_end(text, before, start - 1)
    if (
        earlier > before
        and sums[-1] - sums[earlier] <= measure
        and sums[earlier] - sums[before] >= measure // SHORTENED
    ):
        ends[-2] = earlier


def _balanced_ends(paragraph: _Paragraph, measure: int, ends: list[int]) -> list[int]:
    """Return the ends at the narrowest measure that gives the same number of lines."""
    low, high = max(1, paragraph.sums[-1] // len(ends)), measure
    while low < high:
        middle = (low + high) // 2
        tried = _ends(paragraph, middle)
        if len(tried) <= len(ends):
            ends, high = tried, middle
        else:
            low = middle + 1
    return ends
