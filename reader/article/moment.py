"""Makes a moment of its numbers, or nothing of numbers that name none. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

YEARS: Final = range(1000, 3000)
"""Years that a date may have: 0 and 9999 are placeholders, and overflow when converted to UTC."""


def moment_of(
    year: int, month: int, day: int, zone: tzinfo, clock: Sequence[int] = (0, 0, 0)
) -> datetime | None:
    """Return a moment, ``clock`` being hour, minute and second; None: there is no such day or time. 24:00 is the next day, a leap second the next minute."""
    hour, minute, second = clock
    if year not in YEARS or hour > 24 or minute > 59 or second > 60:
        return None
    try:
        moment = datetime(year, month, day, tzinfo=zone) + timedelta(
            hours=hour, minutes=minute, seconds=second
        )
        moment.astimezone(UTC)  # raises for a moment that does not exist
    except (ValueError, OverflowError):
        return None
    return moment


def at(year: int, month: int, day: int, clock: Sequence[str | None], zone: tzinfo) -> datetime | None:
    """Return the moment of a day at hour, minute and second as digits, of which the last ones may be missing."""
    return moment_of(year, month, day, zone, [int(part) if part else 0 for part in clock])
