"""Where Textual ends the lines of dialogs and toasts that hold Chinese or Japanese: where a page does.

Textual ends lines at spaces alone, with a function of Rich. A sentence without spaces moved to the next line as a whole
and left the rest of its line empty, and its punctuation began lines. Other text is wrapped as before.
"""

import re

import textual.content
from rich._wrap import divide_line

_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def end_lines_as_pages_do() -> None:
    """Have Textual end lines so from now on."""
    textual.content.divide_line = line_begins  # type: ignore[attr-defined]


def line_begins(text: str, width: int, fold: bool = True) -> list[int]:  # noqa: FBT001, FBT002 - Textual calls it so
    """Return where the lines of a text after its first begin, as offsets; each has ``width`` cells at most."""
    if width < 2 or not fold or not _EAST_ASIAN.search(text):
        return divide_line(text, width, fold)
    from reader.page.lines.wrap import wrap  # with its rules 8 ms: the first frame has nothing to wrap

    return [begin for begin, _ in wrap(text, width)][1:]
