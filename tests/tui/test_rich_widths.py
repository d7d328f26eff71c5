"""In each width of a terminal Rich and Textual count the same cells as the program itself."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content

from reader.text.cells import Widths, cell_width, char_width, fit, is_ambiguous, pad, standard_width
from reader.tui.terminal.rich_widths import count_by

MIXED = st.text(
    st.sampled_from("ab 中文，。●▌…·▕“”‘’—→★αя─│é👨\u200d👩\u0301\ufe0f❤☎🇨🇳🏽#1\ue000")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=60,
)


@pytest.fixture(params=[1, 2], ids=["narrow", "wide"], autouse=True, scope="module")
def ambiguous(request: pytest.FixtureRequest) -> Iterator[int]:
    count_by(Widths(request.param, request.param))
    yield request.param
    count_by(Widths())


def test_every_character_is_as_wide_for_rich(ambiguous: int) -> None:
    points = [*range(0x3400), *range(0xE000, 0x10000, 7), *range(0x1F000, 0x1FB00), 0xF0000, 0x10FFFD]
    assert [point for point in points if char_width(chr(point)) != cell_len(chr(point))] == []
    assert cell_len("●“α·…") == 5 * ambiguous


@given(MIXED)
def test_every_text_is_as_wide_for_rich(text: str) -> None:
    assert cell_width(text) == cell_len(text) == Segment(text).cell_length == Content(text).cell_length


@given(MIXED, st.integers(0, 40))
def test_what_rich_and_the_program_cut_has_the_width_that_was_asked_for(text: str, width: int) -> None:
    assert cell_len(set_cell_size(text, width)) == width
    assert cell_len(pad(text, width)) == width
    assert cell_len(fit(text, width)) <= width


def test_lines_and_blocks_take_one_cell_and_marks_none() -> None:
    assert cell_width("─│▌▕█") == 5
    assert cell_width("e\u0301") == 1


def test_a_wide_character_does_not_grow_by_a_selector_after_it(ambiguous: int) -> None:
    assert cell_width("☎") == ambiguous
    assert cell_width("☎\ufe0f") == cell_len("☎\ufe0f") == 2


def test_files_are_written_by_the_same_widths_in_every_terminal() -> None:
    assert standard_width("●“”…α中") == 7


def test_another_version_of_unicode_in_the_environment_moves_nothing() -> None:
    code = (
        "from reader.tui.terminal.rich_widths import count_by; from reader.text.cells import *; import sys\n"
        "from rich.cells import cell_len; count_by(Widths())\n"
        "print([c for c in map(chr, range(0x1F900, 0x1FB00)) if cell_len(c) != char_width(c)])"
    )
    environ = {**os.environ, "UNICODE_VERSION": "6.0.0"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )
    assert done.stdout.strip() == "[]"


def test_ambiguous_is_what_unicode_calls_so() -> None:
    assert all(map(is_ambiguous, "●…·“”‘’—★→α①°×é"))
    assert not any(map(is_ambiguous, "a中▌─▕▸«»"))
