"""The words that a browser shows of a page: what the tests of losses expect on ours."""

import re
from html import unescape
from html.parser import HTMLParser
from unicodedata import normalize

from reader.text import clean

WORD = re.compile(r"\w+")


class _Shown(HTMLParser):
    """What a browser shows of a page: its text and the words of its pictures, but no scripts and style sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.append(f" {dict(attrs).get('alt') or ''} " if tag == "img" else " ")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # inside of a script or a style sheet
            self.texts.append(data)


def expected_words(reference: str) -> list[str]:
    """The words of HTML, in order."""
    shown = _Shown()
    shown.feed(clean(reference))
    shown.close()
    return WORD.findall("".join(shown.texts))


_FENCE = re.compile(r"[ >\t*+-]*(?:\d{1,9}[.)])?[ \t]*(```+|~~~+)")
_NOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_TOOLS_OWN = re.compile(r"\s*(?::::|import |export |\[toc\])", re.IGNORECASE)
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'))?"""
_PARTS = [
    (re.compile(pattern, re.MULTILINE), instead)
    for pattern, instead in (
        (r"<!--[^>]*(?:[^-]>[^>]*)*?-->|^[ \t]*<(script|style)\b[^\0]*?</\1>|^%%[^%]*%%$", " "),
        (r"\\\[[^\]]*\\\]|\\\([^\n]*?\\\)", " "),  # formulas
        (r"`[^`\n]*`", " "),  # code, which may be anything
        (r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\{[:#.][^{}\n]*\}|\{#[^{}]*#\}", "§"),  # template tags, attributes
        (r"!\[\[[^\]]*\]\]", " "),  # embeds
        (r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1"),  # links of a wiki
        (r"\[\^[^\]]*\]|\[!\w+\][+-]?", " "),  # notes, callouts
        (r"^ {0,3}\[[^\]^\n]+\]:[ \t]*\n?[ \t]*\S+.*$", " "),  # addresses by name
        (r"\]\(\s*<[^>\n]*>[^)\n]*\)", "]"),
        (rf"\]\(\s*(?:[^()\s]|\([^()\s]*\))*{_TITLE}\s*\)", "]"),  # addresses of links
        (r"\]\[[^\]\n]*\]", "]"),
        (r":[\w+-]+:|\$\$[^$]+\$\$|\$[^$\n]+\$", " "),  # emoji, formulas
        (r"</?[A-Za-z][^<>]*>", " "),
        (r"^[ >\t]*([*+-] )*\d{1,9}[.)]\s", " "),  # numbers of lists
        (r"^([ >\t]*(?:[*+-]|\d+[.)])? *)\[[ xX]\]", r"\1"),
        (r"\s\^[\w-]+[ \t]*$|\\(?=\W)", ""),  # names of blocks, escapes
    )
]
LETTERS = re.compile(r"[^\W_]+")
"""A word, or a part of one between underscores."""


def plain_words(source: str) -> tuple[list[str], list[str]]:
    """The words of Markdown in any dialect, in order, and those of its footnotes: what is left without markup.

    Coarser than a browser, so some words that a page has are left out, but none that it does not have.
    """
    parts: list[tuple[bool, list[str]]] = [(False, [])]
    """Whether lines are those of a note, and the lines; code is a part of its own, without them."""
    texts: list[str] = []
    notes: list[str] = []
    fence, is_quoted, in_note = "", False, False

    def end() -> None:
        is_note, lines = parts.pop()
        text = "\n".join(lines)
        for pattern, instead in _PARTS:
            text = pattern.sub(instead, text)
        (notes if is_note else texts).append(unescape(text))

    for line in source.split("\n"):
        found = _FENCE.match(line)
        if fence and is_quoted and not line.lstrip().startswith(">"):
            fence = ""
        if fence:
            if found and found[1].startswith(fence) and not line.strip(" >`~\t"):
                fence = ""
            else:
                texts.append(line)
            continue
        was_note = in_note
        in_note = bool(_NOTE.match(line)) or (
            in_note and (not line.strip() or line.startswith(("    ", "\t")))
        )
        if found or in_note != was_note:
            end()
            parts.append((in_note, []))
        if found:
            fence, is_quoted = found[1], line.lstrip().startswith(">")
        elif not _TOOLS_OWN.match(line):
            parts[-1][1].append(_NOTE.sub("", line))
    end()
    return LETTERS.findall(normalize("NFKC", "\n".join(texts))), LETTERS.findall(
        normalize("NFKC", "\n".join(notes))
    )
