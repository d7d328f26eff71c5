"""``newsreader themes``, and themes of the user on the command line."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader

SEPIA = 'extends = "paper-light"\naccent = "#8a4b08"\n'


@pytest.fixture
def config_folder() -> Path:
    """The folder of the settings."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_themes_are_listed_with_those_of_the_user_and_the_one_in_use(
    newsreader: Newsreader, config_folder: Path
) -> None:
    (config_folder / "themes").mkdir()
    (config_folder / "themes" / "sepia.toml").write_text(SEPIA)
    (config_folder / "config.toml").write_text('theme = "sepia"')
    done = newsreader("themes")
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["*", "sepia", "yours"] in lines
    assert ["nord"] in lines
    assert [line[0] for line in lines].count("*") == 1
    told = json.loads(newsreader("themes", "--json").stdout)
    rows = {row["name"]: row for row in told["themes"]}
    assert rows["sepia"] == {"name": "sepia", "is_yours": True, "in_use": True}
    assert rows["terminal"] == {"name": "terminal", "is_yours": False, "in_use": False}
    assert told["mistakes"] == []


def test_each_mistake_of_a_theme_is_named_with_its_line_and_what_to_do(
    newsreader: Newsreader, config_folder: Path
) -> None:
    folder = config_folder / "themes"
    folder.mkdir()
    (folder / "odd.toml").write_text(
        '# mine\nprimary = "#12345"\nacent = "#fff"\ndark = "yes"\nextends = "nrod"\n[variables]\nmutted = "#aaaaaa"\nlink = 5\n'
    )
    (folder / "torn.toml").write_text('extends = "nord\n')
    (folder / "My Theme.toml").write_text(SEPIA)
    (folder / "auto.toml").write_text(SEPIA)
    done = newsreader("themes")
    assert done.returncode == 1
    assert "odd" in done.stdout
    where = f"{folder / 'odd.toml'}, line"
    for line, what in (
        (2, 'primary should be a colour such as "#e0a35c", not "#12345"'),
        (3, "a theme has no acent; did you mean accent?"),
        (4, 'dark should be true or false, not "yes"'),
        (5, "extends should be the name of a theme of newsreader"),
        (7, "no style uses mutted; did you mean muted?"),
        (8, 'link should be a colour such as "#e0a35c", not 5'),
    ):
        assert f"{where} {line}: {what}" in done.stderr, (line, done.stderr)
    assert f"{folder / 'torn.toml'}, line 1: " in done.stderr
    assert "My Theme.toml: name it with small letters" in done.stderr
    assert "auto.toml: auto means something else" in done.stderr
    assert json.loads(newsreader("themes", "--json").stdout)["mistakes"]


def test_a_theme_that_there_is_not_names_the_nearest_of_the_user_too(
    newsreader: Newsreader, config_folder: Path
) -> None:
    (config_folder / "themes").mkdir()
    (config_folder / "themes" / "sepia.toml").write_text(SEPIA)
    done = newsreader("--theme", "sepa", ".")
    assert done.returncode == 2
    assert "did you mean sepia?" in done.stderr
