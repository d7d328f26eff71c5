"""Which filters replace what is drawn, by the setting ``icons`` and by how wide the terminal draws ambiguous characters."""

from collections.abc import Sequence

from textual.filter import LineFilter

from reader.text.cells import Widths
from reader.tui.widgets.plain_symbols import PlainLines, PlainSymbols


def filters_for(icons: str, widths: Widths) -> Sequence[LineFilter]:
    """Return what replaces signs, by the setting ``icons`` and how wide the terminal draws them."""
    lines = [PlainLines()] if widths.lines != 1 else []
    if icons == "ascii":
        return [PlainSymbols(), *lines]
    if not widths.is_sure:
        from reader.tui.widgets.certain_symbols import (
            CertainSymbols,  # only for a terminal that does not answer
        )

        return [CertainSymbols(), *lines]
    return lines
