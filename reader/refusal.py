"""Reasons of failed file operations in words: what is wrong, and what to do about it.

Pure. The system says only the first; the user needs the second as well.
"""

import errno
import os
import re

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.text import clean_line

SYSTEM_REASONS = (
    "No such file or directory", "Permission denied", "Operation not permitted", "Is a directory", "Not a directory",
    "File exists", "File name too long", "File too large", "No space left on device", "Disk quota exceeded",
    "Read-only file system", "Too many levels of symbolic links", "Too many open files", "Input/output error",
    "Device or resource busy", "Text file busy", "Directory not empty", "Invalid argument", "Exec format error",
    "Cannot allocate memory", "Connection refused", "Connection timed out", "Connection reset by peer",
    "Network is unreachable", "No route to host", "Broken pipe", "Stale file handle", "Host is down",
    "Operation not supported", "Resource temporarily unavailable", "a link leads out of the folder",
)  # fmt: skip
"""What systems say of failed operations, in English whatever the locale is: the program has not set one."""

REGEX_REASONS = (
    "unterminated character set", "missing ), unterminated subpattern", "unbalanced parenthesis", "nothing to repeat",
    "multiple repeat", "bad escape (end of pattern)", "unexpected end of pattern", "unknown extension",
    "min repeat greater than max repeat", "look-behind requires fixed-width pattern", "bad escape", "bad character range",
    "invalid group reference", "missing group name", "incomplete escape",
)  # fmt: skip
"""What Python says of a regex, or how that begins, the longer before the shorter."""

_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP})


def refusal(problem: OSError) -> str:
    """Return what is wrong and what to do, as the end of a sentence: ``No space left on device; make room …``."""
    return tr("{reason}; {remedy}", reason=reason_of(problem), remedy=_remedy(problem.errno))


def reason_of(problem: Exception) -> str:
    """Return the message of an exception, cleaned; of a system error without number and file, which the sentence names."""
    reason = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return clean_line(tr(reason) if reason in SYSTEM_REASONS else reason)


def regex_reason(problem: Exception) -> str:
    """Return what is wrong with a regex that Python does not take."""
    if isinstance(problem, re.error):
        reason = next((each for each in REGEX_REASONS if problem.msg.startswith(each)), "")
        if reason and problem.pos is not None:
            what = f"{tr(reason)}{problem.msg[len(reason) :]}"
            return clean_line(tr("{what} at position {position}", what=what, position=problem.pos))
    return clean_line(str(problem))


def unreadable(file: object, problem: Exception) -> NewsreaderError:
    """Return the error that a file of the user cannot be read, and why."""
    return NewsreaderError(tr("{file} cannot be read: {reason}", file=file, reason=reason_of(problem)))


def why_not_written(problem: Exception) -> str:
    """Return why something could not be written, as the end of a sentence, with what to do for a system error."""
    return refusal(problem) if isinstance(problem, OSError) else reason_of(problem)


def refusal_there(problem: OSError) -> str:
    """Return what ``refusal`` does, and the path where something else lies than should, if the system names one."""
    name = problem.filename
    path = os.fspath(name) if isinstance(name, str | os.PathLike) else ""
    if problem.errno not in _IN_THE_WAY or not path.startswith("/"):
        return refusal(problem)
    return tr("{reason}: {path}", reason=refusal(problem), path=clean_line(path))


def why_not_read(problem: Exception) -> str:
    """Return why a file of newsreader's own could not be read, as the end of a sentence, never in Python's words."""
    if isinstance(problem, OSError):
        if problem.errno in {errno.EACCES, errno.EPERM}:
            return tr(
                "{reason}; make it readable for you (chmod, chown) and try again", reason=reason_of(problem)
            )
        if problem.errno == errno.EFBIG:
            return tr("it is larger than newsreader writes")
        return refusal(problem)
    if isinstance(problem, UnicodeError):
        return tr("it is not UTF-8")
    if line := getattr(problem, "lineno", 0):
        return tr("line {line} is not JSON", line=line)
    return tr("what is in it was not written by newsreader")


def _remedy(number: int | None) -> str:
    match number:
        case errno.ENOSPC | errno.EDQUOT:
            return tr("make room on the disk and try again")
        case errno.EFBIG:
            return tr("raise the limit for the size of files (ulimit -f) and try again")
        case errno.EROFS:
            return tr("make the disk writable and try again")
        case errno.EACCES | errno.EPERM:
            return tr("make it writable for you (chmod, chown) and try again")
        case errno.ENAMETOOLONG:
            return tr("use a shorter name and try again")
        case errno.ELOOP:
            return tr("its links form a loop: replace them and try again")
        case errno.ETIMEDOUT:
            return tr("try again when it is done")
        case _:
            return tr("check what is there and try again")
