"""The keys of a feed in ``feeds.toml``, a row each: what it accepts and what it does. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.nearest import nearest
from reader.text import clean_line, safe_address
from reader.text.typed_address import typed_address, without_login
from reader.toml.mistakes import Mistake, PartlyWrongError, wrong

SECONDS = {"min": 60, "m": 60, "h": 3600, "d": 86400}
"""Seconds by the units of an interval."""

NEWEST_LIMIT = 100_000
"""The greatest number of articles that can stay unread."""

OTHER_ADDRESS_KEYS = frozenset(
    {"url", "uri", "link", "href", "feed", "feed_url", "xmlurl", "xml_url", "rss", "atom"}
)
"""The names that other programs have for the address."""

_INTERVAL = re.compile(r"(\d{1,6})\s*(min|m|h|d)")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_UNSEEN = frozenset({"Cf", "Mn"})
"""Unicode categories of invisible characters."""

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z]{2,7}):?/{1,3}(?P<rest>.+)|feed:(?P<inside>https?://.+)")
_BARE = re.compile(r"(?://)?(?P<rest>(?:localhost|(?:[\w-]+\.)+\w{2,})(?::\d+)?(?:[/?].*)?)")
"""An address without its scheme."""

OF_READERS = frozenset({"feed", "feeds", "rss", "itpc", "pcast", "podcast"})
"""Schemes that only say which kind of program is meant."""

_SCHEME_CUTOFF = 0.7
"""How like ``http`` a scheme must be to be taken for it: ``htp`` is, ``ftp`` is not."""


class FeedKey(NamedTuple):
    """What one key of a feed accepts and does."""

    field: str
    """Of ``Subscription``."""
    check: Callable[[Any], Any]
    """Takes a TOML value and returns the field's; raises ValueError, PartlyWrongError where a part of it is used."""
    default: str
    """What happens without it, as the documentation says it."""
    meaning: str
    """What it does, as the documentation says it."""


def _address(raw: Any) -> str:
    accepted = ValueError(tr("an address that begins with https:// or http://"))
    typed = raw.strip() if isinstance(raw, str) else ""
    address = safe_address(typed)
    if address and address.scheme in {"http", "https"}:
        return address.href
    if found := _without_login(typed):
        raise found
    guessed = safe_address(_with_scheme(typed))
    if guessed is None or guessed.scheme not in {"http", "https"}:
        raise accepted
    sentence = tr(
        "{sentence}; {address} is followed",
        sentence=wrong("address", accepted, raw), address=clean_line(guessed.href, 200),
    )  # fmt: skip
    raise PartlyWrongError(guessed.href, [Mistake((), sentence)])


def _without_login(typed: str) -> PartlyWrongError | None:
    """Return the error for an address with a user or a password in it, which is followed without them; None: it has none."""
    login = without_login(typed_address(typed))
    address = safe_address(login.address) if login.user or login.password else None
    if address is None or address.scheme not in {"http", "https"}:
        return None
    sentence = tr(
        "address holds a login, which does not belong there: set user and password_command; {address} is followed without it",
        address=clean_line(address.href, 200),
    )  # fmt: skip
    return PartlyWrongError(address.href, [Mistake((), sentence)])


def _with_scheme(typed: str) -> str:
    """Return an address with its missing or misspelt scheme put right; empty: it is not an address."""
    if match := _SCHEME.fullmatch(typed):
        if match["inside"]:
            return match["inside"]
        scheme = (
            "https"
            if match["scheme"].lower() in OF_READERS
            else nearest(match["scheme"], ("http", "https"), _SCHEME_CUTOFF)
        )
        return f"{scheme}://{match['rest']}" if scheme else ""
    match = _BARE.fullmatch(typed)
    return f"https://{match['rest']}" if match else ""


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(tr("text in quotes"))  # noqa: TRY004 - a wrong value
    return clean_line(raw)


def _certificates(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.isprintable():
        raise ValueError(tr('a file such as "~/certificates/nas.pem"'))
    return raw


def folder_inside(raw: Any) -> str:
    """Return the path of a folder, relative to that of ``feeds.toml``; raises ValueError where it lies outside or is hidden."""
    folder = raw.strip("/") if isinstance(raw, str) and not raw.startswith(("/", "~")) else ".."
    # Some file systems ignore invisible characters in names.
    kinds = [(char, unicodedata.category(char)) for char in folder]
    seen = "".join(char for char, kind in kinds if kind not in _UNSEEN)
    is_hidden = folder and any(not part or part.startswith(".") for part in seen.split("/"))
    if is_hidden or any(kind in {"Cc", "Cs"} for _, kind in kinds):
        raise ValueError(tr("a folder inside the folder of this file, not hidden"))
    return folder


def _words(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) and "\0" not in word for word in raw):
        raise ValueError(tr('a list such as ["a", "b"]'))
    return tuple(raw)


def _tags(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError(tr('a list such as ["news", "tech"]'))  # noqa: TRY004 - a wrong value
    accepted = ValueError(tr("text in quotes"))
    mistakes = [
        Mistake((number,), wrong("tags", accepted, tag))
        for number, tag in enumerate(raw)
        if not isinstance(tag, str)
    ]
    tags = tuple(tag for tag in raw if isinstance(tag, str))
    if mistakes:
        raise PartlyWrongError(tags, mistakes)
    return tags


def _page(raw: Any) -> str:
    address = safe_address(raw) if isinstance(raw, str) and raw else None
    if raw != "" and (address is None or address.scheme not in {"http", "https"}):
        raise ValueError(tr("an address that begins with https:// or http://"))
    return address.href if address else ""


def _outlines(raw: Any) -> tuple[tuple[str, ...], ...]:
    paths = raw if isinstance(raw, list) and any(isinstance(each, list) for each in raw) else [raw]
    if not all(isinstance(path, list) and all(isinstance(name, str) for name in path) for path in paths):
        raise ValueError(tr('a list such as ["Technology", "Linux"], or a list of such lists'))
    return tuple(tuple(filter(None, map(clean_line, path))) for path in paths if path or paths is raw)


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(tr("true or false"))  # noqa: TRY004 - a wrong value
    return raw


def _count(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= NEWEST_LIMIT:
        raise ValueError(tr("a number from {low} to {high}", low=1, high=NEWEST_LIMIT))
    return raw


def _interval(raw: Any) -> int:
    match = _INTERVAL.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if raw == "":
        return 0
    if not match:
        raise ValueError(tr('an interval such as "30min", "2h" or "1d"'))
    return int(match[1]) * SECONDS[match[2]]


def _headers(raw: Any) -> tuple[tuple[str, str], ...]:
    accepted = ValueError(tr("a table of names and values such as {example}", example='{X-Key = "abc"}'))
    if not isinstance(raw, Mapping):
        raise accepted
    mistakes = [
        Mistake((name,), wrong("headers", accepted, {name: value}))
        for name, value in raw.items()
        if not (_HEADER_NAME.fullmatch(name) and isinstance(value, str) and value.isprintable())
    ]
    if mistakes:
        left_out = {mistake.path[0] for mistake in mistakes}
        raise PartlyWrongError(tuple(pair for pair in raw.items() if pair[0] not in left_out), mistakes)
    return tuple(raw.items())


FEED_KEYS: Mapping[str, FeedKey] = {
    "address": FeedKey(
        "address", _address, "required, unless there is a `command`", "the address of the feed"
    ),
    "command": FeedKey(
        "command", _words, "none", "a program that prints the feed, with its arguments, instead of an address"
    ),
    "title": FeedKey("title", _text, "the feed's own title", "your name for it"),
    "folder": FeedKey(
        "folder",
        folder_inside,
        "a folder named by the title at the first refresh",
        "the folder of its articles",
    ),
    "tags": FeedKey("tags", _tags, "none", "tags for each of its articles"),
    "interval": FeedKey(
        "interval_s",
        _interval,
        "what its server says, at least an hour",
        "the minimum time between two refreshes",
    ),
    "fetch_full_articles": FeedKey(
        "is_whole",
        _flag,
        "false",
        "fetch the full article of each new entry: for feeds with summaries only",
    ),
    "download_images": FeedKey("keeps_images", _flag, "false", "download the images of its entries"),
    "quiet": FeedKey("is_quiet", _flag, "false", "leave its articles out of Unread, All and their counts"),
    "newest": FeedKey(
        "newest",
        _count,
        "all stay unread",
        "how many of its articles stay unread: older ones are marked read",
    ),
    "user": FeedKey("user", _text, "none", "the user name for the password"),
    "password_command": FeedKey(
        "password_command", _words, "none", "a program that prints the password, with its arguments"
    ),
    "ca_file": FeedKey(
        "ca_file",
        _certificates,
        "none",
        "a file of certificates (PEM) to trust at its host: of your own authority, or a self-signed one",
    ),
    "headers": FeedKey("headers", _headers, "none", "extra HTTP headers, sent only to its origin"),
    "filter_command": FeedKey(
        "filter", _words, "none", "a program that reads the feed and prints a changed one, with its arguments"
    ),
    "website": FeedKey("website", _page, "as the feed says", "its page, for lists of feeds"),
    "opml_folders": FeedKey(
        "opml_folders",
        _outlines,
        "its first tag",
        "the folders that it is in, from the outermost one, in `newsreader feeds --opml`",
    ),
    "public_only": FeedKey(
        "is_public",
        _flag,
        "false",
        "do not fetch it if it leads into a private network: for addresses from others",
    ),
}
"""Every key of a table ``[[feed]]``."""
