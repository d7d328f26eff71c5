"""Lines and blocks of ASCII, for a terminal that draws others wide: drawings keep their columns. Pure."""

from reader.text.cells import FIRST_LINE, LAST_LINE, widths_in_use

_FIRST_BLOCK = "▀"
_PLAIN = {
    "-": "─━┄┅┈┉╌╍═╴╶╸╺╼╾", "|": "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▐▍▎▏▕", "/": "╱", "\\": "╲", "x": "╳", " ": "▁▂▃▅▆▇▔",
}  # fmt: skip
_TABLE = {
    **{at: "+" if chr(at) < _FIRST_BLOCK else "#" for at in range(ord(FIRST_LINE), ord(LAST_LINE) + 1)},
    **{ord(char): plain for plain, chars in _PLAIN.items() for char in chars},
}


def plain_lines(text: str) -> str:
    """Return the text with lines and blocks of ASCII, one character for each."""
    return text if text.isascii() else text.translate(_TABLE)


def fitting_lines(text: str) -> str:
    """Return the text with lines and blocks of ASCII where this terminal draws others wide, else as it is."""
    return text if widths_in_use().lines == 1 else plain_lines(text)
