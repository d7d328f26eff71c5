"""The first heading of a body.

Pure. Without a Markdown parser, for speed: the index reads a hundred thousand files.
"""

import re
from typing import Final, NamedTuple

from reader.article.inline import INLINE_LIMIT, plain
from reader.text.pattern import late

SEARCHED: Final = 32_768
"""Characters of a body in which a heading is searched."""

# Every alternative begins at a line break: a literal first character is what makes the search fast.
_LINE: Final = late(
    r"\n {0,3}(?:(?P<fence>`{3,}|~{3,})|(?P<comment><!--)"
    r"|(?P<hashes>#{1,6})[ \t]+(?P<text>[^\n]*)"
    r"|(?P<under>=+)[ \t]*(?=\n|\Z))"
)
_HTML: Final = late(r"<h1\b[^>\n]{0,200}>([^\n]{0,500}?)</h1>")
_BEFORE: Final = late(r"(?:\s*+(?:!\[|\[!\[|<|import\b|export\b)[^\n]*)*\s*")
_TAIL: Final = late(
    r"(?:(?:^|[ \t])#+)?[ \t]*(?:\{(?:[ \t]*[#.:]|[ \t]+[\w:@-]{1,60}=[\"'])[^{}]*\})?[ \t]*$"
)
_NO_LETTERS: Final = late(r"[\W_]+")


class Heading(NamedTuple):
    """The first heading of a body, of the first level."""

    text: str
    """One clean line without markup; never empty."""
    leads: bool
    """Only images and comments precede it."""


def first_heading(body: str) -> Heading | None:
    """Return the body's first heading if it is of the first level (``# x``, underlined, HTML), else None.

    One below a lower heading is a section; those in code and comments do not count.
    """
    searched, at = "\n" + body[:SEARCHED], 0
    while match := _LINE.search(searched, at):
        at, text = match.end(), ""
        if fence := match["fence"]:
            closing = re.compile(rf"\n {{0,3}}{fence}").search(searched, at)
            at = closing.end() if closing else len(searched)
        elif match["comment"]:
            closing_at = searched.find("-->", at)
            at = closing_at + 3 if closing_at >= 0 else len(searched)
        elif match["hashes"]:
            text = heading_text(match["text"])
            if len(match["hashes"]) > 1 and text:
                return None
            start = match.start()
        else:
            start = searched.rfind("\n", 0, match.start()) + 1
            text = plain(searched[start : match.start()])
        if text:
            return Heading(text, leads=_nothing_before(searched[:start]))
    html = _HTML.search(searched) if "<h1" in searched else None
    text = plain(html[1]) if html else ""
    return Heading(text, leads=False) if text else None


def heading_text(text: str) -> str:
    """Return a heading's Markdown as plain text, without closing hashes and attributes."""
    return plain(_TAIL.sub("", text[:INLINE_LIMIT]))


def is_same_title(one: str, other: str) -> bool:
    """Return whether two titles are equal but for punctuation and case."""
    return one == other or letters(one) == letters(other) != ""


def letters(text: str) -> str:
    """Return only the letters and digits of a text, case-folded, to compare texts."""
    return _NO_LETTERS.sub("", text).casefold()


def _nothing_before(text: str) -> bool:
    shown, *comments = text.split("<!--")
    text = shown + "".join(comment.partition("-->")[2] for comment in comments)
    return not text.strip() or _BEFORE.fullmatch(text) is not None
