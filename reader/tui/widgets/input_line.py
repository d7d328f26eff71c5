"""The line to type in."""

from typing import Any

from textual.widgets import Input


class InputLine(Input):
    """Textual's, with a cursor that does not blink: over ssh each blink is written, and wakes both ends."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Take what Textual's takes."""
        super().__init__(*arguments, **named)
        self.cursor_blink = False
