"""What reading marks by itself: articles that are opened, read to their end, or whose source is opened."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.actions.changes.act_result import ActResult
from reader.journal import Field

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.act_queue import ActQueue
    from reader.tui.control.roles import Page


class AutoRead:
    """Marks articles read as the setting ``mark_read_when`` says; once per visit, so that marking unread stays."""

    def __init__(
        self, workspace: "Workspace", page: "Page", queue: "ActQueue", marked: Callable[[ActResult], None]
    ) -> None:
        """Take what shows (``marked``) what an act changed."""
        self._workspace, self._page, self._queue, self._marked = workspace, page, queue, marked
        self._decided: set[int] = set()
        self.decided_in_view: set[int] = set()
        """The articles that were made read or unread in this view of the list."""

    def new_visit(self) -> None:
        """Take note that another article is visited: what was decided on the last visit no longer counts."""
        self._decided.clear()

    def decide(self, articles: Iterable[int]) -> None:
        """Take note that these articles were made read or unread: on this visit nothing marks them by itself any more."""
        some = [*articles]
        self._decided.update(some)
        self.decided_in_view.update(some)

    def mark_read(self, articles: list[int]) -> None:
        """Mark articles read, and where the settings say so their duplicates, as one act."""
        library, journal = self._workspace.library, self._workspace.journal
        with_duplicates = self._workspace.settings.mark_duplicates_read

        def act() -> ActResult:
            others = (each for one in articles for each in library.questions.duplicates(one))
            marked = dict.fromkeys([*articles, *others] if with_duplicates else articles)
            return flags.mark(library, journal, [*marked], Field.READ, value=True)

        self.decide(articles)  # now: what the user decides meanwhile waits for it, and counts
        self._queue.do(act, self._marked, big=with_duplicates)

    def mark_opened_read(self, article: int) -> None:
        """Mark an article read because its page is entered, where the settings say so."""
        if self._workspace.settings.mark_read_when in {"open", "passed"}:
            self.mark_read([article])

    def mark_source_read(self, article: int) -> None:
        """Mark an article read because its source is opened, unless that is left to keys."""
        if self._workspace.settings.mark_read_when != "manual":
            self.mark_read([article])

    def mark_shown_read(self, then: Callable[[], object] = lambda: None) -> None:
        """Mark the article on the page read, unless that was decided since it is shown, or is left to keys.

        ``then`` is done after that: what leads to the next unread article passes over the duplicates.
        """
        shown, is_wanted = self._page.shown, self._workspace.settings.mark_read_when != "manual"
        if is_wanted and shown and shown.article and shown.article not in self._decided:
            self.mark_read([shown.article])
        self._queue.do(then, lambda _: None)
