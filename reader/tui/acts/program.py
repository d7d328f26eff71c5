"""Commands that open dialogs about the library and the program, and those that leave it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts
from reader.tui.keys.command import Command
from reader.tui.keys.commands import about, names_of, title_of
from reader.tui.keys.keymap import show_all

if TYPE_CHECKING:
    from reader.article import Key, Problem

LINES_WIDTH = 70
"""Cells of lines in a dialog, where there is room."""


class ProgramCommands(Topic):
    """Shows statistics, problems and help; suspends and quits."""

    def __init__(self, roles: Roles, run: Callable[[str], None]) -> None:
        """``run`` does a command by its id."""
        super().__init__(roles)
        self._run = run

    def do_show_statistics(self) -> None:
        """Show how much was read."""
        from reader.actions.changes.statistics import statistics, statistics_lines

        workspace, width = self._workspace, min(LINES_WIDTH, self._program.size.width - 8)

        def act() -> list[str]:
            return list(
                statistics_lines(
                    statistics(workspace.library, workspace.journal, datetime.now(UTC), workspace.zone), width
                )
            )

        def show(lines: list[str]) -> None:
            from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

            self._tell.ask(LinesDialog(tr("What was read"), lines))

        self._tell.in_worker(act, show, opens=True)

    def do_list_problems(self) -> None:
        """List the files with a problem."""
        from reader.actions.finding.list_lines import left_out
        from reader.tui.dialogs.standard import ProblemsDialog  # with its widgets 5 ms: only when needed

        library = self._workspace.library

        def chosen(choice: "tuple[Key, Problem] | None") -> None:
            if choice is None:
                return
            key, problem = choice
            # A folder, a copy of a sync tool: there is nothing to go to.
            if library.articles.find(key) is None:
                path = key.path or tr("(the folder)")
                sentence = tr("{path} is not in the list: {problem}", path=path, problem=problem.message)
                self._tell.say(sentence, warn=True)
            else:
                self._navigation.go_to(key)

        dialog = ProblemsDialog(
            library.articles.problems(), library.articles.count_problems(), left_out(library)
        )
        self._tell.ask(dialog, chosen)

    def do_show_help(self) -> None:
        """Show all keys, by topic; run what is chosen."""
        from reader.tui.dialogs.choosing import HelpDialog  # with its widgets 5 ms: only when needed

        choices = [
            self._choice(command)._replace(heading=tr(command.topic.value))
            for command in self._keymap.commands
        ]
        hint = tr("enter runs it · esc closes")
        words = DialogTexts(tr("Keys"), "", tr("No command matches"), hint, says_about=True)
        dialog = HelpDialog(words, iter(choices), best_first=True)
        self._tell.ask(
            dialog, lambda number: None if number is None else self._run(self._keymap.commands[number].id)
        )

    def _choice(self, command: Command) -> Choice:
        keys = show_all(self._keymap.keys[command.id], has_arrows=self._workspace.settings.icons != "ascii")
        return Choice(
            title_of(command), keys, other_names=names_of(command), about=about(command), is_aside_whole=True
        )

    def do_redraw(self) -> None:
        """Draw everything again: other programs may have written to the terminal."""
        self._program.redraw()

    def do_suspend(self) -> None:
        """Go back to the shell until it calls."""
        try:
            self._program.action_suspend_process()
        except OSError:
            self._tell.say(tr("This terminal does not support suspending"))

    def do_quit(self) -> None:
        """Leave, once the acts that wait are done."""
        self._queue.do(lambda: None, lambda _: self._program.exit())
