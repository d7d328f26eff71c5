"""Blocks that Markdown cannot tell apart by itself: quotes and lists beside others, links and cells without spaces. Pure."""

import re
from itertools import islice
from typing import Any

from reader.feeds.html.escape import hide_mark
from reader.feeds.html.tree import BLOCKS, append_part, is_blank, shows, text_of, wrap
from reader.text.pattern import late

SPACE = "\U000f0001"
"""A paragraph that is only there for the blank line before it."""

NOTHING = "\U000f0000"
"""A text that is only there for what the converter does before one."""

_SPACE_LINE = late(rf"^[> ]*{SPACE}\n", re.MULTILINE)
_NO_LETTERS = late(r"[\W_]+")
_MARKED = frozenset({"a", "b", "code", "del", "dfn", "em", "i", "mark", "s", "strike", "strong", "var"})
_WITHOUT_TEXT = frozenset({"dl", "hr", "menu", "ol", "pre", "table", "tbody", "tfoot", "thead", "tr", "ul"})

_APART = ("nav", "menu", "header", "footer", "fieldset")
"""Elements whose links and controls stand apart, though nothing is written between them."""

_CAPTIONS = frozenset({"wp-caption-text", "wp-caption-dd", "tr-caption", "gallery-caption"})
"""Classes of captions in HTML that is older than ``<figcaption>``."""

_OPAQUE = BLOCKS | {"br", "code", "img"}
"""Elements whose text does not begin what stands bare in a block."""

_HOLDERS = frozenset({"div", "section", "article", "aside", "main", "figure", "header", "footer"})
"""Blocks that only hold others."""

_PLAIN = (
    "address", "article", "aside", "center", "details", "dialog", "dl", "fieldset", "footer", "form", "header", "hgroup", "main",
    "optgroup", "search", "section",
)  # fmt: skip
"""Blocks that say only what their content is for."""

_CELLS = frozenset({"td", "th"})


def part_blocks(root: Any) -> None:
    """Give the blocks in an inline element, which in Markdown can hold none, each its own; in place."""
    holders: dict[Any, None] = {}
    for block in root.iter(*BLOCKS):
        each = block.getparent()
        while each is not None and each.tag not in BLOCKS:
            holders[each] = None
            each = each.getparent()
    # The inner ones first: what is in two of a kind is dressed once, by the outer one.
    for holder in sorted(holders, key=lambda each: -sum(1 for _ in each.iterancestors())):
        tag, attributes = holder.tag, dict(holder.attrib)
        holder.tag = "div"
        holder.attrib.clear()
        if tag in _MARKED and all(each.tag != tag for each in holder.iterancestors()):
            leaves = [each for each in holder.iter(*BLOCKS) if each is not holder] or [holder]
            for leaf in (holder, *leaves):
                if leaf.tag not in _WITHOUT_TEXT:
                    _dress(leaf, tag, attributes)


def hold_plainly(root: Any) -> None:
    """Give elements that only hold blocks the one name that the converter knows inside of lists; in place."""
    for each in root.iter(*_PLAIN):
        each.tag = "div"


def hide_first_mark(block: Any) -> None:
    """Hide what a list, a quote or a heading begins with where the bare text of a block does; in place."""
    for child in block.iterchildren(*BLOCKS):
        following = child.getnext()
        if not is_blank(child.tail):
            child.tail = hide_mark(child.tail)
        elif following is not None and following.tag not in _OPAQUE:
            _hide_first_mark(following)
    if not is_blank(block.text):
        block.text = hide_mark(block.text)
    elif len(block) and block[0].tag not in _OPAQUE:
        _hide_first_mark(block[0])


def _hide_first_mark(inline: Any) -> None:
    while is_blank(inline.text) and len(inline) and inline[0].tag not in _OPAQUE:
        inline = inline[0]
    if not is_blank(inline.text):
        inline.text = hide_mark(inline.text)
    elif not len(inline) and not is_blank(inline.tail):
        inline.tail = hide_mark(inline.tail)


def _dress(block: Any, tag: str, attributes: dict[str, str]) -> None:
    """Put what stands between the blocks in a block into inline elements."""
    parts = [block.text or "", *(part for child in block for part in (child, child.tail or ""))]
    for child in list(block):
        block.remove(child)
        child.tail = None
    block.text = None
    inline = None
    for part in parts:
        if not isinstance(part, str) and part.tag in BLOCKS:
            block.append(part)
            inline = None
        elif inline is not None or shows(part):
            if inline is None:
                inline = block.makeelement(tag, attributes)
                block.append(inline)
            append_part(inline, part)
    for each in block.iterchildren(tag):
        if is_blank(text_of(each)) and next(each.iter("img"), None) is None:
            each.tag = "span"
            each.attrib.clear()


def set_apart(root: Any) -> None:
    """Put spaces between links in menus, and cells of tables that are none into blocks; in place."""
    for element in list(root.iter(*_APART)):
        for each in element.iterdescendants("a", "label", "button", "span"):
            following = each.getnext()
            if following is not None and not each.tail and following.tag not in BLOCKS:
                each.tail = " "
        if element.tag == "nav":
            element.tag = "div"
    for row in list(root.iter("tr")):
        if next(row.iterancestors("table"), None) is None:
            _line_of_cells(row, [each for each in row if each.tag in _CELLS])
    for cell in list(root.iter("td", "th")):
        if next(cell.iterancestors("table"), None) is None and cell.getparent().tag not in {"tr", "p"}:
            _line_of_cells(None, [cell])


def _line_of_cells(row: Any, cells: list[Any]) -> None:
    """Make a row without a table a paragraph, or a block for each cell that holds blocks."""
    holds_blocks = any(next(each.iterdescendants(*BLOCKS), None) is not None for each in cells)
    for number, cell in enumerate(cells):
        cell.attrib.clear()
        cell.tag = "div" if holds_blocks or row is None else "span"
        if cell.tag == "span" and number < len(cells) - 1:
            cell.tail = " " + (cell.tail or "").lstrip()
    if row is not None:
        row.tag = "div"
        row.attrib.clear()


def set_off(root: Any) -> None:
    """Make room where the converter leaves no blank line: for lists and tables in quotes, tables in lists, and quotes; in place."""
    for each in list(root.iter("ul", "ol", "table", "blockquote")):
        if each.tag == "blockquote":
            first = _outermost(each)
            while (before := first.getprevious()) is not None and _is_nothing(before):
                before.getparent().remove(before)
            follows = before is not None and before.tag in BLOCKS and is_blank(before.tail)
            if first is not each:
                follows = before is not None or not is_blank(first.getparent().text)
            if follows:
                space = each.makeelement("p")
                space.text = SPACE
                first.addprevious(space)
        elif _is_held(each, "blockquote"):
            wrap(each, "div")
        elif each.tag == "table" and (outermost := _outermost(each)).getparent().tag == "li":
            outermost.tag = "div" if outermost is not each else each.tag
            wrap(each, "div")


def _is_nothing(block: Any) -> bool:
    """Return whether a block shows nothing, nor what is behind it."""
    return (
        block.tag in {"p", "div"}
        and is_blank(block.tail)
        and is_blank(text_of(block))
        and next(block.iter("img", "hr"), None) is None
    )


def _is_held(block: Any, tag: str) -> bool:
    """Return whether only elements that hold blocks stand between a block and one of a name around it."""
    parent = block.getparent()
    while parent is not None and parent.tag in _HOLDERS:
        parent = parent.getparent()
    return parent is not None and parent.tag == tag


def _outermost(block: Any) -> Any:
    """Return the outermost element that begins with a block and shows nothing of its own, or the block itself."""
    while (
        block.getprevious() is None
        and (parent := block.getparent()).tag in _HOLDERS
        and parent.getparent() is not None
        and is_blank(parent.text)
    ):
        block = parent
    return block


def without_space(markdown: str) -> str:
    """Return Markdown without what ``set_off`` and ``indent_lines`` made for what is before it."""
    markdown = markdown.replace(NOTHING, "")
    return _SPACE_LINE.sub("", markdown).replace(SPACE, "") if SPACE in markdown else markdown


def indent_lines(root: Any) -> None:
    """Let lines that begin with an element stay in the item of their list: the converter indents text alone; in place."""
    for each in root.iter("br"):
        following = each.getnext()
        if (
            following is not None
            and following.tag != "br"
            and following.tag not in BLOCKS
            and is_blank(each.tail)
            and next(each.iterancestors("li"), None) is not None
        ):
            each.tail = NOTHING


def set_alerts(root: Any) -> None:
    """Make GitHub's alerts quotes that begin with their kind; in place."""
    for alert in list(root.iter("div")):
        if "markdown-alert" in (alert.get("class") or "").split():
            alert.tag = "blockquote"
            for title in alert.iterchildren("p"):
                if "markdown-alert-title" in (title.get("class") or "").split():
                    _put_into(title, "strong")


def set_captions(root: Any) -> None:
    """Write the captions of figures in italics, line by line, whatever is in them; in place.

    What an image says loses the words that its caption says too.
    """
    for figure in root.iter("figure"):
        figure.tag = "div"
    for each in root.iter("p", "td", "dd", "div"):
        names = each.get("class")
        if names and not _CAPTIONS.isdisjoint(names.split()):
            each.tag = "figcaption"
    for caption in list(root.iter("figcaption")):
        if not text_of(caption).strip():
            caption.tag = "div"
            continue
        _say_once(caption)
        for each in list(caption.iter("em", "i", "cite", "dfn", "var")):
            each.tag = "span"
            each.attrib.clear()
        blocks = [
            each
            for each in caption.iterdescendants(*BLOCKS)
            if next(each.iterdescendants(*BLOCKS), None) is None
        ]
        for block in blocks or [caption]:
            if block.tag not in {"pre", "hr", "table"} and not is_blank(text_of(block)):
                _put_into(block, "em")
        caption.tag = "div"
        caption.attrib.clear()


def _say_once(caption: Any) -> None:
    """Empty the text of the only image beside a caption if it says the same."""
    around = (list(each.iter("img")) for each in islice(caption.iterancestors(), 3))
    images: list[Any] = next(filter(None, around), [])
    said = _NO_LETTERS.sub("", text_of(caption)).casefold()
    if len(images) == 1 and said and _NO_LETTERS.sub("", images[0].get("alt") or "").casefold() == said:
        images[0].set("alt", "")


def _put_into(block: Any, tag: str) -> None:
    """Put all that is in a block into one inline element."""
    inner = block.makeelement(tag)
    inner.text, block.text = block.text, None
    for child in list(block):
        inner.append(child)
    block.append(inner)
