"""Reads the answers of Google Reader's API: strictly where a wrong one would change marks, leniently in what is only shown. Pure.

Servers write ids in five forms, times in seconds, milliseconds and microseconds, as numbers and as texts, and some answer
``[]`` to what they do not know. An answer without the list that it should have is an error, never an empty list: an empty
list of unread entries means that everything was read.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

READING_LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
LABEL = "user/-/label/"

ID_PREFIX = "tag:google.com,2005:reader/item/"

ID_LIMIT = 128
"""Characters of an id of an entry or a feed."""

FULL_WIDTH = str.maketrans("＆＜＞", "&<>")
"""What FreshRSS writes in titles for letters that HTML has a use for."""

_HEX = re.compile(r"[0-9a-fA-F]{1,16}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}")
_LABELLED = re.compile(r"user/[^/]+/(label|state/com\.google)/(.+)", re.DOTALL)


class WrongAnswerError(ValueError):
    """An answer without what it should have."""


class Page(NamedTuple):
    """A page of ids."""

    ids: list[str]
    """In one form."""
    continuation: str
    """Of the next page; empty: there is none."""


def item_id(value: object) -> str:
    """Return the id of an entry in one form, whatever form a server gives it; empty: it is none.

    The prefix is dropped; hexadecimal digits of 64 bits become a signed decimal number; any other id stays as it is.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    bare = text.removeprefix(ID_PREFIX)
    if not bare or len(bare) > ID_LIMIT or not bare.isascii() or not bare.isprintable():
        return ""
    is_hex = bool(_HEX.fullmatch(bare)) and (
        bare != text or (len(bare) == 16 and (bare[0] == "0" or not bare.isdecimal()))
    )
    if is_hex:
        return str(_signed(int(bare, 16)))
    if _DECIMAL.fullmatch(bare):
        return str(_signed(int(bare)))
    return bare


def sent_id(known: str) -> str:
    """Return the id of an entry as it is sent: numbers are known everywhere, others need the prefix."""
    return known if _DECIMAL.fullmatch(known) else ID_PREFIX + known


def page_of(answer: object) -> Page:
    """Return a page of ids; raises WrongAnswerError."""
    found = _mapping(answer)
    rows = _list(found, "itemRefs")
    ids = [item_id(_mapping(row).get("id")) for row in rows]
    if not all(ids):
        raise WrongAnswerError("id")
    continuation = found.get("continuation")
    is_text = isinstance(continuation, str | int) and not isinstance(continuation, bool)
    after = str(continuation) if is_text else ""
    return Page(ids, "" if after == "0" else after[:ID_LIMIT])


def rows_of(answer: object, name: str) -> list[Mapping[str, Any]]:
    """Return the rows of a list; raises WrongAnswerError."""
    return [_mapping(row) for row in _list(_mapping(answer), name)]


def text_of(row: Mapping[str, Any], name: str) -> str:
    """Return a text of a row; empty: it has none."""
    value = row.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def label_of(stream: str) -> str:
    """Return the name of a label by its id, such as ``user/1/label/News``; empty: it is another stream."""
    match = _LABELLED.fullmatch(stream)
    return match[2] if match and match[1] == "label" else ""


def state_of(stream: str) -> str:
    """Return the name of a state, such as ``read``; empty: it is another stream."""
    match = _LABELLED.fullmatch(stream)
    return match[2] if match and match[1] != "label" else ""


def labels_of(row: Mapping[str, Any]) -> list[str]:
    """Return the labels of a subscription or an entry: each once, in their order."""
    found: dict[str, None] = {}
    for each in row.get("categories") or ():
        stream = each.get("id") if isinstance(each, Mapping) else each
        label = label_of(stream) if isinstance(stream, str) else ""
        if label:
            found[label] = None
    return list(found)


def states_of(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the states of an entry, such as ``read`` and ``starred``."""
    streams = [each for each in row.get("categories") or () if isinstance(each, str)]
    return frozenset(state_of(stream) for stream in streams) - {""}


def moment_of(row: Mapping[str, Any]) -> datetime | None:
    """Return when an entry was published, in UTC; where a server does not say, when it came there; None: no word of it."""
    for name in ("published", "timestampUsec", "crawlTimeMsec"):
        try:
            number = float(row.get(name) or 0)
        except (TypeError, ValueError):
            continue
        seconds = _seconds(number)
        if seconds:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def link_of(row: Mapping[str, Any]) -> str:
    """Return the address of an entry, as it is written; empty: it has none."""
    return next(_links(row), "")


def html_of(row: Mapping[str, Any]) -> str:
    """Return the text of an entry: the longer one of its content and its summary."""
    texts = [
        text_of(part, "content")
        for part in (row.get("content"), row.get("summary"))
        if isinstance(part, Mapping)
    ]
    return max(texts, key=len, default="")


def _links(row: Mapping[str, Any]) -> Iterator[str]:
    for name in ("canonical", "alternate"):
        rows = row.get(name)
        for each in rows if isinstance(rows, list) else ():
            if isinstance(each, Mapping) and isinstance(each.get("href"), str) and each["href"]:
                yield each["href"]


def _seconds(number: float) -> float:
    """Return a time in seconds that may be one in milliseconds or microseconds; 0: it is none."""
    if not 0 < number < 1e17:
        return 0.0
    if number > 1e14:
        number /= 1e6
    elif number > 1e11:
        number /= 1e3
    return number


def _signed(number: int) -> int:
    """Return a number of 64 bits with its sign."""
    return number - (1 << 64) if 1 << 63 <= number < 1 << 64 else number


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongAnswerError("object")
    return value


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    rows = found.get(name)
    if not isinstance(rows, list):
        raise WrongAnswerError(name)
    return rows
