"""Themes and a style sheet of the user: used where they are right, named where they are not; the screen comes in any case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.color import Color

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import Driven, driven

SEPIA = 'extends = "paper-light"\naccent = "#8a4b08"\n[variables]\nmuted = "#777777"\nmine = "#123456"\n'
PLAIN = 'primary = "#ff8800"\nforeground = "#333333"\nbackground = "#222222"\n'


def theme(paths: Paths, name: str, text: str) -> None:
    paths.themes.mkdir(parents=True, exist_ok=True)
    (paths.themes / f"{name}.toml").write_text(text, encoding="utf-8")


def variable(it: Driven, name: str) -> str:
    return Color.parse(it.app.theme_variables[name]).hex6


async def test_a_theme_of_the_user_is_used_and_chosen_like_others(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    theme(paths, "sepia", SEPIA)
    theme(paths, "plain", PLAIN)
    async with driven(open_desks(listed, theme="sepia")) as it:
        assert it.app.theme == "sepia"
        assert variable(it, "accent") == "#894B08", "as written, but for Textual's rounding"
        assert variable(it, "muted") == "#777777", "as written"
        light = it.app.available_themes["paper-light"]
        assert variable(it, "link") == Color.parse(light.variables["link"]).hex6, (
            "the rest is that of the other"
        )
        assert it.screen.page.background_colors[1].hex6 == Color.parse(str(light.background)).hex6
        await it.press("T", *"plain", "enter")
        assert it.app.theme == "plain"
        assert variable(it, "foreground") != "#333333", "what the user did not think through can be read"
        await it.press(":", *"theme sepia", "enter")
        assert it.app.theme == "sepia"
        assert not list(it.app.screen.query("Toast"))


async def test_wrong_themes_are_named_at_the_start_and_the_rest_of_them_is_used(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    theme(paths, "odd", 'extends = "nord"\nacent = "#fff"\nwarning = "red!"\n')
    async with driven(open_desks(listed, theme="odd"), size=(160, 50)) as it:
        assert it.app.theme == "odd"
        assert it.tells("odd.toml, line 2: a theme has no acent; did you mean accent?")
        assert it.tells('odd.toml, line 3: warning should be a colour such as "#e0a35c", not "red!"')
        assert it.shows("Title0")


async def test_a_theme_that_is_torn_leaves_one_of_ours(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    theme(paths, "torn", "dark = false\nprimary = #fff\n\x00")
    async with driven(open_desks(listed, theme="torn"), size=(160, 50)) as it:
        assert it.shows("Title0")
        assert it.tells("torn.toml, line 2")
        assert it.screen.page.background_colors[1].brightness > 0.5, "light, as it says"


async def test_the_users_style_sheet_wins_and_holds_under_every_theme(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    theme(paths, "sepia", SEPIA)
    paths.config.mkdir(parents=True, exist_ok=True)
    paths.sheet.write_text("#status { background: $mine; }\n.dialog > Vertical { background: #010203; }\n")
    async with driven(open_desks(listed)) as it:
        for name in ("paper-dark", "nord", "terminal", "sepia"):
            it.app.theme = name
            await it.settle()
            assert it.screen.status.bar.background_colors[1].hex6 == "#123456", name
        await it.press("?")
        panel = it.app.screen.query_one("Vertical")
        assert panel.background_colors[1].hex6 == "#010203"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("#status { color: red; }\n#status { color: reddish; }\n", 2, "color"),
        ("#status {\n  colour: red;\n}\n", 2, "colour"),
        ("#status { color: $nothing; }", 1, "nothing"),
        ("#status { color: red;", 1, ""),
        ("\n\n}}}}", 3, ""),
        ("[link=x]y[/]", 1, ""),
    ],
)
async def test_a_wrong_style_sheet_is_left_out_with_the_line(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace], text: str, line: int, what: str
) -> None:
    paths.config.mkdir(parents=True, exist_ok=True)
    paths.sheet.write_text(text)
    workspace = open_desks(listed)
    async with driven(workspace, size=(140, 30)) as it:
        assert it.shows("Title0")
        sentences = [each for each in workspace.warnings if f"user.tcss, line {line}: " in each]
        assert sentences, workspace.warnings
        assert what in sentences[0]
        assert "until then user.tcss is not used" in sentences[0]
        assert it.tells(f"user.tcss, line {line}: ")


async def test_a_style_sheet_that_cannot_be_read_is_named(
    listed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    paths.sheet.mkdir(parents=True)
    workspace = open_desks(listed)
    async with driven(workspace) as it:
        assert it.shows("Title0")
        assert any("user.tcss is not used: " in each for each in workspace.warnings)
