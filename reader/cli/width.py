"""The width of the terminal, without ``shutil``, which takes 2 ms to load."""

import os
import sys
from functools import cache


@cache
def columns() -> int:
    """Return the width of the terminal in cells: ``COLUMNS``, else that of stdout, else 80."""
    try:
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # or AttributeError
    except (AttributeError, ValueError, OSError):
        return 80
