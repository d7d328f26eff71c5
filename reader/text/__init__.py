"""Text as a terminal sees it: the gate for untrusted text, widths in cells, graphemes, addresses.

Pure, and below every other room: whatever comes out of a file passes ``clean`` or ``clean_line`` before it
reaches a screen, a terminal's title, a log or a command line.
"""

from reader.text.address import Address, safe_address
from reader.text.cells import cell_width, fit, pad
from reader.text.gate import clean, clean_line, clean_name, escaped

__all__ = [
    "Address",
    "cell_width",
    "clean",
    "clean_line",
    "clean_name",
    "escaped",
    "fit",
    "pad",
    "safe_address",
]
