"""How a command that is being typed can go on: names of commands, then what each takes. In threads."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.actions.changes.tagging import complete_tags
from reader.actions.workspace.typed_path import path_completions
from reader.i18n import tr
from reader.library import Completion
from reader.library.index.grouping import GROUP_KEYS
from reader.library.query.orders import MENU
from reader.nearest import Names, matching
from reader.settings import ROWS, SCOPES, Settings
from reader.tui.control.session_settings import CHANGED_HERE, values_of, written
from reader.tui.keys.typed_commands import TYPED_BY_NAME, Takes, names_typed, split_name, split_tags

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.keys.keymap import Keymap
    from reader.tui.list.sidebar_model import SidebarModel

SHOWN = 30
"""Completions that are offered."""


class LineCompletion:
    """Completes lines, as the library and the list are when it is made."""

    def __init__(
        self,
        library: "Library",
        keymap: "Keymap",
        model: "SidebarModel",
        settings: Settings,
        themes: Sequence[str],
    ) -> None:
        """On the loop: the list may change meanwhile. ``themes`` are those that can be chosen."""
        self._themes = ["auto", *themes]
        self._library, self._keymap, self._settings = library, keymap, settings
        self._groups = [model.label(at) for at in range(len(model.sections))]

    def complete(self, typed: str) -> list[Completion]:
        """Return how a line can go on, each with the whole line."""
        line = typed.lstrip(": ")
        name, has_space, rest = line.partition(" ")
        if not has_space:
            return list(self._names(name))
        row = TYPED_BY_NAME.get(name)
        if row is None:
            return []
        found = self._arguments(row.takes, rest)
        return [each._replace(query=f"{name} {each.query}") for each in found][:SHOWN]

    def _names(self, begun: str) -> Iterator[Completion]:
        known = list(names_typed(self._keymap.by_id))
        begun = begun.replace("-", "_") if begun not in TYPED_BY_NAME else begun
        things = [Names((name, name.replace("_", " ")), about) for name, about in known]
        for at in matching(begun, things, best_first=True)[:SHOWN]:
            name, about = known[at]
            row = TYPED_BY_NAME.get(name)
            yield Completion(f"{name} " if row and row.takes is not Takes.NOTHING else name, name, about)

    def _arguments(self, takes: Takes, rest: str) -> Iterable[Completion]:
        match takes:
            case Takes.QUERY:
                return self._library.questions.completions(rest)
            case Takes.TAGS:
                return self._tags(rest)
            case Takes.FILE:
                return self._paths(rest)
            case Takes.SETTING:
                return self._settings_named(rest)
            case Takes.SETTING_NAME:
                return _words(
                    rest, ((each, written(getattr(self._settings, each))) for each in sorted(CHANGED_HERE))
                )
            case Takes.THEME:
                return _words(rest, ((theme, "") for theme in self._themes))
            case Takes.SCOPE:
                return _words(rest, ((scope, "") for scope in SCOPES))
            case Takes.ORDER:
                return _words(rest, ((order, tr(name)) for order, name in MENU.items()))
            case Takes.GROUP_KEY:
                return _words(rest, ((key.name, tr(key.meaning)) for key in GROUP_KEYS))
            case Takes.PIPE | Takes.SHARE:
                return self._programs(takes, rest)
            case Takes.GROUP:
                return _words(rest, ((group, "") for group in self._groups))
        return ()

    def _programs(self, takes: Takes, rest: str) -> Iterable[Completion]:
        """Return the names of programs, and behind one of them how a query can go on."""
        from reader.actions.programs.sharing import share_rows  # with what runs programs 10 ms

        name, query = split_name(rest)
        if query or (rest.endswith(" ") and name):
            found = self._library.questions.completions(query)
            quoted = f'"{name}"' if " " in name else name
            return [each._replace(query=f"{quoted} {each.query}") for each in found]
        rows = self._settings.pipe if takes is Takes.PIPE else share_rows(self._settings)
        return _words(rest, ((row.name, " ".join(row.command)) for row in rows))

    def _tags(self, rest: str) -> Iterable[Completion]:
        if " " in rest.strip() or (rest.endswith(" ") and not rest.rstrip().endswith(",")):
            tags, query = split_tags(rest)
            before = ",".join(f'"{tag}"' if " " in tag else tag for tag in tags)
            found = self._library.questions.completions(query)
            return [each._replace(query=f"{before} {each.query}") for each in found]
        before, comma, begun = rest.rpartition(",")
        found = complete_tags(self._library, begun)
        return [
            each._replace(
                query=f"{before}{comma}{f'{chr(34)}{each.label}{chr(34)}' if ' ' in each.label else each.label}"
            )
            for each in found
        ]

    def _paths(self, rest: str) -> Iterable[Completion]:
        path, has_space, query = rest.partition(" ")
        if not has_space:
            found = path_completions(path, (".epub", ".html", ".md", ".json"))
            return [Completion(each.path, each.label) for each in found if " " not in each.path]
        return [
            each._replace(query=f"{path} {each.query}") for each in self._library.questions.completions(query)
        ]

    def _settings_named(self, rest: str) -> Iterable[Completion]:
        name, has_space, begun = rest.partition(" ")
        if not has_space:
            values = ((each, written(getattr(self._settings, each))) for each in ROWS)
            return [each._replace(query=f"{each.query} ") for each in _words(name, values)]
        return [
            each._replace(query=f"{name} {each.query}")
            for each in _words(
                begun, ((v, "") for v in (self._themes if name == "theme" else values_of(name)))
            )
        ]


def _words(begun: str, known: Iterable[tuple[str, str]]) -> list[Completion]:
    """Return the known words that have what is typed, the best first, each with what it means."""
    rows = list(known)
    found = matching(begun.strip(), [Names((name,), aside) for name, aside in rows], best_first=True)
    return [Completion(rows[at][0], rows[at][0], rows[at][1]) for at in found]
