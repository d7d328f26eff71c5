"""Parses Markdown into a flat list of leaf blocks, each with the gutters of its quotes and lists.

Pure. Block structure is parsed at once (a tenth of the work), the text of each leaf on first use.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from reader.article.dialect import Dialect
from reader.page.bounds import NOTICE, in_pieces, table_pieces
from reader.page.code.languages import fence_language, fence_title
from reader.page.html.components import IS_MDX
from reader.page.line import (
    CELL_BREAK,
    OPEN_SYMBOL,
    QUOTE_BAR,
    TASK_BOXES,
    Block,
    BlockKind,
    Gutter,
    GutterKind,
    Run,
    TextStyle,
    soft_hyphens,
)
from reader.page.lines.line_breaks import MARKDOWN, with_line_breaks
from reader.page.markdown.air import with_air
from reader.page.markdown.environment import for_leaves, switches
from reader.page.markdown.example_lists import may_have_examples, with_examples
from reader.page.markdown.formula import Formula
from reader.page.markdown.grammar import block_parser, inline_parser
from reader.page.markdown.inline import PAIRED_TAGS, Inline
from reader.page.markdown.leaves import images_apart, is_blank, may_be_image, without_tabs
from reader.page.markdown.lists import OpenList, count_items, list_shapes
from reader.page.markdown.rules import callouts, containers, footnotes, templates
from reader.page.markdown.rules.hidden import block_id, heading_id
from reader.page.markdown.rules.kinds import kind_word
from reader.page.markdown.rules.tags import unescaped
from reader.page.maths.grammar import HAS_MATHS
from reader.text import cell_width, clean
from reader.text.gate import has_line_separators, with_line_ends, with_soft_hyphens

_ADDRESSES = re.compile(r"\](?:\([^()\n]*\))+")
"""The addresses of links, behind their words."""

DEFINITION_INDENT = "  "
"""The gutter of a definition below its term."""

BACK = "↩"
"""At a footnote's end: the link back to its mention."""

_LOOSE = frozenset({"blockquote_open", "container_open", "details_open", "dd_open"})
_LOOSE_CLOSED = frozenset(each.replace("_open", "_close") for each in _LOOSE)
"""What has blank lines between its paragraphs in a tight list too (CommonMark 5.3: tight are the list's own)."""

BULLETS = ("• ", "◦ ", "▪ ")
"""Bullets by depth of the list; the last is for all deeper ones."""


def parse(
    markdown: str,
    *,
    maths: bool = False,
    language: str = "",
    dialect: Dialect | None = None,
    line_breaks: str = MARKDOWN,
) -> tuple[Block, ...]:
    """Return the leaf blocks of a Markdown text, in order; no word is left out.

    ``maths``: the article says that it has formulas, so ambiguous dollars are formulas. ``language``: the article's,
    for the labels of callouts. ``dialect``: the text's; None: unknown. ``line_breaks``: ``MARKDOWN``, ``KEEP`` or ``AUTO``.
    """
    tokens: list[Token] = []
    env: dict[str, Any] = {HAS_MATHS: True} if maths else {}
    md = block_parser()
    text = with_line_ends(markdown) if has_line_separators(markdown) else markdown
    text = clean(with_soft_hyphens(text) if "\xad" in text else text)
    if dialect is Dialect.LOGSEQ:
        from reader.page.markdown.logseq import as_markdown  # only for its pages

        text = as_markdown(text)
    if may_have_examples(text):
        text = with_examples(text)
    env |= switches(text, dialect)
    md.block.parse(text, md, env, tokens)
    tokens = containers.balanced(footnotes.set_apart(_without_html(text, tokens, env), env))
    pieces = list(in_pieces(callouts.with_labels(tokens)))
    return tuple(with_air(_Walk(for_leaves(env), pieces, language, line_breaks).blocks()))


def _without_html(text: str, tokens: list[Token], env: dict[str, Any]) -> list[Token]:
    """Return the tokens with HTML converted; the document's custom tags are put into ``env``."""
    # Converting HTML takes 20 ms of imports: only for articles with HTML.
    paired: frozenset[str] = frozenset()
    if "</" in text:
        from reader.page.html.tags import paired_names

        paired = paired_names(text)
    if paired:
        env[PAIRED_TAGS] = paired
    if any(token.type == "html_block" for token in tokens):
        from reader.page.html.blocks import without_html

        apart = templates.out_of_html(tokens, is_template=templates.IS_TEMPLATE in env)
        return without_html(apart, paired, is_mdx=env.get(IS_MDX, False))
    return tokens


class _Walk:
    """One pass over the block tokens."""

    def __init__(self, env: dict[str, Any], tokens: list[Token], language: str, line_breaks: str) -> None:
        self._env, self._tokens, self._language = env, tokens, language
        self._line_breaks = line_breaks
        self._gutters: tuple[Gutter, ...] = ()
        self._lists: list[OpenList] = []
        """Open lists, and what is loose inside them."""
        count_items(tokens)
        self._shapes = list_shapes(tokens)
        self._groups = 0
        self._first = True
        self._close_up = False
        """The next leaf follows without a blank line."""
        self._anchors: tuple[str, ...] = ()
        """Anchors of the next leaf."""

    def blocks(self) -> Iterator[Block]:
        """Yield the leaves in order."""
        tokens = iter(enumerate(self._tokens))
        for at, token in tokens:
            kind = token.type
            if kind.endswith("_open"):
                if kind == "table_open":
                    yield from self._table_block(token, tokens)
                else:
                    self._open(at, token)
            elif kind.endswith("_close"):
                yield from self._close(token)
            else:
                yield from self._leaf(at, token)

    def _open(self, at: int, token: Token) -> None:
        if token.type in _LOOSE:
            self._lists.append(OpenList(tight=False))
        if token.type == "blockquote_open":
            self._enter(GutterKind.QUOTE, QUOTE_BAR, QUOTE_BAR)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            tight, widest = self._shapes[at]
            ordered = token.type == "ordered_list_open"
            self._lists.append(OpenList(tight, widest + 2 if ordered else cell_width(BULLETS[0]), ordered))
        elif token.type == "list_item_open":
            around = self._lists[-1]
            if around.ordered:
                text = f"{token.info}{token.markup} ".rjust(around.width)
            else:
                depth = sum(not each.ordered for each in self._lists)
                text = BULLETS[min(depth, len(BULLETS)) - 1]
            self._enter(GutterKind.ITEM, text, " " * cell_width(text))
        elif token.type == "container_open" and token.meta.get("bar", True):
            self._enter(GutterKind.QUOTE, QUOTE_BAR, QUOTE_BAR)
        elif token.type == "details_open":
            kind = GutterKind.FOLD if token.meta.get("open", True) else GutterKind.CLOSED_FOLD
            self._enter(kind, OPEN_SYMBOL, " " * cell_width(OPEN_SYMBOL))
        elif token.type == "dl_open":
            self._lists.append(OpenList(tight=True))
        elif token.type == "dd_open":
            self._enter(GutterKind.ITEM, DEFINITION_INDENT, DEFINITION_INDENT)
            self._close_up = True
        elif token.type == "note_open":
            number = token.meta["number"]
            text = f"{footnotes.mark(number)} ".rjust(token.meta["width"])
            self._enter(GutterKind.ITEM, text, " " * len(text))
            self._anchors = (f"fn-{number}",)

    def _enter(self, kind: GutterKind, text: str, rest: str) -> None:
        self._groups += 1
        self._gutters += (Gutter(kind, text, rest, self._groups),)

    def _close(self, token: Token) -> Iterator[Block]:
        if token.type in _LOOSE_CLOSED:
            self._lists.pop()
        if token.type in {"list_item_close", "note_close", "dd_close"}:
            if self._gutters[-1].text != self._gutters[-1].rest:  # an empty item has a bullet too
                yield self._block(BlockKind.PARAGRAPH, (), token)
            self._gutters = self._gutters[:-1]
        elif token.type == "container_close":
            if token.meta.get("bar", True):
                self._gutters = self._gutters[:-1]
        elif token.type in {"blockquote_close", "details_close"}:
            self._gutters = self._gutters[:-1]
        elif token.type in {"bullet_list_close", "ordered_list_close", "dl_close"}:
            self._lists.pop()

    def _leaf(self, at: int, token: Token) -> Iterator[Block]:
        if token.type == "inline":
            opener = self._tokens[at - 1]
            self._anchors += tuple(token.meta.get("anchors", ()))
            if not token.children:
                token.content, name = block_id(token.content)
                self._anchors += (name,) if name else ()
                if name and not token.content:  # below its table or quote
                    return
            if opener.type == "heading_open":
                token.content, name = heading_id(token.content)
                self._anchors += (name,) if name else ()
                yield self._block(BlockKind.HEADING, self._inline(token), token, level=int(opener.tag[1]))
            elif opener.type in {"label_open", "dt_open"}:
                yield self._block(BlockKind.LABEL, self._label(token, opener.info), token, info=opener.info)
                self._close_up = True
            else:
                if is_blank(token):
                    return
                self._close_up |= opener.type == "caption_open"
                for piece in images_apart(token):
                    yield self._paragraph(piece)
        elif token.type in {"fence", "code_block"}:
            language = fence_language(clean(token.info))
            if language == "math":
                yield self._block(BlockKind.MATHS, Formula(token.content.strip()), token)
                return
            if title := fence_title(clean(token.info)):
                yield self._block(BlockKind.LABEL, (Run(title),), token)
                self._close_up = True
            code = without_tabs(unescaped(token.content.removesuffix("\n")))
            runs = (Run(code, TextStyle.PLAIN),) if code else ()
            yield self._block(BlockKind.CODE, runs, token, info=language)
        elif token.type == "maths_block":
            yield self._block(BlockKind.MATHS, Formula(token.content), token)
        elif token.type == NOTICE:
            yield self._block(BlockKind.NOTICE, (Run(token.content),), token)
        elif token.type == "hr":
            yield self._block(BlockKind.RULE, (), token)
        elif token.type == "notes_rule":
            yield self._block(BlockKind.RULE, (), token, info="notes")

    def _label(self, token: Token, kind: str) -> Sequence[Run]:
        """Return a label's text: the word for its kind, and its title if that is another."""
        word = kind_word(kind, self._language) if kind else ""
        title = token.content
        if not title or title.casefold() in {word.casefold(), kind.casefold()}:
            return (Run(title or word),)
        before = (Run(f"{word} · "),) if word else ()
        return Inline(inline_parser(), title, self._env, before=before)

    def _paragraph(self, token: Token) -> Block:
        self._check_task(token)
        runs = self._inline(token)
        if may_be_image(token) and len(runs) == 1 and runs[0].style & TextStyle.IMAGE:
            return self._block(BlockKind.IMAGE, runs, token, info=runs.image or runs[0].link)
        return self._block(BlockKind.PARAGRAPH, runs, token)

    def _check_task(self, token: Token) -> None:
        """Draw the checkbox of a task as the bullet of its item, or after its number (GFM, task list items)."""
        box = TASK_BOXES.get(token.content[:4].lower())
        if box is None or token.children or not self._lists:
            return
        item = self._gutters[-1]
        if item.kind is GutterKind.ITEM and item.text != item.rest:
            text = item.text + box if self._lists[-1].ordered else box
            item = item._replace(text=text, rest=" " * cell_width(text))
            self._gutters = (*self._gutters[:-1], item)
            token.content = token.content[4:].lstrip(" ")

    def _table_block(self, opener: Token, tokens: Iterator[tuple[int, Token]]) -> Iterator[Block]:
        """Yield a table as one block, or several if it is long: cells end with a tab, rows with a newline."""
        rows: list[list[Run]] = []
        hyphens: list[list[int]] = []
        columns: list[str] = []
        cell = 0
        filled = False
        for _, token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
                hyphens.append([])
                cell = 0
            elif token.type in {"th_open", "td_open"}:
                if cell:
                    rows[-1].append(Run("\t"))
                cell, filled = cell + 1, False
                if len(rows) == 1:
                    style = str(token.attrs.get("style", ""))
                    columns.append({"center": "c", "right": "r"}.get(style.rpartition(":")[2], "l"))
            elif token.type == "list_item_open":
                rows[-1].append(Run(CELL_BREAK * filled + BULLETS[0]))
                filled = False
            elif runs := self._cell_runs(token):
                if filled:
                    rows[-1].append(Run(CELL_BREAK))
                filled = True
                hyphens[-1] += _hyphens_in(rows[-1], runs)
                heading = TextStyle.STRONG if len(rows) == 1 else TextStyle.PLAIN
                rows[-1] += [
                    Run(run.text.replace("\n", CELL_BREAK), run.style | heading, run.link) for run in runs
                ]
        for runs, shared in table_pieces(rows, hyphens):
            block = self._block(BlockKind.TABLE, runs, opener, info="".join(columns))
            yield block._replace(columns=shared) if shared else block
            opener = opener.copy(meta={"continued": True})

    def _cell_runs(self, token: Token) -> Sequence[Run]:
        """Return the text of a block inside a cell; a newline ends its lines."""
        if token.type == "inline":
            self._anchors += tuple(token.meta.get("anchors", ()))
            return self._inline(token, in_cell=True)
        text = clean(token.content).strip("\n")
        if not text or token.type not in {"fence", "code_block", "maths_block"}:
            return ()
        if token.type == "maths_block":
            return tuple(Formula(text))
        return (Run(without_tabs(unescaped(text)), TextStyle.CODE),)

    def _inline(self, token: Token, *, in_cell: bool = False) -> Inline:
        number = token.meta.get("back")
        after: tuple[Run, ...] = (Run(BACK, TextStyle.LINK, f"#fnref-{number}"),) if number else ()
        if after and token.content:
            after = (Run("\N{NO-BREAK SPACE}"), *after)
        source = with_line_breaks(token.content, self._line_breaks)
        children = token.children or ()
        return Inline(inline_parser(), source, self._env, children, after=after, keeps_indent=in_cell)

    def _block(
        self, kind: BlockKind, runs: Sequence[Run], token: Token, *, level: int = 0, info: str = ""
    ) -> Block:
        space = 0 if token.meta.get("continued") else self._space()
        block = Block(kind, runs, self._gutters, level, info, space, _weight(token.content), self._anchors)
        self._anchors = ()
        # Further blocks of the item have no bullet.
        if any(each.text != each.rest for each in self._gutters):
            self._gutters = tuple(each._replace(text=each.rest) for each in self._gutters)
        return block

    def _space(self) -> int:
        """Return the blank lines above the next leaf: none between the blocks of a tight list."""
        innermost = None
        for each in self._lists:
            if not each.begun:
                break
            innermost = each
        for each in self._lists:
            each.begun = True
        first, self._first = self._first, False
        close_up, self._close_up = self._close_up, False
        return 0 if first or close_up or (innermost is not None and innermost.tight) else 1


def _weight(text: str) -> int:
    """Return about how many cells a text takes: without the addresses of its links."""
    return cell_width(_ADDRESSES.sub("]", text) if "](" in text else text)


def _hyphens_in(row: Sequence[Run], runs: Sequence[Run]) -> list[int]:
    """Return the offsets in a row of a table where words of these runs, the next of it, may be parted."""
    if not (offsets := soft_hyphens(runs)):
        return []
    begin, text = sum(len(run.text) for run in row), "".join(run.text for run in runs)
    return [begin + len(text[:offset].replace("\n", CELL_BREAK)) for offset in offsets]
