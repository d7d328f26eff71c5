"""The lines around the panes: what was said or what is true, the breadcrumb, the hints."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.text import cell_width
from reader.tui.screen.status_line import Situation, left, right, why_empty
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from reader.settings import Settings
    from reader.tui.keys.keymap import Keymap, Wait
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.screen.hints import Hints

SAID_S = 5.0
"""How long a sentence stays."""


class Status:
    """Writes the lines whenever something has changed."""

    def __init__(
        self,
        screen: "Screen[Any]",
        *,
        settings: "Settings",
        keymap: "Keymap",
        sidebar: "Sidebar",
        hints: "Hints",
        situation: Callable[[], Situation],
    ) -> None:
        """``situation`` returns what is true now."""
        self.bar, self.breadcrumb = Bar("status"), Bar("breadcrumb")
        self._screen, self._settings, self._keymap = screen, settings, keymap
        self._sidebar, self._hints, self._situation = sidebar, hints, situation
        self._said = ""
        self._silence: Timer | None = None

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line's place: for a while, or until the next command."""
        self.be_silent()
        self._said = sentence
        self._silence = self._screen.set_timer(SAID_S, self.be_silent)
        self._screen.add_class("-saying")
        self.update()

    def be_silent(self) -> None:
        """Show the state again instead of a sentence."""
        if self._silence:
            self._silence.stop()
            self._silence = None
        if self._said:
            self._said = ""
            self._screen.remove_class("-saying")
            self.update()

    def update(self) -> None:
        """Write what is true now."""
        if not self._screen.is_mounted:
            return
        now = self._situation()
        if now.is_empty:
            self._sidebar.show_empty(why_empty(now, self._settings, self._keymap))
        if self._said:
            said = " · ".join(filter(None, (now.unsaved, self._said)))  # what is said must not hide that
            aside = right(now)
            has_room = cell_width(said) + 2 + sum(cell_width(each.text) for each in aside)
            self.bar.say(said, aside if has_room <= self.bar.size.width else (), stands_out=True)
        elif now.trouble:
            self.bar.say(now.trouble, stands_out=True)
        else:
            self.bar.say_groups(left(now, self._settings.icons), right(now))
        self.breadcrumb.say(now.breadcrumb, command="leave")
        self._hints.follow()

    def show_keys(self, waiting: "Wait | None" = None) -> None:
        """Write what the keys do; ``waiting``: after the first key of a sequence."""
        self._hints.show(waiting)
