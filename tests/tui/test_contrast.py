"""All that is read can be read: the contrast of the cells on the screen, in every theme and state (WCAG 2.2, 1.4.3)."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.actions.workspace.workspace import Workspace
from reader.page.navigation.quotes import COLOURS
from reader.settings import THEMES
from tests.counts import FULL
from tests.tui.driving import Driven, article_writer, driven

READABLE, SEEN = 4.5, 3.0
"""The least contrast of text; of signs that only decorate what is said in words too (1.4.11)."""

PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Campbell": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "Tango": "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
}  # fmt: skip
"""The 16 colours of terminals: of xterm, of a PC's console, of Windows Terminal, of GNOME's."""

TEXT = """First, **bold**, *italic*, ~~gone~~, ==marked==, `code`, [a link](https://example.com/) and a note[^1].

> A quotation with `code`.

## A heading

### Another one

#### A fourth

##### A fifth

```python
# A comment
def name(number: int = 42) -> str:
    return "text"  # another
```

```diff
- removed
+ added
```

| Column | Other |
| --- | --- |
| cell | `cell` |

- [ ] A task, and $x^2$

![An image](none.png)

[^1]: The note.
"""


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    """A folder with an article that has everything, read and unread ones beside it, one with a problem."""
    folder = tmp_path / "looks"
    folder.mkdir()
    write = article_writer(folder)
    write("all.md", "All that can be set 全部", "2025-02-20", ["one"], TEXT)
    for number in range(6):
        write(f"{number}.md", f"Number {number}", f"2025-02-1{number}", ["one", "two"], "Text to find.")
    (folder / "odd.md").write_text("---\ntitle: [Odd\n---\nText.\n")
    return folder


def hexes(palette: str) -> list[Color]:
    return [Color.parse(f"#{each}") for each in PALETTES[palette].split()]


def seen(colour: RichColor | None, default: Color, palette: list[Color]) -> Color:
    if colour is None or colour.type is ColorType.DEFAULT:
        return default
    if colour.type is ColorType.STANDARD:
        assert colour.number is not None
        return palette[colour.number]
    return Color.from_rich_color(colour)


def contrast(one: Color, other: Color) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def needed(text: str) -> float:
    """What contrast a text needs: lines and blocks none, signs some, letters and digits all of it."""
    kinds = {unicodedata.category(char)[0] for char in text if not "\u2500" <= char <= "\u259f"} - {"Z", "C"}
    return 0 if not kinds else READABLE if kinds & {"L", "N"} else SEEN


def segments(it: Driven) -> Iterator[Segment]:
    for strip in it.app.screen._compositor.render_strips():
        yield from strip


def unreadable(it: Driven, palette: str = "xterm", *, light: bool = False) -> Iterator[str]:
    """Yield what on the screen cannot be read, with its contrast."""
    colours = hexes(palette)
    ink, paper = (colours[0], Color.parse("#ffffff")) if light else (colours[15], Color.parse("#000000"))
    for text, style, control in segments(it):
        least = 0 if control else needed(text)
        if not least:
            continue
        look = style or Style()
        front, ground = seen(look.color, ink, colours), seen(look.bgcolor, paper, colours)
        found = contrast(front, ground)
        if found < least or look.dim:
            yield f"{text.strip()!r} {front.hex} on {ground.hex}: {found:.2f}{' dim' if look.dim else ''}"


STATES: dict[str, tuple[str, ...]] = {
    "folder away, a toast": ("j", "j"),
    "list": ("k", "k"),
    "page": ("enter",),
    "found": ("/", *"text", "enter"),
    "link hints": ("escape", "escape", "home", "f"),
    "selection": ("escape", "v", "w", "w", "w"),
    "highlight": ("H",),
    "help": ("escape", "?"),
    "palette": ("escape", "ctrl+p", *"next", "down"),
    "search": ("escape", "ctrl+k", *"text"),
    "problems": ("escape", "g", "p"),
    "command line": ("escape", ":"),
    "filter": ("escape", "&", *"is:un"),
    "keys that follow": ("escape", "escape", "g"),
}
"""What is typed to come from one state to the next."""

OTHERS = [name for name in THEMES if name not in {"auto", "terminal", "paper-dark", "paper-light"}]
CHECKED = ("paper-dark", "paper-light", "terminal", *(OTHERS if FULL else ()))
"""The others' colours are checked without a screen (tests/tui/test_themes.py), and here under torture."""


@pytest.mark.slow
async def test_all_that_is_read_can_be_read_in_every_state_and_theme(
    looks: Path, open_desks: Callable[..., Workspace]
) -> None:
    faults: dict[str, None] = {}
    async with driven(open_desks(looks), size=(140, 44)) as it:
        for state, keys in STATES.items():
            await it.press(*keys)
            is_away = state.startswith("folder away")
            it.screen.set_class(is_away, "-away")
            if is_away:
                it.screen.say("notes.md cannot be read: no right to", warn=True)
                await it.settle()
            for theme in CHECKED:
                it.app.theme = theme
                await it.pilot.pause()
                await it.pilot.pause()
                palettes = PALETTES if theme == "terminal" else ["xterm"]
                faults |= {
                    f"{state}, {theme}: {each}": None for one in palettes for each in unreadable(it, one)
                }
    assert list(faults) == []


async def test_the_terminals_colours_can_be_read_on_a_light_ground(
    looks: Path, open_desks: Callable[..., Workspace]
) -> None:
    faults: dict[str, None] = {}
    async with driven(open_desks(looks, theme="terminal"), size=(140, 44)) as it:
        it.app.follow_background(light=True)
        for state in ("list", "page", "found", "link hints", "selection", "highlight"):
            await it.press(*STATES[state])
            for one in PALETTES:
                faults |= {f"{state}, {one}: {each}": None for each in unreadable(it, one, light=True)}
    assert list(faults) == []


@pytest.mark.parametrize("palette", PALETTES)
async def test_pens_can_be_read_in_the_terminals_colours(
    looks: Path, open_desks: Callable[..., Workspace], palette: str
) -> None:
    colours = hexes(palette)
    async with driven(open_desks(looks, theme="terminal")) as it:
        for kind in ("highlight", "watch"):
            for pen in COLOURS:
                look = it.screen.page.get_component_rich_style(f"page--{kind}-{pen}")
                front, ground = (seen(each, colours[0], colours) for each in (look.color, look.bgcolor))
                assert contrast(front, ground) >= READABLE, (kind, pen)


async def test_what_cannot_be_read_would_be_found(looks: Path, open_desks: Callable[..., Workspace]) -> None:
    async with driven(open_desks(looks, theme="paper-dark")) as it:
        assert list(unreadable(it)) == []
        it.screen.status.bar.styles.color = "#303030"
        await it.settle()
        assert any("unread" in each for each in unreadable(it))
