"""The Markdown that the page reads: the parsers of blocks and of their insides, with limits that keep them linear.

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
"""Levels of blocks inside blocks; what is nested deeper becomes paragraphs of the last level."""

INLINE_NESTING_LIMIT = 20
"""Links and images inside one another; deeper ones stay the text they are."""

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
    """Return the parser of what is inside a leaf."""
    md = _parser(INLINE_NESTING_LIMIT)
    md.inline.ruler.before("link", "brackets", _too_many_brackets)
    add_inline_maths(md)
    add_inline_rules(md)
    return md


@cache
def plain_parsers() -> tuple[MarkdownIt, MarkdownIt]:
    """Return parsers of blocks and of their insides that know the standard alone: HTML is text, bad links are none."""
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
    # The address stays as it was written; the screen's gate judges it, and a refused one is still a label.
    md.normalizeLink = _as_written  # type: ignore[method-assign]  # the package's own way to say so
    md.validateLink = _any_link  # type: ignore[method-assign]  # as above
    return md


def _too_many_brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Take for text opening brackets that nothing closes, and more in a row than may nest; each would be tried."""
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


def _any_link(url: str) -> bool:
    return bool(url)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Take what is left where nesting ends for a paragraph; the parser itself would drop it."""
    if silent or state.level < NESTING_LIMIT - 1:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, keepLastLF=False).strip("> \t\n")
    inline.map = [start, end]
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True
