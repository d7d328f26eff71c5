"""How wide the terminal is, without ``shutil``: that loads what packs archives, 2 ms."""

import os
import sys
from functools import cache


@cache
def columns() -> int:
    """Return how wide the terminal is: ``COLUMNS``, else what stdout says, else 80."""
    try:
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # or AttributeError
    except (AttributeError, ValueError, OSError):
        return 80
