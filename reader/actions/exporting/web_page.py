"""A book as one page of HTML that holds all it needs: style, images; no script, nothing from elsewhere. Pure, but for the style sheets."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from reader.actions.exporting.book import IMAGES, Book, Chapter, Part, with_links
from reader.assets import asset
from reader.i18n import tr, trn
from reader.page.as_xhtml import as_text

SHEETS = ("book.css", "page.css")
"""The style sheets of the page, in ``styles/export``."""


def sheet(name: str) -> str:
    """Return the text of a style sheet of exports."""
    return (asset("styles") / "export" / name).read_text("utf-8")


def web_page(book: Book) -> str:
    """Return the book as a page."""
    addresses = {chapter.id: f"#a{chapter.id}" for chapter in book.chapters}
    lines = [] if book.is_single else list(_front(book))
    for part in book.parts:
        if part.title:
            lines.append(f'<h2 class="part" id="{_part_id(book, part)}">{as_text(part.title)}</h2>')
        lines += (_article(chapter, addresses) for chapter in part.chapters)
    return page_of(book.title, book.language, lines)


def page_of(title: str, language: str, lines: Iterable[str]) -> str:
    """Return a page of elements; its policy (CSP) lets a browser load and run nothing but its own style and images."""
    style = "".join(map(sheet, SHEETS))
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    spoken = f' lang="{as_text(language)}"' if language else ""
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="generator" content="newsreader">',
        f"<title>{as_text(title)}</title>",
        f"<style>{style}</style>",
    )
    begin = f"<!DOCTYPE html>\n<html{spoken}>\n<head>"
    return "\n".join([begin, *head, "</head>\n<body>\n<main>", *lines, "</main>\n</body>\n</html>\n"])


def contents(book: Book, address: Callable[[Chapter, Part | None], str]) -> Iterator[str]:
    """Yield the table of contents as lists of links; ``address`` returns that of a chapter, or of a part by its first one."""
    yield "<ol>"
    for part in book.parts:
        if part.title:
            yield f'<li><a href="{address(part.chapters[0], part)}">{as_text(part.title)}</a>\n<ol>'
        for chapter in part.chapters:
            language = f' lang="{as_text(chapter.language)}"' if chapter.language else ""
            title = as_text(chapter.title) or "…"
            yield f'<li{language}><a href="{address(chapter, None)}">{title}</a></li>'
        if part.title:
            yield "</ol></li>"
    yield "</ol>"


def about(book: Book) -> str:
    """Return how many articles a book has, and of which days."""
    count = len(book.chapters)
    return f"{trn('1 article', '{count:,} articles', count)} · {book.span}"


def _front(book: Book) -> Iterator[str]:
    yield f'<header class="front">\n<h1>{as_text(book.title)}</h1>\n<p>{as_text(about(book))}</p>\n</header>'
    yield f'<nav aria-label="{as_text(tr("Contents"))}">'
    yield from contents(book, lambda chapter, part: f"#{_part_id(book, part)}" if part else f"#a{chapter.id}")
    yield "</nav>"


def _article(chapter: Chapter, addresses: Mapping[str, str]) -> str:
    language = f' lang="{as_text(chapter.language)}"' if chapter.language else ""
    body = with_links(chapter.body, addresses)
    for image in chapter.images:
        body = body.replace(f'<img src="{IMAGES}{image.name}"', f'<img src="{image.as_address}"')
    return f'<article id="a{chapter.id}"{language}>\n{body}\n</article>'


def _part_id(book: Book, part: Part) -> str:
    return f"part-{book.parts.index(part) + 1}"
