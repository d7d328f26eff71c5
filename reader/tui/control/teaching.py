"""Says a tip when it helps: rarely, once in a user's life, and never while something is typed."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.keys.tips import Acted, Scene, Tip, tip_after

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.panes import Panes
    from reader.tui.keys.keymap import Keymap
    from reader.tui.widgets.working import WorkingScreen

PAUSE_S = 180.0
"""The least time between two tips."""


class Teaching:
    """Follows what is done, and knows what was said."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", keymap: "Keymap", panes: "Panes", *,
        list_filter: "ListFilter", is_typing: Callable[[], bool], teach: Callable[[str], None],
    ) -> None:  # fmt: skip
        """``is_typing``: a dialog or a line to type in has the keys; ``teach`` shows a sentence in the status line."""
        self._screen, self._workspace, self._keymap, self._panes = screen, workspace, keymap, panes
        self._filter, self._is_typing, self._teach = list_filter, is_typing, teach
        self._acted = Acted()
        self._over: set[str] = set()
        """Tips that were said, or found to be said before."""
        self._shown_at = -PAUSE_S

    def acted(self, id_: str) -> None:
        """Take note that a command was done; say a tip if one helps now."""
        if not self._workspace.settings.hints:
            return
        self._acted.take(id_, self._scene())
        if self._is_typing() or monotonic() < self._shown_at + PAUSE_S:
            return
        tip = tip_after(self._acted, self._over)
        if tip is None:
            return
        keys = {each: self._keymap.first(each) for each in tip.commands}
        self._over.add(tip.id)
        if all(keys.values()):  # else the user has taken its key away
            from reader.actions.workspace.shown_once import take_turn  # only where there is something to say

            file = self._workspace.paths.tips_shown
            self._screen.in_worker(partial(take_turn, file, tip.id), partial(self._say, tip, keys))

    def _say(self, tip: Tip, keys: dict[str, str], is_new: bool) -> None:  # noqa: FBT001 - a result, as workers hand it on
        if is_new:
            self._shown_at = monotonic()
            self._teach(tr(tip.sentence, **keys))

    def _scene(self) -> Scene:
        panes, model = self._panes, self._panes.sidebar.model
        shown, page = panes.page.shown, panes.page
        row = panes.sidebar.row(model.cursor.article) if model.cursor.article else None
        return Scene(
            in_page=panes.in_page,
            is_on_article=row is not None,
            is_on_read=row is not None and row.read,
            has_unread=self._filter.counts().unread > 0,
            is_long=shown is not None and shown.layout.height > page.size.height,
            is_from_feed=row is not None and bool(row.source),
            headings=len(panes.outline.headings),
            query=self._filter.query,
            searched=self._filter.searched,
        )
