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
    unsent: str = "⇅"
    """Before how many articles have marks that a server does not have yet."""


SYMBOLS: Mapping[str, Symbols] = {
    "unicode": Symbols(
        unread="●", star="★", later="◷", problem="⚠", open="▾", closed="▸", cursor="▌", busy="↻"
    ),
    "ascii": Symbols(
        unread="*",
        star="+",
        later="L",
        problem="!",
        open="v",
        closed=">",
        cursor="|",
        busy="~",
        watched="w",
        unsent="^",
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


CERTAIN = Symbols(
    unread="▪", star="✶", later="◷", problem="⚠", open="▾", closed="▸", cursor="❚", busy="↻", watched="❖"
)
"""For a terminal that may draw others wide: none of these is ambiguous (UAX 11)."""


def symbols_for(icons: str) -> Symbols:
    """Return the set for the setting ``icons``; where the terminal may draw symbols wide, one that it does not."""
    return SYMBOLS[icons] if icons == "ascii" or widths_in_use().are_narrow else CERTAIN
