"""Makes Rich, and Textual with it, count cells as ``reader.text`` does: the one place where their tables are replaced.

Rich looks a character up in a table of ranges, and knows by heart some that take one cell. Both are replaced where this
terminal draws ambiguous characters wide, or where the environment (``UNICODE_VERSION``) makes Rich take an older table.
"""

import os
from collections.abc import Sequence
from typing import Any, overload

import rich.cells
import rich.segment
from rich.cells import CellTable

from reader.text.cell_table import VS16_WIDENS
from reader.text.cells import Widths, char_width, use_widths

_POINTS = 0x110000
_LOAD: Any = rich.cells.load_cell_table  # type: ignore[attr-defined]  # no public way to it
_SINGLE = rich.cells._SINGLE_CELLS  # noqa: SLF001 - nor to these


class _Ranges(Sequence[tuple[int, int, int]]):
    """Rich's table of ranges: one for each character, so that a search in it finds what ``char_width`` returns."""

    def __len__(self) -> int:
        return _POINTS

    @overload
    def __getitem__(self, at: int) -> tuple[int, int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[int, int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int, int] | Sequence[tuple[int, int, int]]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(_POINTS))]
        point = at % _POINTS
        return point, point, char_width(chr(point))


def count_by(widths: Widths) -> None:
    """Count cells by these widths from now on: here, in Rich and in Textual. What was counted before is not changed."""
    use_widths(widths)
    load = _LOAD
    if widths.ambiguous != 1 or "UNICODE_VERSION" in os.environ:
        table = CellTable("ours", _Ranges(), frozenset(char for char in VS16_WIDENS if char_width(char) == 1))
        load = lambda _="auto": table  # noqa: E731
    rich.cells.load_cell_table = load  # type: ignore[attr-defined]
    single = frozenset(char for char in _SINGLE if char_width(char) == 1).issuperset
    rich.cells._is_single_cell_widths = rich.segment._is_single_cell_widths = single  # type: ignore[attr-defined]  # noqa: SLF001
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
