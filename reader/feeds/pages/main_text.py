"""The main text of a page: readability finds it, and we keep what it would drop. Pure.

It is made for prose, and drops short code blocks, lists and tables.
"""

import logging
from typing import Any

from lxml import html as lxml_html
from readability import Document

LINKED_LIMIT = 0.25
"""The share of an element's text that may be links; with more it is navigation."""

_KEPT = ".//pre | .//figure | .//math | .//dl"
"""Elements that only articles have."""

# Without a handler it would log to stderr, which may be the screen.
logging.getLogger("readability").addHandler(logging.NullHandler())


def main_html(root: Any) -> str:
    """Return the main text of the tree of a page, as HTML; the tree is changed. Raises ``readability``'s errors."""
    for element in list(
        root.iter("noscript")
    ):  # readability drops them, and some sites have their images there
        before = element.getprevious()
        if element.find(".//img") is not None and (before is None or before.tag != "img"):
            element.drop_tag()
    return str(_Document(lxml_html.tostring(root, encoding="unicode")).summary(html_partial=True))


class _Document(Document):  # type: ignore[misc]  # it has no types
    def get_preserved_elements(self, node: Any) -> dict[Any, bool]:
        """Return what is kept in any case: what the library keeps, and code, lists, tables and figures."""
        kept: dict[Any, bool] = super().get_preserved_elements(node)
        for element in node.iter("table", "ul", "div", "section"):
            is_content = element.tag in {"table", "ul"} or bool(element.xpath(_KEPT))
            if (
                is_content
                and self.class_weight(element) >= 0
                and self.get_link_density(element) <= LINKED_LIMIT
            ):
                kept[element] = True
        return kept

    def get_clean_html(self) -> str:
        """Return the text with its attributes, which the conversion to Markdown reads."""
        return str(lxml_html.tostring(self._html(), encoding="unicode"))
