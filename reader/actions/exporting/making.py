"""Exports articles: makes the form that is wanted of them, for screen and command line alike. In a worker.

Reads the articles' files one by one, says how far it is, and stops when the user wants that.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.exporting.book import Book, Chapter, Part
from reader.actions.exporting.exported_images import ExportedImages
from reader.actions.exporting.markdown_text import BESIDE, file_name_of, source_text, with_images_beside
from reader.actions.exporting.parts import NONE, ArticlePart, parts_of
from reader.actions.images.remote import ImageCache
from reader.errors import ArticleGoneError, NewsreaderError, UsageError
from reader.i18n import tr
from reader.text import clean_line, escaped

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Row


class Form(NamedTuple):
    """A row: a form of articles outside of the program."""

    name: str
    """As ``--format`` takes it."""
    endings: tuple[str, ...]
    """Of its files; the first is that of new ones."""
    title: str
    """As the dialog lists it."""
    about: str
    """What it is for."""


FORMS = (
    Form("epub", (".epub",), "EPUB book", "for book readers, with a table of contents"),
    Form("html", (".html", ".htm"), "Web page", "one file with its images, for browsers and mail"),
    Form("markdown", (".md", ".markdown", ".txt"), "Markdown", "one file, for notes"),
    Form("json", (".json",), "JSON", "for programs, with everything that is known"),
)  # fmt: skip
"""All of them, in the order of the dialog."""

BY_NAME = {form.name: form for form in FORMS}
"""Each form by its name."""

SCHEMA = 2
"""``schema`` of the JSON, as all commands print it."""


class Wish(NamedTuple):
    """What is wanted."""

    form: str
    """A name of ``FORMS``."""
    title: str = ""
    """Of a book or page of several articles; empty: a general one."""
    is_titled: bool = False
    """The user gave the title: that of a single article does not go before it."""
    by: str = NONE
    """A key of ``parts.PART_KEYS``."""
    is_folder: bool = False
    """Markdown: a file for each article."""
    has_images: bool = False
    """Images of the web are fetched; beside Markdown, images are copied too."""


class Made(NamedTuple):
    """What was made."""

    files: tuple[tuple[str, bytes], ...]
    """The names, relative, and contents; one with an empty name where it is one file."""
    articles: int
    """How many articles are in it."""
    gone: int
    """Articles whose files could not be read."""
    images_left_out: int
    """Images that are not in it though they were wanted."""


class StoppedError(NewsreaderError):
    """The user stopped it."""


OnProgress = Callable[[int, int], None]
"""Gets how many articles are done, and of how many."""


class Steps:
    """Counts articles, and stops between two of them."""

    def __init__(
        self, total: int, on_progress: OnProgress = lambda _, __: None, is_stopped: Callable[[], bool] = lambda: False
    ) -> None:  # fmt: skip
        self._total, self._on_progress, self._is_stopped = total, on_progress, is_stopped
        self._done = 0
        self.gone = 0
        """Articles whose files could not be read."""

    def each(self, rows: Sequence["Row"]) -> Iterator["Row"]:
        """Yield the rows; raises StoppedError."""
        for row in rows:
            if self._is_stopped():
                raise StoppedError(tr("The export was stopped"))
            yield row
            self._done += 1
            self._on_progress(self._done, self._total)
            time.sleep(0)  # the screen, in another thread, has its turn


def form_of(name: str, path: str) -> Form:
    """Return the form that is named, else that of a file's ending; raises UsageError."""
    if name:
        return BY_NAME[name]
    if path.endswith("/"):
        return BY_NAME["markdown"]
    lower = path.lower()
    found = next((form for form in FORMS if lower.endswith(form.endings)), None)
    if found is None:
        endings = ", ".join(ending for form in FORMS for ending in form.endings)
        raise UsageError(
            tr(
                "Say which form is wanted, with --format or by the end of the file’s name: {endings}",
                endings=endings,
            )
        )
    return found


def default_name(title: str, form: Form) -> str:
    """Return a name for a new file, from the title of what is in it."""
    from reader.feeds.files.naming import slug_of  # only for those who export

    return f"{slug_of(title) or 'articles'}{form.endings[0]}"


def make(
    workspace: "Workspace",
    articles: Sequence[int],
    wish: Wish,
    fetcher: "Fetcher | None" = None,
    *,
    on_progress: OnProgress = lambda _, __: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Made:
    """Return the articles in the form that is wanted; raises StoppedError, and ArticleGoneError if none of them can be read.

    ``fetcher`` is for images of the web, if these are wanted.
    """
    parts = parts_of(workspace.library, articles, wish.by, workspace.zone)
    steps = Steps(sum(len(part.rows) for part in parts), on_progress, is_stopped)
    sources = ExportedImages(
        workspace.library.folders, ImageCache(workspace.paths.images), fetcher if wish.has_images else None,
        for_books=wish.form == "epub",
    )  # fmt: skip
    maker = _Maker(workspace, parts, wish, sources, steps)
    files = maker.files()
    if is_stopped():  # in the last article
        raise StoppedError(tr("The export was stopped"))
    count = sum(len(part.rows) for part in parts) - steps.gone
    if not count:
        raise ArticleGoneError(tr("None of these articles can be read"))
    return Made(files, count, steps.gone, sources.left_out)


class _Maker:
    """Makes one export."""

    def __init__(
        self,
        workspace: "Workspace",
        parts: Sequence[ArticlePart],
        wish: Wish,
        sources: ExportedImages,
        steps: Steps,
    ) -> None:
        self._workspace, self._parts, self._wish = workspace, parts, wish
        self._images, self._steps = sources, steps

    def files(self) -> tuple[tuple[str, bytes], ...]:
        match self._wish.form:
            case "epub":
                from reader.actions.exporting.epub import epub

                return (("", epub(self._book())),)
            case "html":
                from reader.actions.exporting.web_page import web_page

                return (("", web_page(self._book()).encode()),)
            case "json":
                return (("", self._json().encode()),)
            case _ if self._wish.is_folder:
                return tuple(self._folder())
        return tuple(self._one_file())

    def _read(self, rows: Sequence["Row"], act: Callable[["Row"], Chapter]) -> Iterator[Chapter]:
        for row in self._steps.each(rows):
            try:
                yield act(row)
            except ArticleGoneError:
                self._steps.gone += 1

    def _book(self) -> Book:
        from reader.actions.exporting.chapters import Chapters

        chapters = Chapters(self._workspace, [row for part in self._parts for row in part.rows], self._images)
        parts = [Part(part.title, list(self._read(part.rows, chapters.chapter))) for part in self._parts]
        book = Book("", [part for part in parts if part.chapters])
        is_own = book.is_single and not self._wish.is_titled
        title = book.chapters[0].title if is_own else clean_line(self._wish.title)
        return book._replace(title=title or tr("Articles"))

    def _json(self) -> str:
        from reader.actions.finding.querying import values_of
        from reader.actions.reading.showing import document_values

        library, zone = self._workspace.library, self._workspace.zone
        found = []
        for part in self._parts:
            for row in self._steps.each(part.rows):
                try:
                    values = document_values(library.files.document(row.id), zone)
                except ArticleGoneError:
                    self._steps.gone += 1
                    continue
                found.append(values | next((known for _, known in values_of(library, [row], zone)), {}))
        return escaped(json.dumps({"schema": SCHEMA, "articles": found}, ensure_ascii=False, indent=1)) + "\n"

    def _folder(self) -> Iterator[tuple[str, bytes]]:
        """Yield a file for each article, and the images beside them."""
        taken: set[str] = set()
        images: dict[str, bytes] = {}
        for part in self._parts:
            for row in self._steps.each(part.rows):
                try:
                    text = source_text(self._workspace.library, row)
                except ArticleGoneError:
                    self._steps.gone += 1
                    continue
                yield file_name_of(row, taken), self._with_images(row, text, images).encode()
        yield from images.items()

    def _one_file(self) -> Iterator[tuple[str, bytes]]:
        """Yield one file: of one article its own, with its front matter; of several, texts below headings."""
        from reader.actions.reading.showing import as_markdown

        library, images, texts = self._workspace.library, dict[str, bytes](), list[str]()
        is_single = sum(len(part.rows) for part in self._parts) == 1
        for part in self._parts:
            if part.title:
                texts.append(f"# {part.title}")
            for row in self._steps.each(part.rows):
                try:
                    if is_single:
                        text = source_text(library, row)
                    else:
                        text = as_markdown(library.files.document(row.id), self._workspace.zone)
                except ArticleGoneError:
                    self._steps.gone += 1
                    continue
                texts.append(self._with_images(row, text, images))
        yield "", ("\n\n---\n\n".join(text.strip("\n") for text in texts) + "\n").encode()
        yield from images.items()

    def _with_images(self, row: "Row", text: str, images: dict[str, bytes]) -> str:
        """Return Markdown that shows the images beside it; these are added to ``images``."""
        if not self._wish.has_images:
            return text
        from reader.page.as_xhtml import image_addresses
        from reader.page.compose import PageOptions, compose

        document = self._workspace.library.files.document(row.id)
        blocks = compose(document, PageOptions(self._workspace.zone))
        found = self._images.of_article(row.key, image_addresses(blocks))
        images |= {f"{BESIDE}/{file.name}": file.data for file in found.values()}
        return with_images_beside(text, {address: file.name for address, file in found.items()})
