"""Definition lists: a line with the term, and below it definitions after colons (Pandoc, PHP Markdown Extra).

Pure.
"""

from markdown_it.rules_block import StateBlock

from reader.page.markdown.rules.lines import line_text

_INDENT = 2
"""Least indentation of a definition's further lines, in cells."""


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse one term with its definitions; in a definition, the next colon ends a paragraph."""
    if silent:
        return state.ddIndent >= 0 and _defines(state, start)
    line = start + 1
    if line < end and state.isEmpty(line):
        line += 1
    if line >= end or not _begins(state, line):
        return False
    state.push("dt_open", "dt", 1).map = [start, start + 1]
    term = state.push("inline", "", 0)
    term.content, term.map = line_text(state, start), [start, start + 1]
    state.push("dt_close", "dt", -1)
    while line < end and _begins(state, line):
        line = _push(state, line, end)
    state.line = line
    return True


def _defines(state: StateBlock, line: int) -> bool:
    if not state.src.startswith(":", state.bMarks[line] + state.tShift[line]):
        return False
    text = line_text(state, line)
    return state.sCount[line] < state.blkIndent + 4 and len(text) > 2 and text[1] in " \t"


def _begins(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and _defines(state, line)


def _push(state: StateBlock, line: int, end: int) -> int:
    """Push the blocks of a definition; return the line after it."""
    kept = state.tight, state.ddIndent, state.blkIndent, state.parentType
    indents = state.tShift[line], state.sCount[line]
    at = state.bMarks[line] + state.tShift[line] + 1
    column = state.sCount[line] + 1
    text = state.skipSpaces(at)
    for char in state.src[at:text]:
        column += 4 - column % 4 if char == "\t" else 1
    state.push("dd_open", "dd", 1)
    state.blkIndent = state.ddIndent = state.sCount[line] + _INDENT
    state.tShift[line], state.sCount[line] = text - state.bMarks[line], column
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, end)
    state.push("dd_close", "dd", -1)
    state.tight, state.ddIndent, state.blkIndent, state.parentType = kept
    state.tShift[line], state.sCount[line] = indents
    return state.line
