"""A terminal whose widths are chosen: ambiguous characters narrow or wide, emoji as in 2010 or as in 2025 or one by one."""

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyte
from pyte import modes

from tests.tui.terminal import Terminal

ZWJ, VS16 = "\u200d", "\ufe0f"
EMOJI = ("new", "single", "old", "tmux")
"""How emoji are drawn: joined as their authors mean it; each by itself; as a narrow character; with no selector obeyed."""


def is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def is_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def is_pictogram(char: str) -> bool:
    return "\u2600" <= char < "\u2800" or "\U0001f000" <= char < "\U00020000"


class OddScreen(pyte.Screen):
    """Cells as such a terminal has them. Writing over half of a wide character leaves a blank of the other half."""

    def __init__(self, columns: int, lines: int, *, ambiguous: int = 1, emoji: str = "new") -> None:
        self.ambiguous, self.emoji = ambiguous, emoji
        self.answers: list[str] = []
        """What it has answered, in order."""
        super().__init__(columns, lines)

    def width_of(self, char: str) -> int:
        """Return the cells of a character by itself."""
        if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            return 0
        if is_flag_letter(char):
            return 2 if self.emoji == "single" else 1
        kind = unicodedata.east_asian_width(char)
        if char >= "\U0001f000" and char < "\U00020000":
            return 1 if self.emoji == "old" else 2 if kind == "W" else 1
        if kind == "A":
            return self.ambiguous
        return 2 if kind in "WF" else 1

    def draw(self, data: str) -> None:
        """Write, one character after another."""
        for char in data:
            before = self._before()
            width = self.width_of(char)
            if before is not None and self._joins(self.buffer[self.cursor.y][before].data, char):
                width = 0
            if width:
                self._put(char, width)
            elif before is not None:
                line = self.buffer[self.cursor.y]
                line[before] = line[before]._replace(data=line[before].data + char)
                if char == VS16 and self.emoji == "new" and self.cursor.x == before + 1 < self.columns:
                    self._clear(self.cursor.x)
                    line[self.cursor.x] = line[before]._replace(data="")
                    self.cursor.x += 1

    def report_device_status(self, mode: int) -> None:
        """Say where the cursor is."""
        if mode == 6:
            self.answers.append(f"\x1b[{self.cursor.y + 1};{min(self.cursor.x, self.columns - 1) + 1}R")

    def report_device_attributes(self, mode: int = 0, **named: Any) -> None:
        """Say what it is."""
        if not mode and not named.get("private"):
            self.answers.append("\x1b[?62;22c")

    def row(self, y: int) -> list[str]:
        """Return what stands in each cell; the second one of a wide character holds nothing."""
        return [self.buffer[y][x].data for x in range(self.columns)]

    def _joins(self, cell: str, char: str) -> bool:
        if self.emoji != "new":
            return False
        is_pair = len(cell) == 1 and is_flag_letter(cell) and is_flag_letter(char)
        if is_pair and self.cursor.x < self.columns:  # a flag takes two cells
            self._clear(self.cursor.x)
            self.buffer[self.cursor.y][self.cursor.x] = self.buffer[self.cursor.y][
                self.cursor.x - 1
            ]._replace(data="")
            self.cursor.x += 1
        return (
            is_pair
            or (cell.endswith(ZWJ) and is_pictogram(cell) and is_pictogram(char))
            or (is_tone(char) and is_pictogram(cell))
        )

    def _before(self) -> int | None:
        """Return the column of the character before the cursor."""
        at = self.cursor.x - 1
        if at > 0 and self.buffer[self.cursor.y][at].data == "":
            at -= 1
        return at if at >= 0 else None

    def _put(self, char: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = self.columns - width
        line = self.buffer[self.cursor.y]
        for at in range(self.cursor.x, self.cursor.x + width):
            self._clear(at)
        line[self.cursor.x] = self.cursor.attrs._replace(data=char)
        if width == 2:
            line[self.cursor.x + 1] = self.cursor.attrs._replace(data="")
        self.cursor.x += width
        self.dirty.add(self.cursor.y)

    def _clear(self, at: int) -> None:
        """Leave a blank of the other half of the character that stands there."""
        line = self.buffer[self.cursor.y]
        if line[at].data == "" and at:
            line[at - 1] = line[at - 1]._replace(data=" ")
        if at + 1 < self.columns and line[at + 1].data == "" and line[at].data != "":
            line[at + 1] = line[at + 1]._replace(data=" ")


class OddTerminal(Terminal):
    """The program in a terminal of chosen widths, which answers as it draws."""

    def __init__(
        self, folder: Path, size: tuple[int, int] = (100, 30), *, ambiguous: int = 1, emoji: str = "new",
        answers: bool = True, environ: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.kind, self.answers = {"ambiguous": ambiguous, "emoji": emoji}, answers
        self.held = bytearray()
        super().__init__([folder], size, environ)

    def make_screen(self, columns: int, rows: int) -> OddScreen:
        """Return what draws."""
        return OddScreen(columns, rows, **self.kind)  # type: ignore[arg-type]

    def cells_of(self, text: str) -> int:
        """Return how many cells a text takes that is asked about."""
        assert isinstance(self.screen, OddScreen)
        return sum(map(self.screen.width_of, text))

    def _answers(self) -> bytes:
        """Return the answers, or keep them."""
        answers = super()._answers()
        if not self.answers:
            self.held += answers
        return answers if self.answers else b""

    def answer_now(self, *keys: bytes) -> None:
        """Say what was kept, with keys that were typed before, in the middle and after."""
        answers = [each + b"R" for each in bytes(self.held).split(b"R")]
        first, middle, last = keys
        os.write(self._fd, first + b"".join(answers[:4]) + middle + b"".join(answers[4:])[:-1] + last)

    def unread_icons(self) -> set[str]:
        """Return what stands in the second column of the list: signs before groups and articles."""
        return {row[1] for row in self.rows()[:-1]} - {" "}

    def rows(self) -> list[list[str]]:
        """Return the cells of the screen."""
        self._draw()
        screen = self.screen
        assert isinstance(screen, OddScreen)
        return [screen.row(y) for y in range(screen.lines)]

    def edges(self) -> set[tuple[int, int]]:
        """Return the first and the last column of a dialog, which has a ground of its own, in each row of it."""
        self._draw()
        grounds = [
            [self.screen.buffer[y][x].bg for x in range(self.screen.columns)]
            for y in range(self.screen.lines)
        ]
        middle = grounds[self.screen.lines // 2][self.screen.columns // 2]
        rows = [row for row in grounds[1:-2] if row.count(middle) > 20]
        return {(row.index(middle), len(row) - row[::-1].index(middle)) for row in rows}

    def columns_of(self, text: str) -> set[int]:
        """Return the columns in which a text begins."""
        found = set()
        for row in self.rows():
            starts, line = [], ""
            for at, cell in enumerate(row):
                starts += [at] * len(cell)
                line += cell
            at = line.find(text)
            while at >= 0:
                found.add(starts[at])
                at = line.find(text, at + 1)
        return found
