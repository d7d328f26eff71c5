"""An article set as a chapter: its page's blocks as XHTML, with the images that go along. Reads its file."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from reader.actions.exporting.book import IMAGES, Chapter
from reader.actions.exporting.exported_images import ExportedImages
from reader.actions.finding.line_breaks import line_breaks_in
from reader.actions.finding.naming import id_of
from reader.article import Document
from reader.library import Library, Row
from reader.page.as_xhtml import PlacedImage, Surroundings, as_text, as_xhtml, image_addresses
from reader.page.compose import PageOptions, compose
from reader.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from reader.settings import Settings

LONGEST = 2 << 20
"""Characters of an article's text that are set; a book has no use for more."""


def chapter_of(
    library: Library,
    row: Row,
    settings: "Settings",
    zone: tzinfo,
    sources: ExportedImages,
    *,
    prefix: str = "",
) -> Chapter:
    """Return an article as a chapter; raises ArticleGoneError. ``prefix`` begins the ids in it."""
    document = library.files.document(row.id)
    return set_chapter(document, library.files.path_of(row.key), settings, zone, sources, prefix=prefix)


def set_chapter(
    document: Document, file: "Path", settings: "Settings", zone: tzinfo, sources: ExportedImages, *, prefix: str = ""
) -> Chapter:  # fmt: skip
    """Return a document as a chapter; mistakes in its header, which are its author's business, are not in it."""
    document = document._replace(article=document.article._replace(problems=()), body=document.body[:LONGEST])
    article = document.article
    blocks = compose(document, PageOptions(zone, line_breaks=line_breaks_in(settings.line_breaks, file)))
    images = sources.of_article(article.key, image_addresses(blocks))

    def placed(address: str) -> PlacedImage | None:
        image = images.get(address)
        return PlacedImage(f"{IMAGES}{image.name}", image.width, image.height) if image else None

    body = as_xhtml(blocks, Surroundings(prefix, placed))
    if article.link:
        name = as_text(article.source or article.link)
        body += f'\n<p class="origin"><a href="{as_text(article.link)}">{name}</a></p>'
    return Chapter(
        id_of(article.key),
        clean_line(article.title),
        article.language,
        article.authors,
        clean_line(article.source),
        article.link,
        max(article.date, article.updated or article.date),
        body,
        tuple({image.name: image for image in images.values()}.values()),
    )
