"""How wide the terminal draws ambiguous characters: by where its cursor stands after each of a few.

Pure. They are written where the cursor is, each over the one before, and erased before anything else is drawn. What is
asked here is answered in order (ECMA-48, 8.3.35 DSR and 8.3.14 CPR).
"""

from collections.abc import Sequence

from reader.text.cells import Widths
from reader.text.pattern import late

TEXT, LINES = "“”…·●", "▌▕─"
"""Ambiguous characters that stand for all of those in texts, and for those of which lines and blocks are drawn."""

_KEEP, _BACK, _ASK, _ERASE = "\x1b7", "\x1b8", "\x1b[6n", "\x1b[K"
MEASURE = f"{_KEEP}{_ASK}{''.join(f'{char}{_ASK}{_BACK}' for char in TEXT + LINES)}{_ERASE}".encode()
"""Asks for the column of the cursor, and for that after each of them."""

ANSWERS = 1 + len(TEXT) + len(LINES)
"""How many answers there are to that."""

POSITION = late(r"\x1b\[([0-9]{1,5});([0-9]{1,5})R")
"""An answer: row and column of the cursor. With shift, alt or ctrl, F3 sends the same from row 1."""


def measured(answers: Sequence[tuple[int, int]]) -> Widths | None:
    """Return the widths that follow from these rows and columns, the first of which is where it began; None: none do."""
    if len(answers) < ANSWERS:
        return None
    (row, column), *after = answers[:ANSWERS]
    widths = [at - column for _, at in after]
    if any(at != row for at, _ in after) or not all(1 <= width <= 2 for width in widths):
        return None
    text, lines = widths[: len(TEXT)], widths[len(TEXT) :]
    return Widths(max(text), max(lines), is_sure=min(text) == max(text) and min(lines) == max(lines))


UNKNOWN = Widths(is_sure=False)
"""What holds while the terminal has not answered."""
