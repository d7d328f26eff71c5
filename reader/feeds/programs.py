"""Programs that the user names in ``feeds.toml``: what prints a feed, what changes one, what knows a password.

Only what stands in that file is run, as a list of words and never through a shell; nothing that comes from a feed, a page
or another reader's files gets here.
"""

import subprocess
from collections.abc import Sequence

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.text import clean_line

TIME_S = 60.0
"""How long a program may take."""

OUTPUT_LIMIT = 32 << 20
"""Bytes that are read of what it prints."""


class ProgramError(NewsreaderError):
    """A program that failed; the message names it."""


def output_of(command: Sequence[str], data: bytes = b"", seconds: float = TIME_S) -> bytes:
    """Return what a command prints, given the data on its stdin; raises ProgramError."""
    name = clean_line(command[0], 200)
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own words, as a list
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )  # fmt: skip
    except OSError as problem:
        raise ProgramError(
            tr("{name} cannot be run: {problem}", name=name, problem=problem.strerror or str(problem))
        ) from problem
    try:
        output, complaint = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise ProgramError(
            tr("{name} takes longer than {seconds:.0f} s", name=name, seconds=seconds)
        ) from None
    if process.returncode:
        told = clean_line(complaint.decode("utf-8", "replace"), 200)
        raise ProgramError(
            tr("{name} ends with {code}: {told}", name=name, code=process.returncode, told=told)
        )
    if len(output) > OUTPUT_LIMIT:
        raise ProgramError(tr("{name} prints more than {size} MB", name=name, size=OUTPUT_LIMIT >> 20))
    return output
