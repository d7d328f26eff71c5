"""Emphasis in a form that every Markdown program shows. Pure.

CommonMark opens emphasis only before a letter, or before punctuation that follows a space or punctuation; and closes it the
other way round. ``**Note:**text`` shows its stars, ``**Note**:text`` is bold everywhere. So punctuation at the edge of an
emphasis moves out of it where it would touch a letter; where it cannot, HTML's own tags are written.
"""

import unicodedata
from typing import Any

from lxml import etree

from reader.feeds.html.escape import hidden, is_hidden_punctuation, is_markup, raw
from reader.feeds.html.tree import BLOCKS, is_blank, text_of
from reader.text.pattern import late

_KINDS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "dfn": "em", "var": "em", "del": "del", "s": "del", "strike": "del",
}  # fmt: skip
EMPHASES = tuple(_KINDS)
"""Elements that become emphasis in Markdown."""

_PAIRS = {
    "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕",
    "(": ")", '"': '"',
}  # fmt: skip
"""Brackets and quotation marks."""

_AROUND, _TORN = "around", "torn"
"""A pair stands around the text; one mark of a pair is inside."""

UNSEEN = ("bdi", "bdo", "big", "cite", "ins", "label", "small", "span", "time", "u")
"""Elements that Markdown has no markup for, so what is in them stands beside what is around them."""

_TAGS = "(?:b|strong|i|em|dfn|var|del|s|strike)"
_TROUBLE = late(
    rf"<{_TAGS}(?:\s[^>]*)?>(?:\W|\w[^<]*<{_TAGS}[ >])"
    rf"|</(?:(?<!\w</){_TAGS}>|{_TAGS}><{_TAGS}[ >])"
)


def needs_mending(html: str) -> bool:
    """Return whether something other than letters stands at the edge of an emphasis, or one beside or in another."""
    return _TROUBLE.search(html) is not None


def mend_emphasis(root: Any) -> None:
    """Change the emphasis that Markdown programs would not show; in place."""
    etree.strip_tags(root, *UNSEEN)
    for element in list(root.iter(*EMPHASES)):
        kind = _KINDS[element.tag]
        if any(_KINDS[each.tag] == kind for each in element.iterancestors(*EMPHASES)):
            _dissolve(element)
    for element in reversed(list(root.iter(*EMPHASES))):
        if not _is_apart(element):
            move_spaces(element)
            if is_blank(text_of(element)) and element.find(".//img") is None:
                _dissolve(element)
    for element in list(root.iter(*EMPHASES)):
        before = _before_at_once(element)
        if before is not None and _KINDS[before.tag] == _KINDS[element.tag]:
            join(before, element)
    for element in reversed(list(root.iter(*EMPHASES))):
        if not _is_apart(element):
            _mend(element, _KINDS[element.tag])


def _is_apart(element: Any) -> bool:
    """Return whether emphasis holds blocks, each of which gets its own, or is code."""
    return next(element.iterdescendants(*BLOCKS), None) is not None or _is_verbatim(element)


def _is_verbatim(element: Any) -> bool:
    return next(element.iterancestors("pre", "code"), None) is not None


def _dissolve(element: Any) -> None:
    """Replace an element by its content."""
    text, tail = element.text or "", element.tail or ""
    element.tail = None
    _add_before(element, text)
    for child in list(element):
        element.addprevious(child)
    if tail:
        _add_before(element, tail)
    element.getparent().remove(element)


def _mend(element: Any, kind: str) -> None:
    _hide_stars(element)
    before, after = _before(element), _after(element)
    if _before_at_once(element) is not None:
        write_tags(element, kind)
        return
    if _begins_outer_alone(element):
        write_tags(element, kind)
        return
    needs_begin = _is_word(before) and _is_mark(_first(element))
    needs_end = _is_word(after) and _is_mark(_last(element))
    if not needs_begin and not needs_end:
        return
    if len(element) == 1 and element[0].tag == "a" and not element.text and not element[0].tail:
        _swap(element)
        return
    if not any(char.isalnum() for char in text_of(element)):
        write_tags(element, kind)
        return
    pairs = _pairs_of(text_of(element), begin=needs_begin, end=needs_end)
    if pairs == _TORN:
        write_tags(element, kind)
        return
    moves_begin, moves_end = needs_begin or pairs == _AROUND, needs_end or pairs == _AROUND
    if (moves_begin and not _move_begin(element)) or (moves_end and not _move_end(element)):
        write_tags(element, kind)


def _pairs_of(text: str, *, begin: bool, end: bool) -> str:
    """Return what would become of brackets and quotation marks if the punctuation at one end of a text moved out of it."""
    opening = text[: next((at for at, char in enumerate(text) if not _is_mark(char)), len(text))]
    closing = text[
        len(text) - next((at for at, char in enumerate(reversed(text)) if not _is_mark(char)), 0) :
    ]
    middle = text[len(opening) : len(text) - len(closing)]
    found = ""
    for opener, closer in _PAIRS.items():
        if (begin and opener in opening) or (end and closer in closing):
            if opener in opening and closer in closing:
                found = found or _AROUND
            elif (begin and opener in opening and closer in middle) or (
                end and closer in closing and opener in middle
            ):
                return _TORN
    return found


def _hide_stars(element: Any) -> None:
    """Hide a star between spaces at the edges of an emphasis, where its delimiters take the place of a space."""
    if (element.text or "").startswith("*"):
        element.text = hidden("*") + element.text[1:]
    if len(element) and (element[-1].tail or "").endswith("*"):
        element[-1].tail = element[-1].tail[:-1] + hidden("*")
    elif not len(element) and (element.text or "").endswith("*"):
        element.text = element.text[:-1] + hidden("*")


def _begins_outer_alone(element: Any) -> bool:
    """Return whether an emphasis begins with another in which it stands, but ends before it: ``***a* b**`` may be read otherwise."""
    each, is_last = element, True
    while True:
        is_last = is_last and not each.tail and each.getnext() is None
        parent = each.getparent()
        if (
            parent is None
            or parent.text
            or each.getprevious() is not None
            or parent.tag in BLOCKS
            or parent.tag in _EDGES
        ):
            return False
        if parent.tag in _KINDS:
            return not is_last
        each = parent


def _before_at_once(element: Any) -> Any:
    """Return the emphasis that ends where one begins; None: there is none."""
    before = element.getprevious()
    return before if before is not None and not before.tail and before.tag in _KINDS else None


def join(before: Any, element: Any) -> None:
    """Continue an element with another of its kind."""
    if len(before):
        before[-1].tail = (before[-1].tail or "") + (element.text or "")
    else:
        before.text = (before.text or "") + (element.text or "")
    for child in list(element):
        before.append(child)
    before.tail, element.tail = element.tail, None
    before.getparent().remove(element)


def move_spaces(element: Any) -> None:
    """Move the spaces and line ends at the edges of an element out of it."""
    while True:
        text = element.text or ""
        kept = text.lstrip()
        if kept != text:
            _add_before(element, " ")
            element.text = kept
        if kept or not len(element) or element[0].tag != "br":
            break
        line_end = element[0]
        element.text, line_end.tail = line_end.tail, None
        element.addprevious(line_end)
    while True:
        text = (element[-1].tail if len(element) else element.text) or ""
        kept = text.rstrip()
        if kept != text:
            element.tail = " " + (element.tail or "")
            if len(element):
                element[-1].tail = kept
            else:
                element.text = kept
        if kept or not len(element) or element[-1].tag != "br":
            break
        line_end = element[-1]
        element.remove(line_end)
        line_end.tail, element.tail = element.tail, None
        element.addnext(line_end)


def _move_begin(element: Any) -> bool:
    """Move the punctuation that an element begins with out of it; return whether that is possible."""
    text = element.text or ""
    at = 0
    while at < len(text) and _can_move(text[at]):
        at += 1
    if at == 0 or (
        at == len(text) and len(element) and _is_mark(_first(element[0], outer=_delimiter(element.tag)))
    ):
        return False
    _add_before(element, text[:at])
    element.text = text[at:]
    if (
        not element.text
        and len(element)
        and (kind := _KINDS.get(element[0].tag))
        and _begins_outer_alone(element[0])
    ):
        write_tags(element[0], kind)
    return True


def _move_end(element: Any) -> bool:
    """Move the punctuation that an element ends with out of it; return whether that is possible."""
    last = element[-1] if len(element) else None
    text = (element.text if last is None else last.tail) or ""
    at = len(text)
    while at and _can_move(text[at - 1]):
        at -= 1
    if at == len(text) or (
        at == 0 and last is not None and _is_mark(_last(last, outer=_delimiter(element.tag)))
    ):
        return False
    if last is None:
        element.text = text[:at]
    else:
        last.tail = text[:at]
    element.tail = text[at:] + (element.tail or "")
    return True


def _swap(element: Any) -> None:
    """Put emphasis that holds only a link into the link."""
    link = element[0]
    tag, tail = element.tag, element.tail
    inner = element.makeelement(tag)
    inner.text, link.text = link.text, None
    for child in list(link):
        inner.append(child)
    link.append(inner)
    parent = element.getparent()
    element.tail = None
    parent.replace(element, link)
    link.tail = tail


def write_tags(element: Any, kind: str) -> None:
    """Write HTML's tags, which need no spaces around them."""
    element.text = raw(f"<{kind}>") + (element.text or "")
    closing = raw(f"</{kind}>")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + closing
    else:
        element.text += closing
    element.attrib.clear()
    element.tag = "span"


def _add_before(element: Any, text: str) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text


def _can_move(char: str) -> bool:
    """Return whether a character at the edge of an emphasis can stand outside of it."""
    return char.isspace() or (_is_mark(char) and not is_markup(char))


def _is_mark(char: str) -> bool:
    """Return whether a character is punctuation for any version of CommonMark; a symbol is for newer ones."""
    return bool(char) and (is_hidden_punctuation(char) or unicodedata.category(char)[0] in "PS")


def _is_word(char: str) -> bool:
    """Return whether emphasis beside a character has to begin or end with a letter: it is neither a space nor punctuation."""
    if not char or char.isspace() or is_hidden_punctuation(char):
        return False
    return unicodedata.category(char)[0] != "P" and not (char.isascii() and not char.isalnum())


_EDGES = {"a": "[)", "code": "``", "img": "!)", "samp": "``", "tt": "``", "mark": "==", "q": '""'}
"""What stands at the beginning and the end of elements in Markdown."""


def _delimiter(tag: str) -> str:
    """Return what an emphasis is written with; empty: an element is none."""
    kind = _KINDS.get(tag)
    return "" if kind is None else "~" if kind == "del" else "*"


def _first(element: Any, *, outer: str = "") -> str:
    """Return the first character that the content of an element becomes in Markdown.

    ``outer`` is the delimiter of the emphasis in which, or beside which, all of the element stands: equal ones are read as one.
    """
    is_outer = bool(outer)
    while True:
        if is_outer and element.tag in _EDGES:
            return _EDGES[element.tag][0]
        if is_outer and (mark := _delimiter(element.tag)) and mark != outer:
            return mark
        if element.text:
            return str(element.text)[0]
        if not len(element):
            return ""
        outer = outer or _delimiter(element.tag) or "*"
        element, is_outer = element[0], True


def _last(element: Any, *, outer: str = "") -> str:
    """Return the last character that the content of an element becomes in Markdown."""
    is_outer = bool(outer)
    while True:
        if is_outer and element.tag in _EDGES:
            return _EDGES[element.tag][1]
        if is_outer and (mark := _delimiter(element.tag)) and mark != outer:
            return mark
        if len(element) and element[-1].tail:
            return str(element[-1].tail)[-1]
        if not len(element):
            return str(element.text or "")[-1:]
        outer = outer or _delimiter(element.tag) or "*"
        element, is_outer = element[-1], True


def _before(element: Any) -> str:
    """Return the character before an element in its paragraph; empty: it begins it."""
    own = _delimiter(element.tag)
    while element is not None and element.tag not in BLOCKS:
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            if before.tail:
                return str(before.tail)[-1]
            return "" if before.tag in BLOCKS or before.tag == "br" else _last(before, outer=own)
        if parent is None:
            return ""
        if parent.text:
            return str(parent.text)[-1]
        if parent.tag in _EDGES:
            return _EDGES[parent.tag][0]
        if (mark := _delimiter(parent.tag)) and mark != own:
            return mark
        element = parent
    return ""


def _after(element: Any) -> str:
    """Return the character after an element in its paragraph; empty: it ends it."""
    own = _delimiter(element.tag)
    while element is not None and element.tag not in BLOCKS:
        if element.tail:
            return str(element.tail)[0]
        following, parent = element.getnext(), element.getparent()
        if following is not None:
            return "" if following.tag in BLOCKS or following.tag == "br" else _first(following, outer=own)
        if parent is None:
            return ""
        if parent.tag in _EDGES:
            return "]" if parent.tag == "a" else _EDGES[parent.tag][1]
        if (mark := _delimiter(parent.tag)) and mark != own:
            return mark
        element = parent
    return ""
