"""Passages of a text that somebody marked: kept as words with their surroundings, found again after edits. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.page.line import Block
from reader.page.lines.setting import block_text

AROUND = 32
"""Characters before and after a passage that tell it from others of the same words."""

QUOTE_LIMIT = 4_000
"""Characters of a passage."""


COLOURS = ("yellow", "green", "blue", "red", "purple")
"""Of highlights; the first is what one has that was given none. Each is a look ``highlight-…`` of the page."""


class Quote(NamedTuple):
    """A passage within one block, and what one made of it."""

    text: str
    before: str = ""
    after: str = ""
    colour: str = COLOURS[0]
    comment: str = ""
    """One line."""


class Passage(NamedTuple):
    """Where a passage is now."""

    id: str
    """Of the highlight that it is."""
    block: int
    start: int
    """In code points of the block's text."""
    end: int
    colour: str = COLOURS[0]


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return a part of a block's text as a quote."""
    return Quote(
        text[start:end][:QUOTE_LIMIT], text[max(0, start - AROUND) : start], text[end : end + AROUND]
    )


def find_quotes(blocks: Sequence[Block], quotes: Iterable[tuple[str, Quote]]) -> tuple[Passage, ...]:
    """Return where the quotes, by their ids, are in a text; what is not there any more is left out.

    Where the words are there several times, the place counts whose surroundings are most like those that were.
    """
    wanted = [(id_, quote) for id_, quote in quotes if quote.text]
    best: dict[str, tuple[int, Passage]] = {}
    for number, block in enumerate(blocks) if wanted else ():
        text = block_text(block)
        for id_, quote in wanted:
            at = text.find(quote.text)
            while at >= 0:
                end = at + len(quote.text)
                likeness = _common(text[:at][::-1], quote.before[::-1]) + _common(text[end:], quote.after)
                if id_ not in best or likeness > best[id_][0]:
                    best[id_] = (likeness, Passage(id_, number, at, end, quote.colour))
                at = text.find(quote.text, at + 1)
    return tuple(sorted((passage for _, passage in best.values()), key=lambda each: each[1:]))


def _common(text: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    length = 0
    for one, two in zip(text, other, strict=False):
        if one != two:
            break
        length += 1
    return length
