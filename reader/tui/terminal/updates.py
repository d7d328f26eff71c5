"""What an update of Textual draws, as the cells that a terminal shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from reader.tui.terminal.frame import Drawn, Run, run_of
from reader.tui.terminal.looks import PLAIN, Look, parsed

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, CompositorUpdate
    from textual.strip import Strip


def drawn_by(update: "CompositorUpdate", console: Console) -> Iterator[Drawn]:
    """Yield all that an update draws."""
    return (Drawn(x, y, runs_of(strip, console)) for y, x, strip in _pieces(update))


def look_of(style: Style | None, console: Console) -> Look:
    """Return how a style looks in a terminal with the console's colours."""
    if style is None:
        return PLAIN
    codes = style._ansi  # noqa: SLF001 - what the style works out once and keeps
    if codes is None:
        codes = style._make_ansi_codes(console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001
    look = parsed(codes)
    return look._replace(link=f"id={style.link_id};{style.link}") if style.link else look


def _pieces(update: "CompositorUpdate") -> Iterator[tuple[int, int, "Strip"]]:
    """Yield row, column and text of all that an update draws."""
    from textual._compositor import LayoutUpdate

    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
    else:
        yield from _chops(update)  # type: ignore[arg-type]  # there are these two for a full screen


def _chops(update: "ChopsUpdate") -> Iterator[tuple[int, int, "Strip"]]:
    for y, begin, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > stop or end <= begin:
                continue
            yield y, x, strip if begin <= x < stop and end <= stop else strip.crop(0, min(end, stop) - x)


def runs_of(strip: "Strip", console: Console) -> Iterator[Run]:
    """Yield the runs of a drawn line; what steers the terminal as one that is not known."""
    for text, style, control in strip:
        yield Run(text, 0, None) if control else run_of(text, look_of(style, console))
