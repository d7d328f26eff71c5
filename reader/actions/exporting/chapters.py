"""An article set as a chapter: its page's blocks as XHTML, with the images that go along. Reads its file."""

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.actions.exporting.book import CHAPTER, IMAGES, Chapter
from reader.actions.exporting.exported_images import ExportedImages
from reader.actions.finding.line_breaks import line_breaks_in
from reader.actions.finding.naming import id_of
from reader.actions.reading.linked_articles import follow
from reader.article import Key
from reader.library import Row
from reader.page.as_xhtml import PlacedImage, Surroundings, as_text, as_xhtml, image_addresses
from reader.page.compose import PageOptions, compose
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
        self._ids = {row.id: id_of(row.key) for row in rows} if len(rows) > 1 else {}
        self._known: dict[tuple[str, str, str], str] = {}
        """The addresses of links that were looked up, by folder, directory and link."""

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
        """Return the address of the chapter to which a link leads; empty: to none of this book."""
        if not self._ids or "://" in link:
            return ""
        place = (key.folder, posixpath.dirname(key.path), link)
        if place not in self._known:
            found = follow(self._library, key, link)
            id_ = self._ids.get(found.article) if found else None
            self._known[place] = f"{CHAPTER}{id_}" if id_ else ""
        return self._known[place]
