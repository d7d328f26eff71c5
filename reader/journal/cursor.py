"""How far the journal has been read, so that reading continues from there.

Pure. There is a position per segment, not per device: a sync tool may deliver an older segment after a newer one, or half
of one first. A position that no longer fits its file is dropped and the file is read again, which does no harm: events
fold to the same state however often they come.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class SegmentPosition(NamedTuple):
    """How far a segment has been read."""

    offset: int
    """Bytes read, always up to a newline."""
    mark: int
    """Checksum of the bytes before the offset."""


class Cursor(NamedTuple):
    """How far each segment has been read; an empty cursor is the beginning."""

    positions: Mapping[str, SegmentPosition] = MappingProxyType({})
    """By ``device/segment``."""

    def to_json(self) -> str:
        """Return the cursor as JSON."""
        return json.dumps(
            {name: list(position) for name, position in self.positions.items()}, separators=(",", ":")
        )

    @classmethod
    def from_json(cls, text: str) -> "Cursor":
        """Return the cursor that ``to_json`` wrote; for any other text the beginning."""
        try:
            raw = json.loads(text)
            positions = {str(name): SegmentPosition(*map(_count, position)) for name, position in raw.items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()
        return cls(positions)


def _count(raw: object) -> int:
    if type(raw) is int and raw >= 0:
        return raw
    raise ValueError("not a count")
