"""Emoji by their names: ``:smile:``.

Pure. The names come from a library that is loaded when the first such word is seen; ``10:30:45`` is none.
"""

import re
from functools import cache

EMOJI_NAME = re.compile(
    r"(?<![:A-Za-z0-9]):(?:[A-Za-z0-9_+\-]{1,60}:(?![\w:])|[A-Za-z0-9_+\-]*[A-Za-z+\-][A-Za-z0-9_+\-]{0,60}:)"
)
"""What may be a name, with its colons."""

_ICONS = (":material-", ":fontawesome-", ":octicons-", ":simple-")
"""The names of icons that MkDocs draws begin so; they stand beside words that say the same."""


def emoji_named(name: str) -> str | None:
    """Return the emoji of a name with its colons; nothing for the name of an icon; None for a word that is no name."""
    if name.startswith(_ICONS):
        return ""
    return _signs().get(name.lower())


@cache
def _signs() -> dict[str, str]:
    """Return all emoji by all of their names; the library itself looks through all of them for each name."""
    from emoji import EMOJI_DATA, STATUS  # 60 ms: only for articles that have such a word

    whole = {sign: data for sign, data in EMOJI_DATA.items() if data["status"] <= STATUS["fully_qualified"]}
    named: dict[str, str] = {}
    for sign, data in whole.items():
        for name in data.get("alias", ()):
            named.setdefault(name.lower(), sign)
    for sign, data in whole.items():
        named.setdefault(data["en"].lower(), sign)
    return named
