"""Commands about the files behind what is shown: the text of an article as it is, the list of feeds, the settings."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.control.refreshing import Refreshing

SOURCE_LINES = 5_000
"""Lines of a file that are shown."""


class Files(Topic):
    """Shows an article's file, and opens feeds.toml and config.toml in the user's editor."""

    def __init__(self, roles: Roles, refreshing: "Refreshing") -> None:
        super().__init__(roles)
        self._refreshing = refreshing

    def do_show_source(self) -> None:
        """Show the article's file as it is."""
        row = self._row(refuses=True)
        if row is None:
            return

        def read() -> list[str]:
            from reader.actions.reading.source_text import source_lines  # only for those who look

            return source_lines(self._library, row.id, SOURCE_LINES)

        def show(lines: list[str]) -> None:
            from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

            self._tell.ask(LinesDialog(row.key.path, lines))

        self._tell.in_worker(read, show, opens=True)

    def do_edit_feeds(self) -> None:
        """Open the list of feeds in the user's editor; where several folders have one, ask which."""
        roots = self._refreshing.feeds.roots
        if not roots:
            key = self._keymap.how("add_feed")
            self._tell.say(tr("No feed is followed here; {key} follows one", key=key))
        elif len(roots) == 1:
            self._edit_feeds(roots[0])
        else:
            words = DialogTexts(
                tr("Whose feeds?"), "", tr("Nothing matches"), tr("enter opens it · esc closes")
            )
            choices = (Choice(root.name, str(root)) for root in roots)
            choose(self._tell, words, choices, lambda number: self._edit_feeds(roots[number]))

    def do_edit_settings(self) -> None:
        """Open the settings in the user's editor; where there is no file yet, one that shows each of them."""
        from reader.actions.workspace.settings_file import write_first  # with what writes TOML 20 ms

        file = self._workspace.paths.settings_file
        if not file.exists():
            write_first(file)
        self._edit(file)

    def _edit_feeds(self, root: "Path") -> None:
        from reader.actions.workspace.workspace import FEEDS_FILE

        self._edit(root / FEEDS_FILE)
        self._refreshing.consent.look()

    def _edit(self, file: "Path") -> None:
        from textual.app import SuspendNotSupported  # loaded by then

        from reader.actions.browser.editor import edit  # with what starts programs 3 ms

        try:
            with self._program.suspend():
                problem = edit(file, self._workspace.environ)
        except SuspendNotSupported:
            problem = tr("This terminal cannot be lent to an editor")
        if problem:
            self._tell.say(problem, warn=True)
