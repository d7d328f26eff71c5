"""The watch words in the text of a page: found block by block, in those that are drawn."""

from typing import TYPE_CHECKING

from reader.page.line import Line
from reader.tui.page.paint import Overlay

if TYPE_CHECKING:
    from reader.actions.finding.watching import Watcher
    from reader.tui.page.text_view import TextView

LENGTH_LIMIT = 20_000
"""Characters of a block that is looked through; what is longer, as generated code, has no marks."""


class WatchMarks:
    """What is laid over the watch words of one page."""

    def __init__(self, text: "TextView") -> None:
        self._text = text
        self._watcher: Watcher | None = None

    def use(self, watcher: "Watcher") -> None:
        """Mark these words from now on."""
        self._watcher = watcher
        self._text.redraw()

    def overlays(self, line: Line) -> list[Overlay]:
        """Return what to lay over a line."""
        watcher, shown = self._watcher, self._text.shown
        if not watcher or shown is None or not 0 <= line.block < len(shown.layout.blocks):
            return []
        from reader.page.lines.block_layout import block_text  # loaded with the first page

        text = block_text(shown.layout.blocks[line.block])
        if len(text) > LENGTH_LIMIT:
            return []
        return [Overlay(mark.start, mark.end, f"watch-{mark.colour}") for mark in watcher.marks(text)]
