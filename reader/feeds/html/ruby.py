"""Annotations of characters (``<ruby>``) become text in brackets behind them. Pure."""

from typing import Any

from reader.feeds.html.tree import text_of, unwrap

_PARTS = frozenset({"rb", "rbc", "rp", "rt", "rtc"})

_END = "\0"
"""Ends an inner ``<ruby>``; no text of a tree has it."""


def keep_ruby(element: Any, _: str) -> None:
    """Write the annotations of a ``<ruby>`` in brackets, however its parts are nested and whether it has brackets of its own."""
    if next(element.iterancestors("ruby"), None) is not None:
        return  # the outer one writes all
    if next(element.iter("a", "img"), None) is not None:
        return  # an annotation would take them away
    brackets = next((text_of(each).strip()[:1] for each in element.iter("rp")), "")
    opening, closing = ("（", "）") if brackets == "（" else ("(", ")")
    pieces: list[tuple[bool, str]] = []
    _collect(element, "", pieces)
    written: list[str] = []
    above: list[str] = []
    for is_above, text in pieces:
        if is_above:
            above.append(text)
        elif text == _END:
            _write(written, above, opening, closing)
        elif text.strip() or not above:
            _write(written, above, opening, closing)
            written.append(text)
    _write(written, above, opening, closing)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text, element.tail = "".join(written), tail
    unwrap(element)


def _write(written: list[str], above: list[str], opening: str, closing: str) -> None:
    text = " ".join("".join(above).split())
    above.clear()
    if text:
        written.append(f"{opening}{text}{closing}")


def _collect(element: Any, mode: str, pieces: list[tuple[bool, str]]) -> None:
    """Collect the texts of an element and whether each is an annotation; brackets of its own are left out."""
    if element.text and mode != "rp":
        pieces.append((mode == "rt", element.text))
    for child in element:
        inner = {"rtc": "rt", "rbc": "rb"}.get(child.tag, child.tag) if child.tag in _PARTS else mode
        _collect(child, inner, pieces)
        if child.tag == "ruby":
            pieces.append((False, _END))
        if child.tail and mode != "rp":
            pieces.append((mode == "rt", child.tail))
