"""The dialects of Markdown that mean something else by the same characters, recognised by one file alone.

Pure. A page of Logseq is known by what only Logseq writes, or by its folder and shape; MDX by its ending; a note of
Dendron by its header.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reader.article.article import HeaderValue
from reader.text.pattern import late


class Dialect(StrEnum):
    """A dialect of Markdown."""

    PLAIN = "plain"
    """None of the others."""
    LOGSEQ = "logseq"
    """Blocks with properties, references to blocks, macros."""
    MDX = "mdx"
    """Markdown goes on inside all tags."""
    DENDRON = "dendron"
    """Links name the text first: ``[[text|target]]``."""


LOGSEQ_FOLDERS: Final = frozenset({"pages", "journals"})
"""Folders of a graph of Logseq."""

_LOGSEQ: Final = late(
    r"(?:^|\n)[ \t]*(?:[-*][ \t]+)?(?:id::[ \t]+[0-9a-f]{8}-[0-9a-f-]{27}|collapsed::[ \t]+(?:true|false)|logseq\.[\w.-]+::"
    r"|:LOGBOOK:|#\+BEGIN_(?:QUOTE|NOTE|TIP|IMPORTANT|WARNING|CAUTION|PINNED|QUERY|EXAMPLE|EXPORT|VERSE)\b)"
    r"|\(\([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\)\)|\{\{(?:embed|renderer|cloze)[ \t]"
)
"""What only Logseq writes."""
_OUTLINE: Final = late(r"\s*[-*][ \t]")
_PROPERTY: Final = late(r"\S[ \t]*\n[ \t]*(?:[-*][ \t]+)?[^\W\d][\w/.-]{0,63}::[ \t]")
_INSIDE: Final = late(r"\n*(?:\t[^\n]*(?:\n|\Z)|[ \t]*\n){1,10000}\Z")
"""An outline of which all is inside a block that is not there; elsewhere it would be code."""
_STAMP: Final = late(r"\d{13}")


def dialect_of(path: str, header: Mapping[str, HeaderValue], body: str) -> Dialect:
    """Return the dialect of a file, by its path, its front matter and its body."""
    if path[-4:].lower() == ".mdx":
        return Dialect.MDX
    if _is_logseq(path, body):
        return Dialect.LOGSEQ
    stamps = (header.get("created"), header.get("updated"))
    if "desc" in header and all(isinstance(each, str) and _STAMP.fullmatch(each) for each in stamps):
        return Dialect.DENDRON
    return Dialect.PLAIN


def _is_logseq(path: str, body: str) -> bool:
    is_outline = _OUTLINE.match(body) is not None
    has_property = "::" in body
    # The regexes are slow on long texts, so they are searched only where they may match.
    may_be = has_property or "((" in body or "#+" in body or "{{" in body or ":LOGBOOK:" in body
    if (may_be and _LOGSEQ.search(body)) or (is_outline and _INSIDE.match(body)):
        return True
    folder = path.rpartition("/")[0].rpartition("/")[2]
    is_inside = folder in LOGSEQ_FOLDERS
    return is_outline and (is_inside or (has_property and _PROPERTY.search(body) is not None))
