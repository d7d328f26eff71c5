"""Commands that change what the screen shows, and the program's own."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.library import GroupOrder, Scope
from reader.tui.keys.commands import COMMANDS, names_of, title_of
from reader.tui.keys.keymap import show_all
from reader.tui.list.sidebar_model import SidebarModel

if TYPE_CHECKING:
    from reader.article import Key, Problem
    from reader.tui.screen.reading_screen import ReadingScreen

LINES_WIDTH = 70
"""Cells of lines in a dialog, where there is room."""

STEP = 2
"""Cells by which the sidebar grows or shrinks at a key."""


class Viewing:
    """Scope and order of the list, the panes, the dialogs."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_next_scope(self) -> None:
        """Show the next of unread, all, starred, later."""
        model = self._list()
        scopes = list(Scope)
        self._screen.show_scope(scopes[(scopes.index(model.scope) + 1) % len(scopes)], model.order)

    def do_toggle_group_order(self) -> None:
        """Order groups the other way."""
        model = self._list()
        self._screen.show_scope(
            model.scope, GroupOrder.NAME if model.order is GroupOrder.UNREAD else GroupOrder.UNREAD
        )

    def do_toggle_all_groups(self) -> None:
        """Close all groups, or open them."""
        self._list().fold_all()
        self._screen.sidebar.cursor_moved()

    def do_show_changes(self) -> None:
        """Show what changed in the article since it was read, or the article again."""
        from reader.tui.screen.changes import toggle_changes  # here already: an article was opened

        toggle_changes(self._screen)

    def do_toggle_fold(self) -> None:
        """Open what can be opened on the screen, or close it."""
        if not self._screen.page.folding.turn_seen():
            self._screen.say(tr("Nothing on the screen can be opened or closed"))

    def do_scroll_code_right(self) -> bool:
        """Move long lines of listings to what lies beyond."""
        return self._move_code(1)

    def do_scroll_code_left(self) -> bool:
        """Move them back."""
        return self._move_code(-1)

    def _move_code(self, steps: int) -> bool:
        moved = self._screen.page.sideways.move(steps)
        if not moved and self._screen.workspace.settings.wrap_code:
            self._screen.say(tr("Long code lines are wrapped; with wrap_code = false they scroll"))
        return moved

    def do_toggle_zen_mode(self) -> None:
        """Show the text alone, or everything again."""
        self._screen.panes.set_zen(on=not self._screen.has_class("-zen"))

    def do_toggle_sidebar(self) -> None:
        """Hide or show the sidebar."""
        self._screen.panes.toggle_sidebar()

    def _list(self) -> SidebarModel:
        """Return what is listed, and show it to whoever reads the text alone: what changes is seen."""
        self._screen.panes.set_zen(on=False)
        return self._screen.sidebar.model

    def do_widen_sidebar(self) -> None:
        """Make the sidebar wider."""
        self._screen.panes.widen_sidebar(STEP)

    def do_narrow_sidebar(self) -> None:
        """Make the sidebar narrower."""
        self._screen.panes.widen_sidebar(-STEP)

    def do_show_statistics(self) -> None:
        """Tell how much was read."""
        from reader.actions.changes.statistics import statistics, statistics_lines

        screen, workspace = self._screen, self._screen.workspace
        width = min(LINES_WIDTH, screen.size.width - 8)

        def act() -> list[str]:
            return list(
                statistics_lines(
                    statistics(workspace.library, workspace.journal, datetime.now(UTC), workspace.zone), width
                )
            )

        def show(lines: list[str]) -> None:
            from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when asked for

            screen.app.push_screen(LinesDialog(tr("What was read"), lines))

        screen.in_worker(act, show, opens=True)

    def do_list_problems(self) -> None:
        """List the files with a problem."""
        from reader.actions.finding.list_lines import left_out
        from reader.tui.dialogs.standard import ProblemsDialog  # with its widgets 5 ms: only when asked for

        library = self._screen.workspace.library

        def chosen(choice: "tuple[Key, Problem] | None") -> None:
            if choice is None:
                return
            key, problem = choice
            if (
                library.articles.find(key) is None
            ):  # a folder, a copy of a sync tool: there is nothing to go to
                path = key.path or tr("(the folder)")
                sentence = tr("{path} is not in the list: {problem}", path=path, problem=problem.message)
                self._screen.say(sentence, warn=True)
            else:
                self._screen.go_to(key)

        dialog = ProblemsDialog(
            library.articles.problems(), library.articles.count_problems(), left_out(library)
        )
        self._screen.app.push_screen(dialog, chosen)

    def do_show_help(self) -> None:
        """Show all keys; run what is chosen."""
        from reader.tui.dialogs.standard import HelpDialog  # with its widgets 5 ms: only when asked for

        def chosen(command: str | None) -> None:
            if command:
                self._screen.dispatch.run(command)

        self._screen.app.push_screen(HelpDialog(self._screen.keymap), chosen)

    def do_open_palette(self) -> None:
        """Show every command by name; run what is chosen."""
        from reader.tui.dialogs.choosing import (  # with its widgets 5 ms: only when asked for
            Choice,
            ChoiceDialog,
            DialogTexts,
        )

        screen = self._screen
        commands = [command for command in COMMANDS if command.id != "open_palette"]
        words = DialogTexts(
            tr("Search for commands"), "", tr("No command matches"), tr("enter runs it · esc closes")
        )
        choices = (
            Choice(title_of(command), show_all(screen.keymap.keys[command.id]), other_names=names_of(command))
            for command in commands
        )

        def chosen(number: int | None) -> None:
            if number is not None:
                screen.dispatch.run(commands[number].id)

        screen.app.push_screen(ChoiceDialog(words, choices, best_first=True), chosen)

    def do_suspend(self) -> None:
        """Go back to the shell until it calls."""
        try:
            self._screen.app.action_suspend_process()
        except OSError:
            self._screen.say(tr("This terminal does not support suspending"))

    def do_quit(self) -> None:
        """Leave, once what was asked for is done."""
        self._screen.acts.do(lambda: None, lambda _: self._screen.app.exit())
