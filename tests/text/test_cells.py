"""Widths in cells: the same as Textual's, and cutting that tears nothing."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text import cell_width, fit, pad
from reader.text.cells import ELLIPSIS, char_width
from reader.text.graphemes import graphemes

mixed = st.text(
    st.sampled_from("ab 中文，。かー한👨\u200d👩\u0301\ufe0f❤🇨🇳🏽#1")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=60,
)


def test_every_character_is_as_wide_as_the_screen_library_makes_it() -> None:
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    assert [point for point in points if char_width(chr(point)) != cell_len(chr(point))] == []


@given(mixed)
def test_every_text_is_as_wide_as_the_screen_library_makes_it(text: str) -> None:
    assert cell_width(text) == cell_len(text)


def test_a_heart_and_a_family_take_two_cells_each() -> None:
    assert cell_width("❤\ufe0f") == 2
    assert cell_width("👨\u200d👩\u200d👧") == 2


@given(mixed, st.integers(0, 40))
def test_fitted_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) <= width


@given(mixed, st.integers(1, 40))
def test_fitted_text_is_a_beginning_of_whole_signs(text: str, width: int) -> None:
    fitted = fit(text, width)
    if fitted == text:
        return
    assert fitted.endswith(ELLIPSIS)
    kept = fitted.removesuffix(ELLIPSIS)
    clusters = list(graphemes(text))
    beginnings = {"".join(clusters[:count]).rstrip() for count in range(len(clusters) + 1)}
    assert kept in beginnings


@given(mixed, st.integers(0, 40))
def test_padded_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_width(pad(text, width)) == width
