"""What an HTML parser would leave out or take apart, written as it can read it: pages in frames, tables in code, references in attributes. Pure."""

import re
from html import unescape

from reader.text.pattern import late

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)"""
_FRAME = late(
    rf"<iframe\b(?P<names>(?:\s++[^\s=<>\"'/]++(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?>(?:[^<]{0, 500}</iframe\s*+>)?",
    re.IGNORECASE | re.DOTALL,
)
_RAISED = late(
    rf"<sup\b(?P<names>(?:\s++[^\s=<>\"'/]++(?:\s*+=\s*+{_VALUE})?+)*+)\s*+>[^<]{{0,20}}</sup\s*+>",
    re.IGNORECASE,
)
_NAME = late(rf"\s([^\s=<>\"'/]++)\s*+=\s*+({_VALUE})")

_CODE = late(
    r"(<pre\b[^<>]*+>)((?:(?!</?pre\b|<table\b).)*+<table\b(?:(?!</?pre\b).)*+)(</pre\s*+>)",
    re.IGNORECASE | re.DOTALL,
)
_TABLE = late(r"\s*+<table\b[^<>]*+>((?:(?!</?table\b).)*+)</table\s*+>", re.IGNORECASE | re.DOTALL)
_NAMED = late(r"<(?:table|tr|td|th)\b[^<>]*\bclass\s*=", re.IGNORECASE)
_ROW = late(r"<tr\b[^<>]*>(.*?)(?=</?tr\b|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = late(r"<t[dh]\b[^<>]*>(.*?)(?=</?t[dhr]\b|</?tbody\b|\Z)", re.IGNORECASE | re.DOTALL)


def opened_up(html: str) -> str:
    """Return HTML with the text of frames and of tables in code where a parser finds it."""
    if 'data-draft-type="reference"' in html:
        html = _with_references(html)
    if "srcdoc" in html:
        html = _FRAME.sub(_inner_page, html)
    if "<pre" in html and "<table" in html:
        html = _CODE.sub(lambda match: match[1] + _TABLE.sub(_lines, match[2]) + match[3], html)
    return html


def _with_references(html: str) -> str:
    """Return HTML with Zhihu's references as notes at its end: they stand in attributes, from which a script writes them."""
    notes: list[str] = []

    def mention(match: "re.Match[str]") -> str:
        values = {name.lower(): value.strip("\"'") for name, value in _NAME.findall(match["names"])}
        text, address = values.get("data-text", ""), values.get("data-url", "")
        if values.get("data-draft-type") != "reference" or not (text or address):
            return match[0]
        label = f"zhihu-reference-{len(notes) + 1}"
        link = f' <a href="{address}">{address}</a>' if address else ""
        notes.append(f'<li id="{label}">{text}{link}</li>')
        return f'<sup><a href="#{label}">{len(notes)}</a></sup>'

    html = _RAISED.sub(mention, html)
    return f"{html}<ol>{''.join(notes)}</ol>" if notes else html


def _inner_page(match: "re.Match[str]") -> str:
    """Return the page that stands in a frame; one that has an address too only stands in for it until it is clicked."""
    values = {name.lower(): unescape(value.strip("\"'")) for name, value in _NAME.findall(match["names"])}
    page = values.get("srcdoc", "").strip()
    return f"<div>{page}</div>" if page and not values.get("src", "").strip() else match[0]


def _lines(match: "re.Match[str]") -> str:
    """Return the rows of a table as lines, without the cells that only count them; a table with lines in its cells as it is."""
    rows = [_CELL.findall(row) for row in _ROW.findall(match[1])]
    # What names its cells is a program's, whose lines and numbers are known by that.
    if (
        _NAMED.search(match[0])
        or not rows
        or not all(rows)
        or any("\n" in cell.strip() for row in rows for cell in row)
    ):
        return match[0]
    if all(len(row) > 1 for row in rows) and _counts([row[0].strip() for row in rows]):
        rows = [row[1:] for row in rows]
    lines = [" ".join(cell.strip("\n") for cell in row) for row in rows]
    return "\n".join(["", *lines, ""])


def _counts(numbers: list[str]) -> bool:
    first = numbers[0]
    return (
        first.isascii()
        and first.isdecimal()
        and len(first) < 7
        and numbers == [str(int(first) + at) for at in range(len(numbers))]
    )
