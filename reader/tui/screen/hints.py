"""The hints: what the keys do here; after the first key of a sequence, what may follow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.keys.commands import BY_ID, COMMANDS, Where, title_of
from reader.tui.keys.continuations import Continuations
from reader.tui.keys.keymap import Keymap, Wait
from reader.tui.widgets.bar import Bar, Group, Piece

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview


class Hints:
    """Writes the line of hints, and the panel above it."""

    def __init__(self, keymap: Keymap, panes: "Panes", preview: "Preview", library: "Library") -> None:
        self.bar = Bar("hints")
        """The line below the panes."""
        self.panel = Continuations()
        """What may follow the first key of a sequence."""
        self._keymap, self._panes, self._preview, self._library = keymap, panes, preview, library
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
        keymap, where = self._keymap, self._panes.where
        hinted_in = where & Where.SELECTING or where
        commands = [each for each in COMMANDS if each.hinted_in & hinted_in and keymap.is_meant(each, where)]
        # Those of what one is doing go before those of the pane.
        commands.sort(
            key=lambda each: (
                not each.hinted_in & (Where.FOUND | Where.SELECTING) or each.hinted_in == Where.ANYWHERE
            )
        )
        return [
            (
                Piece(keymap.first(command.id), stands_out=True, command=command.id),
                Piece(f" {title_of(command)}   ", command=command.id),
            )
            for command in commands
        ]

    def _hints_for_nothing(self) -> list[Group]:
        """Return the hints for a list without articles: those of the keys that do something there."""
        panes = self._panes
        if not panes.sidebar.model.is_empty or (panes.in_page and self._preview.chosen):
            return []
        finding = (
            ("next_scope", "filter_list", "search_articles") if self._library.articles.counts().total else ()
        )
        names = self._keys((*finding, "add_feed", "quit"))
        return [(key, Piece(f" {name}   ", command=key.command)) for key, name in names]

    def _always(self) -> Group:
        """Return the hints that give way to nothing: what leads to everything else."""
        hints = [
            (Piece("   "), key, Piece(f" {name}", command=key.command))
            for key, name in self._keys(("show_help",))
        ]
        return [piece for hint in hints for piece in hint][1:]

    def _keys(self, ids: Sequence[str]) -> list[tuple[Piece, str]]:
        """Return the first key of each of these commands that has one, and the command's title."""
        return [
            (Piece(key, stands_out=True, command=id_), title_of(BY_ID[id_]))
            for id_ in ids
            if (key := self._keymap.first(id_))
        ]
