"""The alignment of the columns of tables, which the converter leaves out. Pure.

The cells of the first row are marked before the conversion; after it the marks become colons in the row below.
"""

import re
from itertools import zip_longest
from typing import Any

from reader.feeds.html.tree import is_blank, text_of
from reader.text.pattern import late

_MARKS = {"right": "\U000f0002", "center": "\U000f0003"}
_RULES = {"\U000f0002": "---:", "\U000f0003": ":---:"}
_MARK = late("[\U000f0002\U000f0003]")
_ALIGNED = late(r"(?:^|;)\s*text-align\s*:\s*(\w+)", re.IGNORECASE)
_CLASS = late(r"(?:^|\s)(?:has-text-align|text|align)-?(right|center|end)(?:\s|\Z)", re.IGNORECASE)
_BAR = late(r"(?<!\\)\|")
_ROWS = late(r"^([^\n|]*\|[^\n]*[\U000f0002\U000f0003][^\n]*)\n([^\n|]*)\|((?: --- \|)+)$", re.MULTILINE)


def mark_alignment(table: Any) -> None:
    """Mark the columns of a table whose text stands right or in the middle, by the cells below the first row; in place."""
    rows = [[each for each in row if each.tag in {"td", "th"}] for row in table.iter("tr")]
    if not rows or any("colspan" in each.attrib for row in rows for each in row):
        return
    columns = [_of(each) for each in table.iter("col") if "span" not in each.attrib]
    for cell, below, column in zip_longest(rows[0], zip_longest(*rows[1:]), columns[: len(rows[0])]):
        if cell is None:
            continue
        others = {_of(each) for each in below or () if each is not None and not is_blank(text_of(each))}
        found = others.pop() if len(others) == 1 else "" if others else _of(cell)
        if mark := _MARKS.get(found or column or ""):
            cell.text = mark + (cell.text or "").lstrip()


def with_alignment(markdown: str) -> str:
    """Return Markdown in which marked columns are aligned."""
    is_marked = any(mark in markdown for mark in _RULES)
    return _MARK.sub("", _ROWS.sub(_aligned, markdown)) if is_marked else markdown


def _aligned(match: re.Match[str]) -> str:
    marked = [_MARK.search(cell) for cell in _BAR.split(match[1])[1:-1]]
    if len(marked) != match[3].count("|"):
        return match[0]
    rules = [_RULES[each[0]] if each else "---" for each in marked]
    return f"{match[1]}\n{match[2]}| {' | '.join(rules)} |"


def _of(cell: Any) -> str:
    """Return ``right``, ``center``, another alignment that a cell names, or an empty text."""
    styled = _ALIGNED.search(cell.get("style") or "") or _CLASS.search(cell.get("class") or "")
    found = (styled[1] if styled else cell.get("align") or "").lower()
    return "right" if found == "end" else found
