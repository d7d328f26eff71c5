"""Marks articles read that the cursor went past in the list, where the setting ``mark_read_when`` says so."""

from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.journal import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.changes.act_result import ActResult
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.act_queue import ActQueue
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.list.sections import Item
    from reader.tui.list.sidebar import Sidebar

PASSED = "passed"
"""The value of the setting."""


class GonePast:
    """Follows the cursor. What it passes without another act between is one step of undo."""

    def __init__(
        self, workspace: "Workspace", sidebar: "Sidebar", queue: "ActQueue", auto_read: "AutoRead",
        *, marked: "Callable[[ActResult], None]",
    ) -> None:  # fmt: skip
        """Take what shows (``marked``) what was marked."""
        self._workspace, self._sidebar, self._queue = workspace, sidebar, queue
        self._auto_read, self._marked = auto_read, marked
        self._at: Item | None = None
        self._act = ""
        """The act that marked what was passed last."""

    def begin(self) -> None:
        """Take it that the cursor was put where it is."""
        self._at = self._sidebar.model.cursor

    def follow(self) -> None:
        """Take note that the cursor has moved, and mark what it went past downwards, as far as that was seen."""
        former, self._at = self._at, self._sidebar.model.cursor
        if self._workspace.settings.mark_read_when != PASSED or former is None:
            return
        if passed := self._passed(former):
            self._queue.do(lambda: self._mark(passed), self._done)

    def _passed(self, former: "Item") -> list[int]:
        """Return the unread articles from where the cursor was to above where it is; a jump passes nothing."""
        model = self._sidebar.model
        begin, end = model.find(former) if model.sections else None, model.slot
        if begin is None or begin >= end:
            return []
        seen = self._sidebar.size.height // model.row_height + 1
        passed: list[int] = []
        for index in range(begin.section, end.section + 1):
            ids = model.sections[index].ids
            first = max(0, begin.article) if index == begin.section else 0
            last = max(0, end.article) if index == end.section else len(ids)
            if len(passed) + last - first > seen:
                return []
            passed += ids[first:last]
        kept = self._auto_read.decided_in_view
        rows = model.rows(passed)
        return [
            each
            for each in dict.fromkeys(passed)
            if each not in kept and each in rows and not rows[each].read
        ]

    def _mark(self, articles: list[int]) -> "ActResult":
        library, journal = self._workspace.library, self._workspace.journal
        return flags.mark(library, journal, articles, Field.READ, value=True, joins=self._act)

    def _done(self, result: "ActResult") -> None:
        self._act = result.act or self._act
        self._marked(result)
