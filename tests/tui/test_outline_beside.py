"""The outline that comes and goes beside the page, in a real terminal."""

import pytest

from tests.tui.terminal import ROOT, Terminal


def begins(terminal: Terminal, text: str) -> set[int]:
    """Return the columns in which rows of the screen show the text."""
    return {line.index(text) for line in terminal.lines() if text in line}


@pytest.mark.parametrize("number", range(4))  # what went wrong depends on the moment
def test_the_page_is_drawn_anew_where_the_outline_comes(number: int) -> None:
    del number
    with Terminal([ROOT / "sample_feed"], size=(140, 40)) as terminal:
        terminal.wait("Good morning.")
        terminal.read(1)
        terminal.type(*"jjjjj", "\r")
        terminal.wait("Links and pictures")  # in the outline alone: on the page it is far below
        assert terminal.wait_until(lambda: begins(terminal, "Type foundries") == {48})
