"""Cuts a text where it is not certain how far a terminal goes on: at characters whose width terminals do not agree about."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.text.cells import Widths, cell_width, char_width, is_doubtful, widths_in_use

_ZWJ = "\u200d"


class Part(NamedTuple):
    """A part of a text."""

    text: str
    """What it says."""
    cells: int
    """How many cells are meant for it."""
    most: int = 0
    """How many a terminal may take for it; 0: those that are meant."""


KEPT = 512
"""Texts whose parts are kept: a row that is drawn again mostly has them."""


def parts_of(text: str, cells: int) -> Sequence[Part]:
    """Return the parts of a text for which ``cells`` are meant: each doubtful character by itself, what is between them together.

    Neighbours of one cell each, which all have the same width, are one part.
    """
    return _cut(text, cells, widths_in_use()) if is_doubtful(text) else (Part(text, cells),)


@lru_cache(KEPT)
def _cut(text: str, cells: int, widths: Widths) -> Sequence[Part]:
    del widths  # those by which it is cut
    return tuple(_joined(_clusters(text, cells)))


def _clusters(text: str, cells: int) -> Iterator[Part]:
    from reader.text.graphemes import graphemes  # with its tables 2 ms: only where there is such a character

    left, before = cells, ""
    for cluster in graphemes(text):
        joined = before == _ZWJ  # what follows a joiner adds no cells
        width = min(left, cell_width(_ZWJ + cluster if joined else cluster))
        left, before = left - width, cluster[-1]
        yield Part(cluster, width, _most(cluster) if joined or is_doubtful(cluster) else 0)
    if left:  # a selector in another run made the last one wide
        yield Part("", left, left)


def _most(cluster: str) -> int:
    return sum(2 if char_width(char) == 2 or is_doubtful(char) else 1 for char in cluster)


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in parts:
        is_alike = last and (
            not (part.most or last.most)
            or (
                part.most and last.most and len(part.text) == part.cells == 1 and len(last.text) == last.cells
            )
        )
        if last and is_alike:
            last = Part(last.text + part.text, last.cells + part.cells, last.most + part.most)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
