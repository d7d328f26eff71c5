"""Reads newsboat's settings: what has a counterpart here as lines of ``config.toml``, and what has none yet. Pure."""

import json
import re
import shlex
from collections import Counter
from typing import NamedTuple

from reader.feeds.interchange.newsboat import words_of
from reader.feeds.interchange.newsboat_keys import Keys, read_keys
from reader.i18n import tr
from reader.text import clean_line
from reader.text.typed_address import hide_logins

LINES_LIMIT = 5_000
"""Lines that are read."""

KEYS = frozenset(
    {
        "bind",
        "bind-key",
        "unbind-key",
        "macro",
        "run-on-startup",
        "highlight",
        "highlight-article",
        "highlight-feed",
    }
)
"""Commands about keys and words."""

COLOURS = frozenset({"color"})
"""Commands about colours."""

MINUTES_LIMIT = 1440
"""Between two refreshes, at most."""

_COMMENT = re.compile(r"""((?:[^"#`\\]|\\.|"(?:[^"\\]|\\.)*"?|`[^`]*`?|(?<=\S)#)*)""", re.DOTALL)
_ADDRESS = re.compile(r"""(["']?)%u\1""")
_PLACE = re.compile(r"%(?!s)[A-Za-z]")
_QUIETLY = re.compile(r"\s*(?:(?:&|\b[12])?>>?\s*(?:/dev/null|&[12])|(?<!&)&)\s*$")
"""How a command ends that a shell runs in the background or without what it prints, as is done here anyway."""
_OF_SHELLS = frozenset("();<>|&")


class Config(NamedTuple):
    """What a ``config`` says."""

    settings: tuple[tuple[str, str], ...]
    """Settings of ours and their values, as TOML writes them."""
    keys: Keys
    """What lines about keys, macros and highlights say."""
    colours: tuple[str, ...]
    """Lines about colours, which are not taken."""
    others: tuple[tuple[str, int], ...]
    """Further commands, and how often each stands there. Their values may be secret."""
    left_out: tuple[str, ...]
    """A sentence for each value that has no counterpart."""


def read_config(text: str) -> Config:
    """Return the settings of a ``config``. Nothing in it is run, not even what stands in backticks."""
    settings: dict[str, str] = {}
    left_out: list[str] = []
    keys: list[str] = []
    colours: list[str] = []
    others: Counter[str] = Counter()
    for line in text.replace("\\\n", "").splitlines()[:LINES_LIMIT]:
        shown = line.strip()
        words = words_of(shown)
        if not words:
            continue
        name, values = words[0], words[1:]
        if name in KEYS or name in COLOURS:
            (keys if name in KEYS else colours).append(clean_line(hide_logins(shown), 200))
        elif name in {"browser", "player", "reload-time"}:
            try:
                settings |= _setting(name, values)
            except ValueError as why:
                left_out.append(tr("{name}: {why}", name=name, why=str(why)))
        else:
            others[clean_line(name, 60)] += 1
    return Config(
        tuple(settings.items()), read_keys(keys), tuple(colours), tuple(others.items()), tuple(left_out)
    )


def _setting(name: str, values: list[str]) -> dict[str, str]:
    """Return a setting of ours for one of newsboat's; raises ValueError with the reason why there is none."""
    value = values[0].strip() if values else ""
    if "`" in value:
        raise ValueError(tr("what a program prints is not taken"))
    if name == "reload-time":
        if not value.isascii() or not value.isdecimal() or len(value) > 9:
            raise ValueError(tr("it is not a number of minutes"))
        return {"refresh_every_min": str(min(int(value), MINUTES_LIMIT))}
    if not value:
        raise ValueError(tr("it is empty"))
    command = _without_shell(_ADDRESS.sub("%s", value))
    if name == "browser" and _PLACE.search(command):
        raise ValueError(
            tr(
                "only the address (%u) can be given to a browser here: {command}",
                command=clean_line(value, 200),
            )
        )
    return {name: json.dumps(clean_line(command, 500), ensure_ascii=False)}


def _without_shell(command: str) -> str:
    """Return a command as it is run without a shell; raises ValueError for one that only a shell can run."""
    while (shorter := _QUIETLY.sub("", command)) != command:
        command = shorter
    words = shlex.shlex(command, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    try:
        found = list(words)
    except ValueError as problem:
        raise ValueError(
            tr("it has an unclosed quote: {command}", command=clean_line(command, 200))
        ) from problem
    if not found or "=" in found[0] or any("$" in word or _OF_SHELLS.issuperset(word) for word in found):
        raise ValueError(
            tr(
                "only a shell can run it, so put it into a script: {command}",
                command=clean_line(command, 200),
            )
        )
    return command
