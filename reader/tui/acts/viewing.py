"""Commands that change what the screen shows: the scope of the list, the panes, folds and code on the page."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.library import GroupOrder, Scope
from reader.tui.acts.topic import Roles, Topic
from reader.tui.control.arrangement import TALL, THREE, TOP, TWO, WIDE
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from reader.tui.control.panes import Panes
    from reader.tui.control.updates import Updates
    from reader.tui.list.sidebar_model import SidebarModel

STEP = 2
"""Cells by which the sidebar grows or shrinks at a key."""


class Viewing(Topic):
    """Scope and order of the list, the panes, the folds and the code on the page."""

    def __init__(self, roles: Roles, panes: "Panes", updates: "Updates") -> None:
        super().__init__(roles)
        self._panes, self._updates = panes, updates
        self._is_zen_from_list = False
        """Whether the text is shown alone since a key in the list: then the list has the keys again after that."""

    def do_next_scope(self) -> None:
        """Show the next of unread, all, starred, later."""
        model = self._model()
        scopes = list(Scope)
        self._updates.show_scope(scopes[(scopes.index(model.scope) + 1) % len(scopes)], model.order)

    def do_show_unread(self) -> None:
        """List unread articles."""
        self._show(Scope.UNREAD)

    def do_show_all(self) -> None:
        """List all articles."""
        self._show(Scope.ALL)

    def do_show_starred(self) -> None:
        """List starred articles."""
        self._show(Scope.STARRED)

    def do_toggle_show_read(self) -> None:
        """List unread articles only, or all where it is so."""
        self._show(Scope.ALL if self._model().scope is Scope.UNREAD else Scope.UNREAD)

    def _show(self, scope: Scope) -> None:
        self._updates.show_scope(scope, self._model().order)

    def do_toggle_group_order(self) -> None:
        """Order groups another way: by unread, by name, the rarest first."""
        model = self._model()
        orders = list(GroupOrder)
        self._updates.show_order(orders[(orders.index(model.order) + 1) % len(orders)])

    def do_toggle_all_groups(self) -> None:
        """Close all groups, or open them."""
        self._model().fold_all()
        self._list.cursor_moved()

    def do_toggle_fold(self) -> None:
        """Open what can be opened on the screen, or close it."""
        if not self._page.fold_seen():
            self._tell.say(tr("Nothing on the screen can be opened or closed"))

    def do_scroll_code_right(self) -> bool:
        """Move long lines of code to what lies beyond."""
        return self._move_code(1)

    def do_scroll_code_left(self) -> bool:
        """Move long lines of code back."""
        return self._move_code(-1)

    def _move_code(self, steps: int) -> bool:
        has_moved = self._page.move_sideways(steps)
        if not has_moved and self._workspace.settings.wrap_code:
            self._tell.say(tr("Long code lines are wrapped; with wrap_code = false they scroll"))
        return has_moved

    def do_toggle_zen_mode(self) -> None:
        """Show the text alone, or everything again."""
        is_on = not self._panes.is_zen
        if is_on:
            self._is_zen_from_list = not self._focus.in_page
            if self._is_zen_from_list and self._panes.has_text:
                self._focus.enter_page()
        self._panes.set_zen(on=is_on)
        if not is_on and self._is_zen_from_list:
            self._focus.leave_page()

    def do_toggle_sidebar(self) -> None:
        """Hide the sidebar or show it; nothing hides it while there is no text, and none is hidden in zen."""
        is_seen = not (self._panes.is_sidebar_hidden or self._panes.is_zen)
        self._panes.set_zen(on=False)
        self._panes.hide_sidebar(on=is_seen and self._panes.has_text)
        if self._panes.is_sidebar_hidden and not self._focus.in_page:
            self._focus.enter_page()

    def do_change_layout(self) -> None:
        """Show two panes, three columns, or the list above the page."""
        arrangement = self._panes.arrangement
        arrangement.next_layout()
        self._model()
        self._panes.rearrange()
        sentence = {
            TWO: tr("Layout: list and page"),
            THREE: tr(
                "Layout: groups, articles, page, in windows of {columns} columns and more", columns=WIDE
            ),
            TOP: tr("Layout: list above page, in windows of {rows} rows and more", rows=TALL),
        }
        self._tell.say(sentence[arrangement.layout])

    def do_change_density(self) -> None:
        """Give articles of the list one row, two or three."""
        arrangement = self._panes.arrangement
        arrangement.next_density()
        self._model()
        self._panes.rearrange()
        self._tell.say(trn("1 row for an article", "{count} rows for an article", arrangement.density))

    def do_change_theme(self) -> None:
        """Choose a theme; each is shown while it is highlighted."""
        from reader.tui.dialogs.choosing import ChoiceDialog

        program, former = self._program, self._program.theme
        themes = program.theme_names

        def show(number: int | None) -> None:
            program.show_theme(former if number is None else themes[number])

        words = DialogTexts(tr("Theme"), "", tr("No theme matches"), tr("enter takes it · esc closes"))
        chosen = themes.index(former) if former in themes else 0
        self._tell.ask(ChoiceDialog(words, map(Choice, themes), chosen=chosen, on_highlight=show), show)

    def _model(self) -> "SidebarModel":
        """Return what is listed, and show the list if the text stands alone: so what changes is seen."""
        self._panes.set_zen(on=False)
        return self._list.model

    def do_widen_sidebar(self) -> None:
        """Make the sidebar wider."""
        self._panes.widen_sidebar(STEP)

    def do_narrow_sidebar(self) -> None:
        """Make the sidebar narrower."""
        self._panes.widen_sidebar(-STEP)
