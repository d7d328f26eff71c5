"""What a paragraph of Markdown is before its text is parsed: images, or nothing that is seen; and code without tabs.

Pure.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from reader.text.cells import standard_width

TAB_CELLS = 4
"""Tab stops in code blocks are at multiples of this many cells."""

_LONE_IMAGE = re.compile(r"\[?!\[(?:\[[^\[\]\n]+\]\]|[^\[\]]*\][^!\n]*[)\]])(?:\{[^{}\n]*\})?")
_LINE_OF_IMAGE = re.compile(rf"\s*(?!\[!)(?:{_LONE_IMAGE.pattern})\s*\\?")
"""An image alone on its line, without a link: those in links are badges, which stay side by side."""

_CAPTION = re.compile(r"\s*(?:\*[^*\s](?:[^*]*[^*\s])?\*|_[^_\s](?:[^_]*[^_\s])?_)\s*")

_BLANK = re.compile(
    r"(?:&(?:nbsp|ensp|emsp|thinsp|#160|#x0*a0|#12288|#8203);|<br[ \t]*/?>|[\s\u200b]|\\(?=\n|\Z))+",
    re.IGNORECASE,
)
"""What authors write for an empty line."""


def may_be_image(token: Token) -> bool:
    """Return whether a paragraph may be only an image; parsing it decides."""
    text = token.content
    if token.children:
        return token.info == "image"
    return bool(_LONE_IMAGE.fullmatch(text)) or (
        text[:1] == "<" and text[-1] == ">" and text.count("<img") == 1
    )


def _has_caption(image: str, below: str) -> bool:
    """Return whether a line of emphasis stands below an image, which is how captions are written (Zenn, Medium, Jekyll)."""
    return _LINE_OF_IMAGE.fullmatch(image) is not None and _CAPTION.fullmatch(below) is not None


def _without_break(line: str) -> str:
    """Return a line without spaces around it and without the backslash that breaks it."""
    return line.strip().removesuffix("\\").rstrip()


def images_apart(token: Token) -> Iterator[Token]:
    """Yield a paragraph, or one per line where all lines are images; an image, and its caption below it."""
    lines = token.content.split("\n")
    if len(lines) == 2 and not token.children and _has_caption(*lines):
        yield token.copy(content=_without_break(lines[0]), meta={})
        yield token.copy(content=lines[1].strip(), meta={**token.meta, "continued": True})
        return
    if len(lines) == 1 or token.children or not all(map(_LINE_OF_IMAGE.fullmatch, lines)):
        yield token
        return
    for number, line in enumerate(lines):
        yield token.copy(content=_without_break(line), meta=token.meta if number == len(lines) - 1 else {})


def without_tabs(text: str) -> str:
    """Return the text with tabs expanded to spaces, by cells."""
    if "\t" not in text or text.isascii():
        return text.expandtabs(TAB_CELLS)
    lines = []
    for line in text.split("\n"):
        done, *pieces = line.split("\t")
        column = standard_width(done)
        for piece in pieces:
            gap = TAB_CELLS - column % TAB_CELLS
            done += " " * gap + piece
            column += gap + standard_width(piece)
        lines.append(done)
    return "\n".join(lines)


def is_blank(token: Token) -> bool:
    """Return whether nothing of a paragraph is seen: it is only a space that is not broken, or an empty line."""
    return not token.children and _BLANK.fullmatch(token.content) is not None
