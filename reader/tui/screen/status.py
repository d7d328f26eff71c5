"""The lines around the panes: what was said or what is true, the breadcrumb, the hints."""

from typing import TYPE_CHECKING

from reader.text import cell_width
from reader.tui.screen.situation import Situation
from reader.tui.screen.status_line import left, right
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.keys.keymap import Wait
    from reader.tui.screen.hints import Hints
    from reader.tui.widgets.working import WorkingScreen

SAID_S = 5.0
"""How long a sentence stays."""


class Status:
    """Keeps what was said, and writes the lines."""

    def __init__(self, screen: "WorkingScreen", hints: "Hints", icons: str) -> None:
        """``icons`` names the set of symbols."""
        self.bar = Bar("status")
        """What was said, or what is true."""
        self.breadcrumb = Bar("breadcrumb")
        """The group and the article of the cursor."""
        self._screen, self._hints, self._icons = screen, hints, icons
        self._sentence = ""
        self._silence: Timer | None = None

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line's place: for a while, or until the next command."""
        self.be_silent()
        self._sentence = sentence
        self._silence = self._screen.set_timer(SAID_S, self.be_silent)
        self._screen.add_class("-saying")
        self._screen.update_status()

    def be_silent(self) -> None:
        """Show the state again instead of a sentence."""
        if self._silence:
            self._silence.stop()
            self._silence = None
        if self._sentence:
            self._sentence = ""
            self._screen.remove_class("-saying")
            self._screen.update_status()

    def show(self, now: Situation) -> None:
        """Write what is true now."""
        if self._sentence:
            # What is said must not hide that.
            sentence = " · ".join(filter(None, (now.unsaved, self._sentence)))
            aside = right(now)
            has_room = cell_width(sentence) + 2 + sum(cell_width(each.text) for each in aside)
            self.bar.say(sentence, aside if has_room <= self.bar.size.width else (), stands_out=True)
        elif now.trouble:
            self.bar.say(now.trouble, stands_out=True)
        else:
            self.bar.say_groups(left(now, self._icons), right(now))
        self.breadcrumb.say(now.breadcrumb, command="leave")
        self._hints.follow()

    def show_keys(self, waiting: "Wait | None" = None) -> None:
        """Write what the keys do; ``waiting``: after the first key of a sequence."""
        self._hints.show(waiting)
