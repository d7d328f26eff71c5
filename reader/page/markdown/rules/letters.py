"""Raised and lowered text, ``x^2^`` and ``H~2~O``, in the letters that Unicode has for it.

Pure.
"""

import re

from markdown_it.rules_inline import StateInline

from reader.page import raised

_SUPERSCRIPT = re.compile(r"\^([^\s^\[\]{}~$]{1,60})\^")
_SUBSCRIPT = re.compile(r"~([A-Za-z0-9+\-=()]{1,20})~(?!~)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def superscript(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read ``^x^`` behind a letter, a digit or a bracket (Pandoc); elsewhere it is a face or a sign."""
    match = _SUPERSCRIPT.match(state.src, state.pos, state.posMax)
    if match is None or not _stands_behind_text(state) or not any(map(str.isalnum, match[1])):
        return False
    if not silent:
        state.append_pending(raised.superscript(_ESCAPE.sub(r"\1", match[1])))
    state.pos = match.end()
    return True


def subscript(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read ``~x~`` behind a Latin letter or a bracket; ``5~10~20`` is a range and ``~x~`` alone is struck."""
    before = state.src[state.pos - 1] if state.pos else " "
    match = _SUBSCRIPT.match(state.src, state.pos, state.posMax)
    if match is not None and before.isascii() and (before.isalpha() or before in ")]"):
        if not silent:
            state.append_pending(raised.subscript(match[1]))
        state.pos = match.end()
        return True
    after = state.src[state.pos + 1 : state.pos + 2]
    if silent or before == "~" or after == "~" or not (before.isalnum() and after.isalnum()):
        return False
    state.append_pending(
        "~"
    )  # between two words it is a range (``5~10元``), never the beginning of struck text
    state.pos += 1
    return True


def _stands_behind_text(state: StateInline) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    return before.isalnum() or before in ")]*_`}）”"
