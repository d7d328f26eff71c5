"""Reads newsboat's list of feeds, and says where it keeps its files. Disk, reading only.

Lines that would run a program (``exec:``, ``filter:``) are reported and left out: the user has to write them again.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.interchange.listed import Gathered, listed_address
from reader.i18n import tr
from reader.text import clean_line
from reader.text.typed_address import hide_logins

LINE_LIMIT = 20_000
"""Lines of a list that are read."""

_QUERY = re.compile(r"query:([^:]+):(.+)", re.DOTALL)
_WORD = re.compile(
    r"""\s*(?:(?P<comment>\#.*)|(?P<quoted>"(?:[^"\\]|\\.)*"?)|(?P<plain>(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+))""",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"?', re.DOTALL)


class Files(NamedTuple):
    """Where newsboat keeps what it knows; None: that file is not there."""

    urls: Path | None
    """Its feeds."""
    cache: Path | None
    """Articles, and which of them were read."""
    config: Path | None
    """Its settings."""


class Urls(NamedTuple):
    """What a ``urls`` file says."""

    feeds: tuple[Subscription, ...]
    """In their order."""
    queries: tuple[tuple[str, str], ...]
    """Its query feeds: names, and queries in newsboat's language."""
    left_out: tuple[str, ...]
    """A sentence for each line that is not a web feed."""
    passwords: Mapping[str, str]
    """Those that stood in addresses, by the addresses without them."""


def words_of(line: str) -> list[str]:
    """Return the words of a line as newsboat reads it: in quotation marks or not, up to a ``#`` that begins a word."""
    words = []
    for match in _WORD.finditer(line):
        if match["comment"]:
            break
        words.append(_QUOTED.sub(lambda each: _unescaped(each[1]), match["quoted"] or match["plain"]))
    return words


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), text)


def read_urls(text: str) -> Urls:
    """Return the feeds and query feeds of a ``urls`` file.

    A line is an address and tags; a tag with ``~`` is the title, ``!`` hides the feed, which makes it quiet here.
    """
    found, queries = Gathered(LINE_LIMIT), []
    for line in text.removeprefix("\ufeff").splitlines()[:LINE_LIMIT]:
        words = words_of(line)
        if not words or not words[0].strip():
            continue
        if query := _QUERY.fullmatch(words[0]):
            queries.append((clean_line(query[1], 100), query[2]))
            continue
        login = None if _is_program(words[0]) else listed_address(words[0])
        if login is None:
            shown = clean_line(hide_logins(words[0]), 200)
            found.leave_out(
                tr("{line}: it runs a program; set command or filter_command in feeds.toml", line=shown)
                if _is_program(words[0])
                else tr("{line}: it is not an address of the web", line=shown)
            )
            continue
        titles = [clean_line(word[1:]) for word in words[1:] if word.startswith("~")]
        tags = [clean_line(word, 100) for word in words[1:] if word[:1] not in {"~", "!"}]
        feed = Subscription(
            login.address, titles[0] if titles else "", tags=tuple(dict.fromkeys(filter(None, tags))),
            user=login.user, is_quiet=any(word.startswith("!") for word in words[1:]),
        )  # fmt: skip
        found.take(feed, login.password)
    everything = found.all()
    return Urls(everything.feeds, tuple(queries), everything.left_out, everything.passwords)


def _is_program(word: str) -> bool:
    return word.startswith(("exec:", "filter:"))


def files_in(folder: Path) -> Files:
    """Return newsboat's files in a folder."""
    return Files(*(_there(folder / name) for name in ("urls", "cache.db", "config")))


def standard_files(home: Path, environ: Mapping[str, str]) -> Files:
    """Return newsboat's files where it looks for them: in the folders of XDG, else in ``~/.newsboat``.

    Those of newsbeuter, as it was called before, come last.
    """
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    for name in ("newsboat", "newsbeuter"):
        for here, there in ((config / name, data / name), (home / f".{name}", home / f".{name}")):
            found = Files(_there(here / "urls"), _there(there / "cache.db"), _there(here / "config"))
            if any(found):
                return found
    return Files(None, None, None)


def _there(file: Path) -> Path | None:
    return file if file.is_file() else None
