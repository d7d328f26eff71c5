"""Combines all rules into one for blocks and one for inline text, dispatching by the first character.

Pure. The parser tries each rule at every line and character, so ours are tried only where they may begin.
"""

from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

from reader.page.markdown.rules import (
    containers,
    hidden,
    highlighted,
    kramdown,
    letters,
    marks,
    templates,
    text_tables,
)
from reader.page.markdown.rules.components import component
from reader.page.markdown.rules.definitions import definition
from reader.page.markdown.rules.footnotes import mention, note_in_text
from reader.page.markdown.rules.spaced_links import spaced_link
from reader.page.markdown.rules.wikilinks import wikilink

_Block = Callable[[StateBlock, int, int, bool], bool]
_Inline = Callable[[StateInline, bool], bool]

_LIST_MARKERS = "*+-0123456789"
_BLOCKS: Mapping[str, tuple[_Block, ...]] = {
    **dict.fromkeys(_LIST_MARKERS, (hidden.table_of_contents,)),
    "*": (hidden.abbreviation, hidden.table_of_contents),
    "+": (text_tables.grid, hidden.table_of_contents),
    "|": (text_tables.piped,),
    "/": (containers.slashes,),
    "-": (hidden.snippet, hidden.table_of_contents),
    "{": (templates.remark, templates.tags_alone, kramdown.extension, hidden.attributes_alone),
    "^": (kramdown.end_of_block,),
    "%": (hidden.comment,),
    ":": (containers.fence,),
    "!": (containers.admonition,),
    "?": (containers.admonition,),
    "=": (containers.admonition,),
    "[": (hidden.table_of_contents, templates.reference),
    "i": (hidden.module,),
    "e": (hidden.module,),
    "<": (component,),
}
_INLINES: Mapping[str, tuple[_Inline, ...]] = {
    "+": (marks.keys,),
    "@": (marks.card,),
    "{": (
        templates.remark_in_text,
        templates.tag_in_text,
        marks.edit,
        kramdown.extension_in_text,
        hidden.expression_comment,
        hidden.attributes_in_text,
    ),
    "$": (templates.tag_in_text,),
    "%": (hidden.comment_in_text,),
    ":": (letters.emoji_name,),
    "=": (highlighted.marker,),
    "^": (note_in_text, marks.inserted, letters.superscript),
    "~": (letters.subscript,),
    "[": (wikilink, mention, templates.link_to_template, spaced_link, hidden.span),
    "!": (wikilink, marks.sized_image, templates.link_to_template, spaced_link),
}


def add_block_rules(md: MarkdownIt) -> None:
    """Add the rules of blocks."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("blockquote", "more_blocks", _block, {"alt": interrupts})
    md.block.ruler.before("code", "simple_table", text_tables.simple)
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before(
        "paragraph", "definition", definition, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def add_inline_rules(md: MarkdownIt) -> None:
    """Add the rules of inline text."""
    md.inline.ruler.before("strikethrough", "more_inlines", _inline)
    md.inline.ruler2.after("strikethrough", "highlighted", highlighted.pairs)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    at = state.bMarks[start] + state.tShift[start]
    rules = _BLOCKS.get(state.src[at]) if at < state.eMarks[start] else None
    if rules is None or state.is_code_block(start):
        return False
    return any(rule(state, start, end, silent) for rule in rules)


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    rules = _INLINES.get(state.src[state.pos])
    return rules is not None and any(rule(state, silent) for rule in rules)
