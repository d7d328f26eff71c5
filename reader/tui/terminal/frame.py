"""What the terminal shows, cell by cell, so that only what changes is written. Over ssh each byte is waited for.

Textual writes all that a widget draws again, each run of text with its whole look. Here a drawn line is compared with what
stands there, and looks are written by what differs from the one before (ECMA-48, 8.3.117 SGR). After a character whose width
terminals do not agree about, the cursor is put where the next one belongs, so that nothing behind it shifts.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from reader.text.cells import cell_width, is_doubtful
from reader.tui.terminal.doubts import Part, parts_of
from reader.tui.terminal.looks import Look, change_of_look

ERASED_FROM = 11
"""Spaces in a row from which on erasing takes fewer bytes than they do: at most ``CSI 99 X CSI 99 C``."""

MANY_ROWS = 3
"""How many pieces there are at least where those of one background are written one after another."""

LONG_GROUND = 7
"""Characters of the code of a background that are more than those that go elsewhere."""


class HasFrame(Protocol):
    """An app that knows what the terminal shows."""

    frame: "Frame"
    """Its cells."""


class Run(NamedTuple):
    """Neighbouring cells of one look."""

    text: str
    """What stands in them."""
    cells: int
    """How many there are."""
    look: Look | None
    """How they look; None: it is not known what the terminal shows there."""


class Drawn(NamedTuple):
    """Cells of a row as they are to look."""

    x: int
    """The column of the first."""
    y: int
    """The row."""
    runs: Iterable[Run]
    """What stands in them."""


class Piece(NamedTuple):
    """Cells of a row that are written."""

    x: int
    """The column of the first."""
    y: int
    """The row."""
    runs: Sequence[Run]
    """What stands in them."""
    to_end: bool = False
    """Whether they are the last ones of the row."""
    is_whole: bool = True
    """Whether they have to be written in one go."""
    is_doubtful: bool = False
    """Whether they may stand over what is behind them, which is then written after them."""


class Frame:
    """The cells of a terminal."""

    def __init__(self, *, erases_in_colour: bool) -> None:
        """``erases_in_colour``: the terminal erases with the ground that is set (terminfo ``bce``), not with its own."""
        self._erases = erases_in_colour
        self._width = 0
        self._rows: list[list[Run]] = []

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows; zeros before anything was drawn."""
        return self._width, len(self._rows)

    def forget(self, rows: range | None = None) -> None:
        """Take it that some rows, or all, show what was not written here: the next time they are written whole."""
        for y in range(len(self._rows)) if rows is None else rows:
            if 0 <= y < len(self._rows):
                self._rows[y] = [_unknown(self._width)]

    @property
    def rows(self) -> Sequence[Sequence[Run]]:
        """What stands in each row."""
        return tuple(self._rows)

    def changes(self, drawn: Iterable[Drawn], size: tuple[int, int]) -> str:
        """Return what makes a terminal of that many columns and rows show what is drawn; empty where it shows that already."""
        if self.size != size:
            self._width, self._rows = size[0], [[_unknown(size[0])] for _ in range(size[1])]
        pieces: list[Piece] = []
        for x, y, runs in drawn:
            if 0 <= y < len(self._rows) and x < self._width:
                pieces += self._draw(x, y, list(fitting(runs, self._width - x)))
        pen = _Pen(self._width if self._erases else 0)
        certain = [piece for piece in pieces if not piece.is_doubtful]
        doubtful = [piece for piece in pieces if piece.is_doubtful]
        for piece in (*doubtful, *(certain if len(certain) < MANY_ROWS else _by_ground(certain))):
            pen.move(piece.x, piece.y)
            pen.put(piece.runs, to_end=piece.to_end)
        return pen.written()

    def _draw(self, x: int, y: int, runs: list[Run]) -> Iterator[Piece]:
        """Take it that these runs stand there; yield what has to be written for that."""
        end = x + sum(run.cells for run in runs)
        before, rest = _cut(self._rows[y], x)
        shown, after = _cut(rest, end - x)
        shown = list(_joined(shown))
        self._rows[y] = [*before, *runs, *after]
        if shown == runs:
            return
        if any(
            run.look is None for run in runs
        ):  # what steers the terminal: its cells are not known after that
            yield Piece(x, y, runs)
            return
        if any(is_doubtful(run.text) for run in (*shown, *runs)):
            yield Piece(x, y, runs, to_end=end == self._width, is_doubtful=True)
            if x + _reach(runs) > end:  # it may stand over what is behind
                yield from self._again(end, y, after)
            return
        first = _same(shown, runs)
        last = _same(shown[first:][::-1], runs[first:][::-1])
        x += sum(run.cells for run in runs[:first])
        changed, was = runs[first : len(runs) - last], shown[first : len(shown) - last]
        if changed and was and changed[0].look == was[0].look and (count := _beginning(was[0], changed[0])):
            x += count
            changed[0] = Run(changed[0].text[count:], changed[0].cells - count, changed[0].look)
        written = [run for run in changed if run.cells]
        yield Piece(x, y, written, to_end=not last and end == self._width, is_whole=False)

    def _again(self, x: int, y: int, runs: Sequence[Run]) -> Iterator[Piece]:
        """Yield the rest of a row once more, as far as it is known."""
        for run in runs:
            end = x + run.cells
            if run.look is not None:
                yield Piece(x, y, [run], to_end=end == self._width, is_doubtful=True)
            x = end


def _reach(runs: Iterable[Run]) -> int:
    """Return before which cell, from the first of these runs, a terminal has certainly ended to write them."""
    x = reached = 0
    for run in runs:
        for part in parts_of(run.text, run.cells):
            reached = max(reached, x + max(part.most, part.cells))
            x += part.cells
    return reached


def _by_ground(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces so that those of one background come one after another.

    To go elsewhere takes fewer bytes than to set a colour, which each row of two panes would do twice.
    """
    grounds: dict[str, list[Piece]] = {}
    for piece in pieces:
        for part in _parts(piece):
            look = part.runs[0].look if part.runs else None
            grounds.setdefault(look.ground if look else "", []).append(part)
    for parts in grounds.values():
        yield from parts


def _parts(piece: Piece) -> Iterator[Piece]:
    """Yield the parts of a piece of which each has one background, where that is a colour that takes many bytes."""
    if piece.is_whole or not any(run.look and len(run.look.ground) >= LONG_GROUND for run in piece.runs):
        yield piece
        return
    x, ended = piece.x, sum(run.cells for run in piece.runs) + piece.x
    for _, same in groupby(piece.runs, lambda run: run.look and run.look.ground):
        runs = list(same)
        begin, x = x, x + sum(run.cells for run in runs)
        yield Piece(begin, piece.y, runs, to_end=piece.to_end and x == ended, is_whole=False)


class _Pen:
    """Collects what is written, and knows where and in which look the terminal writes."""

    def __init__(self, erased_width: int) -> None:
        """``erased_width``: the terminal's width, or 0 where it does not erase in colour."""
        self._erased_width = erased_width
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._look = Look()

    def move(self, x: int, y: int) -> None:
        """Go to a cell."""
        if self._at != (x, y):
            self._parts.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
            self._at = x, y

    def put(self, runs: Sequence[Run], *, to_end: bool = False) -> None:
        """Write runs from here; ``to_end``: they fill the line to its end."""
        x, y = self._at or (0, 0)
        end = x + sum(run.cells for run in runs)
        for run in runs:
            look = run.look or Look()
            if look.erases and self._look.erases and run.text.isspace():
                look = self._look._replace(ground=look.ground)  # the rest is not seen
            self._parts.append(change_of_look(self._look, look))
            self._look = look
            for part in parts_of(run.text, run.cells):
                if part.most:
                    self._put_doubtful(part, x, y)
                else:
                    self.move(x, y)
                    self._at = x + part.cells, y
                    self._put_certain(part.text, is_last=x + part.cells == end, to_end=to_end)
                x += part.cells
        if to_end:
            self._at = None  # behind the last cell: where that is depends on the terminal

    def _put_doubtful(self, part: Part, x: int, y: int) -> None:
        """Write what may take more cells or fewer: over blanks, as the terminal may leave out the last of them."""
        if part.cells > 1:
            self.move(x, y)
            self._parts.append(" " * part.cells)
            self._at = None
        self.move(x, y)
        self._parts.append(part.text)
        self._at = None

    def written(self) -> str:
        """Return it all, the pen put down."""
        self._parts.append(change_of_look(self._look, Look()))
        return "".join(self._parts)

    def _put_certain(self, text: str, *, is_last: bool, to_end: bool) -> None:
        """Write a text; many spaces in a row are erased cells, behind which the pen goes where something follows."""
        kept = text.rstrip(" ")
        left = len(text) - len(kept)
        ends_line = is_last and to_end
        may_erase = self._erased_width and self._look.erases
        if not may_erase or (left < ERASED_FROM and not (ends_line and left > 2)):
            self._parts.append(text)
        elif ends_line:
            self._parts.append(f"{kept}\x1b[K")
        elif is_last:
            self._parts.append(f"{kept}\x1b[{left}X")
            self._at = None
        else:
            self._parts.append(f"{kept}\x1b[{left}X\x1b[{left}C")


def _unknown(cells: int) -> Run:
    return Run("", cells, None)


def run_of(text: str, look: Look) -> Run:
    """Return a text as it is written in a look."""
    return Run(text, cell_width(text), look.of_spaces() if text.isspace() else look)


def fitting(runs: Iterable[Run], room: int) -> Iterator[Run]:
    """Yield as much of these runs as fits in ``room`` cells, neighbours of one look as one."""
    return _joined(_cut_off(runs, room))


def _cut_off(runs: Iterable[Run], room: int) -> Iterator[Run]:
    for run in runs:
        for each in _head(run, room) if run.cells > room else [run]:
            room -= each.cells
            if each.cells or each.look is None:
                yield each


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if last is None:
            last = run
        elif last.look == run.look:
            last = Run(last.text + run.text, last.cells + run.cells, last.look)
        else:
            yield last
            last = run
    if last is not None:
        yield last


def _same(some: Sequence[Run], others: Sequence[Run]) -> int:
    """Return how many runs are the same from the first on."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other or one.look is None:
            break
        count += 1
    return count


def _beginning(was: Run, run: Run) -> int:
    """Return how many cells are the same from the first on, as far as each is one character of ASCII."""
    count = 0
    for one, other in zip(was.text, run.text, strict=False):
        if one != other or not one.isascii():
            break
        count += 1
    # What follows may join the last one: a mark above it.
    return max(0, count - 1) if not run.text[count : count + 1].isascii() else count


def _cut(runs: Sequence[Run], at: int) -> tuple[list[Run], list[Run]]:
    """Return the runs before a cell, and those from there on; a character that is cut is not known on both sides."""
    left: list[Run] = []
    for number, run in enumerate(runs):
        if at <= 0:
            return left, list(runs[number:])
        if run.cells <= at:
            left.append(run)
            at -= run.cells
            continue
        return [*left, *_head(run, at)], [*_tail(run, at), *runs[number + 1 :]]
    return left, []


def _clusters(text: str) -> list[str]:
    from reader.text.graphemes import graphemes  # with its tables 2 ms: the first frame cuts nothing

    return list(graphemes(text))


def _head(run: Run, cells: int) -> list[Run]:
    if run.look is None:
        return [_unknown(cells)]
    if run.text.isascii():
        return [Run(run.text[:cells], cells, run.look)]
    kept, length = [], 0
    for cluster in _clusters(run.text):
        width = cell_width(cluster)
        if length + width > cells:
            break
        kept.append(cluster)
        length += width
    found = [Run("".join(kept), length, run.look)] if length else []
    return [*found, *([_unknown(cells - length)] if length < cells else [])]


def _tail(run: Run, cells: int) -> list[Run]:
    if run.look is None:
        return [_unknown(run.cells - cells)]
    if run.text.isascii():
        return [Run(run.text[cells:], run.cells - cells, run.look)]
    length, clusters = 0, _clusters(run.text)
    for number, cluster in enumerate(clusters):
        if length >= cells:
            rest = "".join(clusters[number:])
            found = [Run(rest, run.cells - length, run.look)] if run.cells > length else []
            return [*([_unknown(length - cells)] if length > cells else []), *found]
        length += cell_width(cluster)
    return [_unknown(run.cells - cells)] if run.cells > cells else []
