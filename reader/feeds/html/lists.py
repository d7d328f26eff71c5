"""Numbers of lists as the author gave them, in lists that every Markdown program counts so. Pure.

Markdown knows only where a list begins and counts up from there. So a list that counts otherwise becomes several, and one
with letters or negative numbers gets its marks as text.
"""

import re
from typing import Any

NUMBER_LIMIT = 999_999_999
"""The largest number of an item in Markdown."""

_LETTERED = re.compile(
    r"list-style(?:-type)?\s*:[^;]*\b(lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman)"
)
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def keep_numbers(element: Any, _: str) -> None:
    """Keep the numbers of an ``<ol>``."""
    kind = element.get("type") or ""
    style = element.get("style")
    if style and (match := _LETTERED.search(style)):
        kind = _STYLES[match[1]]
    items = [each for each in element if each.tag == "li"]
    is_plain = kind not in {"a", "A", "i", "I"} and "reversed" not in element.attrib
    if not items or (
        is_plain and "start" not in element.attrib and not any(each.get("value") for each in items)
    ):
        return
    numbers = _numbers(element, items)
    start = numbers[0]
    if kind in {"a", "A", "i", "I"} or not all(0 <= each <= NUMBER_LIMIT for each in numbers):
        element.tag = "ul"
        element.attrib.clear()
        for item, number in zip(items, numbers, strict=True):
            _write_before(item, f"{_mark(number, kind)}. ")
        return
    element.attrib.clear()
    element.set("start", str(start))
    _split(element, items, numbers)


def _numbers(element: Any, items: list[Any]) -> list[int]:
    """Return the numbers of the items, as HTML counts them."""
    is_down = "reversed" in element.attrib
    start = _integer(element.get("start"))
    number = start if start is not None else len(items) if is_down else 1
    numbers = []
    for item in items:
        value = _integer(item.get("value"))
        number = number if value is None else value
        numbers.append(number)
        number += -1 if is_down else 1
    return numbers


def _integer(text: str | None) -> int | None:
    match = re.match(r"\s*([+-]?[0-9]{1,10})", text or "")
    return int(match[1]) if match else None


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


def _mark(number: int, kind: str) -> str:
    """Return a number as a list shows it."""
    if kind in {"a", "A"} and 0 < number <= NUMBER_LIMIT:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, written in _ROMAN:
            count, number = divmod(number, value)
            roman += written * count
        return roman.upper() if kind == "I" else roman
    return str(number)


def _write_before(item: Any, mark: str) -> None:
    """Write the mark of an item into its first line."""
    first = item
    while not (first.text or "").strip() and len(first) and first[0].tag in {"p", "div"}:
        first = first[0]
    first.text = mark + (first.text or "").lstrip()
