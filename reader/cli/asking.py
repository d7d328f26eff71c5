"""Asks a person at a terminal; in a pipe, in cron and the like the answer is no."""

import sys

from reader.i18n import tr


def agrees(question: str) -> bool:
    """Return whether the question is answered with yes; False without a terminal, or when its input ends."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return False
    sys.stderr.write(tr("{question} y: yes · n: no: ", question=question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower()[:1] == "y"
