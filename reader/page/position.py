"""A place in an article that no width changes, and the text by which the journal remembers it.

Pure.
"""

import re
from typing import Final, NamedTuple, Self

BEGINNING: Final = "0:0"
"""The text of no place: nobody has read on, and the page is shown from its top, air above it and all."""

_TEXT: Final = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
"""``block:offset``."""


class Position(NamedTuple):
    """A position in the article that no width changes."""

    block: int
    offset: int = 0
    """In code points of the block's text."""

    def to_text(self) -> str:
        """Return the text by which it is remembered."""
        return f"{self.block}:{self.offset}"

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """Return the place that a text remembers; None for the beginning, and for what is none."""
        match = _TEXT.fullmatch(text or "")
        place = cls(int(match[1]), int(match[2])) if match else None
        return place if place and place.to_text() != BEGINNING else None
