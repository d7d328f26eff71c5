"""The Markdown parsers of blocks and of inline text, with limits that keep them linear.

Pure.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.page.bounds import bound_blocks
from reader.page.html.components import read_components
from reader.page.markdown.rules.dispatch import add_block_rules, add_inline_rules
from reader.page.maths.grammar import add_block_maths, add_inline_maths

NESTING_LIMIT = 100
"""Levels of nested blocks; deeper ones become paragraphs of the last level."""

INLINE_NESTING_LIMIT = 20
"""Levels of nested links and images; deeper ones stay text."""

_BRACKETS = re.compile(r"(?:!?\[){33,}")


@cache
def block_parser() -> MarkdownIt:
    """Return the parser of block structure."""
    md = _parser(NESTING_LIMIT + 1)
    md.block.ruler.before("table", "too_deep", _too_deep)
    bound_blocks(md)
    add_block_maths(md)
    add_block_rules(md)
    return md


@cache
def inline_parser() -> MarkdownIt:
    """Return the parser of inline text."""
    md = _parser(INLINE_NESTING_LIMIT)
    md.inline.ruler.before("link", "brackets", _too_many_brackets)
    add_inline_maths(md)
    add_inline_rules(md)
    return md


@cache
def plain_parsers() -> tuple[MarkdownIt, MarkdownIt]:
    """Return parsers of blocks and inline text for plain CommonMark: HTML and unsafe links are text."""
    parsers = [
        MarkdownIt("commonmark", {"maxNesting": nesting, "html": False}).enable(["table", "strikethrough"])
        for nesting in (NESTING_LIMIT + 1, INLINE_NESTING_LIMIT)
    ]
    blocks, insides = parsers
    blocks.block.ruler.before("table", "too_deep", _too_deep)
    bound_blocks(blocks)
    insides.inline.ruler.before("link", "brackets", _too_many_brackets)
    return blocks, insides


def _parser(nesting: int) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": nesting, "strikethrough_single_tilde": True}).enable(
        ["table", "strikethrough"]
    )
    read_components(md)
    # Addresses stay as they are written; the gate checks them, and a refused link keeps its text.
    md.normalizeLink = _as_written  # type: ignore[method-assign]  # the package's own way to say so
    md.validateLink = _any_link  # type: ignore[method-assign]  # markdown-it's own way
    return md


def _too_many_brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse unclosed and too deeply nested brackets as text; each would cost a scan."""
    match = _BRACKETS.match(state.src, state.pos)
    if match:
        taken = match.group()
    elif state.src.startswith("[", state.pos) and state.src.find("]", state.pos) < 0:
        taken = "["
    else:
        return False
    if not silent:
        state.append_pending(taken)
    state.pos += len(taken)
    return True


def _as_written(url: str) -> str:
    return url


def _any_link(url: str) -> bool:  # noqa: ARG001 - the parser's signature
    return True


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse what is nested too deep as a paragraph; markdown-it would drop it."""
    if silent or state.level < NESTING_LIMIT - 1:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, keepLastLF=False).strip("> \t\n")
    inline.map = [start, end]
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True
