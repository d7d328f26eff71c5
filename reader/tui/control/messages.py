"""What was said in this session, to be read again."""

from collections import deque
from datetime import UTC, datetime, tzinfo

KEPT = 200
"""Messages that are kept; the oldest go."""


class Messages:
    """Keeps sentences with when they were said."""

    def __init__(self) -> None:
        self._kept: deque[tuple[datetime, str]] = deque(maxlen=KEPT)

    def add(self, sentence: str) -> None:
        """Keep a sentence; one that is said again at once is kept once."""
        if not self._kept or self._kept[-1][1] != sentence:
            self._kept.append((datetime.now(UTC), sentence))

    def lines(self, zone: tzinfo) -> list[str]:
        """Return a line for each, the last one first, with its time of day in a zone."""
        return [f"{at.astimezone(zone):%H:%M:%S}  {sentence}" for at, sentence in reversed(self._kept)]
