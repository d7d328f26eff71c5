"""Reads Markdown as other programs do: markdown-it with CommonMark's rules, and with those of footnotes."""

from collections.abc import Iterator
from typing import Any

from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from reader.feeds.html.convert import to_markdown

BASE = "https://b.org/p/"

_COMMONMARK = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_WITH_NOTES = MarkdownIt("commonmark").enable(["strikethrough", "table"]).use(footnote_plugin)


def shown(source: str, *, base: str = BASE, notes: bool = False) -> Any:
    """Return the tree of what another program shows of HTML that became Markdown."""
    return read(to_markdown(source, base), notes=notes)


def read(markdown: str, *, notes: bool = False) -> Any:
    """Return the tree of what another program shows of Markdown."""
    rendered = (_WITH_NOTES if notes else _COMMONMARK).render(markdown)
    return html.fromstring(f"<div>{rendered}</div>")


def words(element: Any) -> str:
    """Return the text of an element in one line."""
    return " ".join(str(element.text_content()).split())


def blocks(root: Any) -> list[tuple[str, str]]:
    """Return the name and the text of each block in a tree."""
    return [(each.tag, words(each)) for each in root]


def dressed(root: Any) -> list[tuple[str, frozenset[str]]]:
    """Return the letters of a tree, each with the emphasis that it stands in."""
    return list(_dressed(root, frozenset()))


_KINDS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "del", "del": "del"}


def _dressed(element: Any, kinds: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    kinds |= {_KINDS[element.tag]} if element.tag in _KINDS else set()
    yield from ((char, kinds) for char in element.text or "" if char.isalnum())
    for child in element:
        yield from _dressed(child, kinds)
        yield from ((char, kinds) for char in child.tail or "" if char.isalnum())
