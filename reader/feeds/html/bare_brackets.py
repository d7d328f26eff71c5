"""Angle brackets in HTML that are text, which a parser would take for tags and drop with all that is in them. Pure.

Feeds often have plain text where HTML is expected: ``a<b and c``, ``List<String>``, ``<ann@example.org>``, ``#include <stdio.h>``.
"""

import re

from reader.text.pattern import late

_OFTEN = "p|a|br|li|span|div|img|strong|em|b|i|ul|ol|h[1-6]|code|pre|blockquote|td|tr|th|table|figure|figcaption|section|hr|iframe"
"""The names of nearly all elements, the commonest first: each tag is compared with them in this order."""

_SELDOM = (
    "abbr|acronym|address|applet|area|article|aside|audio|base|basefont|bdi|bdo|bgsound|big|blink|body|button|canvas|caption|center"
    "|cite|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|dl|dt|embed|fieldset|font|footer|form|frame|frameset|head|header"
    "|hgroup|html|image|input|ins|isindex|kbd|keygen|label|legend|link|listing|main|map|mark|marquee|math|menu|menuitem|meta|meter"
    "|nav|nobr|noembed|noframes|noscript|object|optgroup|option|output|param|picture|plaintext|progress|q|rb|rp|rt|rtc|ruby|s|samp"
    "|script|search|select|slot|small|source|strike|style|sub|summary|sup|svg|tbody|template|textarea|tfoot|thead|time|title|track|tt"
    "|u|var|video|wbr|xmp"
)
_KNOWN = late(rf"(?:{_OFTEN}|{_SELDOM})", re.IGNORECASE)
_NAMES = tuple(f"{_OFTEN}|{_SELDOM}".split("|"))
_SUSPECT = late(rf"<(?=[A-Za-z])(?!(?:{_OFTEN}|{_SELDOM})(?:[/>]|\s+[\w:-]+\s*=|\s*/?>))", re.IGNORECASE)
"""What does not begin as a tag of HTML does: with a known name and its end, or an attribute with a value."""

_OPENING = late(r"<([A-Za-z][^\s/<>]*)([^<>]*)([<>]?)")
_END = late(r"</([A-Za-z][^\s/<>]*)")
_WORD = late(r"[A-Za-z][\w.:-]*", re.ASCII)
_ALONE = frozenset({
    "align", "class", "dir", "hidden", "href", "id", "inert", "itemprop", "itemscope", "lang", "name", "nowrap", "style", "title",
})  # fmt: skip
"""Attributes of texts that may stand there without a value."""

_SHORT = frozenset({"a", "b", "i", "p", "q", "s", "u"})
"""Elements whose names are letters of formulas."""


def with_bare_brackets(html: str) -> str:
    """Return HTML in which each ``<`` that cannot begin a tag is escaped."""
    if not _SUSPECT.search(html):
        return html
    ends = {name.lower() for name in _END.findall(html)}
    parts, at = [], 0
    while match := _OPENING.search(html, at):
        parts.append(html[at : match.start()])
        parts.append(match[0] if _is_tag(match, ends) else f"&lt;{match[0][1:]}")
        at = match.end()
        if match[3] == "<":  # the next one begins here
            parts[-1] = parts[-1][:-1]
            at -= 1
    return "".join([*parts, html[at:]])


def _is_tag(match: "re.Match[str]", ends: set[str]) -> bool:
    """Return whether a tag begins here; ``ends`` are the names of all end tags."""
    name, rest, end = match[1].lower(), match[2], match[3]
    has_value = "=" in rest or '"' in rest
    if not _KNOWN.fullmatch(name):
        if not _WORD.fullmatch(name) or name[-1] in ":." or "." in name:
            return False
        if not end and not rest and any(known.startswith(name) for known in _NAMES):
            return True  # the text is cut off in a tag
        return "-" in name or ":" in name or has_value or rest.endswith("/") or name in ends
    if not rest and end == "<":
        return name not in _SHORT  # a<b</code>
    if has_value or not rest.strip(" \t\r\n\f/"):
        return True
    return end == ">" and (name not in _SHORT or set(rest.lower().split()) <= _ALONE)
