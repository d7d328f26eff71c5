"""What is told of a fault of the program's own: what it was and where, cleaned of what could steer a terminal.

Pure. The screen library would print the values of all variables, which are texts of articles, as they are.
"""

from traceback import extract_tb

from reader.i18n import tr
from reader.text import clean_line

FRAMES = 12
"""Calls that are told, the innermost."""


def crash_report(fault: BaseException) -> str:
    """Return a few lines, safe for a terminal, for the person at it and for whoever mends the fault."""
    lines = [
        tr("newsreader ended because of a fault of its own; what was marked is saved."),
        *(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in extract_tb(fault.__traceback__)[-FRAMES:]
        ),
        f"{type(fault).__name__}: {fault}",
    ]
    return "\n".join(clean_line(line) or " " for line in lines)
