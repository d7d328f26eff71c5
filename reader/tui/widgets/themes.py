"""The themes: one TOML file each in styles/themes, those of the user, the terminal's own colours, and which one is used.

Reads those files. A theme of Textual's own, or a user's, need not know our variables: ``theme_colours`` mixes them.
"""

import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from textual.theme import Theme

from reader.theme_files import ThemeFile

DARK, LIGHT, TERMINAL = "paper-dark", "paper-light", "terminal"
"""The themes that are chosen where none is named."""

_TRUE_COLOURS = ("truecolor", "24bit")
_256 = "256color"
_DEFAULT = "ansi_default"

_ON_DARK = {
    "link": "ansi_cyan",
    "star": "ansi_bright_yellow",
    "notice": "ansi_bright_yellow",
    "found-text": "ansi_bright_yellow",
    "code-text": "ansi_cyan",
    "code-keyword": "ansi_bright_yellow",
    "code-string": "ansi_green",
    "code-number": "ansi_bright_cyan",
    "code-name": "ansi_cyan",
    "code-inserted": "ansi_green",
    "code-deleted": "ansi_bright_yellow",
    "code-heading": "ansi_bright_yellow",
}
"""Of a terminal's 16 colours those that can be read on a dark ground with the palettes that terminals come with."""

_ON_LIGHT = {
    **dict.fromkeys(_ON_DARK, "ansi_blue"),
    "star": "ansi_red",
    "notice": "ansi_red",
    "found-text": "ansi_red",
    "code-keyword": "ansi_magenta",
    "code-number": "ansi_magenta",
    "code-deleted": "ansi_red",
}
"""Those that can be read on a light one."""

_PLAIN = (
    "muted", "heading", "code-background", "code-comment", "code-operator", "cursor-background", "cursor-text",
    "list-background", "groups-background", "list-muted", "list-count", "chosen-background", "chosen-text",
    "found-background", "selection-background", "selection-text", "highlight-yellow", "highlight-green", "highlight-blue",
    "highlight-red", "highlight-purple",
)  # fmt: skip
"""What is the terminal's foreground or background: it tells no other colour with which these could be mixed."""


def own_themes(folder: Path) -> Iterator[Theme]:
    """Yield the themes in the folder, by the names of their files."""
    for file in sorted(folder.glob("*.toml")):
        yield Theme(name=file.stem, **tomllib.loads(file.read_text(encoding="utf-8")))


def user_theme(file: ThemeFile, known: Mapping[str, Theme]) -> Theme:
    """Return a theme of the user; where it says neither what it extends nor its first colour, it extends one of ours."""
    values = dict(file.values)
    extended = values.pop("extends", "")
    if not extended and "primary" not in values:
        extended = DARK if values.get("dark", True) else LIGHT
    variables = values.pop("variables", {})
    if not extended:
        return Theme(name=file.name, **values, variables=variables)
    base = known[extended]
    return replace(base, name=file.name, **values, variables={**base.variables, **variables})


def terminal_theme(*, light: bool) -> Theme:
    """Return the theme of the terminal's own 16 colours, for a light or a dark background."""
    accent = "ansi_blue" if light else "ansi_bright_yellow"
    variables = {
        **dict.fromkeys(_PLAIN, _DEFAULT),
        **(_ON_LIGHT if light else _ON_DARK),
        "rule": "ansi_bright_black",
        "ansi-background": "ansi_white" if light else "ansi_black",
        "ansi-foreground": "ansi_black" if light else "ansi_white",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "scrollbar": accent,
    }
    return Theme(
        name=TERMINAL, ansi=True, dark=not light, accent=accent, primary=accent, secondary=accent,
        foreground=_DEFAULT, background=_DEFAULT, surface=_DEFAULT, panel=_DEFAULT, boost=_DEFAULT,
        warning="ansi_red" if light else "ansi_bright_yellow", error="ansi_red" if light else "ansi_bright_red",
        success="ansi_blue" if light else "ansi_green", variables=variables,
    )  # fmt: skip


def theme_for(
    wanted: str, environ: Mapping[str, str], known: Container[str], *, light: bool
) -> tuple[str, bool]:
    """Return the theme to begin with, and whether the wanted one exists.

    ``auto`` is ours for a light or dark background, and the terminal's own colours where there are no true ones.
    Of the others none is shown with 16 colours only, and none under NO_COLOR: Textual then writes no colour.
    """
    if environ.get("NO_COLOR") or colours_of(environ) <= 16:
        return TERMINAL, wanted in known or wanted == "auto"
    if wanted in known:
        return wanted, True
    has_all = colours_of(environ) > 256
    return (TERMINAL if not has_all else LIGHT if light else DARK), wanted == "auto"


def colours_of(environ: Mapping[str, str]) -> int:
    """Return how many colours the terminal has by what it says of itself, as Rich reads it; without TERM all of them."""
    term = environ.get("TERM")
    if term is None or environ.get("COLORTERM", "").strip().lower() in _TRUE_COLOURS:
        return 1 << 24
    return 256 if term.endswith((_256, "kitty")) else 16


def is_light_by_name(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal names a light background in COLORFGBG."""
    return environ.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}
