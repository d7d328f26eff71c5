"""The marks of numbered lists: numbers, letters and Roman numerals, as HTML counts them.

Pure.
"""

from reader.text.pattern import late

LETTERED = frozenset({"a", "A", "i", "I"})
"""Values of ``type`` by which a list counts with letters or Roman numerals."""

NUMBER_LIMIT = 999_999_999
"""The largest number that is written with letters; that of an item in Markdown too."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERED_STYLE = late(
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
_INTEGER = late(r"\s*([+-]?[0-9]{1,10})")


def lettered(style: str) -> str:
    """Return the kind of list that a ``style`` attribute asks for; empty: with digits, or it says nothing."""
    match = _LETTERED_STYLE.search(style) if style else None
    return _STYLES[match[1]] if match else ""


def html_integer(text: str | None) -> int | None:
    """Return the integer that an attribute begins with, as HTML reads it; None: there is none."""
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else None


def list_mark(number: int, kind: str) -> str:
    """Return a number as a list of a kind (``a``, ``A``, ``i``, ``I``, else digits) shows it."""
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
