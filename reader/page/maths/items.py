"""The items in a row of a formula, with superscripts and subscripts, and the space between them.

Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.page.maths import symbols
from reader.page.maths.boxes import Box, beside, stacked, text_box, with_scripts


class RefusedError(Exception):
    """A formula cannot be written in Unicode."""


@dataclass(slots=True)
class Item:
    """An item in a row of a formula."""

    box: Box
    """Its text."""
    kind: str = "letter"
    """letter, relation, sum, integral, name, fraction, tag, space."""
    above: Box | None = None
    """Its superscript or upper limit, if it does not fit on the line."""
    below: Box | None = None
    """Its subscript or lower limit, if it does not fit on the line."""

    @property
    def text(self) -> str:
        """Its text; empty if it has several rows."""
        return self.box.rows[0] if len(self.box.rows) == 1 else ""


def join(items: Sequence[Item], *, tall: bool) -> Box:
    """Return the items side by side, with space around relations and names; ``tall``: several rows are allowed."""
    boxes: list[Box] = []
    before: Item | None = None
    was_binary = False
    for at, item in enumerate(items):
        if item.kind == "space":
            if item.text and boxes and not _ends_in_space(boxes):
                boxes.append(item.box)
            continue
        while item.kind == "tag" and boxes and _ends_in_space(boxes):
            boxes.pop()
        box = _scripted(item, tall=tall)
        after = items[at + 1] if at + 1 < len(items) else None
        if item.kind == "fraction" and after and _begins_with_word(after):
            box = text_box(f"({box.rows[0]})")
        is_parted = (bool(boxes) and _ends_in_space(boxes)) or (after is not None and after.kind == "space")
        is_binary = ((tall and item.text in symbols.TERM_OPERATORS) or is_parted) and _is_binary(before, item)
        if (
            boxes
            and not _ends_in_space(boxes)
            and (was_binary or is_binary or _is_apart(before, item, tall=tall))
        ):
            boxes.append(text_box(" "))
        boxes.append(box)
        before, was_binary = item, is_binary
    while boxes and not "".join(boxes[-1].rows).strip():
        boxes.pop()
    return beside(boxes)


def small(text: str, forms: dict[int, int]) -> str | None:
    """Return the text in superscript or subscript characters; None if one is missing, or words would be unreadable."""
    text = text.replace(" ", "")
    if not text or any(ord(char) not in forms for char in text):
        return None
    return None if text.isalpha() and len(text) > symbols.SMALL_LETTERS else text.translate(forms)


def _ends_in_space(boxes: Sequence[Box]) -> bool:
    return all(row.endswith(" ") or not row for row in boxes[-1].rows)


def _begins_with_word(item: Item) -> bool:
    return item.kind in {"letter", "fraction"} and (item.text[:1].isalnum() or item.text[:1] in {"(", "√"})


def _is_apart(before: Item | None, item: Item, *, tall: bool) -> bool:
    """Return whether there is a space between two items."""
    if before is None:
        return False
    if "relation" in (item.kind, before.kind):
        return not (item.kind == before.kind and item.text and before.text)
    if item.kind == "name":
        return before.text[-1:].isalnum() or before.text[-1:] in {")", "]"}
    if before.kind == "name":
        return item.text[:1].isalnum() or item.text[:1] == "√" or not item.text
    if before.kind in {"sum", "integral"}:
        return tall or (before.above is not None and not item.text.startswith(("(", "[")))
    return not before.text or not item.text


def _is_binary(before: Item | None, item: Item) -> bool:
    """Return whether an item is a binary operator, which has space on both sides or on none.

    TeX drops spaces after macros, so a space on one side may have been on both.
    """
    if (
        item.text not in symbols.OPERATORS
        or before is None
        or before.kind in {"relation", "name", "sum", "integral"}
    ):
        return False
    return before.text not in {"(", "[", "{", ",", "|", "+", "−"}


def _scripted(item: Item, *, tall: bool) -> Box:
    above, below = item.above, item.below
    if above is None and below is None:
        return item.box
    is_limited = item.kind == "sum" or (item.kind == "name" and item.text in symbols.LIMITED_NAMES)
    if tall and is_limited:
        parts = [part for part in (above, item.box, below) if part is not None]
        return stacked(parts, 0 if above is None else 1)
    high = small(above.rows[0], symbols.SUPERSCRIPTS) if above else ""
    low = small(below.rows[0], symbols.SUBSCRIPTS) if below else ""
    if item.text and high is not None and low is not None:
        return text_box(item.text + low + high)
    if tall:
        return with_scripts(item.box, above, below)
    if below and low is None:
        low = "_" + _whole(below.rows[0], is_word=True)
    if above and high is None:
        high = "^" + _whole(above.rows[0], is_word=False)
    return text_box(f"{item.box.rows[0]}{low}{high}")


def _whole(text: str, *, is_word: bool) -> str:
    """Return the text in brackets unless it is one character, a number or a name."""
    return text if len(text) == 1 or text.isdecimal() or (is_word and text.isalnum()) else f"({text})"


def without_spaces(items: Iterable[Item]) -> list[Item]:
    """Return the items of a script, which has spaces only inside words."""
    return [Item(each.box, "letter", each.above, each.below) for each in items if each.kind != "space"]
