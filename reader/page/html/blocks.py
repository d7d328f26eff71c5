"""Converts HTML blocks to Markdown blocks: lists, tables, headings, quotes, code blocks, paragraphs.

Pure. One pass over the block tokens of a document. Elements stay open from one HTML block to the next, so the
Markdown between ``<details>`` and ``</details>`` stays Markdown and stands inside; what a container of Markdown
(a quote, an item) leaves open ends with it. What comes out nests well, whatever went in.
"""

import re
from collections import Counter
from collections.abc import Sequence

from markdown_it.token import Token

from reader.page.html.elements import BLOCKS, HIDDEN, MEDIA, NEEDS_END, VOID
from reader.page.html.inline import Hidden, component_words, image, is_image
from reader.page.html.leaf import CodeBlock
from reader.page.html.tags import Tag, decoded, is_component, is_markup, pieces
from reader.page.html.tree import Tree
from reader.page.line import Run

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSER = re.compile(r"</([A-Za-z][A-Za-z-]*+)[^<>]*+>?")
_CONTAINERS = frozenset({"blockquote", "bullet_list", "ordered_list", "list_item"})
"""Containers of Markdown, by their tokens' names."""


def without_html(tokens: Sequence[Token], paired: frozenset[str], *, is_mdx: bool = False) -> list[Token]:
    """Return the block tokens with HTML converted to those of Markdown.

    ``paired`` are the custom tags of the document (``reader.page.html.tags.paired_names``). In MDX the text of all
    elements is Markdown.
    """
    return _Pass(tokens, paired, is_mdx=is_mdx).tokens()


class _Pass:
    """One pass over a document's block tokens."""

    def __init__(self, tokens: Sequence[Token], paired: frozenset[str], *, is_mdx: bool) -> None:
        self._tokens, self._paired = tokens, paired
        self._tree = Tree(reads_markdown=is_mdx)
        self._at = 0
        """Index of the current token."""
        self._hidden: Hidden | None = None
        self._hidden_depth = 0
        """Open elements where the hidden element began."""
        self._coming: Counter[str] = Counter()
        """Closing tags further on in this block."""
        self._last_closers: dict[str, int] | None = None
        self._opener: Token | None = None
        """The opening token of a paragraph or heading of Markdown."""

    def tokens(self) -> list[Token]:
        """Return the converted tokens."""
        for at, token in enumerate(self._tokens):
            self._at = at
            if token.type == "html_block":
                self._html(token.content)
            else:
                self._markdown(token)
        return self._tree.tokens()

    def _markdown(self, token: Token) -> None:
        name, _, part = token.type.rpartition("_")
        if name in {"paragraph", "heading"}:
            self._opener = token if part == "open" else None
        elif token.type == "inline" and self._opener:
            was_hidden = bool(self._hidden)
            if was_hidden:
                token.content = self._after_hidden(token.content)
            if token.content or not was_hidden:
                self._tree.add_markdown_leaf(self._opener, token)
        elif name in _CONTAINERS and part == "open":
            self._tree.open_markdown(token)
        elif name in _CONTAINERS:
            self._tree.close_markdown(token)
            if self._hidden_depth > self._tree.depth:
                self._hidden = None
        elif not self._hidden:
            self._tree.add_markdown(token)

    def _after_hidden(self, source: str) -> str:
        """Return the rest of a paragraph after the hidden element that ends in it."""
        for match in _CLOSER.finditer(source):
            if self._hidden and match[1].lower() == self._hidden.element:
                self._hidden = None
                return source[match.end() :].lstrip()
        return ""

    def _html(self, source: str) -> None:
        tree = self._tree
        items = list(pieces(source))
        self._coming = Counter(item.element for item in items if isinstance(item, Tag) and item.closing)
        for number, item in enumerate(items):
            if isinstance(item, Tag):
                following = items[number + 1] if number + 1 < len(items) else "\n"
                alone = isinstance(following, Tag) or following.lstrip(" \t").startswith("\n")
                self._tag(item, alone=alone and tree.leaf.is_empty)
            elif self._hidden:
                self._hidden.hear(item)
            elif tree.code_block:
                tree.code_block.text(decoded(item))
            else:
                for part, text in enumerate(_BLANK_LINE.split(item)):
                    if part:
                        tree.flush()
                    if tree.reads_markdown:
                        tree.leaf.markdown(text)
                    else:
                        tree.leaf.text(text, keeps_lines=tree.keeps_lines)
        tree.end_code_block()
        tree.flush()
        tree.leaf.forget()

    def _tag(self, tag: Tag, *, alone: bool) -> None:
        name, leaf = tag.element, self._tree.leaf
        if tag.closing:
            self._coming[name] -= 1
        if self._hidden:
            if self._hidden.ends_with(tag):
                hidden, self._hidden = self._hidden, None
                leaf.label(hidden.label())
            return
        ends = self._ends(name) if name in NEEDS_END else name in BLOCKS or self._coming[name] > 0
        markup = is_markup(tag, closed=ends or name in MEDIA, paired=self._paired)
        if self._tree.code_block and self._is_of_code_block(tag, self._tree.code_block, markup=markup):
            return
        if not markup:
            leaf.verbatim(tag.raw)
        elif is_component(tag):
            self._component(tag, alone=alone)
        elif name in HIDDEN or name in MEDIA or (tag.is_unseen and self._coming[name] > 0):
            self._hide(tag)
        elif name not in BLOCKS:
            leaf.tag(tag)
        elif tag.closing:
            self._tree.close(name)
        else:
            # An unclosed table would contain all that follows.
            ends = self._ends(name) if name == "table" else self._coming[name] > 0
            depth = self._tree.depth
            self._tree.open(tag, ends=ends)
            if tag.keeps_lines and (self._tree.depth > depth or name == "p"):
                self._tree.keep_lines()

    def _is_of_code_block(self, tag: Tag, code_block: CodeBlock, *, markup: bool) -> bool:
        """Process a tag inside a code block; return whether it belongs to it or ends it."""
        if not markup:
            code_block.text(tag.raw)
        elif tag.closing and tag.element == code_block.element:
            self._tree.end_code_block()
        elif code_block.ends or tag.element not in BLOCKS:
            code_block.tag(tag)
        else:
            self._tree.end_code_block()
            return False
        return True

    def _component(self, tag: Tag, *, alone: bool) -> None:
        """Process a component's tag: alone on its line it separates blocks, and its attributes' words are shown."""
        if not alone:
            self._tree.leaf.tag(tag)
            return
        self._tree.flush()
        if not tag.closing and is_image(tag):
            self._tree.leaf.label(image(tag))
        elif not tag.closing:
            self._tree.leaf.label(Run(component_words(tag)))
        self._tree.flush("b")

    def _hide(self, tag: Tag) -> None:
        if tag.closing:
            return
        hidden = Hidden(tag)
        if tag.element in VOID or tag.closes_itself or not self._ends(tag.element):
            self._tree.leaf.label(hidden.label())
        else:
            self._hidden, self._hidden_depth = hidden, self._tree.depth

    def _ends(self, name: str) -> bool:
        """Return whether a closing tag of an element follows, in this block or later."""
        if self._coming[name] > 0:
            return True
        if self._last_closers is None:
            self._last_closers = {}
            for at, token in enumerate(self._tokens):
                if token.type in {"html_block", "inline"} and "</" in token.content:
                    for match in _CLOSER.finditer(token.content):
                        self._last_closers[match[1].lower()] = at
        return self._last_closers.get(name, 0) > self._at
