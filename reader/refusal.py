"""Why a disk takes nothing, in words: what is wrong, and what to do about it.

Pure. What the system says is one half of a sentence; the person at the terminal needs the other.
"""

import errno

from reader.i18n import tr
from reader.text import clean_line


def refusal(problem: OSError) -> str:
    """Return what is wrong and what to do, as the end of a sentence: ``No space left on device; make room …``."""
    return tr("{reason}; {remedy}", reason=said(problem), remedy=_remedy(problem.errno))


def said(problem: Exception) -> str:
    """Return what an exception says, cleaned; of the system's without its number and the name, which the sentence has."""
    sentence = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return clean_line(sentence)


def why_not_written(problem: Exception) -> str:
    """Return why something could not be written, as the end of a sentence: with what to do, where the system refused."""
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
            return tr("make it writable for you (chmod, chown) and try again")
        case errno.ETIMEDOUT:
            return tr("try again when it is done")
        case _:
            return tr("check what is there and try again")
