"""A position in an article, independent of the width, and its text form for the journal.

Pure.
"""

import re
from typing import Final, NamedTuple, Self

BEGINNING: Final = "0:0"
"""The text form of no position: the page is shown from its top, with the space above it."""

_TEXT: Final = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
"""``block:offset``."""


class Position(NamedTuple):
    """A position in an article, independent of the width."""

    block: int
    """Index of the block."""
    offset: int = 0
    """In code points of the block's text."""

    def to_text(self) -> str:
        """Return its text form."""
        return f"{self.block}:{self.offset}"

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """Return the position of a text form; None for the beginning and for invalid text."""
        match = _TEXT.fullmatch(text or "")
        position = cls(int(match[1]), int(match[2])) if match else None
        return position if position and position.to_text() != BEGINNING else None
