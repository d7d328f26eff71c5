"""What Textual, Rich, Python and shells would read as theirs is text like all other, in every place of the screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.text import cell_width
from tests.counts import FULL, sample
from tests.tui.driving import beside
from tests.tui.hostile_places import OF_ALL, OF_AN_ARTICLE, Held, held, seed, walk, write_hostile
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.slow, pytest.mark.row(5)]

MARKUP = (
    "[/]", "[red]", "[red]x[/red]", "Title [/b] x", "数组[0]与[/]", "[@click]x[/]", "[@click=app.quit]x[/]", "[@click='app.exit(3)']x[/]",
    "[link=https://evil.example]x[/link]", "[link='file:///etc/passwd']x[/]", "[b i u s blink]", "[$primary]x", "[on red]", "[#ff0000]x[/#ff0000]",
    "[not a tag", "a ] b", "[[x]]", "[]", "[ ]", "[/][/][/]", "[[/]]", "[bold][/bold][/bold]", "[IPO] new", "[1;31m", "[0-9]+", "[=", "[@", "[!x]",
    "{{ x }}", "{x}", "{0}", "{", "}", "%s", "%(x)s", "%", "$x", "${HOME}", "$(id)", "#{x}", "<x>", "&lt;", "::", ":x:", ":red_heart:", "x\\", "\\[x]", "\\n",
    "repr(x)", "x" * 80, "[" * 60, "]" * 50, "[a" * 40,
)  # fmt: skip
"""Some close what was never opened, some act when clicked, some are places of a format, some only look odd."""

TEXTS = held(MARKUP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_hostile(tmp_path / "markup", TEXTS)
    seed(made, TEXTS)
    return made


@pytest.mark.timeout(3600 if FULL else 300)
def test_no_place_of_the_screen_breaks_down_over_it(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    missed, walked = list[str](), sample(TEXTS, 1)
    of_an_article, of_all = ([steps[0], *sample(steps[1:], 7)] for steps in (OF_AN_ARTICLE, OF_ALL))
    with Terminal([folder], (120, 34), {"BROWSER": "/no/such"}) as terminal:
        terminal.wait("unread")
        for each in walked:
            missed += walk(terminal, of_an_article, each)
        missed += walk(terminal, of_all, walked[-1])
        terminal.type("q")
        assert terminal.wait_end() == 0, terminal.text()
    assert not missed, "\n".join(missed)
    places = len(walked) * len(of_an_article) + len(of_all)
    record_property("figure", f"0 crashes in {places} views, {len(MARKUP)} payloads")


@pytest.mark.timeout(1200 if FULL else 120)
def test_every_letter_of_it_is_shown(folder: Path, record_property: Callable[[str, object], None]) -> None:
    seen = set[int]()
    with Terminal([folder], (200, 150)) as terminal:
        terminal.wait("lastword")
        terminal.type("\t")
        for _ in range(2 * len(TEXTS) if FULL else 12):
            terminal.wait("lastword")
            shown = [beside(line, 66)[1] for line in terminal.lines()]
            number = int(re.findall(r"lastword(\d+)", "".join(shown))[0])
            text = folded(TEXTS[number].text)[:50]  # a longer line of code goes on below
            assert "indented" + text in folded("".join(shown)), "\n".join(shown)
            seen.add(number)
            terminal.type("J")
            terminal.read(0.15)
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert len(seen) >= (len(TEXTS) - 3 if FULL else 4)
    record_property("figure", f"whole on {len(seen)} pages")


def folded(text: str) -> str:
    """Return the text without white space and without the signs at the ends of lines that go on."""
    return re.sub(r"[\s↳↩…]", "", text)


@pytest.mark.timeout(1200 if FULL else 120)
def test_a_click_on_it_does_nothing_of_what_it_says(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    clicks = 0
    with Terminal([folder], (120, 40), {"BROWSER": "/no/such"}) as terminal:
        terminal.wait("unread")
        for place in (
            (),
            ("\t",),
            ("g", "t"),
            ("g", "h"),
            ("g", "f"),
            ("\x0b", "w", "o", "r", "d"),
            ("t",),
            ("u",),
        ):
            terminal.type(*place)
            terminal.settle()
            for each in sample(TEXTS, 12):
                for x, y in found(terminal, each):
                    terminal.type(f"\x1b[<35;{x};{y}M", f"\x1b[<0;{x};{y}M", f"\x1b[<0;{x};{y}m")
                    clicks += 1
                    assert terminal.process.poll() is None, (place, each, terminal.text())
            terminal.type("\x1b")
            terminal.settle()
            terminal.type("\x1b")
            terminal.settle()
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert clicks
    record_property("figure", f"0 of {clicks} clicks did anything")


def found(terminal: Terminal, each: Held) -> list[tuple[int, int]]:
    """Return some cells of the terminal, from 1, in which the payload stands."""
    part = each.payload.strip()[:12]
    lines = list(enumerate(terminal.lines(), 1))
    return [
        (cell_width(line[: line.index(part)]) + 2, y)
        for y, line in lines
        if part in line and each.word in line
    ][:3]
