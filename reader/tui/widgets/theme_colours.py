"""The colours that themes lack, and those that cannot be read: mixed from a theme's foreground and background."""

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.theme import Theme

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
"""The least contrast of text on its ground (WCAG 2.2, 1.4.3)."""

SEEN = 3.0
"""The least contrast of a bar with what lies around it (WCAG 2.2, 1.4.11)."""

_MARGIN = 0.05
"""What is added to it: colours are rounded to bytes after they are mixed."""

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

_GROUNDS = ("background", "list-background", "groups-background", "panel", "surface", "cursor-background")
"""What text stands on: the page, the list, dialogs, the lines in them, and the row that is chosen."""

_ON_GROUNDS = ("accent", "muted", "list-muted", "list-count", "heading", "link", "star", "notice")
"""What is written on any of them."""

_AMPLE, _SHARE = 7.0, 0.9
"""The contrast that grounds leave for text: so much, but no more than this share of what the background leaves."""

_STEPS = 20


def missing_variables(theme: Theme) -> Mapping[str, str]:
    """Return our variables for a theme that does not define them; the theme has colours of its own."""
    colours = {**theme.to_color_system().generate(), **theme.variables}
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
    code = {
        name: readable(Color.parse(known[like]), ink, [ground]).hex for name, like in _CODE_COLOURS.items()
    }
    code["code-text"] = readable(ink, ink, [ground]).hex
    listed = _of_the_list(ink, paper, accent, Color.parse(mixed["muted"]))
    return {
        **mixed, **named, **bar, **listed, **found, **selection, **pens, **code, "notice": colours["warning"],
    }  # fmt: skip


def _of_the_list(ink: Color, paper: Color, accent: Color, muted: Color) -> Mapping[str, str]:
    """Return the colours of the list: a ground of its own, and a bar in the accent for what is chosen."""
    ground, behind = ink.blend(paper, _LIST), ink.blend(paper, _CODE)
    bar = readable(accent, ink, [ground], SEEN)
    return {
        "list-background": ground.hex,
        "groups-background": behind.hex,
        "list-muted": readable(muted, ink, [ground, behind]).hex,
        "list-count": readable(accent, ink, [ground, behind]).hex,
        "chosen-background": bar.hex,
        "chosen-text": readable(paper, paper, [bar]).hex,
    }


def made_readable(variables: Mapping[str, str]) -> dict[str, str]:
    """Return a theme's variables, changed as far as they must be for text to be read wherever it stands.

    Grounds come nearer to the background first, so that the colours of text stay the theme's as far as they can.
    """
    found = dict(variables)
    paper = Color.parse(found["background"])
    ink = readable(_opaque(found["foreground"], paper), _opaque(found["foreground"], paper), [paper])
    ample = min(_AMPLE, contrast(ink, paper) * _SHARE)
    for name in (*_GROUNDS, *(f"highlight-{pen}" for pen in _HIGHLIGHTS)):
        found[name] = _nearer(_opaque(found[name], paper), paper, ink, ample).hex
    grounds = [Color.parse(found[name]) for name in _GROUNDS]
    found["foreground"] = readable(ink, ink, grounds).hex
    ink = Color.parse(found["foreground"])
    for name in _ON_GROUNDS:
        found[name] = readable(_opaque(found[name], paper), ink, grounds).hex
    code = [paper, Color.parse(found["code-background"])]
    for name in (name for name in found if name.startswith("code-") and name != "code-background"):
        found[name] = readable(Color.parse(found[name]), ink, code).hex
    found["chosen-background"] = readable(Color.parse(found["chosen-background"]), ink, grounds, SEEN).hex
    for ground in ("cursor", "chosen", "found", "selection"):
        text, below = f"{ground}-text", Color.parse(found[f"{ground}-background"])
        found[text] = readable(Color.parse(found[text]), ink, [below]).hex
    return found


def readable(colour: Color, ink: Color, grounds: Sequence[Color], least: float = READABLE) -> Color:
    """Return the colour, as much nearer to ``ink``, then to black or white, as it must be to be read on all grounds.

    ``least`` is the contrast that it must have.
    """
    hardest = min(grounds, key=lambda ground: contrast(ink, ground))
    extreme = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda each: contrast(each, hardest))
    nearer = colour
    for begin, end in ((colour, ink), (ink, extreme)):
        for step in range(_STEPS + 1):
            nearer = begin.blend(end, step / _STEPS)
            if all(contrast(nearer, ground) >= least + _MARGIN for ground in grounds):
                return nearer
    return extreme


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _nearer(ground: Color, paper: Color, ink: Color, wanted: float) -> Color:
    """Return a ground, as much nearer to the paper as it must be for the ink to have that contrast with it."""
    for step in range(_STEPS + 1):
        nearer = ground.blend(paper, step / _STEPS)
        if contrast(ink, nearer) >= wanted:
            return nearer
    return paper


def _opaque(name: str, paper: Color) -> Color:
    colour = Color.parse(name)
    return colour if colour.a == 1 else paper.blend(colour, colour.a, 1)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
