"""The themes: one TOML file each in styles/themes, and the colours that others lack.

Reads those files. A theme of Textual's own, or a user's, need not know our variables: they are
mixed from its foreground and background, or named where the terminal's own colours are used.
"""

import tomllib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from textual.color import Color
from textual.theme import Theme

DARK, LIGHT = "paper-dark", "paper-light"
ANSI_DARK, ANSI_LIGHT = "ansi-dark", "ansi-light"

_ANSI = {
    "muted": "ansi_default",
    "rule": "ansi_bright_black",
    "heading": "ansi_default",
    "link": "ansi_blue",
    "star": "ansi_yellow",
    "notice": "ansi_yellow",
    "code-text": "ansi_cyan",
    "code-background": "ansi_default",
    "code-keyword": "ansi_magenta",
    "code-string": "ansi_green",
    "code-comment": "ansi_default",
    "code-number": "ansi_magenta",
    "code-name": "ansi_blue",
    "code-operator": "ansi_default",
    "code-inserted": "ansi_green",
    "code-deleted": "ansi_red",
    "code-heading": "ansi_magenta",
    "list-background": "ansi_default",
    "list-muted": "ansi_default",
    "list-count": "ansi_default",
    "chosen-background": "ansi_default",
    "chosen-text": "ansi_default",
    "cursor-background": "ansi_default",
    "cursor-text": "ansi_default",
    "found-background": "ansi_default",
    "found-text": "ansi_yellow",
    "selection-background": "ansi_default",
    "selection-text": "ansi_default",
}

_HIGHLIGHTS = {
    "yellow": "#e0b03c",
    "green": "#5aa35f",
    "blue": "#4a8fd0",
    "red": "#d05a52",
    "purple": "#9d6cc4",
}
"""The pens, of which each theme has a lighter or a darker ink: mixed with its background."""

_MUTED, _RULE, _CODE, _BAR, _FOUND, _LIST = 0.25, 0.8, 0.9, 0.85, 0.75, 0.94
"""How far from foreground towards background these lie."""

READABLE = 4.5
"""The least contrast of code on its ground (WCAG 2.2, 1.4.3)."""

SEEN = 3.0
"""The least contrast of a bar with what lies around it (WCAG 2.2, 1.4.11)."""

_CODE_COLOURS = {
    "code-keyword": "accent",
    "code-string": "success",
    "code-comment": "muted",
    "code-number": "warning",
    "code-name": "primary",
    "code-operator": "foreground",
    "code-inserted": "success",
    "code-deleted": "error",
    "code-heading": "secondary",
}
"""The colours of a theme that knows nothing of code that come nearest."""


def own_themes(folder: Path) -> Iterator[Theme]:
    """Yield the themes in the folder, by the names of their files."""
    for file in sorted(folder.glob("*.toml")):
        yield Theme(name=file.stem, **tomllib.loads(file.read_text(encoding="utf-8")))


def missing_variables(theme: Theme) -> Mapping[str, str]:
    """Return our variables for a theme that does not define them."""
    if theme.ansi:
        return {**_ANSI, **{f"highlight-{pen}": "ansi_default" for pen in _HIGHLIGHTS}}
    colours = theme.to_color_system().generate()
    ink, paper, accent = (Color.parse(colours[name]) for name in ("foreground", "background", "accent"))
    mixed = {
        name: ink.blend(paper, far).hex
        for name, far in (("muted", _MUTED), ("rule", _RULE), ("code-background", _CODE))
    }
    link = colours.get("text-primary", ink.hex)
    named = {"heading": ink.hex, "link": ink.hex if link.startswith("auto") else link, "star": accent.hex}
    bar = {"cursor-background": ink.blend(paper, _BAR).hex, "cursor-text": ink.hex}
    # Not the library's own: half of its accent under text of any colour can hardly be read.
    selection = {"selection-background": ink.hex, "selection-text": paper.hex}
    found = {"found-background": ink.blend(paper, _FOUND).hex, "found-text": ink.hex}
    pens = {f"highlight-{pen}": Color.parse(ink).blend(paper, _FOUND).hex for pen, ink in _HIGHLIGHTS.items()}
    ground = Color.parse(mixed["code-background"])
    known = {**colours, "muted": mixed["muted"]}
    code = {name: readable(Color.parse(known[like]), ink, ground).hex for name, like in _CODE_COLOURS.items()}
    code["code-text"] = readable(ink, ink, ground).hex
    listed = _of_the_list(ink, paper, accent, Color.parse(mixed["muted"]))
    return {
        **mixed,
        **named,
        **bar,
        **listed,
        **found,
        **selection,
        **pens,
        **code,
        "notice": colours["warning"],
    }


def _of_the_list(ink: Color, paper: Color, accent: Color, muted: Color) -> Mapping[str, str]:
    """Return the colours of the list: a ground of its own, and a bar in the accent for what is chosen."""
    ground = ink.blend(paper, _LIST)
    bar = readable(accent, ink, ground, SEEN)
    return {
        "list-background": ground.hex,
        "list-muted": readable(muted, ink, ground).hex,
        "list-count": readable(accent, ink, ground).hex,
        "chosen-background": bar.hex,
        "chosen-text": readable(paper, paper, bar).hex,
    }


def readable(colour: Color, ink: Color, paper: Color, least: float = READABLE) -> Color:
    """Return the colour, as much nearer to ``ink`` as it must be to be read on ``paper``; if even ink cannot, black or white.

    ``least`` is the contrast that it must have.
    """
    for step in range(11):
        nearer = colour.blend(ink, step / 10)
        if contrast(nearer, paper) >= least:
            return nearer
    return max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda extreme: contrast(extreme, paper))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def theme_for(wanted: str, environ: Mapping[str, str], known: Container[str]) -> tuple[str, bool]:
    """Return the theme to begin with, and whether the wanted one exists.

    ``auto`` follows the terminal's background where COLORFGBG names it, else it is dark. NO_COLOR takes the
    terminal's own colours: Textual then writes none.
    """
    light = _is_light(environ.get("COLORFGBG", ""))
    if environ.get("NO_COLOR"):
        return (ANSI_LIGHT if light else ANSI_DARK), True
    if wanted in known:
        return wanted, True
    return (LIGHT if light else DARK), wanted == "auto"


def _is_light(colorfgbg: str) -> bool:
    background = colorfgbg.rpartition(";")[2]
    return background in {"7", "15"}
