"""Emoji by their names: ``:smile:``. Pure.

The names come from a library that is loaded at the first such word; ``10:30:45`` does not look like one.
"""

import re
from functools import cache

EMOJI_NAME = re.compile(
    r"(?<![:A-Za-z0-9]):(?:[A-Za-z0-9_+\-]{1,60}:(?![\w:])|[A-Za-z0-9_+\-]*[A-Za-z+\-][A-Za-z0-9_+\-]{0,60}:)"
)
"""Text that may be a name, with its colons."""

_ICONS = (":material-", ":fontawesome-", ":octicons-", ":simple-")
"""How names of icons begin that MkDocs draws; the words beside them say the same."""


def emoji_named(name: str) -> str | None:
    """Return the emoji of a name with its colons; empty for the name of an icon; None for any other word."""
    if name.startswith(_ICONS):
        return ""
    return _emoji().get(name.lower())


@cache
def _emoji() -> dict[str, str]:
    """Return all emoji by all of their names; the library itself would search all of them for each name."""
    from emoji import EMOJI_DATA, STATUS  # 60 ms: only for articles that have such a word

    whole = {emoji: data for emoji, data in EMOJI_DATA.items() if data["status"] <= STATUS["fully_qualified"]}
    named: dict[str, str] = {}
    for emoji, data in whole.items():
        for name in data.get("alias", ()):
            named.setdefault(name.lower(), emoji)
    for emoji, data in whole.items():
        named.setdefault(data["en"].lower(), emoji)
    return named
