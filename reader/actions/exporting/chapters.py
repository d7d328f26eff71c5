"""An article set as a chapter: its page's blocks as XHTML, with the images that go along. Reads its file."""

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.actions.exporting.book import CHAPTER, IMAGES, Chapter
from reader.actions.exporting.exported_images import ExportedImages
from reader.actions.finding.line_breaks import line_breaks_in
from reader.actions.finding.naming import id_of
from reader.article import Key
from reader.library import Row
from reader.page.as_xhtml import PlacedImage, Surroundings, as_text, as_xhtml, image_addresses
from reader.page.compose import PageOptions, compose
from reader.page.line import WIKI
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace

LONGEST = 2 << 20
"""Characters of an article's text that are set; a book has no use for more."""


class Chapters:
    """Sets articles as chapters of one book."""

    def __init__(self, workspace: "Workspace", rows: Sequence[Row], sources: ExportedImages) -> None:
        """``rows`` are all articles of the book: links between them lead from chapter to chapter."""
        self._library, self._settings, self._zone = workspace.library, workspace.settings, workspace.zone
        self._sources = sources
        several = rows if len(rows) > 1 else ()
        self._by_path = {row.key: id_of(row.key) for row in several}
        self._by_name: dict[str, str] = {}
        """The ids of chapters by the names of their files, in lower case; of several of one name the first."""
        for key, id_ in self._by_path.items():
            self._by_name.setdefault(posixpath.splitext(posixpath.basename(key.path))[0].casefold(), id_)

    def chapter(self, row: Row) -> Chapter:
        """Return an article as a chapter; raises ArticleGoneError. Mistakes in its header, its author's business, are not in it."""
        document = self._library.files.document(row.id)
        article = document.article._replace(problems=())
        document = document._replace(article=article, body=document.body[:LONGEST])
        line_breaks = line_breaks_in(self._settings.line_breaks, self._library.files.path_of(row.key))
        blocks = compose(document, PageOptions(self._zone, line_breaks=line_breaks))
        images = self._sources.of_article(article.key, image_addresses(blocks))

        def placed(address: str) -> PlacedImage | None:
            image = images.get(address)
            return PlacedImage(f"{IMAGES}{image.name}", image.width, image.height) if image else None

        own = id_of(row.key)
        body = as_xhtml(blocks, Surroundings(f"a{own}-", placed, lambda link: self._address(row.key, link)))
        if article.link:
            name = as_text(article.source or article.link)
            body += f'\n<p class="origin"><a href="{as_text(article.link)}">{name}</a></p>'
        return Chapter(
            own,
            clean_line(article.title),
            article.language,
            article.authors,
            clean_line(article.source),
            article.link,
            max(article.date, article.updated or article.date),
            body,
            tuple({image.name: image for image in images.values()}.values()),
        )

    def _address(self, key: Key, link: str) -> str:
        """Return the address of the chapter to which a link leads, by its path or name; empty: to none of this book.

        Looked up among the chapters alone: to search the library for each link would take longer than all the rest.
        """
        if not self._by_path or "://" in link:
            return ""
        path = link.removeprefix(WIKI).partition("#")[0].strip()
        if link.startswith(WIKI):
            found = (
                self._by_name.get(posixpath.splitext(posixpath.basename(path))[0].casefold())
                if path
                else None
            )
        else:
            path = unquote(path.partition("?")[0], errors="surrogateescape")
            start = "" if path.startswith("/") else posixpath.dirname(key.path)
            whole = posixpath.normpath(posixpath.join(start, path.lstrip("/"))) if path else ""
            keys = (Key(key.folder, each) for each in (whole, f"{whole}.md", f"{whole}/index.md"))
            found = next((self._by_path[each] for each in keys if each in self._by_path), None)
        return f"{CHAPTER}{found}" if found else ""
