"""A fast reader of the YAML that most headers are: ``key: text``, and lists of texts or of flat mappings.

Pure. It returns exactly what PyYAML's ``CBaseLoader`` would, at a tenth of the cost, or None: any line
of another shape (nesting, anchors, comments after a value, bare text over several lines, a key twice, tabs) is
left to the real parser. A differential test compares the two.
"""

from typing import Final

from reader.article.article import HeaderValue
from reader.text.pattern import late

# One line: a key or an item's dash, then a value in quotes without escapes (double ones may span lines), in brackets, or
# bare; or any other.
_LINE: Final = late(
    r"""(?:([^\W\d][\w-]{0,100}):|([ ]*-))"""
    r"""(?:[ ]+("[^"\\]*"|'[^'\n]*'|\[[^\n]*\]|[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n]*))?[ ]*(?:\n|\Z)"""
    r"""|([^\n]+)(?:\n|\Z)|\n"""
)
_FLOW_ITEM: Final = late(r"\w(?:[\w ./+()-]*[\w./+()-])?")
_OBJECTS: Final = late(r"\{[^{}\[\]\\]*\}(?:, \{[^{}\[\]\\]*\})*")
"""Mappings as JSON has them, one after another, as front matter of feeds' entries has them."""
_QUOTED: Final = late(r"""("[^"\\]*"|'[^']*')""")


class PlainMapping(dict[str, HeaderValue]):
    """The values that the fast reader returns: texts, lists of texts and of mappings of texts, no key twice."""


def parse_plain_yaml(header: str) -> PlainMapping | None:
    """Return the header's mapping, or None where it needs the real parser."""
    if "\t" in header:
        return None
    result, last = PlainMapping(), ""
    items: list[HeaderValue] | None = None
    item_dash = ""
    for key, dash, raw, other in _LINE.findall(header):
        value: HeaderValue | None = _scalar(raw) if raw and raw[0] != "[" else raw
        if key:
            if raw and raw[0] == "[":
                value = _flow(raw)
            if value is None or key in result:
                return None
            result[key] = value
            # Items belong to the key above them, if it has no value.
            last, items = ("" if raw else key), None
        elif dash:
            if value is None or not last or (raw and raw[0] == "["):
                return None
            if items is None:
                result[last] = items = []
                item_dash = dash
            elif dash != item_dash:
                return None
            items.append(value)
        elif other and other[0] != "#" and other.strip(" "):
            return None
    return result


def _scalar(raw: str) -> str | None:
    """Return the text of a value on one line, or None where its end or meaning is not plain."""
    if raw[0] in "\"'":
        return raw[1:-1] if "\n" not in raw else _unfolded(raw[1:-1])
    text = raw.rstrip(" ")
    return None if ": " in text or " #" in text or text[-1] == ":" else text


def _unfolded(text: str) -> str | None:
    """Return a text in quotes that stands on several lines: a line end is a space, an empty line is one line end."""
    first, *more = text.split("\n")
    found, is_broken = first.rstrip(" "), False
    for number, line in enumerate(more):
        if line.startswith(("---", "...")):
            return None
        shown = line.lstrip(" ") if number == len(more) - 1 else line.strip(" ")
        if not shown and number < len(more) - 1:
            found, is_broken = found + "\n", True
        else:
            found, is_broken = found + ("" if is_broken else " ") + shown, False
    return found


def _objects(inner: str) -> list[HeaderValue] | None:
    """Return mappings of JSON whose values are texts without escapes, or whole numbers, or None."""
    if not _OBJECTS.fullmatch(inner):
        return None
    import json  # 5 ms, and few headers have mappings

    try:
        found: list[HeaderValue] = json.loads(f"[{inner}]", parse_int=str, parse_float=_refused, parse_constant=_refused,
                           object_pairs_hook=_texts)  # fmt: skip
    except ValueError:
        return None
    return found


def _texts(pairs: list[tuple[str, HeaderValue]]) -> dict[str, HeaderValue]:
    """Return a mapping of texts; raises ValueError for another value, and for a key twice."""
    found = dict(pairs)
    if len(found) != len(pairs) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError
    return found


def _refused(_: str) -> str:
    raise ValueError


def _flow(raw: str) -> list[HeaderValue] | None:
    """Return a list in brackets of plain words and quoted texts, or None."""
    inner = raw[1:-1].strip(" ")
    if inner[:1] == "{":
        return _objects(inner)
    items: list[HeaderValue] = []
    for part in inner.split(",") if inner else ():
        item = part.strip(" ")
        if _QUOTED.fullmatch(item):
            items.append(item[1:-1])
        elif _FLOW_ITEM.fullmatch(item):
            items.append(item)
        else:
            return None
    return items
