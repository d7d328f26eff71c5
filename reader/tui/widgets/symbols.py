"""The symbols that the screen draws, one row per set; each is one cell wide."""

from collections.abc import Mapping
from typing import NamedTuple

from reader.text.cells import widths_in_use


class Symbols(NamedTuple):
    """One set of symbols."""

    unread: str
    """Before an unread article."""
    star: str
    """Behind a starred one."""
    later: str
    """Behind one that is kept for later."""
    problem: str
    """Beside what has a problem."""
    open: str
    """Before an open group."""
    closed: str
    """Before a closed group."""
    cursor: str
    """In the first column of what the cursor is on."""
    busy: str
    """Before what is under way."""
    watched: str = "◆"
    """Behind one that has a watch word."""


SYMBOLS: Mapping[str, Symbols] = {
    "unicode": Symbols(
        unread="●", star="★", later="◷", problem="⚠", open="▾", closed="▸", cursor="▌", busy="⟳"
    ),
    "ascii": Symbols(
        unread="*", star="+", later="L", problem="!", open="v", closed=">", cursor="|", busy="~", watched="w"
    ),
    "nerd": Symbols(
        unread="\uf444",
        star="\uf005",
        later="\uf017",
        problem="\uf071",
        open="\uf0d7",
        closed="\uf0da",
        cursor="▌",
        busy="\uf021",
        watched="\uf06e",
    ),
}
"""By the name that the setting ``icons`` gives."""


def symbols_for(icons: str) -> Symbols:
    """Return the set for the setting ``icons``: that of ASCII where the terminal may draw others wide."""
    return SYMBOLS[icons if widths_in_use().are_narrow else "ascii"]
