"""Quotation marks of Chinese text as corner brackets, which take two cells in every terminal.

Pure. Each mark becomes one other character, so that offsets stay; text that is copied or exported has its own marks.
"""

import re
from collections.abc import Iterator

from reader.text.pattern import late

_CJK = "\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff…—"
_BESIDE = late(f"[{_CJK}]")
_LATIN = late(r"[^\W_]")
_QUOTED = late("“(?P<double>[^“”\t]*)”|‘(?P<single>[^‘’\t]*)’")
_LONE = late(f"(?<=[{_CJK}])[”’](?![^\\W_])|[“‘](?=[{_CJK}])")
NEAR = 8
"""Characters beside a quotation that are looked at: some of them may be spaces."""

_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}


def with_corner_quotes(text: str) -> str:
    """Return the text with ``「 」`` for ``“ ”`` and ``『 』`` for ``‘ ’`` where these stand in Chinese text; as long as it was."""
    if not ("“" in text or "”" in text or "‘" in text):
        return text
    found = dict(_pairs(text, 0, len(text), is_inside=False))
    for lone in _LONE.finditer(text):
        found.setdefault(lone.start(), True)
    marks = list(text)
    for at, is_chinese in found.items():
        if is_chinese:
            marks[at] = _CORNERS[text[at]]
    return "".join(marks)


def _pairs(text: str, start: int, end: int, *, is_inside: bool) -> Iterator[tuple[int, bool]]:
    """Yield the marks of pairs between two positions, and whether each is Chinese; ``is_inside``: in a pair that is."""
    for found in _QUOTED.finditer(text, start, end):
        is_chinese = is_inside or _is_chinese(text, found)
        yield found.start(), is_chinese
        yield found.end() - 1, is_chinese
        yield from _pairs(text, found.start() + 1, found.end() - 1, is_inside=is_chinese)


def _is_chinese(text: str, quoted: re.Match[str]) -> bool:
    """Return whether a quotation stands beside Chinese text, or is Chinese itself and not in other text."""
    start, end = quoted.span()
    before, after = (
        text[max(0, start - NEAR) : start].rstrip(" ")[-1:],
        text[end : end + NEAR].lstrip(" ")[:1],
    )
    if _BESIDE.match(before) or _BESIDE.match(after):
        return True
    is_apart = not (_LATIN.match(before) or _LATIN.match(after))
    return is_apart and _BESIDE.search(quoted[0]) is not None
