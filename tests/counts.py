"""How much a test does: everything under ``make torture``, else a sample of a few seconds, the same one each time."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")

FULL = bool(os.environ.get("NEWSREADER_TORTURE"))
"""Whether the full counts are wanted."""


def sample(cases: Sequence[Case], count: int) -> list[Case]:
    """Return all cases under torture, else ``count`` of them, always the same, in their order."""
    if FULL or count >= len(cases):
        return list(cases)
    return [cases[at] for at in sorted(random.Random(14).sample(range(len(cases)), count))]
