"""Driving the app as a user does, and reading its screen as text."""

import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from reader.actions.workspace.workspace import Workspace
from reader.text import cell_width
from reader.tui.app import NewsreaderApp
from reader.tui.screen.reading_screen import ReadingScreen
from tests.tui.idleness import answered, idle

if TYPE_CHECKING:
    from textual.pilot import Pilot


def article_writer(folder: Path) -> Callable[[str, str, str, list[str], str], Path]:
    """Return what writes an article into the folder: name, title, date, tags, body."""

    def write(name: str, title: str, date: str, tags: list[str], body: str) -> Path:
        lines = [
            "---",
            f'title: "{title}"',
            f'date: "{date}"',
            *(["tags:"] if tags else []),
            *(f'  - "{tag}"' for tag in tags),
            "---",
            "",
        ]
        path = folder / name
        path.write_text("\n".join([*lines, body, ""]), encoding="utf-8")
        return path

    return write


def type_key(app: NewsreaderApp, key: str) -> None:
    """Send a key to the program as Textual's pilot does, without its pauses of 40 ms: a test presses hundreds."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else None
    event = Key(key, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


LIST = 34
"""Cells of the list in a window of 100 columns."""


def beside(line: str, cells: int = LIST) -> tuple[str, str]:
    """Return what a row of the screen shows in its first cells, and behind them."""
    at = next((at for at in range(len(line)) if cell_width(line[: at + 1]) > cells), len(line))
    return line[:at], line[at:]


class Driven:
    """The running app with a keyboard."""

    def __init__(self, app: NewsreaderApp, pilot: "Pilot[int]") -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, whatever dialog stands before it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each once the one before is answered, and let everything settle."""
        for key in keys:
            type_key(self.app, key)
            await answered(self.app)
            await self.app.animator.wait_until_complete()
        await self.settle()

    async def settle(self) -> None:
        """Wait until the program has nothing left to do: what has not happened then does not happen."""
        await idle(self.pilot)

    async def until(self, happened: Callable[[], bool], seconds: float = 30) -> None:
        """Wait until something is so; fail with the screen if it never is."""
        end = monotonic() + seconds
        while monotonic() < end:
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never happened; the screen:\n{self.text()}")

    def lines(self) -> list[str]:
        """Return what the screen shows, row by row."""
        # Textual has no public way to read what it painted.
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def text(self) -> str:
        """Return what the screen shows."""
        return "\n".join(self.lines())

    def shows(self, text: str) -> bool:
        """Return whether the text is on the screen, white space apart."""
        return "".join(text.split()) in "".join(self.text().split())

    def tells(self, sentence: str) -> bool:
        """Return whether a toast shows this, however it is cut into lines."""
        rows = [
            "".join(line[toast.region.x : toast.region.right].split())
            for toast in self.app.screen.query("Toast")
            for line in self.lines()[toast.region.y : toast.region.bottom]
        ]
        return "".join(sentence.split()) in "".join(row.strip("▌▐│") for row in rows)

    def on_page(self, text: str) -> tuple[int, int]:
        """Return the column and the row of a text on the page, in cells of the screen."""
        edge = self.screen.sidebar.outer_size.width
        for y, line in enumerate(self.lines()):
            at = line.rfind(text)
            if at >= 0 and (x := cell_width(line[:at])) >= edge:
                return x, y
        raise AssertionError(f"{text!r} is not on the page:\n{self.text()}")

    def line_of_cursor(self) -> str:
        """Return the first row of what the sidebar's cursor is on."""
        sidebar = self.screen.sidebar
        return self.lines()[sidebar.model.top(sidebar.model.slot) - sidebar.scroll_offset.y]

    def title_line(self, title: str) -> str:
        """Return the sidebar's row of an article, without its page."""
        width = self.screen.sidebar.outer_size.width
        return next(line for line in (line[:width] for line in self.lines()) if title in line)


@asynccontextmanager
async def driven(workspace: Workspace, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driven]:
    """Run the app without a terminal; the first scan is done when this begins."""
    app = NewsreaderApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        it = Driven(app, pilot)
        await it.until(lambda: it.screen.background.is_watching)
        await it.settle()
        yield it
