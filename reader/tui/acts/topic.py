"""What the classes of commands have in common: the roles of the screen that they use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reader.i18n import tr
from reader.tui.list.article_selection import selected_in

if TYPE_CHECKING:
    from reader.actions.changes.act_result import ActResult
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Row
    from reader.tui.control.act_queue import ActQueue
    from reader.tui.control.roles import (
        ArticleList,
        Chosen,
        Focus,
        Navigation,
        Page,
        Program,
        Tell,
        TextSelection,
    )
    from reader.tui.keys.keymap import Keymap


class Roles(NamedTuple):
    """What most commands use; plain objects in tests."""

    tell: "Tell"
    """Says, asks, works."""
    workspace: "Workspace"
    """The library, the journal, the settings."""
    keymap: "Keymap"
    """Which keys mean which commands."""
    articles: "ArticleList"
    """The list."""
    page: "Page"
    """The text."""
    chosen: "Chosen"
    """The article that commands mean."""
    focus: "Focus"
    """Which pane has the keys."""
    navigation: "Navigation"
    """Ways to an article."""
    selection: "TextSelection"
    """What is selected on the screen."""
    program: "Program"
    """The program around the screen."""
    queue: "ActQueue"
    """Does acts one after another."""
    show_act: Callable[["ActResult"], None]
    """Shows what an act changed."""


class Topic:
    """Commands about one thing: a method ``do_id`` for each."""

    def __init__(self, roles: Roles) -> None:
        self._tell, self._workspace, self._keymap = roles.tell, roles.workspace, roles.keymap
        self._library, self._journal = roles.workspace.library, roles.workspace.journal
        self._list, self._page, self._chosen = roles.articles, roles.page, roles.chosen
        self._focus, self._navigation, self._selection = roles.focus, roles.navigation, roles.selection
        self._queue, self._show_act, self._program = roles.queue, roles.show_act, roles.program

    def _row(self, *, refuses: bool = False) -> "Row | None":
        """Return what is known of the chosen article; where none is chosen, say so (``refuses``: in a dialog's place)."""
        row = self._chosen.chosen_row()
        if row is None:
            (self._tell.refuse if refuses else self._tell.say)(tr("No article is selected"))
        return row

    def _several(self) -> list[int]:
        """Return the articles that are selected in the list, or none where the page has the keys."""
        return [] if self._focus.in_page else [*selected_in(self._list.model)]

    def _end_selecting(self) -> None:
        """Select no articles any more."""
        if self._list.model.anchor is not None:
            self._list.model.anchor = None
            self._list.cursor_moved()
