"""Options of typography: three conventions of books, and whether long code is wrapped.

Pure. They change only the display, not the text, its offsets or what is copied.
"""

from typing import NamedTuple

HANGING = "。，、．｡､"
"""Punctuation that may hang in the margin: full stops and commas (JLREQ 3.8.2; CLREQ, section on hanging marks)."""

HANGING_CELLS = 2
"""Width of the margin that they need."""


class Typography(NamedTuple):
    """Options of typography."""

    autospace: bool = False
    """A cell between Han or kana and the Latin letters or digits beside them (CSS Text 4, ``text-autospace``)."""
    hanging: bool = False
    """A full stop or comma without room in the line hangs in the margin."""
    justify: bool = False
    """Full lines of paragraphs are justified, unless that needs too much space."""
    code_wrap: bool = True
    """Long lines of code are wrapped."""
    corner_quotes: bool = False
    """Quotation marks of Chinese text are shown as corner brackets."""
    in_words: bool = False
    """For a screen reader: words before and within the text instead of signs, lines and indentation."""
    marks_code: bool = False
    """Inline code stands between marks, where no colour shows it."""


PLAIN = Typography()
"""The defaults."""
