"""Marks as the screen shows them: what reading does by itself, and what an act changed."""

from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.actions.changes.flags import ActResult
from reader.journal import Field
from reader.journal.event import HIGHLIGHT, TAG

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


class AutoRead:
    """Marks articles read because they are read, and brings the list in step with what was marked."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def mark_read(self, articles: list[int]) -> None:
        """Mark articles read, as one act."""
        library, journal = self._screen.workspace.library, self._screen.workspace.journal
        if self._screen.workspace.settings.mark_duplicates_read:
            duplicates = library.questions.duplicates
            articles = list(
                dict.fromkeys([*articles, *(other for each in articles for other in duplicates(each))])
            )
        self._screen.acts.do(
            lambda: flags.mark(library, journal, articles, Field.READ, value=True), self.marked
        )

    def mark_opened_read(self, article: int) -> None:
        """Mark an article read because one enters it, where the settings say so."""
        if self._screen.workspace.settings.mark_read_when == "open":
            self.mark_read([article])

    def mark_source_read(self, article: int) -> None:
        """Mark an article read because its source is opened, unless that is left to keys."""
        if self._screen.workspace.settings.mark_read_when != "manual":
            self.mark_read([article])

    def mark_shown_read(self) -> None:
        """Mark the article on the page read, unless that was decided since it is shown, or is left to keys."""
        shown = self._screen.page.shown
        if self._screen.workspace.settings.mark_read_when == "manual":
            return
        if shown and shown.article and not self._screen.preview.is_decided(shown.article):
            self.mark_read([shown.article])

    def marked(self, marked: ActResult) -> None:
        """Show what an act changed; what it takes out of the scope stays listed until the view is left."""
        if marked.field is Field.READ:
            self._screen.preview.decide(marked.articles)
        model = self._screen.sidebar.model
        model.keep(marked.articles)
        if marked.field.startswith((TAG, HIGHLIGHT)) or marked.field == Field.NOTE:  # the page tells them too
            had = model.cursor.article
            self._screen.library_changed(marked.articles)
            if had in marked.articles:
                self._screen.go_to_article(had)  # it may stand in another group now
        elif marked.articles == (model.cursor.article,):
            model.update_counts()
            self._screen.sidebar.show()
            self._screen.page.ending.follow(model)
            self._screen.status.update()
        elif marked.articles:  # undoing may bring articles and groups back that are not listed
            self._screen.renew(model.reload)
        if marked.articles:
            self._screen.background.save_soon()
            self._screen.listing.look_up_soon()
