"""Formats a record of the log without anything private: what happened and where in the program, not with which texts.

Pure. Our own messages name no titles, texts or files. Those of libraries and exceptions may quote what they were given, so
what stands in quotes in them is removed. All addresses lose users, passwords, queries and fragments, and control characters
are cleaned as in any untrusted text.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from logging import LogRecord
from pathlib import PurePath
from traceback import StackSummary, extract_tb
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.text import clean_line

if TYPE_CHECKING:
    from types import TracebackType

MESSAGE_LIMIT = 1_000
"""Code points of a message."""

FRAMES = 40
"""The innermost calls of a traceback that are logged."""

CHAIN = 5
"""Exceptions that are logged of a chain of causes."""

_USER = re.compile(r"(\b[A-Za-z][A-Za-z0-9+.-]*://)[^\s/?#]*@")
_QUERY = re.compile(r"(://[^\s?#\"'<>]*|(?<![\w?#])/[^\s?#\"'<>]*)[?#][^\s\"'<>]*")
_QUOTED = re.compile(
    r"(?<!\w)[bBrRuUfF]{0,2}(?:'(?:[^'\\]|\\.)*(?:'|\\?$)|\"(?:[^\"\\]|\\.)*(?:\"|\\?$))", re.DOTALL
)
_PATH = re.compile(r"(?<![\w:/])/(?:[^\s'\"<>/]+/)+[^\s'\"<>/:,]*")
_SPEAKS = ("builtins", "asyncio", "reader.", "textual.", "urllib3.", "lxml.", "PIL", "zlib", "ssl")
"""Modules of exceptions whose messages say what is wrong and quote only in quotes; of others only the name is logged."""


def format_record(record: LogRecord, process: str) -> str:
    """Return a record as lines, the first with time (UTC), level, process and module; ends in a newline."""
    when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):  # arguments that do not fit
        message = str(record.msg)
    if record.name != "reader" and not record.name.startswith("reader."):
        message = _without_named(message)
    head = f"{when} {record.levelname} {process}[{record.process}] {record.name}: {_without_secrets(message)}"
    trace = _traceback_lines(record.exc_info[1]) if record.exc_info else ()
    return "".join(f"{line}\n" for line in (head, *(f"  {line}" for line in trace)))


def module_path(filename: str) -> str:
    """Return the path of a module without the folder of its installation, which may hold names of people."""
    parts = PurePath(filename).parts
    for known in ("site-packages", "dist-packages"):
        if known in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(known) :])
    if "reader" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("reader") :])
    return "/".join(parts[-2:])


def describe_fault(fault: BaseException) -> str:
    """Return an exception's class, and its message where that is known to hold private things only in quotes."""
    kind = type(fault)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(fault, OSError):  # its message quotes names of files
        return f"{name}: {fault.strerror or fault.errno or ''}"
    if kind.__module__ == "sqlite3":  # its message may quote what is stored
        return f"{name}: {getattr(fault, 'sqlite_errorname', '')}"
    if isinstance(fault, NewsreaderError) or not kind.__module__.startswith(_SPEAKS):
        return name  # sentences for the user name files, titles and addresses
    try:
        message = str(fault)
    except Exception:  # noqa: BLE001 - a fault of ours while another is described
        return name
    return f"{name}: {_without_secrets(_without_named(message))}"


def _traceback_lines(fault: BaseException | None) -> Iterator[str]:
    """Yield the calls of an exception, the innermost last, then those of its causes."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen and len(seen) < CHAIN:
        seen.add(id(fault))
        if len(seen) > 1:
            yield "caused by, or while handling:"
        yield from _called(fault.__traceback__)
        yield describe_fault(fault)
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _called(trace: "TracebackType | None") -> Iterator[str]:
    frames: StackSummary = extract_tb(trace)
    for frame in frames[-FRAMES:]:
        yield clean_line(f"{module_path(frame.filename)}:{frame.lineno} {frame.name}")


def _without_named(message: str) -> str:
    """Return a message without what it quotes and without names of files other than Python modules."""
    return _PATH.sub(_of_program, _QUOTED.sub("'…'", message[: MESSAGE_LIMIT * 8]))


def _of_program(match: re.Match[str]) -> str:
    return module_path(match[0]) if match[0].endswith(".py") else "…"


def _without_secrets(message: str) -> str:
    message = _QUERY.sub(r"\1", _USER.sub(r"\1", message[: MESSAGE_LIMIT * 8]))
    return clean_line(message, MESSAGE_LIMIT)
