"""Extensions of kramdown: ``{::comment}`` … ``{:/comment}``, ``{::options … /}``, ``{::nomarkdown}``, and ``^`` between blocks.

Pure. Comments and options are hidden, of the others only the tags.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.page.markdown.rules.lines import line_of, line_text, push_text
from reader.text.pattern import late

_TAG = late(r"\{::(\w{1,20})(?:[ \t][^{}\n]{0,500})?(/?)\}|\{:/(\w{0,20})\}")
_RAW_LIMIT = 4_000


def extension(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide a comment over lines, and lines that are only an extension's tag."""
    text = line_text(state, start)
    match = _TAG.match(text)
    if match is None or (match.end() < len(text) and match[1] != "comment"):
        return False
    if match[1] != "comment" or match[2]:
        if not silent:
            state.line = start + 1
        return True
    at = state.bMarks[start] + state.tShift[start] + match.end()
    close = _closer("comment").search(state.src, at, state.eMarks[end - 1])
    if close is None:
        return False
    last = line_of(state, close.start(), start, end)
    if last == start:
        return False  # inside a line
    if silent:
        return True
    if rest := state.src[close.end() : state.eMarks[last]].strip():
        push_text(state, "paragraph", rest, last)
    state.line = last + 1
    return True


def _closer(name: str) -> re.Pattern[str]:
    return re.compile(rf"\{{:/(?:{name})?\}}")


def end_of_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Hide ``^`` on a line of its own."""
    if line_text(state, start) != "^":
        return False
    if not silent:
        state.line = start + 1
    return True


def extension_in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide a comment or a tag in text; what ``{::nomarkdown}`` encloses is text as it is."""
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    end = match.end()
    if match[1] in {"comment", "nomarkdown"} and not match[2]:
        close = _closer(match[1]).search(state.src, end, min(state.posMax, end + _RAW_LIMIT))
        if close is None:
            return False
        if match[1] == "nomarkdown" and not silent:
            state.push("text", "", 0).content = state.src[end : close.start()]
        end = close.end()
    state.pos = end
    return True
