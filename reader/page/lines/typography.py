"""How fine the setting of text is: three conventions of books that one may ask for, and what becomes of long code.

Pure. All of them are for the eye: the text, its offsets and what is copied stay as they are.
"""

from typing import NamedTuple

HANGING = "。，、．｡､"
"""The signs that may stand in the margin: full stops and commas (JLREQ 3.8.2; CLREQ, section on hanging marks)."""

HANGING_CELLS = 2
"""The margin that they need."""


class Typography(NamedTuple):
    """What is asked for, beyond where lines may end."""

    autospace: bool = False
    """A cell between Han or kana and the Latin letters or digits beside them (CSS Text 4, ``text-autospace``)."""
    hanging: bool = False
    """A full stop or comma that a line has no room for stands in the margin."""
    justify: bool = False
    """Full lines of paragraphs end at the measure, where not too much must be spread for that."""
    code_wrap: bool = True
    """Lines of listings that are too long go on below; else they are as long as they are."""


PLAIN = Typography()
"""Nothing of that."""
