"""From keys to commands: what is typed becomes a command, and what does it is called."""

from collections.abc import Callable
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.tui.keys.command import Command, Where
from reader.tui.keys.commands import MACRO, acts_on_page
from reader.tui.keys.keymap import (
    Keymap,
    Nothing,
    PendingKeys,
    Run,
    Wait,
    is_input_method,
    key_name,
    show_keys,
)
from reader.tui.keys.page_commands import IN_PAGE, not_in_page
from reader.tui.keys.tips import MEANINGLESS

if TYPE_CHECKING:
    from reader.tui.acts import Handlers
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.control.roles import Tell
    from reader.tui.screen.status import Status

IGNORED_S = 1.5
"""After a dialog that does not open, what is typed ahead for it means nothing, until nothing was typed for this long."""

REPEATS = 99
"""How often a count may repeat a step that looks for something."""

_BETWEEN = frozenset({"space", "backspace", *",.-_'/:!"})
"""Keys that stand between letters where a text is typed."""


class Dispatch:
    """The keys typed so far, and what does the commands that they mean."""

    def __init__(
        self, tell: "Tell", status: "Status", keymap: Keymap, panes: "Panes", *,
        preview: "Preview", hold_keys: Callable[[Callable[[], bool]], None], handlers: "Callable[[], Handlers]",
        acted: Callable[[str], None], is_in_page: bool = False,
    ) -> None:  # fmt: skip
        """``hold_keys`` lets the next keys wait while something is so; ``handlers`` takes 15 ms.

        ``acted`` is called with the id of each command that was done, and with none for a key without a meaning.
        ``is_in_page``: the screen is in a browser, where not all can be done.
        """
        self._tell, self._status, self._keymap, self._panes = tell, status, keymap, panes
        self._preview, self._hold_keys, self._load, self._acted = preview, hold_keys, handlers, acted
        self._pending, self._is_in_page = PendingKeys(keymap), is_in_page
        self._ignored_until, self._has_ignored = 0.0, False

    @cached_property
    def _handlers(self) -> "Handlers":
        return self._load()

    def prepare(self) -> None:
        """Load what does the commands, so that the first key does not wait for it."""
        _ = self._handlers

    def press(self, event: events.Key) -> None:
        """Take a key; one that means nothing here is left to Textual."""
        name = key_name(event.key, event.character)
        if self._is_ignored(name):
            event.stop()
            event.prevent_default()
            return
        result = self._pending.press(name, self._panes.where)
        if isinstance(result, Nothing) and not result.cancelled and result.typed == name:
            if is_input_method(name):
                self._tell.say(tr("An input method is on: switch it to Latin letters for keys"))
            elif len(name) == 1:
                self._tell.say(self._meaningless((name,), name))
            elif sentence := self._elsewhere((name,), show_keys(name)):
                self._tell.say(sentence)
            self._acted(MEANINGLESS)
            return  # not ours: Textual may know it (super+c)
        event.stop()
        event.prevent_default()
        if isinstance(result, Run):
            self.run(result.command.id, result.times)
        elif isinstance(result, Nothing) and not result.cancelled:
            self._tell.say(self._meaningless(self._pending.forgotten, result.typed))
            self._acted(MEANINGLESS)
        self._status.show_keys(result if isinstance(result, Wait) else None)

    def _meaningless(self, keys: tuple[str, ...], typed: str) -> str:
        """Return why keys do nothing: elsewhere they would, or nowhere."""
        return self._elsewhere(keys, typed) or tr("{keys} is not a command", keys=typed)

    def _elsewhere(self, keys: tuple[str, ...], typed: str) -> str:
        """Return where keys mean something that mean nothing here; empty: nowhere."""
        keymap = self._keymap
        if self._panes.in_page and isinstance(keymap.feed(keys, Where.SIDEBAR), Command):
            back = keymap.first("leave")
            return tr("{keys} works in the list: press {back} first", keys=typed, back=back)
        if not self._panes.in_page and isinstance(keymap.feed(keys, Where.PAGE), Command):
            enter = keymap.first("enter")
            return tr("{keys} works in the article: press {enter} first", keys=typed, enter=enter)
        if isinstance(keymap.feed(keys, Where.FOUND), Command):
            return tr(
                "{keys} goes to what was found: {find} finds words first",
                keys=typed,
                find=keymap.first("find"),
            )
        if isinstance(keymap.feed(keys, Where.SELECTING), Command):
            select = keymap.first("select_text")
            return tr("{keys} moves the caret: {select} selects text first", keys=typed, select=select)
        return ""

    def ignore_typed_ahead(self) -> None:
        """Let what is typed for a dialog that does not open, enter or esc included, do nothing."""
        self._ignored_until, self._has_ignored = monotonic() + IGNORED_S, False

    def _is_ignored(self, name: str) -> bool:
        if monotonic() >= self._ignored_until:
            return False
        is_text = (len(name) == 1 and name.isalnum()) or name in _BETWEEN
        is_end = name in {"enter", "escape"} and self._has_ignored
        if is_text and (self._has_ignored or name.isalnum()):
            self._ignored_until, self._has_ignored = monotonic() + IGNORED_S, True
            return True
        self._ignored_until = 0.0
        return is_end

    def run(self, id_: str, count: int | None = None) -> None:
        """Do a command, from a key, the palette, the help or a click.

        One that acts on what the page shows waits until that is the article under the cursor; the keys after it wait too.
        """
        command, preview = self._keymap.by_id[id_], self._preview
        if self._is_in_page and id_ not in IN_PAGE and not command.lines:
            self._tell.refuse(not_in_page(tr(command.title)))
            return
        if preview.is_behind and (acts_on_page(command) or (command.motion and self._panes.in_page)):
            self._hold_keys(lambda: preview.is_behind)
            preview.when_shown(partial(self._do, command, count))
        else:
            self._do(command, count)

    def _do(self, command: Command, count: int | None) -> None:
        id_ = command.id
        try:
            self._status.be_silent()
            if command.motion:
                self._panes.move(id_, count or 1)
            elif command.lines:  # of a macro; the settings may have changed since the start
                self._handlers[MACRO](command.lines, count or 1)
            elif command.chooses:
                self._handlers[id_](count or 1)
            else:
                for _ in range(min(count, REPEATS) if count and command.repeats else 1):
                    if self._handlers[id_]() is False:
                        break
        except NewsreaderError as problem:
            self._tell.say_failed(problem)
        finally:
            self._acted(id_)
