"""The line in a group between what has come since the last session and what was there: read up to here."""

from itertools import compress
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.text import cell_width
from reader.tui.list.row_parts import RowParts
from reader.tui.list.spans import Span, as_wide

if TYPE_CHECKING:
    from array import array

    from reader.tui.list.section_list import SectionList

GAP = 2
"""Blank cells before the line."""

LEAST = 4
"""Cells of a line that is seen as one."""


class SeenLine:
    """Finds where the line belongs, and remembers it as long as the articles of a group are the same."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[array[int], int, int, int]] = {}

    def last_new(self, list_: "SectionList", section: int) -> int:
        """Return the index of the last new article of a group, if others follow; -1: there is no line."""
        ids, seen = list_.sections[section].ids, list_.source.seen_up_to
        group = list_.sections[section].group.id
        known = self._found.get(group)
        if known is None or known[0] is not ids or known[1:3] != (len(ids), seen):
            known = self._found[group] = ids, len(ids), seen, _last_new(ids, seen)
        return known[3]


def _last_new(ids: "array[int]", seen: int) -> int:
    if not seen or not ids or ids[-1] > seen:
        return -1
    return next(compress(range(len(ids) - 1, -1, -1), map(seen.__lt__, reversed(ids))), -1)


def with_line(spans: list[Span], parts: RowParts) -> list[Span]:
    """Return the last row of an article with the line in what it leaves free; where that is little, the row is underlined."""
    used = cell_width("".join(span.text for span in spans).rstrip())
    room, label = parts.width - used - GAP - 1, f" {tr('read up to here')} "
    if room < LEAST:
        return [Span(text, ink._replace(is_underlined=True)) for text, ink in spans]
    dash = "-" if parts.symbols.open.isascii() else "─"
    label = f"{dash * 2}{label}" if room >= cell_width(label) + 2 else ""
    line = f"{' ' * GAP}{label}{dash * (room - cell_width(label))} "
    return [*as_wide(spans, used, parts.ink("meta")), Span(line, parts.ink("mark"))]
