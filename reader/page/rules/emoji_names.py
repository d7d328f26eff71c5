"""Emoji by their names: ``:smile:``.

Pure. The names come from a library that is loaded when the first such word is seen; ``10:30:45`` is none.
"""

import re

from markdown_it.rules_inline import StateInline

_NAME = re.compile(r":[a-z0-9_+\-]{1,60}:(?![\w:])|:[a-z0-9_+\-]*[a-z+\-][a-z0-9_+\-]{0,60}:", re.IGNORECASE)


def emoji_name(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read the name of an emoji; an unknown one is text."""
    match = _NAME.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else " "
    if match is None or before == ":" or (before.isascii() and before.isalnum()):
        return False
    from emoji import emojize  # 60 ms: only for articles that have such a word

    sign = emojize(match.group().lower(), language="alias")
    if sign == match.group().lower():
        return False
    if not silent:
        state.append_pending(sign)
    state.pos = match.end()
    return True
