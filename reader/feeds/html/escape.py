"""Texts between HTML's tags, so that what becomes of them as Markdown says the same. Pure.

What stands in a text is text: ``<b>``, ``snake_case``, ``[a](b)``, ``:smile:``; and a page knows more signs than Markdown
itself. A converter escapes those of its own. So each sign that could mean something is put out of its sight, as a letter
that nobody uses, and comes back behind a backslash once the text is Markdown.
"""

import re
from typing import Any

from lxml import etree

_ESCAPED, _RAW = 0xF0000, 0xF0080
"""Where letters for private use begin that stand for the signs of ASCII: escaped ones, and ones that mean something."""

_OURS = re.compile(f"[{chr(_ESCAPED)}-{chr(_RAW + 0x7F)}]")

_NOT_HTML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{_OURS.pattern[1:]}")
"""The letters that are used here, and those that no HTML may have."""

_SIGNS = re.compile(
    r"""
    (?P<kept>https?://[^\s<>]+ | \$\$[^$]+\$\$ | \$(?![\s\d])[^$\n]{1,200}?(?<!\s)\$(?!\d))   # addresses, formulas
    | \\(?=[!-/:-@\[-`{-~])
    | [`~{]
    | (?<!\s)\* | \*(?!\s)
    | (?<![^\W_])_ | _(?![^\W_])          # not between letters: snake_case
    | <(?=[A-Za-z/!?]) | &(?=\#?\w{1,32};)
    | \[(?=[\^\[]|[\ xX]\]) | \](?=[(:\[])
    | =(?==) | %(?=%) | \^(?=\S) | :(?=[a-z_+][a-z0-9_+-]{0,30}:)
    """,
    re.VERBOSE,
)
_BEGINNING = re.compile(r"\A\s*(?::(?=::|\s)|!(?=!!)|\?(?=\?\?))")
"""What begins a block on a page: containers, definitions, admonitions."""

_SUSPECT = re.compile(r"[\\`~{*_<&\[\]=%^:|!?\t\r\n\f]|  ")
"""What a text has in which something may have to be done: most have nothing of it."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What HTML shows as one space; where a line ends in it means nothing, and in Markdown much."""

_TABLE_RULE = re.compile(r"[\s|:-]*\|[\s|:-]*")


def without_ours(html: str) -> str:
    """Return HTML without the letters that are used here, and without those that no HTML may have."""
    return _NOT_HTML.sub("", html)


def raw(signs: str) -> str:
    """Return signs that are to mean what they mean in Markdown."""
    return "".join(chr(_RAW + ord(sign)) if sign < "\x80" and not sign.isalnum() else sign for sign in signs)


def hide_signs(root: Any) -> None:
    """Put the signs in all texts of a tree out of sight, but those of listings; in place."""
    listed = {each for top in root.iter("pre", "code") for each in top.iter()}
    for element in root.iter(etree.Element):
        text, tail = element.text, element.tail
        if text and _SUSPECT.search(text) and element not in listed:
            element.text = _hidden(text)
        if tail and _SUSPECT.search(tail) and element.getparent() not in listed:
            element.tail = _hidden(tail)


def show_signs(markdown: str) -> str:
    """Return the Markdown with the signs back, behind backslashes."""
    return _OURS.sub(_shown, markdown)


def plain(text: str) -> str:
    """Return a text with the signs as they were."""
    return _OURS.sub(lambda match: chr((ord(match[0]) - _ESCAPED) % 0x80), text)


def _hidden(text: str) -> str:
    text = _BLANKS.sub(" ", text)
    if "|" in text and _TABLE_RULE.fullmatch(text):
        return text.replace("|", chr(_ESCAPED + ord("|")))
    text = _BEGINNING.sub(_last_hidden, text)
    return _SIGNS.sub(lambda match: match[0] if match["kept"] else chr(_ESCAPED + ord(match[0])), text)


def _last_hidden(match: re.Match[str]) -> str:
    return match[0][:-1] + chr(_ESCAPED + ord(match[0][-1]))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(code - _RAW) if code >= _RAW else f"\\{chr(code - _ESCAPED)}"
