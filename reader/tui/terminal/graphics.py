"""Which way of showing images a terminal knows; ``image_codes`` has what is written for each."""

from collections.abc import Mapping
from enum import StrEnum

from reader.i18n import tr

CELL_PIXELS = (10, 20)
"""Pixels that an image has for each cell, across and down; the terminal fits them to its own."""


class Graphics(StrEnum):
    """The ways of showing images, by their names in the setting ``images``."""

    NONE = "none"
    """Words instead of images."""
    HALF = "half"
    """Half blocks in two colours, two pixels a cell: any terminal."""
    KITTY = "kitty"
    """Kitty's graphics protocol, by placeholders."""
    SIXEL = "sixel"
    """Sixels."""


def graphics_for(wanted: str, environ: Mapping[str, str]) -> Graphics:
    """Return how images are shown: as wanted, and for ``auto`` by what the terminal says of itself.

    The two terminals that know placeholders name themselves; asking others would take keys typed meanwhile.
    """
    if environ.get("NO_COLOR"):
        return Graphics.NONE
    if wanted != "auto":
        return Graphics(wanted)
    names = (environ.get("TERM", ""), environ.get("TERM_PROGRAM", ""))
    knows_kitty = "xterm-kitty" in names or "ghostty" in names or "xterm-ghostty" in names
    return Graphics.KITTY if knows_kitty and not environ.get("TMUX") else Graphics.HALF


def missing_extra(wanted: str) -> list[str]:
    """Return a sentence where the setting names a way of showing images that needs what is not installed."""
    if wanted in {"auto", Graphics.NONE}:
        return []
    from importlib.util import find_spec  # 1 ms: only for those who ask for one

    needed = ("PIL", "textual_image") if wanted == Graphics.SIXEL else ("PIL",)
    if all(find_spec(name) for name in needed):
        return []
    return [tr("showing images needs the extra images; the README says how to install it")]


def pixels_of(graphics: Graphics, columns: int, rows: int) -> tuple[int, int]:
    """Return how many pixels an image of this many cells has, across and down."""
    if graphics is Graphics.HALF:
        return columns, 2 * rows
    return columns * CELL_PIXELS[0], rows * CELL_PIXELS[1]
