"""Parser rules for components of MDX: ``<Steps>`` alone on its line, ``<Tab items={["a"]}>`` in text.

Pure. By CommonMark (4.6) Markdown below a tag would be HTML until the next blank line, and a tag with braces
would be text; MDX does neither.
"""

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

if TYPE_CHECKING:
    from reader.page.html.tags import Tag

IS_MDX = "is_mdx"
"""The key in the environment of a document of MDX."""

TAG_LIMIT = 4_000
"""Characters of a component's tag; a longer one is text."""


def read_components(md: MarkdownIt) -> None:
    """Add rules for the tags of components to a parser."""
    md.block.ruler.before("html_block", "component", _line)
    md.inline.ruler.before("html_inline", "component", _tag)


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Parse a line that is only the tag of a component, or in MDX of any element, as an HTML block."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start) or stop - begin > TAG_LIMIT or not state.src.startswith("<", begin):
        return False
    line = state.src[begin:stop].rstrip()
    tag = _element(line) if state.env.get(IS_MDX) else _component(line)
    if tag is None or tag.raw != line:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content, token.map = line + "\n", [start, start + 1]
    state.line = start + 1
    return True


def _tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse the tag of a component as inline HTML."""
    if not state.src.startswith("<", state.pos):
        return False
    tag = _component(state.src[state.pos : state.pos + TAG_LIMIT])
    if tag is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag.raw
    state.pos += len(tag.raw)
    return True


def _element(text: str) -> "Tag | None":
    """Return the tag of a component, or of an element whose text is not code."""
    if not text[1:3].removeprefix("/")[:1].isalpha():
        return None
    from reader.page.html.elements import CODE_BLOCKS, VERBATIM
    from reader.page.html.tags import read_tag

    tag = read_tag(text)
    return None if tag is None or tag.element in CODE_BLOCKS | VERBATIM else tag


def _component(text: str) -> "Tag | None":
    if not text[1:3].removeprefix("/")[:1].isupper():
        return None
    from reader.page.html.tags import is_component, read_tag  # only where there is one

    tag = read_tag(text)
    return tag if tag and is_component(tag) and tag.name.replace(".", "").isalnum() else None
