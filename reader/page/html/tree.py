"""Builds well-nested block tokens from HTML and the Markdown inside it.

Pure. The tokens nest well in whatever order elements are opened and closed.
"""

from markdown_it.token import Token

from reader.i18n import tr
from reader.page.html.elements import CODE_BLOCKS, HEADINGS, LISTS, TABLE_PARTS
from reader.page.html.frames import Frame, Frames
from reader.page.html.leaf import CodeBlock, Leaf
from reader.page.html.tables import HtmlTable
from reader.page.html.tags import Tag
from reader.page.line import Run
from reader.text.list_marks import lettered

_CONTAINERS = {
    "blockquote": ("blockquote_open", "blockquote_close"),
    "aside": ("container_open", "container_close"),
    "dl": ("dl_open", "dl_close"),
    "dd": ("dd_open", "dd_close"),
    "details": ("details_open", "details_close"),
}
_MARKDOWN = frozenset({None, "1", "block", "span"})
"""Values of the attribute ``markdown`` (kramdown, Markdown Extra) for Markdown content; it needs none (Material for MkDocs)."""

_LOOKS = {"figcaption": "em", "caption": "em", "dt": "b", "summary": "b", "legend": "b"}
"""Elements whose text is styled like that of another one."""


class Tree:
    """The blocks under construction."""

    def __init__(self, *, reads_markdown: bool = False) -> None:
        """``reads_markdown``: the text of all elements is Markdown (MDX)."""
        self._reads_markdown = reads_markdown
        self._frames = Frames()
        self.leaf = Leaf()
        """The paragraph that is being collected."""
        self.code_block: CodeBlock | None = None
        """The open code block."""

    @property
    def depth(self) -> int:
        """The number of open elements and containers."""
        return len(self._frames)

    @property
    def keeps_lines(self) -> bool:
        """Whether line ends of text here are line breaks."""
        return self._frames.keep_lines

    @property
    def reads_markdown(self) -> bool:
        """Whether the text of the innermost element is Markdown."""
        return self._reads_markdown or self._frames.top.reads_markdown

    def tokens(self) -> list[Token]:
        """Close everything and return the tokens with their levels."""
        self._leave(1)
        level = 0
        for token in self._frames.out:
            level += min(token.nesting, 0)
            token.level = level
            level += max(token.nesting, 0)
        return self._frames.out

    # Markdown.

    def open_markdown(self, token: Token) -> None:
        """Begin a container of Markdown."""
        frames = self._frames
        self._prepare()
        if token.type == "blockquote_open":
            self._dissolve()
        frames.out.append(token)
        frames.push(Frame(token.type, is_markdown=True, table=frames.top.table))

    def close_markdown(self, token: Token) -> None:
        """End a container of Markdown and all open elements in it."""
        self._leave(self._frames.container_depth(token.type.replace("_close", "_open")))
        self._frames.out.append(token)

    def add_markdown_leaf(self, opener: Token, inline: Token) -> None:
        """Add a paragraph or heading of Markdown."""
        frames = self._frames
        if frames.top.name == "p":
            self._leave(len(frames) - 1)
        self._prepare()
        if frames.top.heading and opener.type == "paragraph_open":
            opener = Token("heading_open", f"h{frames.top.heading}", 1)
        if opener.type == "heading_open":
            self._dissolve()
        if frames.top.table:
            frames.top.table.hold(len(inline.content))
        ending = opener.type.replace("_open", "_close")
        frames.out += (opener, inline, Token(ending, opener.tag, -1, hidden=opener.hidden))
        if frames.top.name in HEADINGS:  # an unclosed one must not make all that follows a heading
            self._leave(len(frames) - 1)

    def add_markdown(self, token: Token) -> None:
        """Add another token of Markdown unchanged."""
        if token.type in {"table_open", "fence", "code_block"}:
            self._prepare()
            if self._frames.top.table:
                self._frames.top.table.dissolve(is_table=token.type == "table_open")
        self._frames.out.append(token)

    # HTML.

    def open(self, tag: Tag, *, ends: bool) -> None:
        """Begin a block; ``ends``: its closing tag is still to come."""
        self.flush()
        name, frames = tag.element, self._frames
        if name in TABLE_PARTS:
            self._table_part(tag)
            return
        if frames.top.name == "p" or (name in HEADINGS and frames.top.name in HEADINGS):
            self._leave(len(frames) - 1)
        if name == "hr":
            self._prepare()
            frames.put("hr")
        elif name in CODE_BLOCKS:
            self.code_block = CodeBlock(tag, ends=ends)
        elif frames.is_deep:
            return
        elif name == "table":
            self._open_table(ends=ends)
        elif name in LISTS or name == "li":
            self._open_list_part(tag)
        elif name in _CONTAINERS:
            self._open_container(tag)
        else:
            if name == "summary":
                frames.top.lacks_summary = False
            elif name == "dt":
                self._end_entry()
            else:
                self._prepare(cell=False)
            frame = frames.top.inside(name)
            frame.reads_markdown |= tag.attributes.get("markdown", "") in _MARKDOWN
            frame.look = _LOOKS.get(name, frame.look)
            frame.heading = int(name[1]) if name in HEADINGS else frame.heading
            frames.push(frame)

    def keep_lines(self) -> None:
        """Make line ends of the innermost element line breaks."""
        self._frames.top.keeps_lines = True

    def _open_container(self, tag: Tag) -> None:
        name, frames = tag.element, self._frames
        if name == "dd":
            self._end_entry()
        self._prepare()
        table = frames.top.table
        if name != "dd":
            self._dissolve()
        opening, ending = _CONTAINERS[name]
        frames.put(opening).meta["open"] = "open" in tag.attributes
        reads_markdown = frames.top.reads_markdown or tag.value("markdown") in _MARKDOWN
        frame = Frame(name, ending, table=table, lacks_summary=name == "details")
        frame.reads_markdown = reads_markdown and name == "aside"
        frames.push(frame)

    def _end_entry(self) -> None:
        """End the entry of a glossary that is open."""
        for name in ("dt", "dd"):
            depth = self._frames.depth(name)
            if depth > self._frames.depth("dl"):
                self._leave(depth)

    def _open_list_part(self, tag: Tag) -> None:
        name, frames = tag.element, self._frames
        if name in LISTS:
            self._prepare()
            kind = tag.value("type") or lettered(tag.value("style"))
            is_down = "reversed" in tag.attributes
            self._push_list(name).meta = {"start": tag.value("start"), "kind": kind, "reversed": is_down}
            return
        list_depth = frames.list_depth()
        open_item = frames.depth("li")
        if list_depth and open_item > list_depth:
            self._leave(open_item)
        if not list_depth:
            self._prepare()
            self._push_list("ul")
            frames.top.is_implied = True
            list_depth = len(frames) - 1
        item = frames.put("list_item_open", "li")
        item.markup, item.meta = ".", {"value": tag.value("value")}
        frames.push(Frame("li", "list_item_close", table=frames.frame(list_depth).table))

    def _push_list(self, name: str) -> Token:
        kind = "ordered_list" if name == "ol" else "bullet_list"
        token = self._frames.put(f"{kind}_open")
        self._frames.push(Frame(name, f"{kind}_close", table=self._frames.top.table))
        return token

    def _open_table(self, *, ends: bool) -> None:
        if ends:
            self._prepare()
            self._frames.push(Frame("table", table=HtmlTable(self._frames.out)))
        else:  # it would contain all that follows
            self._frames.push(self._frames.top.inside("div"))

    def _table_part(self, tag: Tag) -> None:
        name, frames = tag.element, self._frames
        at = frames.table_depth()
        table = frames.frame(at).table
        if not at or table is None or name == "colgroup":
            return
        if name == "caption":
            table.has_data = True
            frames.push(Frame("caption", look="em", table=table))
        elif name in {"thead", "tbody", "tfoot"}:
            self._leave(at + 1)
            table.in_head = name == "thead"
            table.has_data |= table.in_head
        elif name == "tr":
            self._leave(at + 1)
            self._open_row(table)
        else:
            self._leave(at + (2 if frames.name(at + 1) == "tr" else 1))
            if frames.top.name != "tr":
                self._open_row(table)
            is_heading = table.open_cell(tag)
            frames.push(Frame(name, look="b" if is_heading else "", table=table))

    def _open_row(self, table: HtmlTable) -> None:
        table.open_row()
        self._frames.push(Frame("tr", table=table))

    def close(self, name: str) -> None:
        """End a block, if it is open."""
        self.flush()
        frames = self._frames
        if name in {"thead", "tbody", "tfoot"}:
            at = frames.table_depth()
            if at:
                self._leave(at + 1)
        elif depth := frames.depth(name):
            self._leave(depth)

    # Output.

    def _leave(self, depth: int) -> None:
        """Close all frames from this depth on."""
        frames = self._frames
        self.end_code_block()
        self.flush()
        while len(frames) > depth:
            frames.pop()

    def _prepare(self, *, cell: bool = True) -> None:
        """Prepare the innermost element to contain a block."""
        frames = self._frames
        if frames.top.is_implied:
            frames.pop()
        if frames.top.lacks_summary:
            frames.top.lacks_summary = False
            self._emit(_plain_leaf(tr("Details")))
        table = frames.top.table
        if not cell or table is None or frames.is_deep:
            return
        if frames.top.name == "table":
            self._open_row(table)
        if frames.top.name == "tr":
            table.open_cell(None)
            frames.push(Frame("td", table=table))

    def flush(self, look: str = "") -> None:
        """Output the collected paragraph, if there is one."""
        if self.leaf.is_empty:
            self.leaf.take()
            return
        self._prepare()
        inline = self.leaf.take(look or self._frames.top.look)
        if inline:
            self._emit(inline)

    def _emit(self, inline: Token) -> None:
        frames = self._frames
        if frames.top.table:
            frames.top.table.hold(len(inline.content))
        level = frames.top.heading
        if level:
            frames.put("heading_open", f"h{level}")
            self._dissolve()
        elif frames.top.name == "figcaption" and [each.info for each in frames.out[-2:-1]] == ["image"]:
            frames.put("caption_open", "p")  # close below its image
        else:
            frames.put("paragraph_open", "p").hidden = frames.top.name != "p"
        frames.out.append(inline)
        frames.put("heading_close" if level else "paragraph_close")

    def end_code_block(self) -> None:
        """Output the collected code block, if there is one."""
        code_block, self.code_block = self.code_block, None
        token = code_block.take() if code_block else None
        if token:
            self._prepare()
            self._dissolve()
            self._frames.out.append(token)

    def _dissolve(self) -> None:
        """Record a block here that a cell cannot show."""
        if self._frames.top.table:
            self._frames.top.table.dissolve()


def _plain_leaf(text: str) -> Token:
    leaf = Leaf()
    leaf.label(Run(text))
    token = leaf.take("b")
    assert token is not None
    return token
