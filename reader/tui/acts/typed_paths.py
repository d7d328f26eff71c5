"""Asks where to write, and remembers the folder for the next time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.library import Completion
from reader.text import clean_line
from reader.tui.acts.asking import confirm, type_text
from reader.tui.dialogs.requests import QueryRequest

if TYPE_CHECKING:
    from reader.tui.control.roles import Tell

ENDINGS = (".epub", ".html", ".md", ".json")
"""Of the files that are offered."""


class TypedPaths:
    """The paths that were typed in this session."""

    def __init__(self, tell: "Tell") -> None:
        self._tell = tell
        self._folder = "~/"
        """Into which was written last, as it was typed."""

    def ask(self, title: str, name: str, take: Callable[[str], None]) -> None:
        """Let a path be typed; a file of this name in the folder of the last time stands there at first."""
        from reader.actions.exporting.target import target_of
        from reader.actions.workspace.typed_path import path_completions

        def complete(typed: str) -> list[Completion]:
            return [Completion(each.path, each.label) for each in path_completions(typed, ENDINGS)]

        request = QueryRequest(
            title, tr("a file"), tr("tab completes · enter writes it · esc closes"), target_of, complete,
            is_replaced=False,
        )  # fmt: skip

        def written(typed: str) -> None:
            head = typed.rstrip("/").rpartition("/")[0]
            self._folder = f"{head}/" if head else self._folder
            take(typed)

        type_text(self._tell, request, written, self._folder + name)

    def confirm_over(self, path: Path, act: Callable[[], None]) -> None:
        """Do something after a yes to writing over a file."""
        confirm(self._tell, tr("{path} is there already. Write over it?", path=short_path(path)), act)


def short_path(path: Path) -> str:
    """Return a path as a sentence has it."""
    try:
        return clean_line(f"~/{path.relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return clean_line(str(path))
