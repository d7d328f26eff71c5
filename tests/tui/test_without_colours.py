"""Without colours each state is shown by weight, line, ground, sign or word: no meaning is in a colour alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import open_workspace
from reader.paths import Paths
from tests.tui.driving import Driven, article_writer, driven

BODY = """\
Plain words, **strong** ones, `code` ones and a [link](https://example.org/a).

A sought word, another sought word, and a sentence to highlight.

| Name  |
| ----- |
| `key` |

## A heading
"""


def looks(it: Driven, text: str, *, last: bool = False) -> frozenset[str]:
    """Return the attributes, none of them a colour, of the cell where a text begins on the screen."""
    for strip in it.app.screen._compositor.render_strips():
        cells = [(char, style) for part, style, _ in strip for char in part]
        said = "".join(char for char, _ in cells)
        at = said.rfind(text) if last else said.find(text)
        if at >= 0:
            style = cells[at][1]
            coloured = [each for each in (style and style.color, style and style.bgcolor) if each]
            assert all(each.is_default for each in coloured), (text, style)
            names = ("bold", "italic", "underline", "strike", "reverse")
            return frozenset(each for each in names if style and getattr(style, each))
    raise AssertionError(f"{text!r} is not on the screen:\n{it.text()}")


async def test_every_state_is_told_without_colours(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    write = article_writer(folder)
    write("1.md", "Begun today", "2026-02-03", ["ink"], BODY)
    write("2.md", "Second of them", "2026-02-02", ["ink"], "Text.")
    write("3.md", "Third with quill", "2026-02-01", ["ink"], "Text.")
    write("4.md", "Fourth of them", "2026-01-31", ["ink"], "Text.")
    monkeypatch.setenv("NO_COLOR", "1")
    flags: dict[str, object] = {
        "mark_read_when": "manual",
        "index_words": False,
        "top_groups": (),
        "scope": "all",
    }
    with open_workspace([folder], flags, paths, {"TZ": "UTC", "NO_COLOR": "1"}) as workspace:
        async with driven(workspace, (110, 30)) as it:
            await _in_the_list(it)
            await _on_the_page(it)
            await _in_a_dialog(it)


async def _in_the_list(it: Driven) -> None:
    assert "reverse" in looks(it, "Begun today"), "the cursor"
    assert "bold" in looks(it, "Second of them")
    assert "●" in it.title_line("Second of them")
    await it.press("j", "r", "j", "s", "k", "k")
    assert "bold" not in looks(it, "Second of them"), "read"
    assert "●" not in it.title_line("Second of them")
    assert "★" in it.title_line("Third with quill")
    await it.press("v", "j", "j")
    assert "▌" in it.title_line("Second of them"), "selected"
    assert "▌" not in it.title_line("Fourth of them")
    await it.press("escape", "k", "k")


async def _on_the_page(it: Driven) -> None:
    await it.press("enter")
    plain = looks(it, "Plain words")
    told = {
        "strong": looks(it, "strong"),
        "link": looks(it, "link."),
        "heading": looks(it, "A heading"),
    }
    assert plain == frozenset()
    assert all(told.values()), told
    assert "`code`" in it.text()
    assert looks(it, "key"), "where no marks fit"
    assert "▌" in it.title_line("Begun today"), "the page has the keys, and the list says where one is"
    await it.press("slash", *"sought", "enter")
    assert looks(it, "sought word") != looks(it, "sought word", last=True) != plain
    assert looks(it, "sought word") != told["link"]
    await it.press("escape", "slash", *"sentence", "enter", "v", "w")
    selected = looks(it, "sentence")
    assert selected not in {plain, told["link"]}
    await it.press("H", "escape", "escape")
    highlighted = looks(it, "sentence")
    assert highlighted not in {plain, told["link"], told["strong"]}


async def _in_a_dialog(it: Driven) -> None:
    await it.press("question_mark")
    assert "reverse" in looks(it, "Move down")
    assert looks(it, "Move up") == frozenset()
    await it.press("escape")


@pytest.mark.parametrize(
    ("environ", "is_coloured"),
    [
        ("{'TERM': 'vt100'}", False),
        ("{'TERM': 'xterm-256color'}", True),
        ("{'TERM': 'no-such-terminal'}", True),
        ("{}", True),
        ("{'TERM': 'vt100', 'COLORTERM': 'truecolor'}", True),
        ("{'TERM': 'xterm-256color', 'NO_COLOR': '1'}", False),
    ],
)
def test_a_terminal_without_colours_is_taken_as_no_color(environ: str, is_coloured: bool) -> None:
    line = f"from reader.tui.terminal.by_name import has_colours; print(has_colours({environ}))"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(is_coloured)
