"""Reads the headers whose lines are marked instead of fenced: Logseq's properties, Nikola's comment, Pandoc's title block.

Pure. Each reader takes the lines that ``reader.article.fence`` found and returns their values.
"""

from collections.abc import Callable, Mapping
from typing import Final

from reader.article.article import HeaderValue
from reader.article.bounds import HEADER_LIMIT
from reader.article.fence import PERCENT_KEYS, Form, property_of
from reader.article.labels import separated
from reader.text.pattern import late

_LISTS: Final = frozenset({"alias", "aliases"})
"""Properties of Logseq that name several pages."""

_COMMENTED: Final = late(r"[ \t]*\.\.[ \t]+([^\W\d][\w-]{0,63}):[ \t]*([^\n]*)")


def read_properties(lines: str) -> dict[str, HeaderValue]:
    """Return the properties of a page of Logseq."""
    values: dict[str, HeaderValue] = {}
    for line in lines.split("\n"):
        if found := property_of(line.strip().removeprefix("- ").removeprefix("* ")):
            key, value = found
            values[key] = [*separated(value)] if key in _LISTS else value
    return values


def read_comment(lines: str) -> dict[str, HeaderValue]:
    """Return the values of ``.. key: value`` lines (Nikola)."""
    found = map(_COMMENTED.match, lines.split("\n"))
    return {match[1]: match[2].strip() for match in found if match}


def read_percent(lines: str) -> dict[str, HeaderValue]:
    """Return title, author and date of Pandoc's title block; a line that begins with a space continues the one above."""
    values: list[list[str]] = []
    for line in lines.split("\n"):
        if line.startswith("%"):
            values.append([line[1:].strip()])
        elif values and line.strip():
            values[-1].append(line.strip())
    found: dict[str, HeaderValue] = {
        key: ("; " if key == "author" else " ").join(filter(None, parts))
        for key, parts in zip(PERCENT_KEYS, values, strict=False)
    }
    return {key: value for key, value in found.items() if value}


def read_marked(form: Form, lines: str) -> dict[str, HeaderValue]:
    """Return the values of a header of one of these forms."""
    return _READERS[form](lines[:HEADER_LIMIT])


_READERS: Final[Mapping[Form, Callable[[str], dict[str, HeaderValue]]]] = {
    Form.PROPERTIES: read_properties, Form.COMMENT: read_comment, Form.PERCENT: read_percent,
}  # fmt: skip

MARKED: Final = frozenset(_READERS)
"""The forms that this module reads."""
