r"""An event as one line of a log: a JSON object with short keys, every line complete in itself.

Pure. A line reads ``{"v":1,"c":stamp,"a":act,"r":reverts,"k":[folder,path],"f":field,"n":new,"o":old}``; ``a``,
``r`` and ``o`` are left out where empty. The device is the name of the folder that the log lies in. Text is
UTF-8; only a path that is not Unicode (undecodable bytes as surrogates) makes its line pure ASCII with ``\u``.
"""

import json
import math
import re
from collections.abc import Callable
from typing import Any

from reader.article import Key
from reader.errors import JournalError
from reader.i18n import tr
from reader.journal.clock import STAMP_LIMIT
from reader.journal.event import HIGHLIGHT, NAME_LIMIT, TAG, Change, Event, Field, Value, is_field
from reader.text.pattern import late

VERSION = 1
"""Of the lines; raised when older programs would misread them."""

LINE_LIMIT = 1 << 16
"""Bytes of a line with its newline: a path of 4,096 bytes that all need escaping fits twice."""

_INTEGER_LIMIT = 1 << 63

_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # the C one

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_escaped = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode

_PLAIN = frozenset({bool, str, type(None)})
_FIVE_TEXTS = [str] * 5
_FIELDS = {field.value: field for field in Field}

_TEXT = r'[^"\\\x00-\x1f]'
"""A byte that stands for itself in a text of JSON; that the bytes are UTF-8 has to be checked before."""

_PLAIN_VALUE = rf'(?:true|false|null|-?(?:0|[1-9]\d{{0,17}}+)(?:\.\d{{1,17}}+)?|"{_TEXT}{{0,9999}}+")'

PLAIN_LINE = late(
    (
        rf'^\{{"v":{VERSION},"c":(0|[1-9]\d{{0,17}}+)(?:,"a":"{_TEXT}{{0,99}}+")?(?:,"r":"{_TEXT}{{0,99}}+")?,"k":\['
        rf'("{_TEXT}{{0,200}}+","{_TEXT}{{0,9999}}+"\],'
        rf'"f":"(?:{"|".join(Field)}|(?:{TAG}|{HIGHLIGHT}){_TEXT}{{1,{NAME_LIMIT}}}+)"),'
        rf'"n":({_PLAIN_VALUE})(?:,"o":{_PLAIN_VALUE})?\}}\n'
    ).encode(),
    re.MULTILINE,
)
"""A whole line that is certainly an event, as nearly all are; ``parse_line`` decides about any other.

Its groups are the stamp, the key with the field, and the value, as they are written. Its limits keep it below ``LINE_LIMIT``.
In bytes it is twice as fast as in text.
"""


class BadLineError(ValueError):
    """A line that is not an event: torn, overwritten or written by something else."""


class NewerLineError(ValueError):
    """A line that a newer version of the program wrote and this one cannot understand."""


def format_line(event: Event) -> bytes:
    """Return the event's line, newline included; raises JournalError where it is too long or holds broken text."""
    change = event.change
    record: dict[str, Any] = {"v": VERSION, "c": event.clock}
    if event.act:
        record["a"] = event.act
    if event.reverts:
        record["r"] = event.reverts
    record["k"] = change.key
    record["f"] = change.field
    record["n"] = change.value
    if change.former is not None:
        record["o"] = change.former
    try:
        line = _compact(record).encode()
    except UnicodeEncodeError:
        line = _escaped(record).encode()
        _require_readable(line, event)
    if len(line) >= LINE_LIMIT:
        raise JournalError(
            tr("A change was not recorded: the article's path or note is too long ({size} bytes)",
               size=len(line))
        )  # fmt: skip
    return line + b"\n"


def parse_line(line: bytes, device: str) -> Event:
    """Return the event of a line; raises BadLineError or NewerLineError."""
    try:
        record = json.loads(line.decode())
    except (ValueError, RecursionError) as problem:
        raise BadLineError(str(problem)) from None
    return _event(record, device, may_be_broken=b"\\u" in line)


def parse_lines(text: str, device: str, limit: int | None) -> tuple[list[Event], int]:
    """Return the events of complete lines up to the first that is not one, and how many characters those lines take.

    At most ``limit`` events, where that is given. Twice as fast as line by line: the scanner of the standard library goes
    through all of the text. ``parse_line`` says what is wrong with the line that ended it.
    """
    events: list[Event] = []
    at, may_be_broken = 0, "\\u" in text
    try:
        while (end := text.find("\n", at)) >= 0 and len(events) != limit:
            record, after = _scan(text, at)
            if after != end or after - at >= LINE_LIMIT:
                break
            events.append(_event(record, device, may_be_broken=may_be_broken))
            at = after + 1
    except (ValueError, StopIteration, RecursionError):  # BadLineError and NewerLineError are ValueErrors
        pass
    return events, at


def _event(record: Any, device: str, *, may_be_broken: bool) -> Event:
    """Return the event of a line's object; ``may_be_broken``: it has escapes, which can spell broken Unicode."""
    try:
        if record["v"] != VERSION:
            _refuse_version(record["v"])
        clock, key, name, value = record["c"], record["k"], record["f"], record["n"]
        former, act, reverts = record.get("o"), record.get("a", ""), record.get("r", "")
    except NewerLineError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BadLineError(str(problem)) from None
    if type(clock) is not int or not 0 <= clock < STAMP_LIMIT:
        raise BadLineError("not a stamp")
    if type(key) is not list or list(map(type, (*key, name, act, reverts))) != _FIVE_TEXTS:
        raise BadLineError("not a key, or not text where text belongs")
    if not (_is_value(value) and _is_value(former)):
        raise BadLineError("not a value")
    field = _FIELDS.get(name) or name
    if field is name and not is_field(name):
        raise NewerLineError(name)
    folder, path = key
    if may_be_broken:
        _require_unicode(path, folder, act, reverts, value, former)
    return Event(clock, device, Change(Key(folder, path), field, value, former), act, reverts)


def _require_readable(line: bytes, event: Event) -> None:
    try:
        parse_line(line, event.device)
    except BadLineError:
        raise JournalError(tr("A change was not recorded: it contains broken text")) from None


def _refuse_version(version: object) -> None:
    if type(version) is int and version > VERSION:
        raise NewerLineError(str(version))
    raise BadLineError("not a version")


def _require_unicode(path: str, *others: Value) -> None:
    try:
        path.encode("utf-8", "surrogateescape")
        for text in others:
            str(text).encode()
    except UnicodeEncodeError as problem:
        raise BadLineError(str(problem)) from None


def _is_value(raw: Any) -> bool:
    kind = type(raw)
    if kind is int:
        return bool(-_INTEGER_LIMIT <= raw < _INTEGER_LIMIT)
    return kind in _PLAIN or (kind is float and math.isfinite(raw))
