"""Tidies the tree of an entry's HTML before it becomes Markdown. Pure.

Scripts and tracking pixels go. What only browsers show so becomes what Markdown has: films and frames become links, layout
tables become the blocks in them, footnotes, formulas and code get their own forms.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from lxml import etree

from reader.feeds.html.addresses import absolute
from reader.feeds.html.alignment import mark_alignment
from reader.feeds.html.anchors import HEADINGS, Anchors
from reader.feeds.html.cards import keep_card, keep_cards, keep_margin_notes
from reader.feeds.html.code_blocks import drop_numbers, keep_code, keep_code_block, keep_code_table
from reader.feeds.html.emphasis import UNSEEN
from reader.feeds.html.escape import hidden, raw
from reader.feeds.html.films import FRAMES, LITE, link_to_film, link_to_frame
from reader.feeds.html.footnotes import keep_footnotes
from reader.feeds.html.formulas import FORMULAS, keep_formulas
from reader.feeds.html.images import ShownOutside, keep_choice, keep_image
from reader.feeds.html.kept_lines import follow_style
from reader.feeds.html.line_ends import gather_line_ends, split_paragraphs
from reader.feeds.html.lists import keep_numbers
from reader.feeds.html.paragraphs import (
    hide_first_mark,
    hold_plainly,
    part_blocks,
    set_alerts,
    set_apart,
    set_captions,
    set_off,
)
from reader.feeds.html.ruby import keep_ruby
from reader.feeds.html.substack import show_attributes
from reader.feeds.html.tree import is_blank, part_words, remove, sweep, text_of, unwrap

_LAYOUT = ("pre", *HEADINGS, "blockquote", "table", "figure", "hr")
"""Blocks that no cell of a Markdown table can hold."""

_HELD = ("ul", "ol", "p", "div", "img", "iframe", "video")
"""What the cells of a table hold that only sets them beside each other, if it has one row."""

_INDENTING = ("blockquote", "ul", "ol", "dl")

INDENTS_LIMIT = 12
"""Quotes and lists inside each other."""

TABLES_LIMIT = 5
"""Tables inside each other; a deeper one becomes its blocks."""

_RAW_TAGS = frozenset({"sup", "sub", "kbd"})
"""Elements that our page shows and Markdown has no markup for."""

_NO_ELEMENTS = (etree.Comment, etree.ProcessingInstruction, etree.Entity)

_ANCHORS = frozenset({"#", "¶", "§", "🔗", ""})
"""Texts of links from a heading to itself."""

_BLANKS = " \t\r\n\f\xa0\u200b\u2060\ufeff"
"""What such a link may have instead."""

RAW_TEXT = 40
"""Characters in an element of ``_RAW_TAGS``."""

_IN_LINE = frozenset({"a", "b", "em", "i", "span", "strong", "small", "code"})


def tidy(root: Any, base: str, source: str) -> tuple[str, ...]:
    """Tidy the tree of ``source`` in place and return the labels of its footnotes; addresses are made absolute by ``base``."""
    etree.strip_elements(root, *_NO_ELEMENTS, with_tail=False)
    _flatten(root)
    follow_style(root, source)
    if "kg-" in source:
        keep_cards(root)
    tags = {each.tag for each in root.iter()}
    if tags & FORMULAS:
        keep_formulas(root)
    if "marginnote" in source or "sidenote" in source or "modern-footnotes" in source:
        keep_margin_notes(root)
    labels: tuple[str, ...] = ()
    if "#" in source and any("#" in (each.get("href") or "") for each in root.iter("a")):
        anchors = Anchors(root, base)
        labels = keep_footnotes(root, anchors)
        _link_inside(root, anchors)
    _handle(root, base, tags)
    if "js-render-enrichment-loader" in source:
        _drop_loaders(root)
    if "li" in tags:
        _tidy_items(root)
    if "data-attrs" in source:
        show_attributes(root, base)
    sweep(root)
    part_blocks(root)
    if "br" in tags:
        gather_line_ends(root)
    for link in root.iter("a") if "blockquote" in tags else ():
        if (link.text or "").lstrip().startswith("!"):
            link.text = link.text.replace("!", hidden("!"), 1)  # an alert would begin so
    if "dd" in tags:
        _define(root)
    if "li" in tags and tags & _EMPTYING:
        _drop_empty_items(root)
    if "figure" in tags or "figcaption" in tags or "-caption" in source or "data-attrs" in source:
        set_captions(root)
    if "markdown-alert" in source:
        set_alerts(root)
    if tags & _APART:
        set_apart(root)
    if "br" in tags:
        split_paragraphs(root)
    hold_plainly(root)
    if tags & _CROWDED:
        set_off(root)
    if tags & _BARE:
        for each in root.iter(*_BARE):
            hide_first_mark(each)
    if not tags.isdisjoint(UNSEEN):
        etree.strip_tags(root, *UNSEEN)
    return labels


def _handle(root: Any, base: str, tags: set[str]) -> None:
    keep = ShownOutside(root, base).keep if "noscript" in tags else remove
    handled = tags & {*_HANDLERS, "noscript"}
    for element in list(root.iter(*handled)) if handled else ():
        if element is root or element.getparent() is None:
            continue  # removed already with its parent
        if element.tag == "noscript":
            keep(element)
        elif act := _HANDLERS.get(element.tag):  # what goes has another one
            act(element, base)


def _drop_loaders(root: Any) -> None:
    for each in list(root.iter("span")):
        if "js-render-enrichment-loader" in (each.get("class") or ""):
            remove(each)


def _tidy_items(root: Any) -> None:
    """Remove items that have nothing."""
    for each in list(root.iter("li")):
        if not len(each) and is_blank(each.text) and each.getparent().tag == "ul":
            remove(each)


HEAD_ELEMENTS = 100
"""Elements that may stand before the title of a page."""

_EMPTYING = frozenset({"button", "input", "script", "select", "style", "svg", "template"})
"""Elements that may leave nothing of the item of a list."""

_BARE = frozenset({"blockquote", "li"})
"""Blocks that may hold text without a paragraph, whose first characters the converter takes for Markdown."""

_CROWDED = frozenset({"blockquote", "table"})
"""Elements in or around which the converter leaves no blank line."""

_APART = frozenset({"nav", "menu", "header", "footer", "fieldset", "td", "th"})


def _drop_empty_items(root: Any) -> None:
    for item in list(root.iter("li")):
        if item.find(".//img") is None and is_blank(text_of(item)):
            remove(item)
    sweep(root)


def _drawing(element: Any, _: str) -> None:
    """Keep the words in a drawing, but not what only describes it to programs."""
    for each in list(element.iter("title", "desc", "metadata", "defs")):
        remove(each)
    _unwrap_apart(element, "")


def _unwrap_apart(element: Any, _: str) -> None:
    """Leave the words of what is drawn, apart from those around it."""
    if not is_blank(text_of(element)):
        part_words(element)
    unwrap(element)


def _drop_apart(element: Any, _: str) -> None:
    part_words(element)
    remove(element)


def _link_inside(root: Any, anchors: Anchors) -> None:
    """Let links inside the entry lead to its headings; those that lead nowhere become plain text."""
    for link in root.iter("a"):
        address = link.get("href") or ""
        name = anchors.fragment(address)
        if not name and address.strip() != "#":
            continue
        if text_of(link).strip(_BLANKS) in _ANCHORS:
            link.set("href", "#")
        elif name and (heading := anchors.heading(name)):
            link.set("href", f"#{heading}")
        elif address.startswith("#") or anchors.element(name) is not None:
            del link.attrib["href"]


def _flatten(root: Any) -> None:
    """Turn quotes and lists that are nested too deep into plain blocks: their lines would begin with the markup of all others."""
    if next(islice(root.iter(*_INDENTING), INDENTS_LIMIT, None), None) is None:
        return
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_INDENTING):
        depth += 1 if event == "start" else -1
        if event == "end" and depth >= INDENTS_LIMIT:
            element.tag = "div"


def _drop(element: Any, _: str) -> None:
    remove(element)


def _unwrap(element: Any, _: str) -> None:
    unwrap(element)


def _text_area(element: Any, _: str) -> None:
    """Keep what a form holds, but not the code that Crayon shows beside it with colours."""
    part_words(element)
    is_twin = "crayon-plain" in (element.get("class") or "").split()
    (remove if is_twin and next(element.iterancestors("div"), None) is not None else unwrap)(element)


def _block(element: Any, _: str) -> None:
    element.tag = "div"
    element.attrib.clear()


def _label(element: Any, _: str) -> None:
    """Remove what only programs that read aloud say of a form or of Substack's poems."""
    if "hide-text" in (element.get("class") or "").split():
        remove(element)


def _link(element: Any, base: str) -> None:
    address = (element.get("href") or "").strip()
    if names := element.get("class"):
        keep_card(element)
        before = element.getprevious() if "button" in names else None
        if before is not None and not before.tail:
            before.tail = " "  # what looks like a button stands apart
    is_inside = address.startswith("#")
    shows = not is_blank(element.text) or not is_blank(text_of(element))
    has_image = not shows and element.find(".//img") is not None
    if is_inside and not has_image and (not shows or text_of(element).strip(_BLANKS) in _ANCHORS):
        remove(element)
        return
    known = address if is_inside else absolute(address, base, mail=True)
    if not known or not (shows or has_image):
        if address[:7].lower() == "magnet:":
            _write_magnet(element, address)
        unwrap(element)  # javascript:, or nothing to click on
        return
    if len(element.attrib) > 1:
        element.attrib.clear()
    element.set("href", known)


def _write_magnet(element: Any, address: str) -> None:
    """Write the address of a torrent, which no browser opens, as code behind the words of its link; in place."""
    written = element.makeelement("code")
    written.text, element.tail, written.tail = address, None, element.tail
    words = text_of(element).strip()
    if words.startswith(address[:20]):
        for child in list(element):
            element.remove(child)
        element.text = ""
    elif words:
        element.tail = " "
    element.addnext(written)


def _table(element: Any, _: str) -> None:
    """Turn a table that holds blocks, which no Markdown table can, into those blocks."""
    if sum(1 for _ in islice(element.iterancestors("table"), TABLES_LIMIT)) == TABLES_LIMIT:
        _block(element, "")
        return
    if keep_code_table(element):
        return
    columns = max((len(row) for row in element.iter("tr")), default=0)
    captions = [
        each for each in element.iter("td", "th") if "tr-caption" in (each.get("class") or "").split()
    ]
    for cell in captions:
        cell.tag = "figcaption"
    is_named = next(element.iter("th"), None) is not None
    is_row = not is_named and next(islice(element.iter("tr"), 1, None), None) is None
    others = ("figcaption",) if captions else _HELD if is_row else () if columns > 1 else ("ul", "ol", "p")
    if (
        (columns > 1 or is_named)
        and next(element.iterdescendants(*_LAYOUT, *others), None) is None
        and not _has_paragraphs(element)
    ):
        if not is_named:  # else the converter takes a table of links for a menu
            for cell in next(element.iter("tr")).iter("td"):
                cell.tag = "th"
        mark_alignment(element)
        return
    drop_numbers(element)
    for part in list(element.iter("td", "th", "tr", "tbody", "thead", "tfoot", "caption")):
        _block(part, "")
    _block(element, "")


def _has_paragraphs(element: Any) -> bool:
    """Return whether an element has paragraphs one after the other, or one or another list in a list."""
    return any(next(each.itersiblings("p"), None) is not None for each in element.iter("p")) or any(
        each.find("li/p") is not None or each.getparent().tag == "li" for each in element.iter("ul", "ol")
    )


def _raw_element(element: Any, _: str) -> None:
    """Keep superscripts, subscripts and keys as HTML, which our page reads."""
    text = text_of(element)
    if (
        is_blank(text)
        or len(text) > RAW_TEXT
        or any(each.tag not in _IN_LINE for each in element.iterdescendants())
    ):
        unwrap(element)
        return
    opening, closing = raw(f"<{element.tag}>"), raw(f"</{element.tag}>")
    element.text = opening + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + closing
    else:
        element.text += closing
    unwrap(element)


def _define(root: Any) -> None:
    """Turn definitions of terms into paragraphs that begin as definitions do on our page; in place."""
    blocks = ("p", "div", "ul", "ol", "pre", "table", "blockquote")
    for each in list(root.iter("dd")):
        shows = not is_blank(text_of(each)) or each.find(".//img") is not None
        in_cell = next(each.iterancestors("td", "th"), None) is not None
        if shows and not in_cell and next(each.iterdescendants(*blocks), None) is None:
            hide_first_mark(each)
            each.text = raw(": ") + (each.text or "").lstrip()
        _block(each, "")


def _title(element: Any, _: str) -> None:
    """Remove the title of a page, which stands before its text; one inside a text is a word about HTML."""
    if not _is_begun(element) and (element.getnext() is not None or (element.tail or "").strip()):
        remove(element)


def _is_begun(element: Any) -> bool:
    """Return whether text may stand before an element."""
    for node in (element, *element.iterancestors()):
        before = list(islice(node.itersiblings(preceding=True), HEAD_ELEMENTS))
        parent = node.getparent()
        begins = "" if parent is None else parent.text or ""
        if len(before) == HEAD_ELEMENTS or (begins + "".join(each.tail or "" for each in before)).strip():
            return True
        if any(text_of(each).strip() for each in before if isinstance(each.tag, str)):
            return True
    return False


def _box(element: Any, _: str) -> None:
    if element.get("type") == "checkbox":
        element.tail = raw("[x] " if "checked" in element.attrib else "[ ] ") + (element.tail or "").lstrip()
    remove(element)


_HANDLERS: Mapping[str, Callable[[Any, str], None]] = {
    **dict.fromkeys(("script", "style", "template", "button", "link", "meta", "base", "head"), _drop),
    "select": _drop_apart,
    "canvas": _unwrap_apart,
    **dict.fromkeys(FRAMES, link_to_frame),
    **dict.fromkeys(LITE, link_to_film),
    **dict.fromkeys(("pre", "listing"), keep_code_block),
    **dict.fromkeys(("img", "amp-img", "amp-anim"), keep_image),
    **dict.fromkeys(_RAW_TAGS, _raw_element),
    **dict.fromkeys(("form", "font"), _unwrap),
    "input": _box,
    "label": _label,
    "center": _block,
    "dt": _block,
    "a": _link,
    "code": keep_code,
    "ol": keep_numbers,
    "picture": keep_choice,
    "ruby": keep_ruby,
    "svg": _drawing,
    "table": _table,
    "textarea": _text_area,
    "title": _title,
}
"""The function for each element by its name; all others stay as they are."""
