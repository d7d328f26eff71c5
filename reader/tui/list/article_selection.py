"""The articles of a list that are selected: from where that began to the cursor. Pure."""

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.list.section_list import SectionList
    from reader.tui.list.sections import Slot


def span_of(list_: "SectionList") -> "tuple[Slot, Slot] | None":
    """Return the first and the last of what is selected, headings among it; None: nothing is."""
    begin = list_.find(list_.anchor) if list_.anchor and list_.sections else None
    return None if begin is None else (min(begin, list_.slot), max(begin, list_.slot))


def selected_in(list_: "SectionList") -> "array[int]":
    """Return the articles that are selected, in their order, each once; none while nothing is."""
    span, found = span_of(list_), array("I")
    if span is None:
        return found
    first, last = span
    for index in range(first.section, last.section + 1):
        ids = list_.sections[index].ids
        start = max(0, first.article) if index == first.section else 0
        end = last.article + 1 if index == last.section else len(ids)
        found += ids[start:end]
    return array("I", dict.fromkeys(found))
