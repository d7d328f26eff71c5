"""The zones of dates: offsets, names such as CEST, places such as ``Europe/Berlin``. Pure.

Some names mean several zones. One that RFC 2822 defines means that; else the zone of the most people who write it, unless the
language says otherwise: CST is Chicago's, and China's where the language is Chinese; IST is India's, and Israel's in Hebrew,
Ireland's in Irish; BST is Britain's summer time; AST is Halifax's, and Riyadh's in Arabic; PST is Los Angeles's; EST is New York's.
"""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final

_OFFSET: Final = re.compile(r"(?:UTC|GMT|UT|Z)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?", re.IGNORECASE)

_HOURS: Final[dict[str, float]] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "WESZ": 1, "BST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2,
    "MEST": 2, "MESZ": 2, "HNEC": 1, "HAEC": 2, "EET": 2, "OEZ": 2, "EEST": 3, "OESZ": 3, "SAST": 2, "CAT": 2, "WAT": 1,
    "EAT": 3, "MSK": 3, "MCK": 3, "МСК": 3, "MSD": 4, "TRT": 3, "IDT": 3, "IRST": 3.5, "IRDT": 4.5, "GST": 4, "AMT": 4,
    "PKT": 5, "UZT": 5, "YEKT": 5, "IST": 5.5, "NPT": 5.75, "OMST": 6, "MMT": 6.5, "ICT": 7, "WIB": 7, "NOVT": 7, "KRAT": 7,
    "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "WITA": 8, "AWST": 8, "IRKT": 8, "JST": 9, "KST": 9, "WIT": 9, "YAKT": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "VLAT": 10, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "BRST": -2, "UYT": -3, "CLT": -4, "CLST": -3, "PYT": -4, "BOT": -4,
    "VET": -4, "COT": -5, "PET": -5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "HDT": -9, "SST": -11, "CHST": 10,
}  # fmt: skip
"""Hours east of UTC."""

_PLACES: Final = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"
}  # fmt: skip
"""Names that mean summer time in summer."""

_IN_LANGUAGE: Final[dict[tuple[str, str], float]] = {
    ("CST", "zh"): 8, ("IST", "he"): 2, ("IST", "ga"): 1, ("AST", "ar"): 3, ("BST", "bn"): 6, ("CDT", "zh"): 9,
}  # fmt: skip
"""What a name means in a language, where that is something else."""


def zone_of(text: str, language: str = "") -> tzinfo | None:
    """Return the zone that a text names; None if it names none that is known. A single letter (RFC 822) says nothing: UTC."""
    name = text.strip().upper()
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if int(match[3] or 0) > 59 or offset >= timedelta(hours=24):
            return None
        return timezone(-offset if match[1] == "-" else offset) if offset else UTC
    primary = language.replace("_", "-").partition("-")[0].lower()
    hours = _IN_LANGUAGE.get((name, primary), _HOURS.get(name))
    if hours is None and len(name) == 1 and "A" <= name < "Z":
        hours = 0
    if hours is not None:
        return timezone(timedelta(hours=hours)) if hours else UTC
    place = _PLACES.get(name, text.strip())
    return _of_place(place) if "/" in place else None


def _of_place(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # 3 ms, and hardly any date needs it

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
