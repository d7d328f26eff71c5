"""Inline Markdown as plain text: titles, summaries, names.

Pure. Without a Markdown parser, for speed. What is not certainly markup stays, for a
title in front matter may be plain text: ``2*3*4``, ``__init__``, ``The <div> element``.
"""

import re
from typing import Final

from reader.text import clean_line
from reader.text.emoji_names import EMOJI_NAME, emoji_named
from reader.text.pattern import late
from reader.text.raised import LOWERED_MARK, RAISED_MARK, subscript, superscript

INLINE_LIMIT: Final = 2_000
"""Characters of inline Markdown that are converted."""

_MARKS: Final = late(r"[\[<`*_~^&\\]|==|:[\w+-]+:|\{[%#{<]")
_TEMPLATE: Final = late(r"\{%.{0,500}?%\}|\{#.{0,500}?#\}|\{\{[<%].{0,500}?[>%]\}\}")
"""A tag or comment of a template, which shows nothing in a title."""
_QUOTED_VALUE: Final = late(r"""\{\{-?\s*(?:"([^"{}]{1,200})"|'([^'{}]{1,200})')[^{}]{0,200}\}\}""")
_HELD: Final = late(r"\\([!-/:-@\[-`{-~])|(?<!`)(`+)(?!`)([^\n]{1,500}?)(?<!`)\2(?!`)")
"""Escaped characters and code, which stay as they are."""
_PLACE: Final = late("\x00([0-9]+)\x00")
"""A placeholder for them; no clean line has a NUL."""
_IMAGE: Final = late(r"!\[([^\]\n]{0,500})\](?:\([^()\s]{0,2000}(?:\s[^()\n]{0,200})?\)|\[[^\]\n]{0,200}\])")
_WORDS: Final = r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,500})\]"
_BALANCED: Final = r"(?:[^()\s]|\([^()\s]{0,200}\)){0,2000}"
_LINK: Final = late(
    rf"{_WORDS}(?:\((?:<[^<>\n]{{0,2000}}>|{_BALANCED})(?:\s[^()\n]{{0,200}})?\)|\([^()\n]{{0,2000}}\)|\[[^\[\]\n]{{0,200}}\])"
)
_SURE_LINK: Final = late(rf"{_WORDS}\((?:https?://|[./#]){_BALANCED}(?:\s[^()\n]{{0,200}})?\)")
_WIKILINK: Final = late(r"\[\[(?:[^\[\]|\n]{0,500}\|)?[ \t]*([^\[\]|\n]{1,500}?)[ \t]*\]\](?!\()")
_NOTE_MARK: Final = late(r"\[\^[^\[\]\s]{1,100}\](?!:)|(?<=[^\s^])\^\[[^\[\]\n]{1,500}\]")
"""The mark of a footnote, or a footnote in the text (Pandoc)."""
_BARE: Final = late(
    r"<((?:https?://|mailto:)[^<>\s]{1,500}|[\w.+-]{1,64}@[\w.-]{1,200})>|<!--.{0,500}?-->", re.ASCII
)
"""An address in angle brackets, or a comment."""
_SMALL: Final = late(r"<(sup|sub)>([^<>]{1,60})</\1>", re.IGNORECASE)
_TAG: Final = late(r"<(/?)([A-Za-z][\w-]{0,60})((?:\s[^<>]{0,500})?)>")
_VOID: Final = frozenset({"br", "img", "wbr"})
_FORMATTING: Final = frozenset(
    {
        *("a", "abbr", "b", "big", "cite", "code", "del", "dfn", "div", "em", "font", "i", "ins", "kbd"),
        *("mark", "p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var"),
    }
)
"""Elements that only format text; other tags in a title are its subject."""
_FIRST: Final = r"(?![\s!#-&)-/:-@\]^_|}~=])"
_LAST: Final = r"[^\s#-&(*-,/:-@\[\\^_`{|~=]"
_EMPHASIS: Final = (
    late(
        rf"(?<![A-Za-z0-9*])(\*{{1,3}}|~~){_FIRST}([^*~\n]{{0,500}}?{_LAST})\1(?![A-Za-z0-9*])",
    ),
    late(rf"(?<!\w)(_{{1,3}}){_FIRST}([^*~\n]{{0,500}}?{_LAST})\1(?!\w)"),
    late(rf"(?<![A-Za-z0-9=])(==){_FIRST}([^=\n]{{0,500}}?{_LAST})==(?![A-Za-z0-9=])"),
)
"""Emphasis, strikethrough and highlights; the text begins with a letter or digit, unlike kaomoji."""
_ENTITY: Final = late(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DUNDER: Final = late(r"__\w+__", re.ASCII)
"""A name such as ``__init__``."""


def plain(text: str, *, is_markdown: bool = True) -> str:
    """Return inline Markdown as one clean line: links and images as their text, without markup and HTML.

    If not ``is_markdown`` (a title in front matter may be plain text), backslashes and brackets stay.
    """
    if not _MARKS.search(text):
        return clean_line(text)
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append((match[1] if is_markdown else match.group()) if match[1] else match[3].strip())
        return f"\x00{len(held) - 1}\x00"

    text = clean_line(text, INLINE_LIMIT)
    if "`" in text or "\\" in text:
        text = _HELD.sub(hold, text)
    if is_markdown and "{" in text:
        text = _TEMPLATE.sub("", _QUOTED_VALUE.sub(lambda match: match[1] or match[2], text))
    if "[" in text:
        text = _NOTE_MARK.sub("", text) if is_markdown else text
        link = _LINK if is_markdown else _SURE_LINK
        text = _WIKILINK.sub(r"\1", link.sub(r"\1", _IMAGE.sub(r"\1", text)))
    if "<" in text:
        text = _without_tags(text)
    text = _in_letters(_without_emphasis(text))
    if held:
        text = _PLACE.sub(lambda match: held[int(match[1])], text)
    return clean_line(text)


def _without_tags(text: str) -> str:
    """Return the text without formatting HTML; a tag without attributes that is never closed is text."""
    text = _SMALL.sub(_small, text)
    text = _BARE.sub(lambda match: match[1] or "", text)
    folded = text.casefold()

    def shown(match: re.Match[str]) -> str:
        closing, name, rest = match[1], match[2].casefold(), match[3]
        if name == "br":
            return " "
        is_tag = closing or "=" in rest or f"</{name}>" in folded
        return "" if name in _VOID or (name in _FORMATTING and is_tag) else match.group()

    return _TAG.sub(shown, text)


def _emoji(match: re.Match[str]) -> str:
    emoji = emoji_named(match.group())
    return match.group() if emoji is None else emoji


def _small(match: re.Match[str]) -> str:
    return superscript(match[2]) if match[1].casefold() == "sup" else subscript(match[2])


def _without_emphasis(text: str) -> str:
    for pattern in _EMPHASIS:
        if any(part in text for part in ("*", "_", "~~", "==")):
            text = pattern.sub(_inside, pattern.sub(_inside, text))  # twice: they may be nested
    return text


def _inside(match: re.Match[str]) -> str:
    return match.group() if _DUNDER.fullmatch(match.group()) else match[2]


def _in_letters(text: str) -> str:
    """Return the text with emoji names, entities, superscripts and subscripts as characters."""
    if "^" in text:
        text = RAISED_MARK.sub(lambda match: superscript(match[1]), text)
    if "~" in text:
        text = LOWERED_MARK.sub(lambda match: subscript(match[1]), text)
    if ":" in text:
        text = EMOJI_NAME.sub(_emoji, text)
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    from html import unescape
    from html.entities import html5  # 1 ms: only for titles that have one

    is_known = match.group()[1] == "#" or match.group()[1:] in html5
    return unescape(match.group()) if is_known else match.group()
