"""Mends XML that is not well-formed, so that its elements can be read as they were meant. Pure.

Most of what is wrong is in the texts: bare ampersands, entities of HTML, control characters, prefixes that are not declared.
Elements that are not closed are not mended here: feedparser has a parser for those.
"""

import re
from collections.abc import Mapping
from html.entities import html5
from xml.sax.saxutils import escape

from reader.text.pattern import late

NAMESPACES_LIMIT = 50
"""Prefixes that are declared for a document."""

_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": ">"}
_MARK = late(r"<!\[CDATA\[|<!--|<\?")
_TAG_BEFORE = late(r"<([\w:.-]{1,60})[^<>]{0,1000}>\s*\Z")
_CONTROLS = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRONG = late(
    "&(?:#([0-9]{1,9}|[xX][0-9A-Fa-f]{1,8});?|([A-Za-z][\\w.-]{0,40});)?"
    f"|<(?![A-Za-z_:/!?])|<!|\\]\\]>|{_CONTROLS.pattern}"
)
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = late(r"<([A-Za-z_][\w.-]{0,20}):|\s([A-Za-z_][\w.-]{0,20}):[\w.-]{1,40}\s*=\s*[\"']")
_DECLARED = late(r"\sxmlns:([\w.-]{1,20})\s*=")
_SPACED = late(r"(\sxmlns(?::[\w.-]{1,20})?\s*=\s*)([\"'])([^\"'<>]{0,200}\s[^\"'<>]{0,200})\2")
"""The name of a namespace with space in it, which expat's handler takes for several."""

_ROOT_NAME = late(r"<[\w:.-]+")

DEPTH = 200
"""How many elements around a tag are looked at."""

_TAG = late(
    r"""
      <!\[CDATA\[.*?\]\]> | <!--.*?--> | <\?.*?>
    | <(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*+) (?: [^<>"']++ | "[^"<]*+" | '[^'<]*+' )*+ (?P<empty>(?<=/))? >
    """,
    re.DOTALL | re.VERBOSE,
)
_NEXT_TAG = late(r"\s*<(/[\w.:-]+|(?=[A-Za-z]))")
_LEAVES = frozenset({
    "title", "subtitle", "tagline", "link", "description", "summary", "content", "encoded", "guid", "id", "pubdate",
    "published", "updated", "modified", "issued", "date", "language", "author", "creator", "name", "email", "uri", "url",
    "category", "comments", "source", "copyright", "rights", "generator", "ttl", "lastbuilddate", "managingeditor",
})  # fmt: skip
"""Elements of feeds that have only text, or the HTML of a text."""
_PLAIN = frozenset(
    {"guid", "id", "language", "lastbuilddate", "link", "pubdate", "published", "title", "ttl", "updated"}
)
"""Those of them in which no other stands: one that begins there says that this one was not closed."""


def repaired(text: str, entities: Mapping[str, str], namespaces: Mapping[str, str]) -> str:
    """Return the text of a document from its outermost element on, mended.

    ``entities`` are those that it declares, ``namespaces`` the prefixes that need no declaration, with their names.
    """
    pieces: list[str] = []
    at = 0
    is_closed = dict.fromkeys(_ENDS, True)
    while match := _MARK.search(text, at):
        pieces.append(_outside(text[at : match.start()], entities))
        mark, begin = match[0], match.end()
        end = text.find(_ENDS[mark], begin) if is_closed[mark] else -1
        if end >= 0:
            at = end + len(_ENDS[mark])
            pieces.append(_CONTROLS.sub("", text[match.start() : at]))
            continue
        is_closed[mark] = False
        at = begin
        if mark != "<![CDATA[":
            pieces.append(escape(mark))
        else:
            tag = _TAG_BEFORE.search(text, max(0, match.start() - 1100), match.start())
            end = text.find(f"</{tag[1]}", begin) if tag else -1
            at = end if end >= 0 else len(text)
            pieces.append(_CONTROLS.sub("", escape(text[begin:at])))
    pieces.append(_outside(text[at:], entities))
    return _with_prefixes(_with_right_ends("".join(pieces)), namespaces)


def _with_right_ends(text: str) -> str:
    """Return a document in which texts end that have no end of their own, or one under a name which nothing has."""
    pieces: list[str] = []
    opened: list[str] = []
    at = 0
    for match in _TAG.finditer(text):
        name = match["name"]
        if name is None or match["empty"] is not None:
            continue
        if not match["end"]:
            if (
                opened
                and _local(opened[-1]) in _PLAIN
                and (_is_leaf(name) or _local(name) in {"item", "entry"})
            ):
                pieces.append(f"{text[at : match.start()]}</{opened.pop()}>")
                at = match.start()
            opened.append(name)
        elif name in opened[-DEPTH:]:
            missing = []
            while (inner := opened.pop()) != name:
                if _is_leaf(inner):
                    missing.append(f"</{inner}>")
            if missing:
                pieces.append(text[at : match.start()] + "".join(missing))
                at = match.start()
        elif len(opened) > 1 and _is_leaf(opened[-1]):
            # Only where its parent ends too or another element begins: it may be a tag that was left in a text.
            after = _NEXT_TAG.match(text, match.end())
            if after and after[1] in {"", f"/{opened[-2]}"}:
                pieces.append(f"{text[at : match.start()]}</{opened.pop()}>")
                at = match.end()
    return f"{''.join(pieces)}{text[at:]}" if pieces else text


def _is_leaf(name: str) -> bool:
    return _local(name) in _LEAVES


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _outside(text: str, entities: Mapping[str, str]) -> str:
    """Return what stands outside of comments and CDATA, mended."""

    def mended(match: re.Match[str]) -> str:
        found, number, name = match[0], match[1], match[2]
        if number:
            return _reference(int(number[1:], 16) if number[0] in "xX" else int(number))
        if name:
            if name in _XML or name in entities:
                return found
            known = html5.get(f"{name};", "")
            return "".join(f"&#{ord(char)};" for char in known) or escape(found)
        return "" if _CONTROLS.match(found) else escape(found)

    return _WRONG.sub(mended, text)


def _reference(number: int) -> str:
    """Return a reference to a character; nothing for one that XML may not have, as browsers show nothing."""
    if number == 0 or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        return "\ufffd"
    return "" if _CONTROLS.match(chr(number)) else f"&#{number};"


def _with_prefixes(text: str, namespaces: Mapping[str, str]) -> str:
    """Return a document whose outermost element declares all the prefixes that are used in it."""
    text = _SPACED.sub(lambda match: match[1] + match[2] + "".join(match[3].split()) + match[2], text)
    used = {first or second for first, second in _PREFIX.findall(text)}
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xml", "xmlns"})[:NAMESPACES_LIMIT]
    root = _ROOT_NAME.match(text)
    if not missing or not root:
        return text
    added = "".join(f' xmlns:{prefix}="{namespaces.get(prefix) or f"urn:{prefix}"}"' for prefix in missing)
    return f"{root[0]}{added}{text[root.end() :]}"
