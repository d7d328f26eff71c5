"""Where to land in an article that is gone to, instead of where the page was last."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from reader.page.position import Position


class Sought(NamedTuple):
    """The first match of a regex on the page."""

    pattern: re.Pattern[str]
    """What is looked for."""
    missed: Callable[[int], None]
    """What is done with the article where the page does not show any of it."""


Landing: TypeAlias = Position | str | Sought
"""A position, the name of one (``#name``), or what is looked for."""
