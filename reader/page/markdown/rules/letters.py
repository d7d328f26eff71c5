"""Superscripts ``x^2^``, subscripts ``H~2~O``, and emoji by name, ``:smile:``.

Pure.
"""

import re

from markdown_it.rules_inline import StateInline

from reader.page.markdown.rules.hidden import ATTRIBUTES
from reader.text import raised
from reader.text.emoji_names import EMOJI_NAME, emoji_named

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def superscript(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``^x^`` after text."""
    match = raised.RAISED_MARK.match(state.src, state.pos, state.posMax)
    if match is None or not any(map(str.isalnum, match[1])):
        return False
    if not silent:
        state.append_pending(raised.superscript(_ESCAPE.sub(r"\1", match[1])))
    state.pos = match.end()
    return True


def subscript(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``~x~`` after a Latin letter or a bracket."""
    before = state.src[state.pos - 1] if state.pos else " "
    match = raised.LOWERED_MARK.match(state.src, state.pos, state.posMax)
    if match is not None:
        if not silent:
            state.append_pending(raised.subscript(match[1]))
        state.pos = match.end()
        return True
    after = state.src[state.pos + 1 : state.pos + 2]
    if silent or before == "~" or after == "~" or not (before.isalnum() and after.isalnum()):
        return False
    state.append_pending("~")  # between two words it is a range (``5~10元``), not strikethrough
    state.pos += 1
    return True


def emoji_name(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse the name of an emoji; an unknown one is text."""
    match = EMOJI_NAME.match(state.src, state.pos, state.posMax)
    emoji = emoji_named(match.group()) if match else None
    if match is None or emoji is None:
        return False
    end = match.end()
    if emoji:
        if not silent:
            state.append_pending(emoji)
    else:  # an icon is hidden with its attributes, and the space after it if there is a space before it or nothing
        attributes = ATTRIBUTES.match(state.src, end, state.posMax)
        end = attributes.end() if attributes else end
        at_space = match.start() == 0 or state.src[match.start() - 1].isspace()
        end += at_space and state.src.startswith(" ", end)
    state.pos = end
    return True
