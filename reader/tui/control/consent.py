"""What the feeds of the open folders need the user's yes for: one line asks, a dialog takes the answer."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.text import clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.workspace.workspace import Workspace
    from reader.feeds import Review
    from reader.tui.keys.keymap import Keymap
    from reader.tui.widgets.working import WorkingScreen

LOOK_S = 0.5
"""The feeds of the folders are looked at this long after the start: when the first screen is done."""

NAME_CELLS = 20
"""Cells of a folder's name in the line that asks."""

SAID_AT_ONCE = 3
"""Mistakes in ``feeds.toml`` that are said one by one: more toasts would cover the screen."""

COMMAND = "trust_feeds"
"""The command that shows what is wanted, and takes the answer."""


class Consent:
    """Knows which folders have feeds that wait for a yes."""

    def __init__(
        self,
        screen: "WorkingScreen",
        workspace: "Workspace",
        keymap: "Keymap",
        roots: "Callable[[], Sequence[Path]]",
    ) -> None:
        """``roots`` returns the folders that have feeds."""
        self._screen, self._workspace, self._keymap, self._roots = screen, workspace, keymap, roots
        self._open: Sequence[Review] = ()
        self._postponed: set[Path] = set()
        """Folders about which the user will answer another time."""
        self._reported: set[str] = set()
        """Mistakes in ``feeds.toml`` that were said."""

    def start(self) -> None:
        """Look at the folders, a moment after the first screen."""
        self._screen.set_timer(LOOK_S, self.look)

    def look(self) -> None:
        """Look at what the feeds of the open folders want, and ask where that is new."""
        self._screen.in_worker(self._look, self._looked)

    def waiting(self) -> "list[Review]":
        """Return what waits in the open folders, what was refused among it. In a worker."""
        return self._look()[0]

    def _look(self) -> "tuple[list[Review], list[str]]":
        roots = self._roots()
        if not roots:
            return [], []
        from reader.actions.feeds.trusting import reviewed, trust_of  # 30 ms: only where there are feeds

        trust = trust_of(self._workspace)
        found = [reviewed(root, trust) for root in roots]
        waiting = [each.review for each in found if each.review.waiting]
        problems = [problem for each in found for problem in each.problems]
        return waiting, [*problems, *([trust.notice] if trust.notice else ())]

    def _looked(self, found: "tuple[Sequence[Review], Sequence[str]]") -> None:
        waiting, problems = found
        self._open = [each for each in waiting if each.open]
        self.say_mistakes(problems)
        self._screen.update_status()

    def say_mistakes(self, problems: "Sequence[str]", *, is_manual: bool = False) -> None:
        """Say what is wrong; ``is_manual``: also what was said before."""
        new = [problem for problem in problems if is_manual or problem not in self._reported]
        self._reported.update(problems)
        for problem in new[:SAID_AT_ONCE]:
            self._screen.say(self.short(problem), warn=True)
        if len(new) > SAID_AT_ONCE:
            count = len(new) - SAID_AT_ONCE
            self._screen.say(trn("1 more mistake", "{count:,} more mistakes", count), warn=True)

    def short(self, problem: str) -> str:
        """Return a sentence with the folders of feeds by their names alone: their paths would leave no room for it."""
        for root in self._roots():
            problem = problem.replace(f"{root}{os.sep}", f"{root.name}{os.sep}", 1)
        return problem

    @property
    def question(self) -> str:
        """The question, for the status line; empty: there is none."""
        waiting = [each for each in self._open if each.root not in self._postponed]
        if not waiting:
            return ""
        key = self._keymap.first(COMMAND)
        name = fit(clean_line(waiting[0].root.name), NAME_CELLS)
        return tr("{key}: feeds of {folder} wait for your consent", key=key, folder=name)

    def postpone(self, root: Path) -> None:
        """Ask about a folder another time."""
        self._postponed.add(root)
        self._screen.update_status()
