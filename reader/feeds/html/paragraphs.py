"""Blocks that Markdown cannot tell apart by itself: paragraphs between line ends, links and cells without spaces. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from reader.feeds.html.escape import hide_mark
from reader.feeds.html.tree import BLOCKS, is_blank, remove, text_of, wrap

SPACE = "\U000f0001"
"""A paragraph that is only there for the blank line before it."""

NOTHING = "\U000f0000"
"""A text that is only there for what the converter does before one."""

_SPACE_LINE = re.compile(rf"^[> ]*{SPACE}\n", re.MULTILINE)
_NO_LETTERS = re.compile(r"[\W_]+")
_ONE_LINE = frozenset(
    {"caption", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "td", "th"}
)
"""Blocks whose text stays one paragraph."""

_MARKED = frozenset({"a", "b", "code", "del", "dfn", "em", "i", "mark", "s", "strike", "strong", "var"})
_INLINE = _MARKED | {"abbr", "cite", "ins", "label", "q", "small", "span", "time", "u"}
_WITHOUT_TEXT = frozenset({"dl", "hr", "menu", "ol", "pre", "table", "tbody", "tfoot", "thead", "tr", "ul"})

_APART = ("nav", "menu", "header", "footer", "fieldset")
"""Elements whose links and controls stand apart, though nothing is written between them."""

_CAPTIONS = frozenset({"wp-caption-text", "wp-caption-dd", "tr-caption", "gallery-caption"})
"""Classes of captions in HTML that is older than ``<figcaption>``."""

_OPAQUE = BLOCKS | {"br", "code", "img"}
"""Elements whose text does not begin what stands bare in a block."""

_HOLDERS = frozenset({"div", "section", "article", "aside", "main", "figure", "header", "footer"})
"""Blocks that only hold others."""

_CELLS = frozenset({"td", "th"})


def split_paragraphs(root: Any) -> None:
    """Turn two line ends in a row into the end of a paragraph; in place."""
    runs = [each for each in root.iter("br") if _begins_run(each)]
    holders: dict[Any, None] = {}
    for first in reversed(runs):
        if any(each.tag in _ONE_LINE or each.tag in {"a", "code", "pre"} for each in first.iterancestors()):
            _one_line_end(first)
            continue
        holder = first.getparent()
        while holder.tag not in BLOCKS:
            _split(holder, first)
            holder = holder.getparent()
        holders[holder] = None
    for holder in holders:
        _set_paragraphs(holder)


def part_blocks(root: Any) -> None:
    """Give the blocks in an inline element, which in Markdown can hold none, each its own; in place."""
    holders: dict[Any, None] = {}
    for block in root.iter(*BLOCKS):
        each = block.getparent()
        while each is not None and each.tag not in BLOCKS:
            if each.tag in _INLINE:
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
    for each in root.iter("article", "aside", "dl", "main", "section"):
        each.tag = "div"


def drop_first_line_ends(block: Any) -> None:
    """Mark the line ends that a block begins with for removal."""
    found = []
    for event, each in etree.iterwalk(block, events=("start", "end")):
        if event == "end" and each is not block and not is_blank(each.tail):
            break
        if event == "start":
            if each.tag == "br":
                found.append(each)
            elif each.tag == "img" or not is_blank(each.text):
                break
    for each in found:
        remove(each)


def hide_first_mark(block: Any) -> None:
    """Hide what a list, a quote or a heading begins with where the bare text of a block does; in place."""
    for child in block.iterchildren(*BLOCKS):
        if not is_blank(child.tail):
            child.tail = hide_mark(child.tail)
    each = block
    while is_blank(each.text) and len(each) and each[0].tag not in _OPAQUE:
        each = each[0]
    if not is_blank(each.text):
        each.text = hide_mark(each.text)
    elif each is not block and not len(each) and not is_blank(each.tail):
        each.tail = hide_mark(each.tail)


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
        elif inline is not None or _shows(part):
            if inline is None:
                inline = block.makeelement(tag, attributes)
                block.append(inline)
            _append(inline, part)
    for each in block.iterchildren(tag):
        if is_blank(text_of(each)) and next(each.iter("img"), None) is None:
            each.tag = "span"
            each.attrib.clear()


def _following(element: Any) -> Any:
    """Return the line end that follows one with nothing between; None: there is none."""
    following = element.getnext()
    return following if following is not None and following.tag == "br" and is_blank(element.tail) else None


def _begins_run(element: Any) -> bool:
    before = element.getprevious()
    return _following(element) is not None and (
        before is None or before.tag != "br" or not is_blank(before.tail)
    )


def _one_line_end(first: Any) -> None:
    """Leave one line end of a run where no paragraph can end."""
    while (following := _following(first)) is not None:
        tail = following.tail
        first.getparent().remove(following)
        first.tail = tail


def _split(inline: Any, first: Any) -> None:
    """Split an inline element at a run of line ends, which then stands between its two parts."""
    second = inline.makeelement(inline.tag, dict(inline.attrib))
    run = [first]
    while (following := _following(run[-1])) is not None:
        run.append(following)
    second.text, run[-1].tail = run[-1].tail, None
    for each in list(run[-1].itersiblings()):
        second.append(each)
    second.tail, inline.tail = inline.tail, None
    parent, at = inline.getparent(), inline.getparent().index(inline)
    for each in (*run, second):
        at += 1
        parent.insert(at, each)


def _set_paragraphs(holder: Any) -> None:
    """Put what stands between runs of line ends in a block into paragraphs."""
    if holder.tag == "p":
        holder.tag = "div"
    parts = list(_parts(holder))
    for child in list(holder):
        holder.remove(child)
        child.tail = None
    holder.text = None
    paragraph = None
    for part in parts:
        if part is None:
            paragraph = None
        elif not isinstance(part, str) and part.tag in BLOCKS:
            holder.append(part)
            paragraph = None
        elif paragraph is not None or _shows(part):
            if paragraph is None:
                paragraph = holder.makeelement("p")
                holder.append(paragraph)
            _append(paragraph, part)


def _parts(holder: Any) -> Iterator[Any]:
    """Yield the texts and elements in a block, and None for a run of line ends."""
    if holder.text:
        yield holder.text
    is_run = False
    for child in holder:
        if child.tag == "br" and (is_run or _following(child) is not None):
            is_run = _following(child) is not None
            if is_run:
                continue
            yield None
        else:
            yield child
        if child.tail:
            yield child.tail


def _shows(part: Any) -> bool:
    """Return whether a text or an inline element is more than space."""
    return not is_blank(part) if isinstance(part, str) else part.tag != "br"


def _append(paragraph: Any, part: Any) -> None:
    if not isinstance(part, str):
        paragraph.append(part)
    elif len(paragraph):
        paragraph[-1].tail = part
    else:
        paragraph.text = part


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
