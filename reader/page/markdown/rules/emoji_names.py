"""Emoji by their names: ``:smile:``.

Pure. The names come from a library that is loaded when the first such word is seen; ``10:30:45`` is none.
"""

import re
from functools import cache

from markdown_it.rules_inline import StateInline

_NAME = re.compile(r":[a-z0-9_+\-]{1,60}:(?![\w:])|:[a-z0-9_+\-]*[a-z+\-][a-z0-9_+\-]{0,60}:", re.IGNORECASE)


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


def emoji_name(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read the name of an emoji; an unknown one is text."""
    match = _NAME.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else " "
    if match is None or before == ":" or (before.isascii() and before.isalnum()):
        return False
    sign = _signs().get(match.group().lower())
    if sign is None:
        return False
    if not silent:
        state.append_pending(sign)
    state.pos = match.end()
    return True
