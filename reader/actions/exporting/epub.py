"""A book as EPUB 3.3: written by ``zipfile`` alone. Pure, but for the style sheet.

The same book has the same bytes: names count from 1, moments are those of the articles.
"""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from reader.actions.exporting.book import Book, Chapter, Part, with_links
from reader.actions.exporting.exported_images import File
from reader.actions.exporting.web_page import about, contents, sheet
from reader.i18n import spoken, tr
from reader.page.as_xhtml import as_text

MEDIA_TYPE = "application/epub+zip"
"""That of the book; its first file says it."""

_NAMESPACE = uuid.UUID("9b0f4d3a-6c53-5b6e-8d0e-3f3b6f6f2a11")
"""Ours, from which the identifiers of books are made."""

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a ZIP file knows."""

_LANGUAGE = re.compile(r' lang="([^"]*)"')

_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(book: Book) -> bytes:
    """Return the book as a file."""
    names = {id(chapter): f"{number:04}.xhtml" for number, chapter in enumerate(book.chapters, 1)}
    modified = max([_EARLIEST, *(chapter.date.astimezone(UTC) for chapter in book.chapters)])
    images = {image.name: image for chapter in book.chapters for image in chapter.images}
    addresses = {chapter.id: names[id(chapter)] for chapter in book.chapters}
    first = {id(part.chapters[0]): part.title for part in book.parts}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        write = _Writer(archive, modified)
        write("mimetype", MEDIA_TYPE.encode(), is_stored=True)
        write("META-INF/container.xml", _CONTAINER.encode())
        write("EPUB/package.opf", _package(book, names, images, modified).encode())
        write("EPUB/nav.xhtml", _navigation(book, names).encode())
        write("EPUB/style.css", (sheet("book.css") + sheet("epub.css")).encode())
        if not book.is_single:
            write("EPUB/title.xhtml", _title_page(book).encode())
        for chapter in book.chapters:
            body = with_links(chapter.body, addresses)
            write(
                f"EPUB/{names[id(chapter)]}",
                _chapter(chapter._replace(body=body), first.get(id(chapter), "")).encode(),
            )
        for image in images.values():
            write(f"EPUB/images/{image.name}", image.data, is_stored=True)
    return stream.getvalue()


def _spoken() -> str:
    """Return the language of our own sentences as a BCP 47 tag."""
    return spoken().replace("_", "-")


class _Writer:
    """Writes files into the archive, all of one moment."""

    def __init__(self, archive: zipfile.ZipFile, moment: datetime) -> None:
        self._archive = archive
        self._moment = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)

    def __call__(self, name: str, data: bytes, *, is_stored: bool = False) -> None:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        self._archive.writestr(entry, data)


def _package(book: Book, names: dict[int, str], images: dict[str, File], modified: datetime) -> str:
    identifier = uuid.uuid5(_NAMESPACE, "\n".join([book.title, *(chapter.id for chapter in book.chapters)]))
    language = as_text(book.language or _spoken())
    metadata = [
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>',
        f"<dc:title>{as_text(book.title)}</dc:title>",
        f"<dc:language>{language}</dc:language>",
        *(f"<dc:language>{as_text(each)}</dc:language>" for each in _other_languages(book)),
        f'<meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>',
    ]
    if book.is_single:
        chapter = book.chapters[0]
        metadata += (f"<dc:creator>{as_text(name)}</dc:creator>" for name in chapter.authors if name.strip())
        metadata.append(f"<dc:date>{chapter.date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</dc:date>")
        if chapter.link:
            metadata.append(f"<dc:source>{as_text(chapter.link)}</dc:source>")
        if chapter.source:
            metadata.append(f"<dc:publisher>{as_text(chapter.source)}</dc:publisher>")
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    spine = []
    if not book.is_single:
        items.append('<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>')
        spine += ['<itemref idref="title"/>', '<itemref idref="nav"/>']
    for name in names.values():
        items.append(f'<item id="c{name[:-6]}" href="{name}" media-type="application/xhtml+xml"/>')
        spine.append(f'<itemref idref="c{name[:-6]}"/>')
    items += (
        f'<item id="i{number}" href="images/{image.name}" media-type="{image.media_type}"/>'
        for number, image in enumerate(images.values(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{language}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{chr(10).join(metadata)}\n</metadata>\n<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine>\n{chr(10).join(spine)}\n</spine>\n</package>\n"
    )


def _other_languages(book: Book) -> Iterator[str]:
    known = dict.fromkeys(chapter.language for chapter in book.chapters if chapter.language)
    return (each for each in known if each != book.language)


def _document(title: str, language: str, body: str, *, kind: str = "") -> str:
    spoken = f' lang="{as_text(language)}" xml:lang="{as_text(language)}"' if language else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{spoken}>\n'
        f"<head>\n<title>{as_text(title) or '…'}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body{kind}>\n{body}\n</body>\n</html>\n"
    )


def _navigation(book: Book, names: dict[int, str]) -> str:
    def address(chapter: Chapter, _: Part | None) -> str:
        return names[id(chapter)]

    lists = _LANGUAGE.sub(r' lang="\1" xml:lang="\1"', "\n".join(contents(book, address)))
    body = f'<nav epub:type="toc" id="toc">\n<h1>{as_text(tr("Contents"))}</h1>\n{lists}\n</nav>'
    return _document(tr("Contents"), _spoken(), body)


def _title_page(book: Book) -> str:
    body = f'<section class="front"><h1>{as_text(book.title)}</h1>\n<p>{as_text(about(book))}</p></section>'
    return _document(book.title, book.language, body, kind=' epub:type="titlepage"')


def _chapter(chapter: Chapter, part: str) -> str:
    above = f'<p class="part">{as_text(part)}</p>\n' if part else ""
    return _document(chapter.title, chapter.language, f"{above}<article>\n{chapter.body}\n</article>")
