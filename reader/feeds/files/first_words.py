"""The title of an entry that has none: its first words as a reader sees them. Pure."""

import re
from collections.abc import Iterator

from reader.article.inline import plain
from reader.text import clean_line
from reader.text.cells import standard_width
from reader.text.graphemes import graphemes

TITLE_CELLS = 80
"""The width of such a title."""

LONG_WORD = 25
"""Letters of a word that is cut rather than left out: an address."""

READ_LIMIT = 6_000
"""Characters of a text in which its first words are looked for."""

_ALT = re.compile(r"!\[((?:\\.|\[[^\[\]\n]*\]|[^\[\]\n\\]){1,500})\]\(")
_WORD = re.compile(r"\w")
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_CUT_OFF = " ,;:.-–—(（[「『“‘'\"、，；：。"
"""What is left out where a title is cut off."""


def first_words(markdown: str) -> str:
    """Return the first words of a text in one line, without markup; of images alone what they show; empty: it has none."""
    links = marks = ""
    for text in _paragraphs(markdown[:READ_LIMIT]):
        if _HOST.fullmatch(text):
            links = links or text  # a film: what it is about comes below
        elif _WORD.search(text):
            return _cut(text)
        else:
            marks = marks or text
    shown = next((plain(match[1]) for match in _ALT.finditer(markdown[:READ_LIMIT])), "")
    return _cut(shown or links or marks)


def _paragraphs(markdown: str) -> Iterator[str]:
    """Yield the text of each paragraph; of code and tables that of their first line."""
    from reader.page.line import BlockKind, TextStyle  # only entries without a title need the typesetter
    from reader.page.markdown.parse import parse

    for block in parse(markdown):
        if block.kind in {BlockKind.RULE, BlockKind.IMAGE}:
            continue
        text = "".join(
            run.text for run in block.runs if run.style != TextStyle.IMAGE and not run.link.startswith("#fn-")
        )
        if block.kind in {BlockKind.CODE, BlockKind.TABLE}:
            text = text.strip("\n").partition("\n")[0]
        yield clean_line(" ".join(text.split()))


def _cut(text: str) -> str:
    """Return the beginning of a line that is not wider than a title: whole words, or characters of languages without spaces."""
    if standard_width(text) <= TITLE_CELLS:
        return text
    kept, used = "", 0
    for cluster in graphemes(text):
        used += standard_width(cluster)
        if used > TITLE_CELLS - 1:
            break
        kept += cluster
    following = text[len(kept) :]
    if _joins(kept[-1:]) and _joins(following[:1]) and (space := kept.rfind(" ")) > 0:
        word = kept[space + 1 :]
        kept = kept[:space] if len(word) < LONG_WORD else kept
    return kept.rstrip(_CUT_OFF) + "…"


def _joins(char: str) -> bool:
    """Return whether a character is part of a word that is set apart by spaces; Korean ones are."""
    return (standard_width(char) == 1 and not char.isspace()) or "가" <= char <= "힣"
