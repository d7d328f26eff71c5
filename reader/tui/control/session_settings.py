"""Settings that are changed for this session only; ``config.toml`` stays as it is."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from reader.actions.reading.typography import typography_of
from reader.errors import UsageError
from reader.i18n import listed, tr
from reader.library import GroupOrder, Scope
from reader.library.index.grouping import keys_of
from reader.settings import ROWS, values_named
from reader.toml.mistakes import PartlyWrongError, unknown, wrong
from reader.tui.keys.keys_in_force import keymap_of

if TYPE_CHECKING:
    from enum import StrEnum

    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.control.roles import Program
    from reader.tui.control.updates import Updates
    from reader.tui.keys.keymap import Keymap

_Enum = TypeVar("_Enum", bound="StrEnum")

READ_WHEN_USED = (
    "mark_read_when", "mark_read_after_s", "mark_duplicates_read", "confirm_marking_above", "remote_images", "player",
    "browser", "download_limit_mb", "hints", "notices", "notice_for", "open", "pipe", "share", "programs_at_once",
)  # fmt: skip
"""Settings that hold from the next use on."""

OF_THE_TEXT = (
    "number_code_lines",
    "line_breaks",
    "autospace",
    "hanging_punctuation",
    "chinese_quotes",
    "justify",
    "wrap_code",
    "measure",
)
"""Settings with which the page is set again."""

CHANGED_HERE = frozenset(
    {
        *READ_WHEN_USED,
        *OF_THE_TEXT,
        "theme",
        "scope",
        "group_order",
        "group_by",
        "key_preset",
        "layout",
        "density",
    }
)
"""All that can be changed while the program runs."""


class SessionSettings:
    """Checks values as those of the file are, and lets them hold at once."""

    def __init__(
        self, workspace: "Workspace", keymap: "Keymap", panes: "Panes", preview: "Preview", *,
        program: Callable[[], "Program"], list_filter: "ListFilter", updates: "Updates", shown: Callable[[], None],
    ) -> None:  # fmt: skip
        """``shown`` is called after each change: what stands around the panes may name it."""
        self._workspace, self._keymap, self._panes, self._preview = workspace, keymap, panes, preview
        self._model = panes.sidebar.model
        self._program, self._filter, self._updates, self._shown = program, list_filter, updates, shown

    def value(self, name: str, raw: object) -> str:
        """Return the value of a setting of a text; raises UsageError."""
        return str(self._value(name, raw))

    def group_keys(self, raw: str) -> tuple[str, ...]:
        """Return the keys to group by that a text names, one or two; raises UsageError."""
        return keys_of(self._value("group_by", raw))

    @staticmethod
    def checked(kind: type[_Enum], raw: str) -> _Enum:
        """Return one of a few words; raises UsageError for another."""
        try:
            return kind(raw)
        except ValueError:
            raise UsageError(tr("{found} is not one of {names}", found=raw, names=listed(kind))) from None

    def check(self, line: str) -> None:
        """Raise UsageError for what cannot be set: a name and a value."""
        name, _, raw = line.partition(" ")
        if raw.strip():
            self._refuse_later(name)
            self._value(name, raw.strip())
        else:
            self._refuse_unknown(name)

    def check_name(self, name: str) -> None:
        """Raise UsageError for what is not a setting that changes in a session."""
        self._refuse_later(name)

    def set_line(self, line: str) -> str:
        """Change what a name and a value say, or only look; return a sentence. Raises UsageError."""
        name, _, raw = line.partition(" ")
        self._refuse_unknown(name)
        if raw.strip():
            self.change(name, raw.strip())
        value = written(getattr(self._workspace.settings, name))
        if raw.strip():
            return tr("{name} = {value} for this session; :keep {name} keeps it", name=name, value=value)
        return tr("{name} = {value}: {meaning}", name=name, value=value, meaning=tr(ROWS[name].meaning))

    def keep(self, name: str) -> str:
        """Write a setting into ``config.toml`` as it is now; return a sentence. Raises NewsreaderError. In a thread."""
        from reader.actions.workspace.settings_file import plain, write_setting  # only for those who keep one

        self._refuse_later(name)
        value = getattr(self._workspace.settings, name)
        write_setting(self._workspace.paths, (name,), plain(value))
        file = self._workspace.paths.settings_file
        return tr("{name} = {value} is in {file}", name=name, value=written(value), file=file)

    def change(self, name: str, raw: object) -> None:
        """Let a value hold from now on; raises UsageError."""
        self._refuse_later(name)
        value = self._value(name, raw)
        workspace, updates = self._workspace, self._updates
        model = self._model
        if name == "theme":
            self._program().use_theme(value)
        elif name == "scope":
            updates.show_scope(Scope(value), model.order)
        elif name == "group_order":
            updates.show_order(GroupOrder(value))
        elif name == "group_by":
            self._filter.group_by(*keys_of(value))
        workspace.settings = workspace.settings._replace(**{name: value})
        if name in {"layout", "density"}:
            self._panes.arrangement.take_setting(workspace.settings, name)
            self._panes.rearrange()
        if name in {"key_preset", "pipe", "share"}:
            self._keymap.become(keymap_of(workspace.settings, workspace.where_set))
        if name in OF_THE_TEXT:
            settings = workspace.settings
            self._panes.set_measure(
                settings.measure, typography_of(settings, has_colours=not self._panes.page.app.no_color)
            )
            self._preview.show_again()
        self._shown()

    def _value(self, name: str, raw: object) -> Any:
        self._refuse_unknown(name)
        if isinstance(raw, str) and len(raw) > 1 and raw[0] == raw[-1] == '"':
            raw = raw[1:-1]
        if name == "theme" and raw in self._program().theme_names:
            return raw  # one of the user's, it may be
        try:
            return ROWS[name].check(raw)
        except PartlyWrongError as partly:
            raise UsageError(partly.mistakes[0].sentence) from None
        except ValueError as expected:
            raise UsageError(wrong(name, expected, raw)) from None

    def _refuse_later(self, name: str) -> None:
        self._refuse_unknown(name)
        if name not in CHANGED_HERE:
            sentence = tr("{name} holds from the next start on: write it into config.toml", name=name)
            raise UsageError(sentence)

    @staticmethod
    def _refuse_unknown(name: str) -> None:
        if name not in ROWS:
            sentence = unknown(
                name, ROWS, "no setting is called {name}", "no setting is called {name}; did you mean {near}?"
            )
            raise UsageError(sentence)


def written(value: object) -> str:
    """Return a value as ``config.toml`` has it, or nearly so."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ … }" if value else "{}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False, default=str)


def values_of(name: str) -> list[str]:
    """Return the values that a setting can have, where these are a few words; empty: they are not."""
    if name not in ROWS or name not in CHANGED_HERE:
        return []
    return values_named(name)
