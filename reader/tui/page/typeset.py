"""From an article's file to its page, for a thread: of a long one the beginning first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.article import Key
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.journal import Field
from reader.page.line import Block, notice
from reader.text import clean_line
from reader.tui.page.shown import Shown

if TYPE_CHECKING:
    from reader.actions.images.gallery import Gallery
    from reader.actions.workspace.workspace import Workspace
    from reader.article import Document
    from reader.page.compose import PageOptions
    from reader.page.layout.layout import Layout
    from reader.page.line import ImageBox
    from reader.page.lines.typography import Typography
    from reader.page.navigation.quotes import Passage


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Makes pages for a pane of one size."""

    workspace: "Workspace"
    """Where articles are read from."""
    measure: int
    """The cells that a line may take."""
    typography: "Typography"
    """How text is set."""
    height: int
    """Rows of the pane, which are laid out before it gets a page."""
    draws_images: bool = False
    """Whether the terminal shows images."""

    def pages(self, article: int) -> Iterator[Shown]:
        """Yield the article's page, or one that says why there is none; before it the beginning of a long one."""
        from reader.page.compose import (  # Markdown, 60 ms: after the first frame
            compose,
            compose_beginning,
        )

        gallery: Gallery | None = None
        passages: tuple[Passage, ...] = ()
        begun: tuple[Block, ...] = ()
        try:
            for document in self.workspace.library.files.documents(article):
                gallery = gallery or self._gallery(document.article.key)
                page_options = self._page_options(article, gallery)._replace(leads=self._leads(document))
                if not begun and (begun := compose_beginning(document, page_options)):
                    yield Shown(article, self._laid(begun), is_whole=False, gallery=gallery)
            blocks = compose(document, page_options)
            layout = self._laid(blocks)
            passages = self._passages(article, blocks)
        except ArticleGoneError as gone:
            layout = self._laid((notice(str(gone)),))
        except Exception as fault:  # noqa: BLE001 - a fault of ours, of a kind unknown: all other articles go on
            path, kind = clean_line(str(self.workspace.library.files.path(article))), type(fault).__name__
            failed = tr("{path} cannot be shown: newsreader failed on it ({fault}).", path=path, fault=kind)
            layout = self._laid((notice(failed),))
        yield Shown(article, layout, gallery=gallery, passages=passages)

    def _passages(self, article: int, blocks: tuple[Block, ...]) -> "tuple[Passage, ...]":
        # With what writes CSV: after the first frame.
        from reader.actions.changes.highlighting import quotes_in
        from reader.page.navigation.quotes import find_quotes

        return find_quotes(blocks, quotes_in(self.workspace.library.state.fields(article)).items())

    def _page_options(self, article: int, gallery: "Gallery | None") -> "PageOptions":
        from reader.actions.finding.line_breaks import line_breaks_in
        from reader.page.compose import PageOptions

        workspace = self.workspace
        languages = [each.language for each in workspace.library.articles.translations(article)]
        page_options = PageOptions(
            workspace.zone,
            workspace.settings.number_code_lines,
            languages,
            list(self._remarks(article)),
            line_breaks_in(workspace.settings.line_breaks, workspace.library.files.path(article)),
        )
        row = workspace.library.articles.row(article)
        page_options = page_options._replace(added=row.fetched if row else None)
        return page_options._replace(image=partial(self._image, gallery)) if gallery else page_options

    def _image(self, gallery: "Gallery", address: str) -> "ImageBox | None":
        """Return an image's size, with the rows that it may take in this pane."""
        from reader.page.layout.images import rows_on

        box = gallery.image(address)
        return box._replace(rows_limit=rows_on(self.height)) if box else None

    def _leads(self, document: "Document") -> tuple[tuple[str, str], ...]:
        """Return what the programs of ``[[pipe]]`` wrote about the text."""
        if not self.workspace.settings.pipe:
            return ()
        from reader.actions.programs.piping import leads_of  # only for those who have some
        from reader.actions.programs.places import place_of

        return tuple(leads_of(place_of(self.workspace).outputs, document, self.workspace.settings.pipe))

    def _remarks(self, article: int) -> Iterator[str]:
        """Yield the note about the article, and the comments on its highlights."""
        from reader.actions.changes.highlighting import format_quote, quotes_in

        fields = self.workspace.library.state.fields(article)
        if note := fields.get(Field.NOTE):
            yield tr("note: {note}", note=str(note))
        for quote in quotes_in(fields).values():
            if quote.comment:
                yield tr("“{passage}”: {comment}", passage=format_quote(quote, 40), comment=quote.comment)

    def _gallery(self, key: Key) -> "Gallery | None":
        """Return what reads an article's images; None where images are not drawn."""
        if not self.draws_images:
            return None
        from reader.actions.images.gallery import Gallery, can_read_images  # only where they are wanted
        from reader.actions.images.remote import ImageCache

        folder = next((each for each in self.workspace.library.folders if each.id == key.folder), None)
        fetched = ImageCache(self.workspace.paths.images).read
        return Gallery(folder, key, fetched) if folder and can_read_images() else None

    def _laid(self, blocks: tuple[Block, ...]) -> "Layout":
        from reader.page.layout.folds import Folds
        from reader.page.layout.layout import Layout  # line breaking: after the first frame

        layout = Layout(blocks, self.measure, self.typography, Folds(blocks))
        layout.prepare(0, self.height)
        return layout
