"""Themes: ours can be read, and all others get the colours that they lack."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Static

from reader.actions.workspace.workspace import Workspace
from reader.assets import asset
from reader.page.line import Role
from reader.tui.dialogs.dialog import SHEET
from reader.tui.widgets.parsed_sheets import ParsedSheets
from reader.tui.widgets.theme_colours import made_readable, missing_variables
from reader.tui.widgets.themes import (
    DARK,
    LIGHT,
    TERMINAL,
    is_light_by_name,
    own_themes,
    terminal_theme,
    theme_for,
)
from tests.tui.driving import driven

OWN = {theme.name: theme for theme in own_themes(asset("styles") / "themes")}
READABLE = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text."""
GROUND, LEAST_GROUND = 1.2, 1.1
"""The least contrast of a code block's background with that of the page: in our themes, in others."""


def contrast(one: str, other: str) -> float:
    lights = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def luminance(colour: Color) -> float:
    red, green, blue = (
        (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted(OWN))
def test_text_of_our_themes_can_be_read(name: str) -> None:
    theme = OWN[name]
    assert theme.background
    for text in (
        theme.foreground,
        theme.accent,
        *(theme.variables[part] for part in ("muted", "heading", "link", "star", "notice")),
    ):
        assert text
        assert contrast(text, theme.background) >= READABLE, (name, text)
    for part, colour in theme.variables.items():
        if part.startswith("code-") and part != "code-background":
            assert contrast(colour, theme.variables["code-background"]) >= READABLE, part
    assert contrast(theme.variables["code-background"], theme.background) >= GROUND, "a code block is seen"
    for text in (
        theme.accent,
        *(theme.variables[part] for part in ("cursor-text", "muted", "heading", "star")),
    ):
        assert text
        assert contrast(text, theme.variables["cursor-background"]) >= READABLE, (name, text)
    assert contrast(theme.variables["selection-text"], theme.variables["selection-background"]) >= READABLE


def test_our_themes_define_all_of_our_variables() -> None:
    wanted = set(missing_variables(BUILTIN_THEMES["nord"]))
    assert all(set(theme.variables) == wanted for theme in OWN.values())
    assert all(wanted <= set(terminal_theme(light=light).variables) for light in (False, True))


@pytest.mark.parametrize("name", sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi))
def test_the_librarys_themes_get_colours_that_can_be_read_and_told_apart(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    made = made_readable(
        {**missing_variables(theme), **theme.to_color_system().generate(), **theme.variables}
    )
    assert contrast(made["code-background"], made["background"]) >= LEAST_GROUND
    for ground in ("background", "panel", "surface", "cursor-background"):
        for part in ("foreground", "muted", "heading", "link", "accent", "star", "notice"):
            assert contrast(made[part], made[ground]) >= READABLE, (part, ground)
    for pair in ("cursor", "selection", "found"):
        assert contrast(made[f"{pair}-text"], made[f"{pair}-background"]) >= READABLE, pair
    for part, colour in made.items():
        if part.startswith("code-") and part != "code-background":
            assert contrast(colour, made["code-background"]) >= READABLE, part
        if part.startswith("highlight-"):
            assert contrast(made["foreground"], colour) >= READABLE, part


TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    "name", sorted(name for name, theme in {**BUILTIN_THEMES, **OWN}.items() if not theme.ansi)
)
def test_the_list_can_be_read_in_every_theme_and_its_bar_is_seen_from_far(name: str) -> None:
    theme = {**BUILTIN_THEMES, **OWN}[name]
    made = {**missing_variables(theme), **theme.to_color_system().generate(), **theme.variables}
    if name not in OWN:
        made = made_readable(made)
    page, ground = theme.to_color_system().generate()["background"], made["list-background"]
    assert luminance(Color.parse(page)) != luminance(Color.parse(ground)), "the grounds part the panes"
    for part in ("list-muted", "list-count"):
        assert contrast(made[part], ground) >= READABLE, part
    assert contrast(made["chosen-text"], made["chosen-background"]) >= READABLE
    assert contrast(made["chosen-background"], ground) >= 3, "WCAG 2.2, 1.4.11"


@pytest.mark.parametrize(
    ("wanted", "environ", "light", "name", "exists"),
    [
        ("auto", {}, False, DARK, True),
        ("auto", TRUE, False, DARK, True),
        ("auto", TRUE, True, LIGHT, True),
        ("nord", TRUE, True, "nord", True),
        ("paper-light", {}, False, LIGHT, True),
        ("terminal", TRUE, True, TERMINAL, True),
        ("nrod", {}, False, DARK, False),
        ("nord", {**TRUE, "NO_COLOR": "1"}, False, TERMINAL, True),
        ("auto", {"NO_COLOR": "1"}, True, TERMINAL, True),
        ("auto", {"TERM": "xterm-256color"}, False, TERMINAL, True),
        ("auto", {"TERM": "screen-256color", "COLORTERM": ""}, True, TERMINAL, True),
        ("nord", {"TERM": "xterm-256color"}, False, "nord", True),
        ("nord", {"TERM": "xterm"}, False, TERMINAL, True),
        ("auto", {"TERM": "linux"}, False, TERMINAL, True),
        ("auto", {"TERM": "foot", "COLORTERM": "24bit"}, False, DARK, True),
    ],
)
def test_the_theme_is_chosen(
    wanted: str, environ: dict[str, str], *, light: bool, name: str, exists: bool
) -> None:
    known = {**BUILTIN_THEMES, **OWN, TERMINAL: terminal_theme(light=light)}
    assert theme_for(wanted, environ, known, light=light) == (name, exists)


@pytest.mark.parametrize(
    ("variable", "is_light"),
    [("", False), ("15;0", False), ("0;15", True), ("0;default;15", True), ("0;7", True)],
)
def test_a_terminal_may_name_its_colours(variable: str, *, is_light: bool) -> None:
    assert is_light_by_name({"COLORFGBG": variable}) is is_light


def test_every_role_of_a_page_has_a_look() -> None:
    sheet = (asset("styles") / "page.tcss").read_text()
    assert [role for role in Role if f".page--{role.value} {{" not in sheet] == []


async def test_another_theme_gives_every_part_another_look(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("A paragraph."))
        looks = []
        for theme in (DARK, LIGHT, DARK):
            it.app.theme = theme
            await it.settle()
            drawn = it.screen.page.render_line(1), it.screen.sidebar.render_line(1)
            looks.append([[segment.style and segment.style.color for segment in strip] for strip in drawn])
        assert looks[0] != looks[1]
        assert looks[0] == looks[2]


async def test_of_several_themes_in_a_row_the_last_one_is_shown(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        former = it.app.theme
        for themes in (["nord", "dracula"], ["nord", "dracula", "nord"], ["gruvbox", former], ["dracula"]):
            for theme in themes:
                it.app.show_theme(theme)
            await it.settle()
            assert it.app.theme == themes[-1]


def test_sheets_are_parsed_once_with_the_colours_of_a_theme() -> None:
    sheets = ParsedSheets(variables={"ground": "red"})
    sheets.add_source("Widget { background: $ground; }")
    sheets.reparse()
    red = sheets.rules[0]
    ahead = sheets.with_colours({"ground": "blue"})
    assert not sheets.is_parsed_with({"ground": "blue"})
    sheets.take(ahead)
    assert sheets.is_parsed_with({"ground": "blue"})
    for colours, expected in (("blue", ahead.rules[0]), ("red", red)):
        sheets.set_variables({"ground": colours})
        sheets.reparse()
        assert sheets.rules == [expected]
    sheets.add_source("Button { color: $ground; }")
    assert not sheets.is_parsed_with({"ground": "red"})
    sheets.reparse()
    assert [rule.selector_names for rule in sheets.rules] == [{"Widget"}, {"Button"}]


async def test_what_is_styled_right_after_sheets_were_read_ahead_keeps_its_rules(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        read: list[bool] = []
        it.app.read_ahead(SHEET, [Static()], lambda: read.append(True))
        await it.until(lambda: bool(read))
        bar = it.screen.query_one("#status")
        bar.add_class("-other")
        await it.settle()
        assert str(bar.styles.height) == "1"
