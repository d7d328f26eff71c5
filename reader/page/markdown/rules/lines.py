"""What the rules of blocks share: the text of a line, where a construct ends, tokens for what was found.

Pure. Rules look at lines as the parser sees them: without the quotes and lists around them.
"""

from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

SEARCH_LIMIT = 4_000
"""Characters within which a construct that spans lines must end; what is longer is text."""


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without indentation and without spaces at its end."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")


def line_of(state: StateBlock, at: int, first: int, end: int) -> int:
    """Return the line, from ``first`` to before ``end``, that holds the character number ``at``."""
    return bisect_left(state.eMarks, at, first, end)


def limit_of(state: StateBlock, start: int, end: int) -> int:
    """Return where to stop looking for the end of what begins at the character ``start``."""
    return min(state.eMarks[end - 1], start + SEARCH_LIMIT)


def push_text(state: StateBlock, kind: str, source: str, line: int) -> Token:
    """Push a leaf of inline Markdown, between ``<kind>_open`` and ``<kind>_close``; return its middle."""
    state.push(f"{kind}_open", "", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map = source, [line, line + 1]
    state.push(f"{kind}_close", "", -1)
    return inline
