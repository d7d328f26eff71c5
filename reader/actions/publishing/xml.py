"""Elements of XML, as the formats of feeds need them. Pure."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute that says in which language an element is."""


def child(parent: Any, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Any:
    """Add an element to another and return it."""
    made = etree.SubElement(parent, name, {} if attributes is None else dict(attributes))
    if text:
        made.text = text
    return made


def written(root: Any) -> bytes:
    """Return a document as bytes of UTF-8: the same ones for the same elements."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
