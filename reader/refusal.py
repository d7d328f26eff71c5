"""Reasons of failed file operations in words: what is wrong, and what to do about it.

Pure. The system says only the first; the user needs the second as well.
"""

import errno

from reader.i18n import tr
from reader.text import clean_line


def refusal(problem: OSError) -> str:
    """Return what is wrong and what to do, as the end of a sentence: ``No space left on device; make room …``."""
    return tr("{reason}; {remedy}", reason=said(problem), remedy=_remedy(problem.errno))


def said(problem: Exception) -> str:
    """Return the message of an exception, cleaned; of a system error without number and file, which the sentence names."""
    sentence = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return clean_line(sentence)


def why_not_written(problem: Exception) -> str:
    """Return why something could not be written, as the end of a sentence, with what to do for a system error."""
    return refusal(problem) if isinstance(problem, OSError) else said(problem)


def _remedy(number: int | None) -> str:
    match number:
        case errno.ENOSPC | errno.EDQUOT:
            return tr("make room on the disk and try again")
        case errno.EFBIG:
            return tr("raise the limit for the size of files (ulimit -f) and try again")
        case errno.EROFS:
            return tr("make the disk writable and try again")
        case errno.EACCES | errno.EPERM:
            return tr("let yourself write there (chmod, chown) and try again")
        case errno.ETIMEDOUT:
            return tr("try again when it is done")
        case _:
            return tr("look what is there and try again")
