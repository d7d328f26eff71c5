"""Escapes the texts of HTML so that as Markdown they say the same. Pure.

What stands in a text is text: ``<b>``, ``snake_case``, ``[a](b)``, ``:smile:``; and our page reads more markup than Markdown
has, while a converter escapes only Markdown's own. So each character that could mean something is hidden from the converter
as a private-use character, and comes back after a backslash once the text is Markdown.
"""

import re
from typing import Any

from lxml import etree

_ESCAPED, _RAW = 0xF0000, 0xF0080
"""The first private-use characters that stand for ASCII: for escaped characters, and for markup that counts."""

_OURS = re.compile(f"[{chr(_ESCAPED)}-{chr(_RAW + 0x7F)}]")

_INLINE = frozenset({"a", "b", "code", "em", "i", "span", "strong"})
"""Elements behind which a line goes on."""

_NOT_HTML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{_OURS.pattern[1:]}")
"""The characters that are used here, and those that HTML may not have."""

_SPECIAL = re.compile(
    r"""
    (?P<kept>https?://[^\s<>]+)
    | \\\((?P<inline>[^$]{1,500}?)\\\) | \\\[(?P<display>[^$]{1,2000}?)\\\]
    | (?P<lines>\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|alignat|displaymath)\*?)\}.{1,2000}?\\end\{(?P=name)\})
    | \$\$(?P<dollars>[^$]+)\$\$ | (?<![A-Za-z0-9$\\])\$(?P<dollar>[^\s$](?:[^$\n]{0,500}?[^\s$\\])?)\$(?![A-Za-z0-9$])
    | \$(?=[^\s$][^$\n]{0,500}(?<=\S)\$(?!\d))   # what other programs would take for a formula
    | \\(?=[!-/:-@\[-`{-~\U000f0080-\U000f00ff]|[ ]?\Z)
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
"""How blocks of our page begin: containers, definitions, admonitions."""

_MARK = re.compile(r"\A\s*(?:[-+*#>]|[0-9]{1,9}[.)](?=\s|\Z))")
"""How a text begins that Markdown takes for the item of a list, a quote or a heading."""

_SUSPECT = re.compile(r"[\\`~{*_<&\[\]=%^:|!?$\t\r\n\f]")
"""What a text must have to need any change, or two spaces in a row; most have none of it."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What HTML shows as one space; a line end in it means nothing there, but much in Markdown."""

_TEX = re.compile(r"\\[A-Za-z]|[\^_=+<>|/*-]|\A\s*[^\W\d]['′]?\s*\Z|\A[^\W\d]+\([^()]{1,20}\)\Z")
"""What a formula has."""

_NO_TEX = re.compile(
    r"\A[{)\]=,.;:?!'\"]|(?:(?<![\^_])[+\-*]|[=/<>&,(\[{|])\s*\Z|\s(?:and|or|to|the|of)\s|(?<![\\{A-Za-z])[A-Za-z]{3,},?\s(?:[A-Za-z]{2,}|a|I)\b"
)
"""What no formula has: half an expression, or words one after the other."""

_NO_WORDS = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})?")
"""Commands, and words that they set as text."""

_TABLE_RULE = re.compile(r"[\s|:-]*\|[\s|:-]*")


def without_ours(html: str) -> str:
    """Return HTML without the characters that are used here and those that it may not have."""
    return _NOT_HTML.sub("", html)


def raw(markup: str) -> str:
    """Return markup that keeps its meaning in Markdown."""
    return "".join(chr(_RAW + ord(char)) if char < "\x80" and not char.isalnum() else char for char in markup)


def hidden(char: str) -> str:
    """Return what stands for a character of ASCII that says nothing but itself."""
    return chr(_ESCAPED + ord(char))


def hide_mark(text: str) -> str:
    """Return a text that begins neither a list nor a quote nor a heading where a line of Markdown begins with it."""
    return _MARK.sub(lambda match: match[0][:-1] + hidden(match[0][-1]), text, count=1)


def is_markup(char: str) -> bool:
    """Return whether a character stands for one of markup, which must stay together."""
    return "\U000f0080" <= char <= "\U000f00ff"


def is_hidden_punctuation(char: str) -> bool:
    """Return whether a character stands for one of ASCII that is no letter, escaped or as markup."""
    return "\U000f0000" <= char <= "\U000f00ff"


def hide_special(root: Any) -> None:
    """Hide the special characters in all texts of a tree except code; in place."""
    code = {each for top in root.iter("pre", "code") for each in top.iter()}
    suspect = _SUSPECT.search
    for element in root.iter(etree.Element):
        # That two spaces are an alternative of the pattern would take twice as long.
        if (text := element.text) and (suspect(text) or "  " in text) and element not in code:
            element.text = _hidden(text)
        if (tail := element.tail) and (suspect(tail) or "  " in tail) and element.getparent() not in code:
            element.tail = _hidden(tail, begins=element.tag not in _INLINE)


def hide_before_links(root: Any) -> None:
    """Hide an exclamation mark before a link, which would make an image of it; in place."""
    for link in root.iter("a"):
        before, parent = link.getprevious(), link.getparent()
        if before is not None:
            if before.tail and before.tail[-1] == "!":
                before.tail = before.tail[:-1] + hidden("!")
        elif parent is not None and parent.text and parent.text[-1] == "!":
            parent.text = parent.text[:-1] + hidden("!")


def hide_last_bars(root: Any) -> None:
    """Hide what would end a cell of a table inside of it: bars of formulas, and bars that end a text; in place."""
    bar, command = raw("|"), raw(r"\vert ")
    for cell in root.iter("td", "th"):
        for each in cell.iter(etree.Element):
            if each.text and bar in each.text:
                each.text = each.text.replace(bar, command)
            if each is not cell and each.tail and bar in each.tail:
                each.tail = each.tail.replace(bar, command)
            if each.text and each.text.rstrip().endswith("|"):
                each.text = each.text.rstrip()[:-1] + hidden("|")
            if each is not cell and each.tail and each.tail.rstrip().endswith("|"):
                each.tail = each.tail.rstrip()[:-1] + hidden("|")


def show_special(markdown: str) -> str:
    """Return the Markdown with the hidden characters again, after backslashes."""
    return _OURS.sub(_shown, markdown)


def plain(text: str) -> str:
    """Return a text with the hidden characters as they were."""
    return _OURS.sub(lambda match: chr((ord(match[0]) - _ESCAPED) % 0x80), text)


def _hidden(text: str, *, begins: bool = True) -> str:
    """Return a text with its special characters hidden; ``begins``: it may begin a line."""
    text = _BLANKS.sub(" ", text)
    if "|" in text and _TABLE_RULE.fullmatch(text):
        return text.replace("|", chr(_ESCAPED + ord("|")))
    if begins:
        text = _BEGINNING.sub(_last_hidden, text)
    return _SPECIAL.sub(_hidden_or_kept, text)


def _hidden_or_kept(match: re.Match[str]) -> str:
    """Return a special character hidden, an address as it is, a formula between dollars."""
    kind = match.lastgroup
    if kind is None:
        return hidden(match[0])
    if kind == "kept":
        return match[0]
    tex = match[kind]
    if kind == "lines":
        return raw(f"$${tex}$$")
    if kind == "dollar" and tex.startswith("latex "):  # as WordPress.com has it
        return raw(f"${tex[6:].strip()}$")
    if is_formula(tex):
        mark = "$$" if kind in {"display", "dollars"} else "$"
        return raw(f"{mark}{tex.strip()}{mark}" if kind in {"display", "inline"} else match[0])
    at = 1 if kind in {"inline", "display", "dollar"} else 2
    return "".join(map(hidden, match[0][:at])) + _SPECIAL.sub(_hidden_or_kept, match[0][at:])


def is_formula(text: str) -> bool:
    """Return whether a text between dollars is a formula, and not what stands between two prices."""
    if _NO_TEX.search(_NO_WORDS.sub("", text)):
        return False
    return bool(_TEX.search(text)) if not text[:1].isdigit() else any(char in "\\^_" for char in text)


def _last_hidden(match: re.Match[str]) -> str:
    return match[0][:-1] + chr(_ESCAPED + ord(match[0][-1]))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(code - _RAW) if code >= _RAW else f"\\{chr(code - _ESCAPED)}"
