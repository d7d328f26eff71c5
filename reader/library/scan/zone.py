"""The time zone of dates that name none: the setting's, else the machine's. Reads the environment and one link."""

import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCAL = Path("/etc/localtime")


def zone_named(name: str) -> tuple[tzinfo, str]:
    """Return the zone of this name, or the machine's for an empty one, and its name for comparison."""
    if name:
        return ZoneInfo(name), name
    chosen = os.environ.get("TZ", "").lstrip(":")
    try:
        if chosen:
            return ZoneInfo(chosen), chosen
        with _LOCAL.open("rb") as file:
            return ZoneInfo.from_file(file), os.path.realpath(_LOCAL)
    except (OSError, ValueError, LookupError):
        # A fixed offset: wrong by an hour for half of the year, and the best there is.
        offset = datetime.now(UTC).astimezone().tzinfo or UTC
        return offset, str(offset)
