"""The second wall: what no gate has cleaned still does not reach the terminal."""

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from reader.text import clean
from reader.tui.terminal.wall import Wall

pytestmark = pytest.mark.row(1)

BLACK = Color(0, 0, 0)
HOSTILE = ["\x1b]0;x\x07", "\x9b31m", "\x00", "\x7f", "\u202e", "\u2066", "\ud800", "\ufeff", "a\tb\nc"]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_text_of_every_segment_is_cleaned(text: str) -> None:
    (segment,) = Wall().apply([Segment(f"x{text}y", Style(bold=True))], BLACK)
    assert segment.text == clean(f"x{text}y").replace("\t", "").replace("\n", "")
    assert segment.style == Style(bold=True)


@pytest.mark.parametrize("link", ["http://a/\x1b]0;x\x07", "http://a/ b", "http://a/ü", "http://a/\x9d"])
def test_a_link_that_could_steer_the_terminal_is_taken_off(link: str) -> None:
    (segment,) = Wall().apply([Segment("x", Style(bold=True, link=link))], BLACK)
    assert segment.style is not None
    assert segment.style.link is None
    assert segment.style.bold


def test_what_is_clean_passes_untouched() -> None:
    segments = [Segment("ab 苹果 👩‍🚀", Style(link="https://example.com/%E8")), Segment("")]
    assert Wall().apply(segments, BLACK) is segments


def test_the_screen_librarys_own_control_segments_pass() -> None:
    segments = [Segment("\x1b[2J", None, [(ControlType.CLEAR,)])]
    assert Wall().apply(segments, BLACK) is segments
