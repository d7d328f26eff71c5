"""In a language a third longer than English nothing on the main screens and in no help is cut, at 80 columns."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from reader import i18n
from reader.actions.workspace.workspace import Workspace
from reader.cli import commands
from reader.cli.arguments import Parser
from reader.cli.main import parser
from reader.i18n import tr
from reader.text import cell_width
from tests.pseudo_language import PseudoLanguage, cut_off
from tests.tui.driving import Driven, beside, driven

Desks = Callable[..., Workspace]

DIALOGS = ("?", "ctrl+p", "/", "&", "A", "g o", "g b", "g t", "T", ":", "#", "N", "'", "g l", "x", "M", "f")
"""Keys whose dialogs are opened; some have none where nothing is to be chosen, and say so."""


def speak_longer() -> None:
    """Speak the language that has no file, until the next test."""
    i18n._Chosen.catalogue = PseudoLanguage()


def dialog(it: Driven) -> list[str]:
    """Return the rows of the dialog that is open, without what is behind it."""
    box = it.app.screen.children[0].region
    rows = it.lines()[box.y : box.bottom]
    return [beside(beside(row, box.right)[0], box.x)[1] for row in rows]


async def test_nothing_on_the_screen_is_cut_where_sentences_are_longer(feed: Path, open_desks: Desks) -> None:
    workspace = open_desks(feed, density=1)  # the second row of an article gives what has room
    speak_longer()
    async with driven(workspace, size=(80, 24)) as it:
        cut = {"list": cut_off(it.lines())}
        opened = set()
        for keys in DIALOGS:
            await it.press(*keys.split())
            if len(it.app.screen_stack) > 1:
                opened.add(keys)
                cut[keys] = cut_off(dialog(it))
            await it.press("escape")
        await it.press("enter")
        cut["page"] = cut_off(it.lines())
    assert {name: lines for name, lines in cut.items() if lines} == {}
    assert {"?", "ctrl+p", "/", "&", "A", ":", "#"} <= opened


async def test_nothing_of_the_welcome_is_cut_where_sentences_are_longer(
    tmp_path: Path, open_desks: Desks
) -> None:
    (tmp_path / "empty").mkdir()
    workspace = open_desks(tmp_path / "empty")
    speak_longer()
    async with driven(workspace, size=(80, 24)) as it:
        assert i18n.tr("Nothing to read here yet") in " ".join(it.text().split())
        assert cut_off(it.lines()) == []


@pytest.mark.parametrize("name", ["", *commands.BY_NAME])
def test_no_help_is_cut_where_sentences_are_longer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    speak_longer()
    if name:
        made = Parser(f"newsreader {name}", tr(commands.BY_NAME[name].does), "")
        module = import_module(f"{commands.__name__}.{commands.BY_NAME[name].module}")
        cast("commands.Module", module).options(made)
        made.add_general()
    else:
        made = cast("Parser", parser())
    lines = made.format_help().splitlines()
    assert cut_off(lines) == []
    options = lines[lines.index(f"{tr('{heading}:', heading=tr('options'))}") :]
    assert [line for line in options if cell_width(line) > 80] == []
