"""Looks at what slipcover has measured: how much of each room the tests run, and whether it is enough.

    python -m tools.coverage FILE [--floor PERCENT]

Lines and branches count alike. What only other processes run is not counted (the screen in a pseudo-terminal, the worker
processes), though it is tested: to count it, each process would have to compile all that it imports.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FLOOR = 90.0
"""The least percentage of the whole."""

GOAL = 90.0
"""A room with less is named."""


class Count(NamedTuple):
    """Lines and branches."""

    run: int = 0
    all: int = 0

    @property
    def percent(self) -> float:
        """How much of it was run; nothing is all."""
        return 100 * self.run / self.all if self.all else 100.0

    def plus(self, other: "Count") -> "Count":
        """Return both together."""
        return Count(self.run + other.run, self.all + other.all)


def rooms(measured: Mapping[str, Any]) -> dict[str, Count]:
    """Return the count of each room and sub-room, named by its folder, and of the whole, named by ``""``."""
    found = defaultdict[str, Count](Count)
    for name, file in measured["files"].items():
        run = len(file["executed_lines"]) + len(file["executed_branches"])
        count = Count(run, run + len(file["missing_lines"]) + len(file["missing_branches"]))
        folders = Path(name).parts[1:-1]
        for depth in range(min(len(folders), 2) + 1):
            room = "/".join(folders[:depth])
            found[room] = found[room].plus(count)
    return dict(found)


def main() -> int:
    """Print the whole and the rooms that are below the goal; return 1 if the whole is below the floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="what slipcover --json has written")
    parser.add_argument("--floor", type=float, default=FLOOR, help=f"the least percentage ({FLOOR:g})")
    options = parser.parse_args()
    found = rooms(json.loads(options.file.read_text(encoding="utf-8")))
    whole = found.pop("", Count())
    for room, count in sorted(found.items()):
        if count.percent < GOAL:
            print(f"  {count.percent:5.1f} %  reader/{room}")
    is_enough = whole.all > 0 and whole.percent >= options.floor
    print(
        f"coverage: {whole.percent:.1f} % of {whole.all:,} lines and branches; the floor is {options.floor:g} %"
    )
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
