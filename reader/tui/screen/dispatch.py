"""From keys to what is done: what is typed becomes a command, and whoever can does it."""

from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.tui.keys.commands import BY_ID, Command, Where, acts_on_page
from reader.tui.keys.keymap import Nothing, PendingKeys, Run, Wait, is_input_method, key_name, show_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.tui.screen.reading_screen import ReadingScreen

IGNORED_S = 1.5
"""After a dialog that does not open, what is typed ahead for it means nothing, until nobody has typed for so long."""

REPEATS = 99
"""How often a count may repeat a step that looks for something."""

_BETWEEN = frozenset({"space", "backspace", *",.-_'/:!"})
"""Keys that stand between letters where a text is typed."""


class Dispatch:
    """The keys typed so far, and the hands that do what they mean."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._pending = PendingKeys(screen.keymap)
        self._ignored_until, self._has_ignored = 0.0, False

    @cached_property
    def _handlers(self) -> "Mapping[str, Callable[..., bool | None]]":
        from reader.tui.acts import handlers  # all that can be done, 15 ms: after the first frame

        return handlers(self._screen)

    def prepare(self) -> None:
        """Have at hand what the commands do, so that the first key does not wait for it."""
        _ = self._handlers

    def press(self, event: events.Key) -> None:
        """Take a key; one that means nothing here is left to Textual."""
        screen = self._screen
        name = key_name(event.key, event.character)
        if self._is_ignored(name):
            event.stop()
            event.prevent_default()
            return
        result = self._pending.press(name, screen.where)
        if isinstance(result, Nothing) and not result.cancelled and result.typed == name:
            if is_input_method(name):
                screen.say(tr("An input method is on: switch it to Latin letters for keys"))
            elif len(name) == 1:
                screen.say(self._meaningless(name))
            return  # not ours: Textual may know it (super+c)
        event.stop()
        event.prevent_default()
        if isinstance(result, Run):
            self.run(result.command.id, result.times)
        elif isinstance(result, Nothing) and not result.cancelled:
            screen.say(self._meaningless(result.typed))
        screen.status.hints(result if isinstance(result, Wait) else None)

    def _meaningless(self, typed: str) -> str:
        """Return why what was typed does nothing: in the other pane it would, or nowhere."""
        screen, keymap = self._screen, self._screen.keymap
        keys = tuple(typed.lstrip("0123456789").split(" "))
        if screen.in_page:
            if isinstance(keymap.feed(keys, Where.SIDEBAR), Command):
                back = next(iter(keymap.keys["leave"]), "")
                return tr("{keys} works in the list: press {back} first", keys=typed, back=show_keys(back))
        elif isinstance(keymap.feed(keys, Where.PAGE), Command):
            enter = next(iter(keymap.keys["enter"]), "")
            return tr("{keys} works in the article: press {enter} first", keys=typed, enter=show_keys(enter))
        return tr("{keys} is not a command", keys=typed)

    def refuse(self, sentence: str) -> None:
        """Say why a dialog does not open; what is typed into it all the same, enter or esc included, does nothing."""
        self._screen.say(sentence)
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

        One that acts on what the page shows waits until that is the article under the cursor, and the keys after it wait too.
        """
        screen, command = self._screen, BY_ID[id_]
        if screen.preview.is_behind and (acts_on_page(command) or (command.motion and screen.in_page)):
            screen.hold_keys(lambda: screen.preview.is_behind)
            screen.preview.when_shown(partial(self._do, command, count))
        else:
            self._do(command, count)

    def _do(self, command: Command, count: int | None) -> None:
        screen, id_ = self._screen, command.id
        screen.status.be_silent()
        if command.motion:
            pane = screen.page if screen.in_page else screen.sidebar
            pane.move(id_, count or 1)
            return
        try:
            if command.chooses:
                self._handlers[id_](count or 1)
                return
            for _ in range(min(count, REPEATS) if count and command.repeats else 1):
                if self._handlers[id_]() is False:
                    break
        except NewsreaderError as problem:
            screen.say_failed(problem)
