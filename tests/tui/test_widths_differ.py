"""Where a terminal draws a character wider or narrower than the program counts it, what is behind stays in its column."""

import random
from collections.abc import Iterator

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from reader.text import clean
from reader.text.cells import Widths, cell_width
from reader.tui.terminal.doubts import parts_of
from reader.tui.terminal.frame import Frame
from reader.tui.terminal.rich_widths import count_by
from reader.tui.terminal.updates import drawn_by
from tests.tui.odd_terminal import EMOJI, OddScreen

WIDTH = 40
CONSOLE = Console(color_system="truecolor", force_terminal=True)
LOOKS = [None, *map(Style.parse, ("bold", "on #16171a", "underline on #2d3037"))]
AMBIGUOUS = ["●", "“”", "…", "·", "Привет", "αβγ", "①", "─│", "▌▕", "→★", "\ue000"]
SURE = ["a", "word ", " " * 14, "中文", "。", "ア", "한글"]
DOUBTFUL = [
    "🙂", "❤\ufe0f", "❤", "👨\u200d👩\u200d👧", "🇨🇳", "🇨", "👍🏽", "e\u0301", "\u0301", "क्षि", "ที่", "☎\ufe0f", "🫨",
    "1\ufe0f\u20e3", "🏴\U000e0067\U000e007f", "z" + "\u0301" * 9, "a\u200db", "👨\u200d", "𝒜", "䷀", "\u200d",
]  # fmt: skip


def some_text(chance: random.Random) -> str:
    """A text of what terminals draw alike and what they do not."""
    texts = (SURE, AMBIGUOUS, DOUBTFUL)
    anything = "".join(
        chr(chance.choice((chance.randrange(0xA0, 0x3000), chance.randrange(0x1F000, 0x1FB00))))
        for _ in range(3)
    )
    return "".join(
        clean(chance.choice([*chance.choice(texts), anything])) for _ in range(chance.randrange(12))
    )


@pytest.fixture(params=["narrow", "wide", "unknown"], autouse=True, scope="module")
def counted(request: pytest.FixtureRequest) -> Iterator[Widths]:
    widths = {"narrow": Widths(), "wide": Widths(2, 2), "unknown": Widths(1, 1, is_sure=False)}[request.param]
    count_by(widths)
    yield widths
    count_by(Widths())


def strip(text: str, width: int, look: Style | None) -> Strip:
    return Strip([Segment(text, look)]).adjust_cell_length(width, look)


def misplaced(screen: OddScreen, y: int, strips: list[Strip]) -> list[str]:
    """Return each certain character that does not stand where it is meant to stand."""
    found, row, x = [], screen.row(y), 0
    for text, _, _ in (segment for each in strips for segment in each):
        for part in parts_of(text, cell_width(text)):
            at = x
            for char in "" if part.most else part.text:
                if row[at][:1] != char:
                    found.append(f"{char!r} is not in column {at} of {row}")
                at += cell_width(char)
            x += part.cells
    return found


@pytest.mark.parametrize("emoji", EMOJI)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_certain_stands_in_its_column(counted: Widths, emoji: str, seed: int) -> None:
    chance = random.Random(seed)
    ambiguous = counted.ambiguous if counted.is_sure else chance.choice((1, 2))
    frame, screen = (
        Frame(erases_in_colour=seed % 2 == 0),
        OddScreen(WIDTH, 2, ambiguous=ambiguous, emoji=emoji),
    )
    screen.reset_mode(7, private=True)
    stream, at, size = pyte.Stream(screen), chance.randrange(1, WIDTH), Size(WIDTH, 2)
    for _ in range(6):
        strips = [strip(some_text(chance), cells, chance.choice(LOOKS)) for cells in (at, WIDTH - at)]
        stream.feed(frame.changes(drawn_by(LayoutUpdate([strips], Region(0, 0, WIDTH, 1)), CONSOLE), size))
        assert misplaced(screen, 0, strips) == []
        strips[0] = strip(some_text(chance), at, chance.choice(LOOKS))
        update = ChopsUpdate([{0: strips[0], at: strips[1]}], [(0, 0, at)], [[at, WIDTH]])
        stream.feed(frame.changes(drawn_by(update, CONSOLE), size))
        assert misplaced(screen, 0, strips) == []


@given(st.lists(st.sampled_from(SURE + AMBIGUOUS + DOUBTFUL), max_size=14).map("".join))
def test_the_parts_of_a_text_are_all_of_it(text: str) -> None:
    parts = parts_of(text, cell_width(text))
    assert "".join(part.text for part in parts) == text
    assert sum(part.cells for part in parts) == cell_width(text)


@pytest.mark.parametrize("text", ["plain", "中文，。", "ñë", "\U00020000", "Ïñ ｆｕｌｌ"])
def test_text_that_all_terminals_draw_alike_is_written_as_it_is(text: str) -> None:
    assert [part.text for part in parts_of(text, cell_width(text))] == [text]


def test_ambiguous_text_is_written_as_it_is_where_its_width_is_known(counted: Widths) -> None:
    assert len(parts_of("а “b” ●", cell_width("а “b” ●"))) == (1 if counted.is_sure else 7)
