"""What a row of the list is made of before it is drawn: texts, and by name how each looks. Values; imports no Textual."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.text import cell_width


class Ink(NamedTuple):
    """How a text looks, by the names of the style sheets; what draws it knows the colours."""

    part: str
    """The part of a row, as the style sheets call it without ``sidebar--``."""
    bar: str = ""
    """The bar that it stands on: ``cursor``, ``left`` (the focus is elsewhere), ``groups``; empty: none."""
    weight: str = ""
    """The part whose weight it has; empty: its own."""
    is_underlined: bool = False
    """Whether a line stands below it."""


class Span(NamedTuple):
    """A text of one look."""

    text: str
    """What it says."""
    ink: Ink
    """How it looks."""


def as_wide(spans: Sequence[Span], width: int, ink: Ink) -> list[Span]:
    """Return spans in exactly ``width`` cells: cut, or filled with blanks in ``ink``."""
    found, left = [], width
    for span in spans:
        cells = cell_width(span.text)
        if cells > left:
            found.append(Span(_cut(span.text, left), span.ink))
            return found
        found.append(span)
        left -= cells
    return [*found, Span(" " * left, ink)] if left else found


def _cut(text: str, cells: int) -> str:
    """Return the first cells of a text; a character that is cut becomes a blank."""
    if text.isascii():
        return text[:cells]
    kept = ""
    for cluster in _graphemes(text):
        if cell_width(kept + cluster) > cells:
            break
        kept += cluster
    return kept + " " * (cells - cell_width(kept))


def _graphemes(text: str) -> Iterator[str]:
    from reader.text.graphemes import (
        graphemes,
    )  # its table takes 3 ms: only in a list that is too narrow for a row

    return graphemes(text)
