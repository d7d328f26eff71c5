"""What stands before the outermost element of an XML document: declaration, comments, DOCTYPE, and what does not belong there. Pure.

Some documents begin with a licence, with hundreds of entities, or with a warning of the program that made them.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from reader.text.pattern import late

LIMIT = 1 << 20
"""Characters before the outermost element."""

JUNK_LIMIT = 1 << 14
"""Characters that do not belong there."""

ENTITIES_LIMIT = 2_000
"""Entities that a document may declare."""

_PART = late(
    r"""
      [\s\ufeff\0]++ | <!--.*?--> | <\?.*?>
    | (?P<doctype> <!DOCTYPE\b [^\[<>]*+ (?: \[ (?: "[^"]*+" | '[^']*+' | <!--.*?--> | (?!<!--)[^\]"'] )*+ \] \s*+ )?+ > )
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_ROOT = late(r"<(?:[\w.-]{1,20}:)?(rss|feed|rdf|channel|item|entry)(?=[\s/>:])", re.IGNORECASE)
_BEGIN = late(rf"<\?xml\s|{_ROOT.pattern}", re.IGNORECASE)
_WHOLE_ROOT = late(
    r"<(?:rss\s[^<>]*?\bversion|(?:[\w.-]{1,20}:)?feed\s[^<>]*?\bxmlns|rdf:rdf\s[^<>]*?\bxmlns)\b",
    re.IGNORECASE,
)
"""A feed inside a page, where a program has put one around it."""

_PAGE = late(r"<(?:!DOCTYPE\s+html\b|html\b)", re.IGNORECASE)
_ELEMENT = late(r"<[A-Za-z_]")
_INNER = frozenset({"channel", "item", "entry"})
"""Elements that another one may enclose, whatever its name is."""

_ENTITY = late(
    r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"(&\#\w{1,8};|[^&"<%]{0,500})"|'(&\#\w{1,8};|[^&'<%]{0,500})')\s*>"""
)


class Prologue(NamedTuple):
    """What stands before the outermost element."""

    end: int
    """Where that begins; -1: there is none of a feed."""
    doctype: str = ""
    """The declaration of the document's type."""

    @property
    def is_rss_091n(self) -> bool:
        """Whether that is Netscape's, of RSS 0.91."""
        return "netscape" in self.doctype.lower()

    @property
    def entities(self) -> dict[str, str]:
        """The entities that it declares and that are harmless, with what they stand for."""
        found = _ENTITY.findall(self.doctype)[:ENTITIES_LIMIT]
        return {name: double or single for name, double, single in found}


def opened(texts: Iterator[str]) -> tuple[Prologue, Iterator[str]]:
    """Return the prologue of a document that comes in pieces, and the pieces from its outermost element on."""
    kept = ""
    found: Prologue | None = None
    for text in texts:
        kept += text
        if len(kept) > LIMIT or (found := prologue_of(kept)):
            break
    found = found or prologue_of(kept, is_all=True) or Prologue(-1)
    return found, chain([kept[max(0, found.end) :]], texts)


def prologue_of(text: str, *, is_all: bool = False) -> Prologue | None:
    """Return the prologue of the beginning of a document; None: more of it is needed, or ``is_all`` and it has no element."""
    at, doctype = 0, ""
    for _ in range(2):  # what does not belong there may stand before a whole prologue
        while match := _PART.match(text, at):
            doctype = match["doctype"] or doctype
            at = match.end()
        if text.startswith(("<!--", "<?", "<!DOCTYPE", "<!doctype"), at) and not is_all:
            return None
        if _PAGE.match(doctype) or _PAGE.match(text, at):
            whole = _WHOLE_ROOT.search(text, at, at + JUNK_LIMIT)
            return Prologue(whole.start() if whole else -1, "")
        found = _BEGIN.search(text, at, at + JUNK_LIMIT)
        if found is None:
            return Prologue(-1, doctype) if is_all or len(text) > at + JUNK_LIMIT else None
        is_enclosed = (found[1] or "").lower() in _INNER and _ELEMENT.match(text, at)
        if found[1]:
            return Prologue(at if is_enclosed else found.start(), doctype)
        at = found.start()
    return Prologue(-1, doctype)
