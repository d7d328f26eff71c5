"""Line ends of an entry's HTML: one between two texts of a block stays, two part paragraphs, others show nothing. Pure."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import etree

from reader.feeds.html.tree import BLOCKS, append_part, is_blank, remove, shows, sweep

_ONE_LINE = frozenset(
    {"caption", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "td", "th"}
)
"""Blocks whose text stays one paragraph."""


def gather_line_ends(root: Any) -> None:
    """Leave only the line ends between two texts of a block, at most two in a row, in the innermost element around both; in place.

    Those before all text of a block or behind it show nothing, and Markdown ends no line at the edge of emphasis.
    """
    if all(_is_between_letters(each) for each in root.iter("br")):
        return
    gaps = _Gaps()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, each in walk:
        if event == "start":
            gaps.enter(each)
            if each.tag == "pre":
                walk.skip_subtree()
        else:
            gaps.leave(each)
    gaps.close()
    sweep(root)


def _is_between_letters(end: Any) -> bool:
    before = end.getprevious()
    text = end.getparent().text if before is None else before.tail
    return not is_blank(text) and not is_blank(end.tail)


class _Gaps:
    """What lies between texts of a block, while a tree is walked."""

    def __init__(self) -> None:
        self._found: list[tuple[list[Any], Any, bool]] = []
        self._has_text = False
        self._ends: list[Any] = []
        self._beside: Any = None
        """The first element of the gap, or the last one whose end is in it: the outermost position is beside it."""
        self._is_behind = False
        self._opened = 0

    def enter(self, element: Any) -> None:
        """Take note of an element that begins, and of its text."""
        if element.tag in BLOCKS:
            self._edge()
        elif element.tag == "img":
            self._text()
        else:
            self._opened += 1
            if self._beside is None:
                self._beside, self._is_behind = element, False
            if element.tag == "br":
                self._ends.append(element)
        if not is_blank(element.text) and element.tag != "pre":
            self._text()

    def leave(self, element: Any) -> None:
        """Take note of an element that ends, and of the text after it."""
        if element.tag in BLOCKS:
            self._edge()
        elif self._opened:
            self._opened -= 1
        elif element.tag != "img":
            self._beside, self._is_behind = element, True
        if not is_blank(element.tail):
            self._text()

    def close(self) -> None:
        """Carry out what was found."""
        self._edge()
        for ends, beside, is_behind in self._found:
            if beside is None or not _are_in_a_row(ends, beside.getparent()):
                _replace(ends, beside, is_behind=is_behind)
            for each in ends[2:]:
                remove(each)

    def _begin(self) -> None:
        self._ends, self._beside, self._is_behind, self._opened = [], None, False, 0

    def _text(self) -> None:
        if self._ends:
            self._found.append((self._ends, self._beside if self._has_text else None, self._is_behind))
        self._has_text = True
        self._begin()

    def _edge(self) -> None:
        """End the text of a block."""
        if self._ends:
            self._found.append((self._ends, None, False))
        self._has_text = False
        self._begin()


def _are_in_a_row(ends: list[Any], parent: Any) -> bool:
    return ends[0].getparent() is parent and all(one.getnext() is other for one, other in pairwise(ends))


def _replace(ends: list[Any], beside: Any, *, is_behind: bool) -> None:
    """Mark line ends for removal and put as many, at most two, beside an element."""
    for each in ends:
        remove(each)
    for _ in ends[:2] if beside is not None else ():
        new = beside.makeelement("br")
        if is_behind:
            new.tail, beside.tail = beside.tail, None
            beside.addnext(new)
        else:
            beside.addprevious(new)


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
        elif paragraph is not None or shows(part):
            if paragraph is None:
                paragraph = holder.makeelement("p")
                holder.append(paragraph)
            append_part(paragraph, part)


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
