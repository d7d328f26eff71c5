"""Highlighted passages: kept as words with their surroundings, so that they are found after edits. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.page.line import Block, BlockKind, GutterKind
from reader.page.lines.block_layout import block_text

AROUND = 32
"""Characters before and after a passage that distinguish it from others of the same words."""

QUOTE_LIMIT = 4_000
"""Characters of a passage."""


COLOURS = ("yellow", "green", "blue", "red", "purple")
"""Colours of highlights; the first is the default. Each is a component class ``highlight-…`` of the page."""


_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LABEL, BlockKind.MATHS})
_NOT_READ = frozenset({BlockKind.KICKER, BlockKind.TITLE, BlockKind.META, BlockKind.NOTICE, BlockKind.RULE})


class Quote(NamedTuple):
    """A passage within one block, with its colour and comment."""

    text: str
    """The words."""
    before: str = ""
    """The characters before them."""
    after: str = ""
    """The characters after them."""
    colour: str = COLOURS[0]
    """One of ``COLOURS``."""
    comment: str = ""
    """One line."""


class Passage(NamedTuple):
    """The position of a highlight in the text."""

    id: str
    """Of the highlight."""
    block: int
    """Index of its block."""
    start: int
    """In code points of the block's text."""
    end: int
    """After its last character."""
    colour: str = COLOURS[0]
    """One of ``COLOURS``."""


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return a part of a block's text as a quote."""
    return Quote(
        text[start:end][:QUOTE_LIMIT], text[max(0, start - AROUND) : start], text[end : end + AROUND]
    )


def passage_at(blocks: Sequence[Block], seen: Iterable[int]) -> range:
    """Return the blocks of the quotation or paragraph that is read first where these blocks are seen; none without text.

    Of a quotation all of it; headings and what stands above the text count only where there is nothing else.
    """
    with_text = [
        index for index in seen if blocks[index].kind not in _NOT_READ and block_text(blocks[index]).strip()
    ]
    read = [index for index in with_text if blocks[index].kind in _PROSE] or with_text
    if not read:
        return range(0)
    first = end = read[0]
    group = next((each.group for each in blocks[first].gutters if each.kind is GutterKind.QUOTE), None)
    while first and group in {each.group for each in blocks[first - 1].gutters}:
        first -= 1
    while end < len(blocks) and (end == read[0] or group in {each.group for each in blocks[end].gutters}):
        end += 1
    return range(first, end)


def find_quotes(blocks: Sequence[Block], quotes: Iterable[tuple[str, Quote]]) -> tuple[Passage, ...]:
    """Return the positions of quotes, by their ids; those that are no longer there are left out.

    Of several occurrences of the words, the one with the most similar surroundings is taken.
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
    """Return the length of the common beginning of two texts."""
    length = 0
    for one, two in zip(text, other, strict=False):
        if one != two:
            break
        length += 1
    return length
