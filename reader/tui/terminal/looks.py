"""How cells look, and what makes a terminal change from one look to the next (ECMA-48, 8.3.117 SGR)."""

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29", "21": "24", "51": "54", "52": "54", "53": "55"}  # fmt: skip
"""What ends an attribute; some end their neighbour too."""

_SHOWN_BY_SPACES = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Attributes that erased cells do not have."""


class Look(NamedTuple):
    """What is set while cells are written."""

    attributes: tuple[str, ...] = ()
    """Parameters of SGR that set bold and the like."""
    colour: str = ""
    """Those of the foreground; empty: the terminal's own."""
    ground: str = ""
    """Those of the background; empty: the terminal's own."""
    link: str = ""
    """Where a click leads (OSC 8), with the id before it."""

    @property
    def erases(self) -> bool:
        """Whether erased cells look as its spaces do."""
        return not self.link and _SHOWN_BY_SPACES.isdisjoint(self.attributes)

    def of_spaces(self) -> "Look":
        """Return how spaces look where they are written so: their colour is not seen."""
        return Look(ground=self.ground) if self.erases else self


PLAIN = Look()
"""The look in which a terminal writes before any is set."""


@lru_cache(4096)
def change_of_look(old: Look, new: Look) -> str:
    """Return what makes a terminal that writes in one look write in another: the shorter of what differs and all of it."""
    link = f"\x1b]8;{new.link}\x1b\\" if new.link else "\x1b]8;;\x1b\\"
    return _change_of_colours(old._replace(link=""), new._replace(link="")) + link * (old.link != new.link)


def _change_of_colours(old: Look, new: Look) -> str:
    if old == new:
        return ""
    if new == PLAIN:
        return "\x1b[m"
    ended = {_OFF[each] for each in old.attributes if each not in new.attributes}
    differing = [
        *sorted(ended),
        *(each for each in new.attributes if each not in old.attributes or _OFF[each] in ended),
        *([new.colour or "39"] if old.colour != new.colour else []),
        *([new.ground or "49"] if old.ground != new.ground else []),
    ]
    whole = ["", *new.attributes, *filter(None, [new.colour, new.ground])]
    return f"\x1b[{min(';'.join(differing), ';'.join(whole), key=len)}m"


@lru_cache(4096)
def parsed(codes: str) -> Look:
    """Return the look that parameters of SGR set."""
    attributes, colour, ground = [], "", ""
    rest = iter(codes.split(";") if codes else [])
    for code in rest:
        whole = code
        if code in {"38", "48"}:
            kind = next(rest)
            whole = ";".join([code, kind, *islice(rest, 3 if kind == "2" else 1)])
        if 30 <= int(code) < 40 or 90 <= int(code) < 98:
            colour = whole if code != "39" else ""
        elif 40 <= int(code) < 50 or 100 <= int(code) < 108:
            ground = whole if code != "49" else ""
        else:
            attributes.append(code)
    return Look(tuple(attributes), colour, ground)
