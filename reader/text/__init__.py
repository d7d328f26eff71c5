"""Text as a terminal sees it: the gate for untrusted text, widths in cells, graphemes, addresses.

Pure, and below every other room. Text from a file passes ``clean`` or ``clean_line`` before it reaches a screen, a
terminal's title, a log or a command line.
"""

from typing import TYPE_CHECKING, Any

from reader.text.cells import cell_width, fit, pad
from reader.text.gate import clean, clean_line, clean_name, escaped

if TYPE_CHECKING:
    from reader.text.address import Address, safe_address

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


def __getattr__(name: str) -> Any:
    """Load what has to do with addresses, 4 ms that not every command needs."""
    if name in {"Address", "safe_address"}:
        from reader.text import address

        return getattr(address, name)
    raise AttributeError(name)
