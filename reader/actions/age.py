"""How old an article is, as a list shows it: short, relative up to a week, then the date."""

from datetime import datetime

from reader.i18n import tr

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def format_age(date: datetime, now: datetime) -> str:
    """Return ``now``, ``5m``, ``2h``, ``6d``; beyond a week ``02-14`` this year, ``2025-02-14`` before.

    Both are aware. A date in the future shows as the date it is.
    """
    seconds = (now - date).total_seconds()
    if 0 <= seconds < _MINUTE:
        return tr("now")
    if 0 <= seconds < _HOUR:
        return tr("{count}m", count=int(seconds // _MINUTE))
    if 0 <= seconds < _DAY:
        return tr("{count}h", count=int(seconds // _HOUR))
    if 0 <= seconds < 7 * _DAY:
        return tr("{count}d", count=int(seconds // _DAY))
    local = date.astimezone(now.tzinfo)
    return f"{local:%m-%d}" if local.year == now.year else f"{local.year:04}-{local:%m-%d}"
