"""Reads a page in a worker process: ``python -m reader.feeds.pages.page_process ADDRESS TYPE``.

The page comes on stdin, the result goes to stdout as JSON; ``web_page`` starts it and says why. The library that finds the
main text is an extra; all words that it finds reach the Markdown.
"""

import json
import resource
import sys
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from reader.article.heading import heading_text, is_same_title
from reader.feeds.formats.entry import TEXT_LIMIT
from reader.feeds.formats.page_text import page_text
from reader.feeds.formats.values import html_of_text
from reader.feeds.html.convert import to_markdown
from reader.feeds.html.tree import clean_tree
from reader.feeds.pages.page_facts import facts_of
from reader.feeds.pages.web_page import PAGE_LIMIT, READ_S, Page, json_values
from reader.log import begin

MEMORY_LIMIT = 1 << 30
"""Bytes of memory that the process may take."""

TAGS_LIMIT = 60_000
"""Tags of a page; the tree of one with more takes too much memory."""

LETTERS_NEEDED = 40
"""A text with fewer is not an article, unless it is an image with a caption."""

_PARSER = lxml_html.HTMLParser(encoding="utf-8")


def page_of(data: bytes, address: str, kind: str) -> Page:
    """Return a page; its Markdown is empty where no article was found. ``kind`` is its header Content-Type."""
    text = page_text(data, kind)
    is_plain = kind.partition(";")[0].strip().lower() in {"text/plain", "text/markdown"}
    if not is_plain and text.count("<") > TAGS_LIMIT:
        text = ""  # no article has this many elements
    html = html_of_text(text) if is_plain else text
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.LxmlError, ValueError, AssertionError):
        root = lxml_html.document_fromstring("<html><body></body></html>")
    page = facts_of(root, address)
    clean_tree(root, html)
    markdown = to_markdown(html if is_plain else _main_html(root), _base(root, address))[:TEXT_LIMIT]
    markdown = _without_title(markdown, page.title)
    return page._replace(markdown=markdown if _is_article(markdown) else "")


def _without_title(markdown: str, title: str) -> str:
    """Return the text without its title above it, which the front matter has."""
    first, _, rest = markdown.partition("\n")
    is_title = first.startswith("# ") and is_same_title(heading_text(first[2:]), title)
    return rest.lstrip("\n") if is_title else markdown


def _base(root: Any, address: str) -> str:
    with suppress(ValueError):
        return str(urljoin(address, (root.xpath("string(//base/@href)") or "").strip()))
    return address


def _main_html(root: Any) -> str:
    """Return the HTML of a page's main text, or an empty text."""
    from reader.feeds.pages.main_text import main_html  # the extra

    try:
        return main_html(root)
    except Exception:  # noqa: BLE001 - the library may fail on anything: there is no article then
        return ""


def _is_article(markdown: str) -> bool:
    return "![" in markdown or sum(map(str.isalnum, markdown)) >= LETTERS_NEEDED


def main() -> None:
    """Read the page from stdin."""
    begin("page", is_child=True)
    for kind, limit in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CPU, int(READ_S))):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (limit, limit))
    page = page_of(sys.stdin.buffer.read(PAGE_LIMIT), sys.argv[1], sys.argv[2])
    sys.stdout.buffer.write(json.dumps(json_values(page)).encode())


if __name__ == "__main__":
    main()
