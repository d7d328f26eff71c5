"""Room for pictures: within the measure, above the words, and never part of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.block_lines import block_lines, layout_of
from reader.page.layout.images import LEAST_PIXELS, ROWS_LIMIT, cells_of, rows_on
from reader.page.line import Block, BlockKind, Gutter, GutterKind, ImageBox, Run, TextStyle
from tests.page.painting import line_text

WORDS = (Run("▣ a lamp in a round window", TextStyle.IMAGE, "lamp.png"),)
ITEM = Gutter(GutterKind.ITEM, "• ", "  ", 1)


def image(image: ImageBox | None, gutters: tuple[Gutter, ...] = ()) -> Block:
    return Block(BlockKind.IMAGE, WORDS, gutters, info="lamp.png", image=image)


@pytest.mark.parametrize(
    ("size", "measure", "cells"),
    [
        ((720, 400), 72, (72, 20)),
        ((1440, 800), 72, (72, 20)),
        ((1440, 400), 72, (72, 10)),
        ((100, 60), 72, (10, 3)),
        ((1000, 4000), 72, (10, 20)),
        ((2000, 30), 72, (72, 1)),
        ((90, 20), 72, (0, 0)),
        ((1, 1), 72, (0, 0)),
        ((48, 48), 1, (1, 1)),
    ],
)
def test_a_picture_keeps_its_shape_and_is_never_made_larger(
    size: tuple[int, int], measure: int, cells: tuple[int, int]
) -> None:
    assert cells_of(ImageBox(*size), measure) == cells


def test_on_a_low_screen_an_image_leaves_room_for_text() -> None:
    assert [rows_on(height) for height in (1, 10, 22, 38, 80)] == [4, 6, 14, 20, 20]
    wide = ImageBox(1440, 800, rows_limit=rows_on(22))
    assert cells_of(wide, 72) == cells_of(wide, 72, is_wide=True) == (50, 14)
    assert cells_of(wide._replace(rows_limit=99), 72) == (72, ROWS_LIMIT)


@given(st.integers(LEAST_PIXELS, 30_000), st.integers(LEAST_PIXELS, 30_000), st.integers(1, 300))
def test_whatever_it_measures_it_has_room(width: int, height: int, measure: int) -> None:
    columns, rows = cells_of(ImageBox(width, height), measure)
    assert 1 <= columns <= measure
    assert 1 <= rows <= ROWS_LIMIT


def test_it_stands_above_its_words_which_are_the_only_text() -> None:
    lines = block_lines(image(ImageBox(100, 60), (ITEM,)), 0, 20)
    assert [line.image.row if line.image else None for line in lines] == [0, 1, 2, None, None]
    assert [line_text(line).rstrip() for line in lines] == ["•", "", "", "  ▣ a lamp in a", "  round window"]
    assert all(span.offset < 0 for line in lines[:3] for span in line.spans)
    assert {line.image[2:] for line in lines if line.image} == {(10, 3)}


def test_a_place_in_its_words_is_on_their_line() -> None:
    laid_out = layout_of(image(ImageBox(100, 60)), 0, 20)
    assert [laid_out.line_at(offset) for offset in (0, 5, 20)] == [3, 3, 4]
    assert layout_of(image(None), 0, 20).line_at(0) == 0
