"""The command palette's rows: every command of the table that stands on its own."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.tui.commands import COMMANDS, Command, title_of
from reader.tui.keymap import show_keys
from reader.tui.reading_screen import ReadingScreen

_LEFT_OUT = frozenset({"palette"})


class CommandProvider(Provider):
    """Finds commands by what they do or by their id."""

    async def discover(self) -> Hits:
        """Yield all commands, in the table's order."""
        for command in COMMANDS:
            if command.id not in _LEFT_OUT:
                yield DiscoveryHit(
                    Content(title_of(command)),
                    self._run(command),
                    text=title_of(command),
                    help=self._keys(command),
                )

    async def search(self, query: str) -> Hits:
        """Yield the commands that match, each with how well."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            title = title_of(command)
            score = max(matcher.match(title), matcher.match(command.id.replace("_", " ")))
            if score and command.id not in _LEFT_OUT:
                yield Hit(
                    score, matcher.highlight(title), self._run(command), text=title, help=self._keys(command)
                )

    def _run(self, command: Command) -> "partial[None]":
        return partial(self._reading_screen.dispatch.run, command.id)

    def _keys(self, command: Command) -> str:
        return "  ".join(map(show_keys, self._reading_screen.keymap.keys[command.id]))

    @property
    def _reading_screen(self) -> ReadingScreen:
        screen = self.app.screen_stack[0]  # whatever dialog stands before it
        assert isinstance(screen, ReadingScreen)
        return screen
