"""Commands that open several articles at once, their files in the editor, their text in the pager."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.tui.acts.several import Several
from reader.tui.acts.topic import Roles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.tui.acts.browsing import Browsing
    from reader.tui.control.updates import Updates


class Opening(Several):
    """Opens, edits, pages."""

    def __init__(self, roles: Roles, browsing: "Browsing", updates: "Updates") -> None:
        super().__init__(roles)
        self._browsing, self._updates = browsing, updates

    def do_open_all(self) -> None:
        """Open the articles that are selected, else the unread ones of the cursor's group."""
        if several := self._several():
            self.open(several)
            return
        model = self._list.model
        if not model.sections:
            self._tell.say_missing(tr("No articles are listed here"))
            return
        rows = self._library.articles.each_row(model.members(model.slot.section))
        if unread := [row.id for row in rows if not row.read]:
            self.open(unread)
        else:
            self._tell.say(tr("Nothing is unread in this group"))

    def open_found(self, query: str) -> None:
        """Open what a query finds; without one what is meant."""
        self._with_query(query, self.open)

    def open(self, articles: Sequence[int]) -> None:
        """Open articles, each by what ``[[open]]`` says, and mark them read; ask first where they are many."""
        self._browsing.open_articles(articles, self._end_selecting)

    def do_edit_file(self) -> None:
        """Open the article's file in the user's editor; of several that are selected all."""
        self._edit_meant(self._meant())

    def edit_found(self, query: str) -> None:
        """Edit the files of what a query finds; without one of what is meant."""
        self._with_query(query, self._edit_meant)

    def _edit_meant(self, articles: Sequence[int]) -> None:
        files = [path for path in map(self._library.files.path, articles) if path and path.is_file()]
        if not files:
            if articles:
                self._tell.say(tr("The file of this article is gone"))
            return
        question = trn("Edit 1 file?", "Edit {count:,} files?", len(files))
        self._ask_above(len(files), question, partial(self._edit, files))

    def _edit(self, files: "Sequence[Path]") -> None:
        from reader.actions.browser.editor import edit  # with what starts programs 3 ms

        self._lend(partial(edit, files, self._workspace.environ))
        # Where files are not watched, as on a network drive, the list would not know.
        self._tell.in_worker(
            partial(self._library.scan_paths, files),
            lambda changes: self._updates.library_changed({*changes.changed, *changes.renamed}),
        )

    def do_open_in_pager(self) -> None:
        """Show the article's text in the user's pager."""
        row = self._row()
        if row is None:
            return
        article, workspace = row.id, self._workspace

        def read() -> str:
            from reader.actions.programs.fields import input_of  # with Markdown 60 ms: in the thread

            document, path = self._library.files.document(article), self._library.files.path(article)
            return input_of("text", document, path, workspace.settings, workspace.zone)

        def show(text: str) -> None:
            from reader.actions.browser.pager import page_through  # with what starts programs 3 ms

            self._lend(partial(page_through, text, workspace.environ))

        self._tell.in_worker(read, show)

    def _lend(self, act: "Callable[[], str]") -> None:
        """Lend the terminal to a program until it ends; say what went wrong."""
        from textual.app import SuspendNotSupported  # loaded by then

        try:
            with self._program.suspend():
                problem = act()
        except SuspendNotSupported:
            problem = tr("This terminal cannot be lent to another program")
        if problem:
            self._tell.say(problem, warn=True)
