"""Numbers of lists as the author gave them, in lists that every Markdown program counts so. Pure.

Markdown knows only where a list begins and counts up from there. So a list that counts otherwise becomes several, and one
with letters or negative numbers gets its marks as text.
"""

from typing import Any

from reader.text.list_marks import LETTERED, NUMBER_LIMIT, html_integer, lettered, list_mark


def keep_numbers(element: Any, _: str) -> None:
    """Keep the numbers of an ``<ol>``."""
    kind = element.get("type") or ""
    kind = lettered(element.get("style") or "") or kind
    items = [each for each in element if each.tag == "li"]
    is_plain = kind not in LETTERED and "reversed" not in element.attrib
    if not items or (
        is_plain and "start" not in element.attrib and not any(each.get("value") for each in items)
    ):
        return
    numbers = _numbers(element, items)
    start = numbers[0]
    if kind in LETTERED or not all(0 <= each <= NUMBER_LIMIT for each in numbers):
        element.tag = "ul"
        element.attrib.clear()
        for item, number in zip(items, numbers, strict=True):
            _write_before(item, f"{list_mark(number, kind)}. ")
        return
    element.attrib.clear()
    element.set("start", str(start))
    _split(element, items, numbers)


def _numbers(element: Any, items: list[Any]) -> list[int]:
    """Return the numbers of the items, as HTML counts them."""
    is_down = "reversed" in element.attrib
    start = html_integer(element.get("start"))
    number = start if start is not None else len(items) if is_down else 1
    numbers = []
    for item in items:
        value = html_integer(item.get("value"))
        number = number if value is None else value
        numbers.append(number)
        number += -1 if is_down else 1
    return numbers


def _split(element: Any, items: list[Any], numbers: list[int]) -> None:
    """Begin a list where the numbers do not go on."""
    parent, current = element.getparent(), element
    at, tail = parent.index(element), element.tail
    for item, before, number in zip(items[1:], numbers, numbers[1:], strict=False):
        if number == before + 1:
            if current is not element:
                current.append(item)
            continue
        current = element.makeelement("ol", start=str(number))
        current.append(item)
        at += 1
        parent.insert(at, current)
    if current is not element:
        element.tail, current.tail = None, tail


def _write_before(item: Any, mark: str) -> None:
    """Write the mark of an item into its first line."""
    first = item
    while not (first.text or "").strip() and len(first) and first[0].tag in {"p", "div"}:
        first = first[0]
    first.text = mark + (first.text or "").lstrip()
