"""What single settings accept: each takes a raw value and returns the value, or raises ValueError with what is accepted. Pure."""

import os
import re
from collections.abc import Callable
from typing import Any

from reader.i18n import listed, tr
from reader.nearest import nearest
from reader.setting_tables import refuse_old_value, usable_items
from reader.toml.mistakes import WrongError

Check = Callable[[Any], Any]
"""Takes a raw value (a string from the environment, any TOML value); returns the value or raises ValueError."""


def text(raw: Any) -> str:
    """Return a text as it is."""
    if not isinstance(raw, str):
        raise ValueError(tr("text in quotes"))
    return raw


def flag(raw: Any) -> bool:
    """Return true or false; a variable may say 1, yes, on and the like."""
    named = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    value = named.get(raw.lower()) if isinstance(raw, str) else raw
    if not isinstance(value, bool):
        raise ValueError(tr("true or false"))
    return value


def number(low: float, high: float, kind: type[int] | type[float] = int) -> Check:
    """Return the check of a number from ``low`` to ``high``."""

    def check(raw: Any) -> Any:
        expected = ValueError(tr("a number from {low} to {high}", low=low, high=high))
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            raise expected
        try:
            value = float(raw)
        except (ValueError, OverflowError):
            raise expected from None
        if not low <= value <= high or (kind is int and not value.is_integer()):
            raise expected
        return kind(value)

    return check


def one_of(*names: str) -> Check:
    """Return the check of a word that is one of these."""

    def check(raw: Any) -> str:
        if raw not in names:
            refuse_old_value(raw, names)
            near = nearest(raw, names) if isinstance(raw, str) else ""
            raise WrongError(tr("one of {names}", names=listed(names)), near)
        return str(raw)

    return check


def command(raw: Any) -> tuple[str, ...]:
    """Return a program and its arguments; a text is split as a shell does."""
    from shlex import split  # only for those who name one

    expected = ValueError(tr('a list such as ["mpv", "--no-video"]'))
    try:
        words = split(raw) if isinstance(raw, str) else raw
    except ValueError:
        raise expected from None
    if not isinstance(words, (list, tuple)) or not all(
        isinstance(word, str) and "\0" not in word for word in words
    ):
        raise expected
    return tuple(words)


def folder(raw: Any) -> str:
    """Return the name of a folder."""
    if not isinstance(raw, str):
        raise ValueError(tr('a folder such as "~/notes"'))
    return raw


def folders(raw: Any) -> tuple[str, ...]:
    """Return names of folders; a variable has them as PATH has."""
    items = raw.split(os.pathsep) if isinstance(raw, str) else raw
    if not isinstance(items, list):
        raise ValueError(tr("a list of folders"))
    return usable_items(items, folder)


def names_of(*known: str) -> Check:
    """Return the check of a list of words, each one of these."""

    def check(raw: Any) -> tuple[str, ...]:
        items = raw.replace(",", " ").split() if isinstance(raw, str) else raw
        if not isinstance(items, (list, tuple)):
            raise ValueError(tr("a list of {names}", names=listed(known)))
        return usable_items(items, one_of(*known))

    return check


def key(raw: Any) -> str:
    """Return a key of the front matter, in small letters."""
    if not isinstance(raw, str) or not re.fullmatch(r"[\w.-]{1,60}", raw):
        raise ValueError(tr("a key such as author, folder, year"))
    return raw.lower()


def keys(raw: Any) -> str | tuple[str, ...]:
    """Return one such key, or two of them."""
    items = raw.replace(",", " ").split() if isinstance(raw, str) else raw
    if not isinstance(items, (list, tuple)) or not 1 <= len(items) <= 2:
        raise ValueError(tr("a key such as author, folder, year, or two of them"))
    found = tuple(dict.fromkeys(map(key, items)))
    return found if len(found) > 1 else found[0]


def zone(raw: Any) -> str:
    """Return the name of a time zone; empty: the system's."""
    from zoneinfo import ZoneInfo  # 2 ms: only for those who name one

    try:
        return "" if raw == "" else str(ZoneInfo(raw))
    except (ValueError, OSError, TypeError, AttributeError, LookupError):
        raise ValueError(tr("a time zone such as Asia/Shanghai")) from None
