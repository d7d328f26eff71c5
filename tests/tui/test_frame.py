"""Only what changes is written, and the terminal shows the same as if all of it were."""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pyte
import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from reader.tui.terminal.by_name import erases_in_colour
from reader.tui.terminal.frame import Frame
from reader.tui.terminal.updates import drawn_by

WIDTH, HEIGHT = 40, 6
CONSOLE = Console(color_system="truecolor", force_terminal=True)
WORDS = ("word", " ", "   ", " " * 15, "中文", "日本語", "👩", "▌●", "x", "—…", "a中b")
LOOKS = [
    None,
    *map(
        Style.parse,
        (
            "bold", "dim", "bold dim", "red", "#d8d4cc on #16171a", "bold #d8d4cc on #16171a", "on #16171a", "on #2d3037",
            "underline #8fb8d8 on #16171a", "italic", "reverse", "strike on #2d3037", "link https://example.org/", "color(9) on color(0)",
        ),
    ),
]  # fmt: skip


class Emulator(pyte.Screen):
    """A terminal in which writing over half of a wide character leaves a blank of the other half."""

    def draw(self, data: str) -> None:
        """Write, one character after another."""
        for char in data:
            line = self.buffer[self.cursor.y]
            at = self.cursor.x
            if at < self.columns and line[at].data == "" and at:
                line[at - 1] = line[at - 1]._replace(data=" ")
            super().draw(char)
            after = self.cursor.x
            if after < self.columns and line[after].data == "":
                line[after] = line[after]._replace(data=" ")

    def cells(self) -> list[list[object]]:
        """Return what one sees: the colour and weight of a blank are not."""
        return [[self._seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    @staticmethod
    def _seen(char: pyte.screens.Char) -> object:
        if char.data == " " and not (char.underscore or char.strikethrough or char.reverse):
            return char.bg
        return char


def show(emulator: Emulator, written: str) -> None:
    pyte.Stream(emulator).feed(written)


def strip(chance: random.Random, width: int) -> Strip:
    """A line of some words in some looks."""
    segments, length = [], 0
    while length < width:
        segments.append(Segment(chance.choice(WORDS), chance.choice(LOOKS)))
        length = Strip(segments).cell_length
    return Strip(segments).crop(0, width)


def parts(chance: random.Random, line: Strip) -> dict[int, Strip]:
    """The line as widgets beside and before each other would draw it, by the columns where they begin."""
    cuts = sorted({0, *(chance.randrange(line.cell_length) for _ in range(chance.randrange(3)))})
    ends = [*cuts[1:], line.cell_length]
    return {begin: line.crop(begin, end) for begin, end in zip(cuts, ends, strict=True)}


def whole(lines: Sequence[dict[int, Strip]]) -> LayoutUpdate:
    return LayoutUpdate([each.values() for each in lines], Region(0, 0, WIDTH, HEIGHT))


def updates(chance: random.Random) -> Iterator[tuple[CompositorUpdate, list[dict[int, Strip]]]]:
    """Yield updates, each with all that stands on the screen then."""
    lines = [parts(chance, strip(chance, WIDTH)) for _ in range(HEIGHT)]
    yield whole(lines), lines
    for _ in range(8):
        if chance.random() < 0.4:
            lines = [line if chance.random() < 0.5 else parts(chance, strip(chance, WIDTH)) for line in lines]
            yield whole(lines), lines
            continue
        spans = []
        for y in sorted(chance.sample(range(HEIGHT), 3)):
            begin = chance.choice(list(lines[y]))
            end = begin + lines[y][begin].cell_length
            lines = [*lines[:y], {**lines[y], begin: strip(chance, end - begin)}, *lines[y + 1 :]]
            spans.append((y, begin, end))
        ends = [[begin + part.cell_length for begin, part in line.items()] for line in lines]
        yield ChopsUpdate(lines, spans, ends), lines


@pytest.mark.parametrize("erases", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_a_terminal_shows_what_it_would_if_all_were_written(seed: int, *, erases: bool) -> None:
    frame, emulator = Frame(erases_in_colour=erases), Emulator(WIDTH, HEIGHT)
    for update, lines in updates(random.Random(seed)):
        show(emulator, frame.changes(drawn_by(update, CONSOLE), Size(WIDTH, HEIGHT)))
        other = Emulator(WIDTH, HEIGHT)
        show(other, whole(lines).render_segments(CONSOLE).replace("\n", ""))
        assert emulator.cells() == other.cells()


def lines_of(*texts: str) -> LayoutUpdate:
    return whole([{0: Strip([Segment(text.ljust(WIDTH), LOOKS[5])])} for text in texts])


def test_what_stands_there_is_not_written_again() -> None:
    frame, size = Frame(erases_in_colour=True), Size(WIDTH, HEIGHT)
    assert "third" in frame.changes(drawn_by(lines_of("first", "second", "third"), CONSOLE), size)
    assert frame.changes(drawn_by(lines_of("first", "second", "third"), CONSOLE), size) == ""
    written = frame.changes(drawn_by(lines_of("first", "second", "thirst"), CONSOLE), size)
    assert written.startswith("\x1b[3;5H")
    assert written.count("\x1b") == 4  # there, the look, what is left of the line, the look
    assert "st" in written


@pytest.mark.parametrize("emoji", ["👩\u200d💻", "❤\ufe0f", "🇩🇪", "👍🏽"])
def test_a_row_with_an_emoji_of_doubtful_width_is_written_from_its_beginning(emoji: str) -> None:
    frame, size = Frame(erases_in_colour=True), Size(WIDTH, HEIGHT)
    before = whole([{0: Strip([Segment(f"one {emoji} two")])}])
    frame.changes(drawn_by(before, CONSOLE), size)
    after = whole([{0: Strip([Segment(f"one {emoji} three")])}])
    written = frame.changes(drawn_by(after, CONSOLE), size)
    assert written.startswith("\x1b[1Hone ")
    assert f"\x1b[1;5H{emoji}\x1b[1;7H three" in written  # what is behind it has a column of its own


def test_what_was_forgotten_is_written_again() -> None:
    frame, size = Frame(erases_in_colour=True), Size(WIDTH, HEIGHT)
    frame.changes(drawn_by(lines_of("first", "second"), CONSOLE), size)
    frame.forget(range(1, 2))
    written = frame.changes(drawn_by(lines_of("first", "second"), CONSOLE), size)
    assert "second" in written
    assert "first" not in written
    frame.forget()
    assert "first" in frame.changes(drawn_by(lines_of("first", "second"), CONSOLE), size)
    assert "first" in frame.changes(drawn_by(lines_of("first", "second"), CONSOLE), Size(WIDTH, HEIGHT + 1))


@pytest.mark.parametrize(
    ("term", "erases"), [("xterm-256color", True), ("screen-256color", False), ("no-such-terminal", False), ("", False)]
)  # fmt: skip
def test_whether_a_terminal_erases_in_colour_is_known_by_its_name(term: str, *, erases: bool) -> None:
    asked = f"from reader.tui.terminal.by_name import erases_in_colour as e; print(e({{'TERM': {term!r}}}))"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )  # once a process
    assert done.stdout == f"{erases}\n"


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "linux", "rxvt-unicode-256color", "screen", "tmux-256color"])  # fmt: skip
def test_what_is_known_of_much_used_terminals_is_what_terminfo_says(term: str) -> None:
    ask = f"import curses; curses.setupterm({term!r}, fd=1); print(curses.tigetflag('bce') == 1)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("terminfo does not have it here")
    assert done.stdout == f"{erases_in_colour({'TERM': term})}\n"


def test_two_panes_of_many_rows_set_each_background_once() -> None:
    frame, size = Frame(erases_in_colour=True), Size(WIDTH, HEIGHT)
    left, right = LOOKS[5], LOOKS[8]
    lines = [
        {0: Strip([Segment(f"left {y}", left), Segment(f" right {y}".ljust(33), right)])}
        for y in range(HEIGHT)
    ]
    written = frame.changes(drawn_by(whole(lines), CONSOLE), size)
    assert [written.count(f"48;2;{colour}") for colour in ("22;23;26", "45;48;55")] == [1, 1]
    assert not written.endswith("C\x1b[m")  # behind erased cells the pen goes nowhere, where nothing follows


def test_a_terminal_without_a_name_has_colours_whatever_was_asked_before() -> None:
    asked = "from reader.tui.terminal.by_name import *; print(erases_in_colour({}), erases_in_colour({'TERM': 'dumb'}), has_colours({}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False False True\n"
