"""Which signs are drawn: those of ASCII, those of which each terminal knows the width, or all. Imports no Textual."""

from collections.abc import Callable

from reader.text.cells import Widths
from reader.tui.widgets.plain_symbols import plain


def replacement_for(icons: str, widths: Widths) -> Callable[[str], str] | None:
    """Return what returns the text that is drawn instead of one of the program; None: it is drawn as it is."""
    if icons == "ascii":
        return plain
    if widths.is_sure:
        return None
    from reader.tui.widgets.certain_symbols import certain  # only for a terminal that does not answer

    return certain
