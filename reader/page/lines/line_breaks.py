"""Ends of source lines that are line breaks: everywhere, or only in verse, lists of ``1、`` and lines of ``key: value``.

Pure. CommonMark (6.12) leaves it to the program whether the end of a source line is a space or a line break. Obsidian,
Hexo and Logseq show a line break, and their users write so.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from reader.article.article import HeaderValue
from reader.page.lines.joining import is_east_asian
from reader.text.pattern import late

MARKDOWN = "markdown"
"""The end of a source line is a space, or nothing between Chinese."""
KEEP = "keep"
"""It is a line break."""
AUTO = "auto"
"""It is what the front matter says; else a line break only in verse, in lists of ``1、`` and in lines of ``key: value``."""
AUTO_KEEP = "auto, else keep"
"""It is what the front matter says, else a line break."""

VERSE_CHARACTERS = 20
"""East Asian characters of a line of verse."""

VERSE_LATIN = 60
"""Characters of a line of verse in other scripts."""

LINES_LIMIT = 400
"""Lines of a paragraph in which a pattern is searched."""

_KEPT_BY = frozenset({"breaks", "hardbreaks", "hardlinebreaks", "hardwrap", "hardwraps", "keeplinebreaks"})
_JOINED_BY = frozenset({"strictlinebreaks", "softbreaks"})
_SETTING = "linebreaks"
_WITHIN = frozenset({"marked", "markdown", "goldmark", "renderer", "kramdown", "commonmark", "obsidian"})
"""Fields that contain the settings of a program that renders Markdown."""

_ON = frozenset({"true", "yes", "on", "1", KEEP})
_OFF = frozenset({"false", "no", "off", "0", MARKDOWN})

_HAN_NUMBER = "[一二三四五六七八九十百]{1,4}"
_NUMBERED = late(
    rf"(?:[0-9０-９]{{1,3}}(?:[、．)）]|\.(?=[^\s0-9]))|{_HAN_NUMBER}[、．]|第(?:{_HAN_NUMBER}|[0-9]{{1,3}})[，、：:条步点]"
    rf"|(?:[a-z]|[ivx]{{2,4}})[)）]|[（(](?:[0-9]{{1,3}}|{_HAN_NUMBER}|[A-Za-z])[)）]|[①-⓿㈠-㉃●○◆◇▪■□※•·])"
)
_KEYED = late(r"[*_]{0,2}(?:[A-Z][\w'’ -]{0,24}[*_]{0,2}: ?[*_]{0,2}\s|[^\W\d_]{1,12}[*_]{0,2}：)\s*\S")
_MARKUP = ("<", "!", "|", "[", "#", ">", "+", "`", "{", "-", "&")
"""Characters with which no line of verse begins."""

_STOP = ".!?…"
_ENDING = "，。！？；、：…—”’』」）～,.!?;:"


def line_breaks_of(mode: str, header: Mapping[str, HeaderValue]) -> str:
    """Return ``MARKDOWN``, ``KEEP`` or ``AUTO`` for an article, by its front matter where ``mode`` asks for that."""
    if mode in {MARKDOWN, KEEP}:
        return mode
    said = _header_keeps(header, 0)
    if said is None:
        return KEEP if mode == AUTO_KEEP else AUTO
    return KEEP if said else MARKDOWN


def _header_keeps(header: Mapping[str, HeaderValue], depth: int) -> bool | None:
    """Return whether front matter wants line ends kept; None where it does not say."""
    for name, value in header.items():
        key = name.lower().replace("_", "").replace("-", "")
        if isinstance(value, dict) and key in _WITHIN and depth < 3:
            found = _header_keeps(value, depth + 1)
            if found is not None:
                return found
        if not isinstance(value, str):
            continue
        word = value.strip().lower()
        if word not in _ON | _OFF:
            continue
        if key in _KEPT_BY or key == _SETTING:
            return word in _ON
        if key in _JOINED_BY:
            return word in _OFF
    return None


def with_line_breaks(source: str, mode: str) -> str:
    """Return a paragraph's Markdown with hard breaks at the ends of lines that are kept."""
    if mode == MARKDOWN or "\n" not in source:
        return source
    lines = source.split("\n")
    kept = range(1, len(lines)) if mode == KEEP else _seen(lines)
    in_code = _lines_in_code(lines) if "`" in source else ()
    for number in kept:
        before = lines[number - 1].rstrip(" \t")
        if number not in in_code and not before.endswith("\\"):
            lines[number - 1] = before + "  "
    return "\n".join(lines) if kept else source


def _lines_in_code(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of lines that begin inside of inline code, whose line ends are spaces."""
    ticks = list(accumulate(line.count("`") for line in lines))
    if ticks[-1] % 2:  # one of them is text
        return frozenset()
    return frozenset(number + 1 for number, count in enumerate(ticks) if count % 2)


def _seen(lines: Sequence[str]) -> Sequence[int]:
    """Return the numbers of the lines that begin on a line of their own, of a paragraph of unknown habits."""
    if len(lines) > LINES_LIMIT:
        return ()
    texts = [line.strip() for line in lines]
    numbered = [number for number, text in enumerate(texts) if _NUMBERED.match(text)]
    if len(numbered) > 1:
        return [number for number in numbered if number]
    if all(map(_KEYED.match, texts)) or _is_verse(texts):
        return range(1, len(texts))
    return ()


def _is_verse(lines: Sequence[str]) -> bool:
    """Return whether lines are verse or those of a letterhead, which prose in lines hardly looks like."""
    if any(not line or line.startswith(_MARKUP) for line in lines):
        return False
    if max(map(len, lines)) > VERSE_LATIN:
        return False
    wide = [sum(map(is_east_asian, line)) for line in lines]
    if all(2 * count > len(line) for count, line in zip(wide, lines, strict=True)):
        return _is_chinese_verse(lines)
    if any(wide) or len(lines) < 3:
        return False
    sentences = sum(line.endswith(tuple(_STOP)) for line in lines)
    return 2 * sentences <= len(lines) and all(_begins_a_verse(line) for line in lines)


def _is_chinese_verse(lines: Sequence[str]) -> bool:
    lengths = [len(line.rstrip(_ENDING)) for line in lines]
    if max(lengths) > VERSE_CHARACTERS:
        return False
    ended = [line[-1] in _ENDING for line in lines]
    if len(lines) == 2:
        return lengths[0] == lengths[1] and lengths[0] > 2 and all(ended)
    return all(ended[:-1]) or not any(ended[:-1])


def _begins_a_verse(line: str) -> bool:
    first = line.lstrip("“‘\"'*_(")[:1]
    return first.isupper() or first.isdigit()
