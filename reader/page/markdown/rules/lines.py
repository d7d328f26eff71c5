"""Functions for block rules: the text of a line, the end of a construct, tokens.

Pure. Lines are without the markers of quotes and lists around them.
"""

from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

SEARCH_LIMIT = 4_000
"""Characters of a construct that spans lines; a longer one is text."""


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without indentation and without spaces at its end."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")


def line_of(state: StateBlock, at: int, first: int, end: int) -> int:
    """Return the line, from ``first`` to before ``end``, of the character at offset ``at``."""
    return bisect_left(state.eMarks, at, first, end)


def limit_of(state: StateBlock, start: int, end: int) -> int:
    """Return the offset up to which to search for the end of a construct that begins at ``start``."""
    return min(state.eMarks[end - 1], start + SEARCH_LIMIT)


def push_text(state: StateBlock, kind: str, source: str, line: int) -> Token:
    """Push a leaf of inline Markdown, between ``<kind>_open`` and ``<kind>_close``; return its inline token."""
    state.push(f"{kind}_open", "", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map = source, [line, line + 1]
    state.push(f"{kind}_close", "", -1)
    return inline
