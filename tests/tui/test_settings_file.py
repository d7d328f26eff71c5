"""Changes of config.toml hold while the program runs, and a setting of the session is written into it on the user's word."""

import tomllib
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.tui.control.settings_watch import SettingsWatch
from tests.tui.driving import Driven, driven
from tests.tui.terminal import Terminal


async def typed(it: Driven, line: str) -> None:
    """Type a line after a colon, and enter."""
    await it.press(":", *line, "enter")


@pytest.fixture
def mine(workspace: Workspace) -> Workspace:
    """A workspace with a file of settings that has a comment."""
    file = workspace.paths.settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine\nmeasure = 60\n")
    workspace.settings = workspace.settings._replace(measure=60)
    return workspace


async def test_what_changes_in_the_file_holds_at_once(mine: Workspace) -> None:
    file = mine.paths.settings_file
    async with driven(mine, size=(110, 30)) as it:
        await typed(it, "set justify true")
        file.write_text('# mine\nmeasure = 40\ntheme = "nord"\nfolders = ["/elsewhere"]\n')
        await it.until(lambda: it.screen.page.measure == 40, seconds=5 * SettingsWatch.every_s)
        await it.until(lambda: it.app.theme == "nord")
        await it.until(lambda: it.shows("From the next start on: folders"))
        assert mine.settings.justify, "what was changed for this session stays"
        file.write_text('# mine\nmeasure = 40\ntheme = "nrod"\nfolders = ["/elsewhere"]\n')
        await it.until(lambda: it.tells("did you mean"), seconds=5 * SettingsWatch.every_s)
        file.unlink()
        await it.until(lambda: mine.settings.measure == 72, seconds=5 * SettingsWatch.every_s)


async def test_a_setting_of_the_session_is_kept_on_the_users_word_only(mine: Workspace) -> None:
    file = mine.paths.settings_file
    async with driven(mine, size=(110, 30)) as it:
        await typed(it, "set measure 50")
        assert it.shows("measure = 50 for this session; :keep measure keeps it")
        assert file.read_text() == "# mine\nmeasure = 60\n"
        await typed(it, "keep measure")
        await it.until(lambda: it.shows("measure = 50 is in"))
        assert file.read_text() == "# mine\nmeasure = 50\n"
        await typed(it, "set group_by tag,source")
        await typed(it, "keep group_by")
        await it.until(lambda: "group_by" in tomllib.loads(file.read_text()))
        assert tomllib.loads(file.read_text()) == {"measure": 50, "group_by": ["tag", "source"]}
        await typed(it, "keep folders")
        await it.until(lambda: it.shows("folders holds from the next start on") or it.tells("next start on"))


async def test_a_file_with_a_fault_is_not_written(mine: Workspace) -> None:
    file = mine.paths.settings_file
    async with driven(mine, size=(110, 30)) as it:
        file.write_text("measure = = 60\n")
        await it.until(lambda: it.tells("line 1"), seconds=5 * SettingsWatch.every_s)
        await typed(it, "keep measure")
        await it.until(lambda: it.tells("Nothing is changed until this is fixed"))
        assert file.read_text() == "measure = = 60\n"


@pytest.mark.pty
def test_the_file_is_opened_in_the_editor_and_holds_when_one_is_back(feed: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nhead -1 "$1" >&2\nprintf "measure = 40\\n" > "$1"\n')
    editor.chmod(0o755)
    with Terminal([feed], environ={"VISUAL": "", "EDITOR": str(editor)}) as terminal:
        terminal.wait("First article")
        terminal.settle()
        terminal.type(":", *"edit_settings", "\r")
        assert terminal.wait_until(lambda: b"# The settings of newsreader" in terminal.written), (
            "a first file"
        )
        terminal.wait("Changed by config.toml: measure")
        terminal.type("q")
        assert terminal.wait_end() == 0
