"""What Substack's feeds have in attributes alone, for its scripts to show: formulas, names, galleries, other posts. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from reader.feeds.html.addresses import absolute
from reader.feeds.html.escape import raw
from reader.feeds.html.tree import as_block, is_blank, text_of

ATTRIBUTES_LIMIT = 20_000
"""Characters of the attributes of one element."""

IMAGES_LIMIT = 50
"""Images of one gallery."""

_NAMES = ("name", "symbol", "full_text", "title", "label")
_ADDRESSES = ("canonical_url", "url", "href")


def show_attributes(root: Any, base: str) -> None:
    """Write into elements that show nothing what their attributes say; in place."""
    for element in list(root.iter("div", "span")):
        written = element.get("data-attrs")
        if not written or len(written) > ATTRIBUTES_LIMIT or not is_blank(text_of(element)):
            continue
        if element.find(".//img") is not None or element.find(".//a") is not None:
            continue
        try:
            values = json.loads(written)
        except (ValueError, RecursionError):
            continue
        if isinstance(values, dict):
            _show(element, values, base)


def _show(element: Any, values: Mapping[str, Any], base: str) -> None:
    tex = _text(values, ("persistentExpression",))
    if tex:
        element.text = raw(f"$${' '.join(tex.split())}$$")
        element.tag = "p"
        return
    gallery = values.get("gallery")
    if isinstance(gallery, dict):
        _show_gallery(element, gallery, base)
        return
    words, address = _text(values, _NAMES), absolute(_text(values, _ADDRESSES), base)
    if element.tag == "span":
        element.text = words
    elif words and address:
        for child in list(element):
            element.remove(child)
        element.attrib.clear()
        element.tag, element.text = "a", words
        element.set("href", address)
        as_block(element)


def _show_gallery(element: Any, gallery: Mapping[str, Any], base: str) -> None:
    images = gallery.get("images")
    for each in images[:IMAGES_LIMIT] if isinstance(images, list) else ():
        address = absolute(_text(each, ("src",)), base) if isinstance(each, dict) else ""
        if address:
            image = etree.SubElement(etree.SubElement(element, "p"), "img", src=address)
            image.set("alt", _text(each, ("alt", "title")))
    if caption := _text(gallery, ("caption",)):
        etree.SubElement(element, "figcaption").text = caption


def _text(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of the values that is a text, in one line; empty: none is."""
    found = (values.get(name) for name in names)
    return next((" ".join(each.split()) for each in found if isinstance(each, str) and each.strip()), "")
