"""The hints: what the keys do here; after the first key of a sequence, what may follow."""

from collections.abc import Callable, Mapping, Sequence

from reader.i18n import tr
from reader.tui.keys.commands import COMMANDS, Where
from reader.tui.keys.continuations import Continuations
from reader.tui.keys.keymap import Keymap, Wait, show_keys
from reader.tui.widgets.bar import Bar, Group, Piece


class Hints:
    """Writes the line of hints, and the panel above it."""

    def __init__(
        self,
        keymap: Keymap,
        where: Callable[[], Where],
        is_list_empty: Callable[[], bool],
        has_articles: Callable[[], bool],
    ) -> None:
        """``is_list_empty``: keys are for a list that has no articles; ``has_articles``: the library has some."""
        self.bar, self.panel = Bar("hints"), Continuations()
        self._keymap, self._where = keymap, where
        self._is_list_empty, self._has_articles = is_list_empty, has_articles
        self._waiting: Wait | None = None
        self._for_nothing: Sequence[Group] = ()
        """The hints for a list without articles, if those are shown."""

    def show(self, waiting: Wait | None) -> None:
        """Write what the keys do; ``waiting``: after the first key of a sequence."""
        self._waiting = waiting
        self.panel.show(waiting)
        if waiting is not None:
            typed = (Piece(f"{waiting.typed} … ", stands_out=True),)
            self.bar.say_groups([typed], (Piece(tr("esc cancels")),))
            return
        self._for_nothing = self._hints_for_nothing()
        self.bar.say_groups(self._for_nothing or self._hints_here(), self._always())

    def follow(self) -> None:
        """Write them again where the list has become empty, or is no longer."""
        if self._waiting is None and self._for_nothing != self._hints_for_nothing():
            self.show(None)

    def _hints_here(self) -> list[Group]:
        keymap, where = self._keymap, self._where()
        hinted_in = where & Where.SELECTING or where
        return [
            (
                Piece(show_keys(keymap.keys[command.id][0]), stands_out=True, command=command.id),
                Piece(f" {tr(command.hint)}   ", command=command.id),
            )
            for command in COMMANDS
            if command.hint and command.hinted_in & hinted_in and keymap.is_meant(command, where)
        ]

    def _hints_for_nothing(self) -> list[Group]:
        """Return the hints for a list without articles: those of the keys that do something there."""
        if not self._is_list_empty():
            return []
        names = {"add_feed": tr("follow a feed"), "quit": tr("leave")}
        if self._has_articles():
            names = {"scope": tr("scope"), "filter": tr("filter"), "search": tr("search"), **names}
        return [(key, Piece(f" {name}   ", command=key.command)) for key, name in self._keys(names)]

    def _always(self) -> Group:
        """Return the hints that give way to nothing: what leads to everything else."""
        hints = [
            (Piece("   "), key, Piece(f" {name}", command=key.command))
            for key, name in self._keys({"help": tr("help"), "palette": tr("commands")})
        ]
        return [piece for hint in hints for piece in hint][1:]

    def _keys(self, names: Mapping[str, str]) -> list[tuple[Piece, str]]:
        """Return the first key of each of these commands that has one, and the command's name."""
        keys = self._keymap.keys
        return [
            (Piece(show_keys(keys[id_][0]), stands_out=True, command=id_), name)
            for id_, name in names.items()
            if keys[id_]
        ]
