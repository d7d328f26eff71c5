"""The lines around the panes: what was said or what is true, the breadcrumb, the hints."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.text import cell_width
from reader.tui.screen.situation import Situation
from reader.tui.screen.status_line import in_words, left, right
from reader.tui.widgets.bar import Bar, Piece

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.keys.keymap import Wait
    from reader.tui.screen.hints import Hints
    from reader.tui.widgets.working import WorkingScreen

SAID_S = 5.0
"""How long a sentence stays."""

TAUGHT_S = 12.0
"""How long a tip stays, whatever is pressed meanwhile."""

PAUSE_S = 2.0
"""The line says what keys do once none was pressed for so long."""


class Status:
    """Keeps what was said, and writes the line below the panes and the one above them."""

    def __init__(self, screen: "WorkingScreen", hints: "Hints", *, in_words: bool = False) -> None:
        """``in_words``: for a screen reader. Nothing is written by a timer, as it reads what is."""
        self._in_words = in_words
        self.bar = Bar("status")
        """What was said, or what is true and, after a pause, what keys do."""
        self.breadcrumb = Bar("breadcrumb")
        """The group and the article of the cursor."""
        self._screen, self._hints = screen, hints
        self._sentence = self._tip = ""
        self._unheard = 0
        """How many sentences were said since the last command."""
        self._silence: Timer | None = None
        self._pause: Timer | None = None
        self._has_paused, self._were_wanted = True, False  # a beginner learns at once what keys do

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line's place: for a while, or until the next command."""
        if self._in_words:  # what was said before no key was pressed is not heard yet
            self._unheard += 1
            self._sentence = sentence
            if self._unheard > 1:
                self._sentence = tr(
                    "{count} messages (:messages lists them): {sentence}",
                    count=self._unheard,
                    sentence=sentence,
                )
        else:
            self.be_silent()
            self._sentence = sentence
            self._silence = self._screen.set_timer(SAID_S, self.be_silent)
        # One of the screen would have the styles of all that is on it looked up.
        self.bar.add_class("-saying")
        self._screen.update_status()

    def teach(self, tip: str) -> None:
        """Show a tip where nothing else is said: for a while, and through what is done meanwhile."""
        if self._in_words:  # nothing is written that was not asked for
            return
        self._tip = tip
        self._screen.set_timer(TAUGHT_S, self._taught)
        self._screen.update_status()

    def _taught(self) -> None:
        self._tip = ""
        self._screen.update_status()

    def be_silent(self) -> None:
        """Show the state again instead of a sentence."""
        if self._silence:
            self._silence.stop()
            self._silence = None
        if self._sentence:
            self._sentence, self._unheard = "", 0
            self.bar.remove_class("-saying")
            self._screen.update_status()

    def key_pressed(self) -> None:
        """Say nothing of keys to who knows them, until there is a pause."""
        if self._in_words:
            return
        if self._pause is None:
            self._pause = self._screen.set_timer(PAUSE_S, self._paused)
        else:
            self._pause.reset()
            self._pause.resume()
        if self._has_paused:
            self._has_paused = False
            self._screen.update_status()

    def _paused(self) -> None:
        self._pause, self._has_paused = None, True
        self._screen.update_status()

    def show(self, now: Situation) -> None:
        """Write what is true now."""
        if self._hints.typed:
            typed = (Piece(f"{self._hints.typed} … ", stands_out=True),)
            self.bar.say_groups([typed], (Piece(tr("esc cancels")),))
        elif self._sentence:
            # What is said must not hide that.
            sentence = " · ".join(filter(None, (now.unsaved, self._sentence)))
            aside = right(now)
            has_room = cell_width(sentence) + 2 + sum(cell_width(each.text) for each in aside)
            self.bar.say(sentence, aside if has_room <= self.bar.size.width else (), stands_out=True)
        elif now.trouble:
            self.bar.say(now.trouble, stands_out=True)
        elif self._tip:
            self.bar.say(self._tip, right(now))
        else:
            self._were_wanted = self._hints.are_wanted
            if self._in_words:
                hints = self._hints.groups() if self._were_wanted else self._hints.always()
                self.bar.say_groups([*in_words(now), (Piece("   "),), *hints], right(now))
                return
            hints = self._hints.groups() if self._has_paused or self._were_wanted else []
            apart = [(Piece("   "),)] if hints else []
            self.bar.say_groups([*left(now), *apart, *hints], right(now))
        self.breadcrumb.say(now.breadcrumb, command="leave")

    def show_keys(self, waiting: "Wait | None" = None) -> None:
        """Write what the keys do; ``waiting``: after the first key of a sequence."""
        is_other = bool(waiting or self._hints.typed or self._has_paused)
        self._hints.wait(waiting)
        if is_other or self._hints.are_wanted != self._were_wanted:
            self._screen.update_status()
