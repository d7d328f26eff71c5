"""The signs that the screen draws, one row per set; all of them one cell wide."""

from collections.abc import Mapping
from typing import NamedTuple


class Symbols(NamedTuple):
    """One set of signs."""

    unread: str
    star: str
    later: str
    problem: str
    open: str
    closed: str
    cursor: str
    busy: str


SIGNS: Mapping[str, Symbols] = {
    "unicode": Symbols(
        unread="●", star="★", later="◷", problem="⚠", open="▾", closed="▸", cursor="▌", busy="⟳"
    ),
    "ascii": Symbols(
        unread="*", star="+", later="L", problem="!", open="v", closed=">", cursor="|", busy="~"
    ),
}
"""By the name that the setting ``icons`` gives."""
