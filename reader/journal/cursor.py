"""How far a reader of the journal has got, so that it reads on from there.

Pure. There is a place per segment, not per device: a sync tool may deliver an older segment after a newer one,
or a half one first. A place that does not fit its file any more is forgotten, and the file is read again, which
does no harm: events fold to the same state however often they come.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class SegmentPosition(NamedTuple):
    """Where one is in a segment."""

    offset: int
    """Bytes read, always up to a newline."""
    mark: int
    """Checksum of the bytes before the offset."""


class Cursor(NamedTuple):
    """Where a reader of the journal has got to; an empty one is the beginning."""

    places: Mapping[str, SegmentPosition] = MappingProxyType({})
    """By ``device/segment``."""

    def to_json(self) -> str:
        """Return the cursor as JSON."""
        return json.dumps({name: list(place) for name, place in self.places.items()}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Cursor":
        """Return the cursor that ``to_json`` wrote; the beginning where the text is anything else."""
        try:
            raw = json.loads(text)
            places = {str(name): SegmentPosition(*map(_count, place)) for name, place in raw.items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()
        return cls(places)


def _count(raw: object) -> int:
    if type(raw) is int and raw >= 0:
        return raw
    raise ValueError("no count")
