"""Looks at what is true now, for the lines around the panes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.article.reading import format_left
from reader.i18n import tr, trn
from reader.text import fit
from reader.tui.control.arrangement import NARROW
from reader.tui.control.list_filter import not_indexed_sentence
from reader.tui.list.article_selection import selected_in
from reader.tui.screen.situation import Situation

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.control.background import Background
    from reader.tui.control.downloads import Downloads
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.panes import Panes
    from reader.tui.control.program_runs import ProgramRuns
    from reader.tui.control.saving import Saving


GROUP = 24
"""Cells that a group's name may take in the status line."""


class Outlook:
    """Reads the parts of the screen; changes none of them."""

    def __init__(
        self, library: "Library", panes: "Panes", list_filter: "ListFilter", saving: "Saving", *,
        background: "Background", downloads: "Downloads", runs: "ProgramRuns", is_finding: Callable[[], bool], in_words: bool = False,
    ) -> None:  # fmt: skip
        """``is_finding``: the line to type in is open, which says itself what was found.

        ``in_words``: for a screen reader, which reads where one is from the row of the cursor.
        """
        self._in_words = in_words
        self._library, self._filter = library, list_filter
        self._sidebar, self._page = panes.sidebar, panes.page
        self._saving, self._background, self._downloads = saving, background, downloads
        self._is_finding, self._runs = is_finding, runs

    def now(self) -> Situation:
        """Return what is true now."""
        model, background, refreshing = self._sidebar.model, self._background, self._background.refreshing
        return Situation(
            scope=model.scope,
            order=model.order,
            keys=self._filter.keys,
            query=self._filter.query,
            counts=self._filter.counts(),
            total=self._library.articles.counts().total,
            is_empty=model.is_empty,
            is_watching=background.is_watching,
            scanning=background.progress,
            refreshing=refreshing.progress,
            downloading=self._runs.progress or self._downloads.progress,
            unsaved=self._saving.unsaved,
            trouble=self._saving.trouble,
            question=refreshing.consent.question,
            unsent=refreshing.unsent,
            index_trouble=self._index_trouble(),
            found="" if self._is_finding() or not self._has_text else self._page.found.count_sentence(),
            position=self._position() if self._has_text and not self._in_words else "",
            group="" if self._in_words else self._group(),
            selected=len(selected_in(model)),
            breadcrumb="" if self._in_words else self._breadcrumb(),
            place=self._place(),
            has_page=bool(self._page.display),
            reading=tr("Reading the article …") if self._page.is_late else "",
        )

    @property
    def _has_text(self) -> bool:
        return self._page.shown is not None and self._page.size.width > 0

    def _index_trouble(self) -> str:
        """Return what is wrong with the index as long as it is; a sentence about it was said once."""
        if not self._library.is_whole:
            return tr("the list is incomplete")
        if waiting := self._background.waiting:
            if self._in_words:  # a number would be read each time it changes
                return tr("the texts are still being indexed")
            return not_indexed_sentence(waiting)
        return "" if self._library.is_index_kept else tr("the index is not saved")

    def _position(self) -> str:
        """Return how far the page is, what is left, and how many links there are; of what is seen whole only these."""
        page, shown = self._page, self._page.shown
        assert shown is not None
        parts = []
        if shown.layout.height > page.size.height:
            row = self._sidebar.row(shown.article)
            parts = [f"{page.percent}%", format_left(row.minutes, page.percent) if row else ""]
        links = shown.layout.links if page.screen.size.width >= NARROW else 0
        parts.append(trn("1 link", "{count} links", links) if links else "")
        return " · ".join(filter(None, parts))

    def _group(self) -> str:
        model = self._sidebar.model
        if model.is_empty:
            return ""
        name, article = fit(model.label(model.slot.section), GROUP), model.slot.article
        if article < 0:
            return name
        return tr(
            "{group} {number:,}/{count:,}", group=name, number=article + 1,
            count=len(model.members(model.slot.section)),
        )  # fmt: skip

    def _place(self) -> str:
        model, shown = self._sidebar.model, self._page.shown
        if self._page.has_focus and shown and (row := self._sidebar.row(shown.article)):
            return row.title
        return "" if model.is_empty else model.label(model.slot.section)

    def _breadcrumb(self) -> str:
        model = self._sidebar.model
        if not model.sections:
            return ""
        row = self._sidebar.row(model.cursor.article) if model.cursor.article else None
        group = model.label(model.slot.section)
        # At the top of the page the title itself stands there.
        return f"‹ {group} › {row.title}" if row and self._page.has_been_scrolled else f"‹ {group}"
