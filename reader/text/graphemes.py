"""Extended grapheme clusters: what a reader sees as one character.

Pure. UAX #29 of Unicode 17.0, rules GB3 to GB13: each character becomes the letter of its class, and one regex over the
letters (the annex's table 1c) finds the clusters. Text of plain characters, nearly all text, skips both.
"""

from bisect import bisect_right
from collections.abc import Iterator

from reader.text.grapheme_table import CLASSES, NAMES, STARTS
from reader.text.pattern import late

_CLUSTER = late(
    "rn|[rnc]"
    "|b*+(?:"
    "(?:L*+(?:V++|GV*+|H)T*+|L++|T++)"  # a Hangul syllable
    "|ii"  # a flag
    "|p(?:[ekx]*+zp)*+"  # a ZWJ sequence
    "|C(?:[ez]*+k[ezk]*+C)*+"  # an Indic conjunct
    "|[^rnc]"
    ")[ekxzs]*+"
    "|b++"
)
_PLAIN = late(
    "[\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u02ff\u0391-\u0482\u2010-\u2027\u2030-\u203b"
    "\u3001-\u3029\u3031-\u303c\u3041-\u3096\u309b-\u3296\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*"
)
"""Characters that never combine or join with their neighbours."""

_WINDOW = 64
"""Code points that are examined first for the end of one cluster."""


class _Classes(dict[int, str]):
    """Code point to class letter, filled as characters are met; for ``str.translate``."""

    def __missing__(self, point: int) -> str:
        letter = self[point] = NAMES[CLASSES[bisect_right(STARTS, point) - 1]]
        return letter


_CLASSES = _Classes()


def graphemes(text: str) -> Iterator[str]:
    """Yield the clusters of the text; joined, they are the text."""
    if _PLAIN.fullmatch(text):
        yield from text
        return
    for match in _CLUSTER.finditer(text.translate(_CLASSES)):
        yield text[match.start() : match.end()]


def inside_graphemes(text: str) -> Iterator[int]:
    """Yield the positions inside clusters, where no line may end."""
    if _PLAIN.fullmatch(text):
        return
    for match in _CLUSTER.finditer(text.translate(_CLASSES)):
        yield from range(match.start() + 1, match.end())


def grapheme_end(text: str, start: int) -> int:
    """Return where the cluster that begins at ``start`` ends; the cost depends on its length, not on the text's."""
    length, window = len(text), _WINDOW
    while True:
        match = _CLUSTER.match(text[start : start + window].translate(_CLASSES))
        if match is None:  # nothing is left
            return length
        # A cluster that fills the window may continue after it.
        if match.end() < window or start + window >= length:
            return start + match.end()
        window *= 2


def grapheme_boundary(text: str, start: int, at: int) -> int:
    """Return the last boundary after ``start`` (a boundary) and up to ``at``; if there is none, the first one after ``at``."""
    piece = text[start : at + 1]
    if _PLAIN.fullmatch(piece):
        return max(at, start + 1)
    end = 0
    for match in _CLUSTER.finditer(piece.translate(_CLASSES)):
        if match.end() > at - start:
            break
        end = match.end()
    return start + end if end else grapheme_end(text, start)


def grapheme_start(text: str, end: int) -> int:
    """Return where the cluster that ends at ``end``, a boundary, begins; 0 at the beginning of the text."""
    start = max(end - 1, 0)
    while start and not _PLAIN.fullmatch(text, start - 1, start + 1):
        start -= 1
    *_, last = ("", *graphemes(text[start:end]))
    return end - len(last)
