"""The user's own themes, as the command line lists and checks them. Reads files; loads no screen."""

import tomllib
from pathlib import Path

from reader.assets import asset
from reader.settings import THEMES
from reader.theme_files import RESERVED, ThemeFile, read_themes


def own_themes(folder: Path) -> tuple[list[ThemeFile], list[str]]:
    """Return the themes in the folder, and a sentence for each mistake, by the themes and variables of the program."""
    shipped = asset("styles") / "themes" / "paper-dark.toml"
    variables = tomllib.loads(shipped.read_text(encoding="utf-8"))["variables"]
    return read_themes(folder, [name for name in THEMES if name not in RESERVED], variables)
