"""The dialog that shows in full what feeds of a folder want, and takes a yes or a no."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from reader.actions.feeds.trusting import Answer
from reader.i18n import tr
from reader.text import clean_line
from reader.tui.dialogs.dialog import Dialog, Lines

SHOWN_LIMIT = 20_000
"""Characters that are shown; laying out more would hold the screen up."""


class TrustDialog(Dialog[Answer | None]):
    """All that is wanted, to scroll through; enter does not answer, so that nothing is agreed to by accident."""

    BINDINGS: ClassVar = [
        ("y", "answer('yes')", ""),
        ("p", "answer('public')", ""),
        ("n", "answer('no')", ""),
        ("escape,q", "answer('later')", ""),
    ]
    """Keys and the actions that they run."""

    def __init__(self, folder: Path, lines: Sequence[str]) -> None:
        self._lines, self._is_all = lines, sum(map(len, lines)) <= SHOWN_LIMIT
        hint = tr("y: yes to all · p: only to web feeds · n: no · esc: later")
        if not self._is_all:  # what was not shown is not agreed to
            hint = tr("There is more: newsreader trust shows all of it and asks · n: no · esc: later")
        super().__init__(tr("{folder}: what its feeds want", folder=clean_line(str(folder))), hint)

    def body(self) -> ComposeResult:
        """Yield all that is wanted."""
        yield Lines("\n".join(self._lines)[:SHOWN_LIMIT])

    def action_answer(self, answer: str) -> None:
        """Close with the answer."""
        agreed = Answer(answer)
        if self._is_all or agreed is not Answer.YES:
            self.dismiss(agreed)
