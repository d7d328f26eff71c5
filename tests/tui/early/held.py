"""The program in a terminal, held back before it loads Textual until it is let go: what is seen then is the early frame."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pyte.screens import Char

from tests.tui.terminal import Terminal

_HOLDS = """
import os, sys, time
class Hold:
    def find_spec(self, name, path=None, target=None):
        while name == "textual" and not os.path.exists(os.environ["LET_GO"]):
            time.sleep(0.01)
sys.meta_path.insert(0, Hold())
from reader.cli.main import run
run()
"""

ENDS = ("\x11",)
"""What quits."""


class Held(Terminal):
    """A terminal whose program waits until ``let_go``."""

    def __init__(
        self, arguments: Sequence[str | Path], gate: Path, size: tuple[int, int] = (100, 30),
        environ: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """``gate`` is a file that is not there yet."""
        self._gate = gate
        gate.unlink(missing_ok=True)
        variables = {**(environ or {}), "LET_GO": str(gate)}
        super().__init__(arguments, size, variables, (sys.executable, "-c", _HOLDS))

    def let_go(self) -> None:
        """Let it load the rest."""
        self._gate.touch()

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Return all cells: what stands in them and how it looks; of a blank one, its ground."""
        self._draw()
        screen = self.screen
        return [[_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _seen(cell: Char) -> tuple[object, ...]:
    return tuple(cell) if cell.data.strip() else (" ", cell.bg, cell.reverse, cell.underscore)


def kept_frames() -> list[Path]:
    """Return the files in which first frames are kept."""
    return sorted((Path(os.environ["XDG_CACHE_HOME"]) / "newsreader" / "first_frames").glob("*.json"))


def begin_once(
    arguments: Sequence[str | Path], size: tuple[int, int] = (100, 30), environ: Mapping[str, str] | None = None,
    keys: Sequence[str] = (),
) -> None:  # fmt: skip
    """Have a session that keeps what the first frame looked like; ``keys`` are typed in it."""
    before = {file: file.stat().st_mtime_ns for file in kept_frames()}
    with Terminal(arguments, size, environ) as terminal:
        assert terminal.wait_until(
            lambda: {file: file.stat().st_mtime_ns for file in kept_frames()} != before
        ), terminal.text()
        terminal.settle()
        for key in keys:
            terminal.type(key)
            terminal.settle()
        terminal.type(*ENDS)
        terminal.wait_end()
