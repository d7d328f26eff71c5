"""The beginning of an article's text, for lists: what it begins with says more than nothing. Pure."""

import re

from reader.article.inline import plain

OPENING_LIMIT = 200
"""Code points of an opening."""

LOOKED_AT = 2_000
"""Characters of a body in which it is searched."""

_FENCE = re.compile(r"(`{3,}|~{3,}|\${2})")
_SKIPPED = re.compile(r"#{1,6}\s|\||<|\{[%{]|:::|(?:import|export)\s|\[\^|={2,}$|[-*_\s]{3,}$")
"""Lines that begin no text: headings, tables, HTML, templates, code of MDX, notes, rules."""
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_MARKER = re.compile(r"^(?:>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)+(?:\[![^\]]*\][-+]?)?")
"""What stands before the text of a quotation, a list or a callout."""


def opening(body: str) -> str:
    """Return the first paragraph of a body as one line without markup; empty where there is none near its beginning."""
    paragraph: list[str] = []
    fence = ""
    for each in (*body[:LOOKED_AT].split("\n"), ""):
        line = each.strip()
        if fence:
            fence = "" if line.startswith(fence) else fence
        elif found := _FENCE.match(line):
            fence = "" if line.count(found[1]) > 1 else found[1]
        elif line and paragraph and _UNDERLINE.match(line):
            paragraph = []  # it was a heading
        elif line and not _SKIPPED.match(line):
            paragraph.append(_MARKER.sub("", line, count=1))
        elif paragraph:
            if text := plain("\n".join(paragraph)[: 2 * OPENING_LIMIT]):
                return text[:OPENING_LIMIT]
            paragraph = []
    return ""
