"""The hints: what the keys do here; after the first key of a sequence, what may follow."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.tui.keys.command import Where
from reader.tui.keys.commands import BY_ID, COMMANDS, title_of
from reader.tui.keys.continuations import Continuations
from reader.tui.keys.keymap import Keymap, Wait
from reader.tui.widgets.bar import Group, Piece

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview


class Hints:
    """Knows what the line below the panes says of keys, and writes the panel above it."""

    def __init__(
        self, keymap: Keymap, panes: "Panes", preview: "Preview", library: "Library", *,
        changes_nothing: Callable[[str], bool],
    ) -> None:  # fmt: skip
        """``changes_nothing`` returns whether a command, by its id, would leave everything as it is now."""
        self.panel = Continuations()
        """What may follow the first key of a sequence."""
        self._keymap, self._panes, self._preview, self._library = keymap, panes, preview, library
        self._changes_nothing = changes_nothing
        self.typed = ""
        """The keys of a sequence that is not finished."""

    def wait(self, waiting: Wait | None) -> None:
        """Take note of what may follow the keys typed so far; None: of nothing."""
        self.typed = waiting.typed if waiting else ""
        if waiting:
            choices = [each for each in waiting.choices if not self._changes_nothing(each[1].id)]
            waiting = waiting._replace(choices=tuple(choices))
        self.panel.show(waiting)

    @property
    def are_wanted(self) -> bool:
        """Whether they are shown at once: in an empty list, while text is selected or something is found."""
        where = self._panes.where
        return bool(where & (Where.SELECTING | Where.FOUND) or self._hints_for_nothing())

    def groups(self) -> list[Group]:
        """Return what the keys do here; what leads to everything else has room in most windows."""
        first = self._hints_for_nothing()
        if first:
            return [*first[:2], *self.always(), *first[2:]]
        return [*self.always(), *self._hints_here()]

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

    def always(self) -> list[Group]:
        """Return the hint of what leads to everything else."""
        return [(key, Piece(f" {name}   ", command=key.command)) for key, name in self._keys(("show_help",))]

    def _keys(self, ids: Sequence[str]) -> list[tuple[Piece, str]]:
        """Return the first key of each of these commands that has one, and the command's title."""
        return [
            (Piece(key, stands_out=True, command=id_), title_of(BY_ID[id_]))
            for id_ in ids
            if (key := self._keymap.first(id_))
        ]
