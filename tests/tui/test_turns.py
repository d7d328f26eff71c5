"""What takes long on the loop has a turn of its own: a key that is typed meanwhile waits for one of them, not for all."""

from asyncio.events import Handle
from collections.abc import Callable
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.widget import Widget

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import driven

LONG = 20
"""Rows of a widget that takes long to draw."""


class Turns:
    """Which parts of drawing were done in which turn of the loop."""

    def __init__(self) -> None:
        self._turn = 0
        self.done: list[tuple[int, str]] = []

    def begin(self) -> None:
        """Begin a turn."""
        self._turn += 1

    def note(self, part: str) -> None:
        """Write down what was done in this turn."""
        self.done.append((self._turn, part))

    def of(self, part: str) -> list[int]:
        """Return the turns in which it was done."""
        return [turn for turn, done in self.done if done == part]


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Watch the loop and Textual's own drawing; nothing of it is changed."""
    found = Turns()

    def watch(owner: Any, name: str, note: Callable[..., None]) -> None:
        really = getattr(owner, name)

        def noted(*arguments: Any, **named: Any) -> Any:
            note(*arguments)
            return really(*arguments, **named)

        monkeypatch.setattr(owner, name, noted)

    watch(Handle, "_run", lambda *_: found.begin())
    watch(Compositor, "reflow", lambda *_: found.note("layout"))
    watch(Compositor, "render_update", lambda *_: found.note("drawing"))
    watch(Compositor, "render_strips", lambda *_: found.note("below"))
    return found


@pytest.mark.parametrize("keys", [("ctrl+p",), ("?",), ("g", "t"), ("T",), ("&",), ("#",)])
async def test_a_dialog_is_laid_out_and_drawn_in_turns_of_their_own(
    feed: Any, open_desks: Callable[..., Workspace], turns: Turns, keys: tuple[str, ...]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press(*keys[:-1])
        turns.done.clear()
        await it.press(keys[-1])
        layout, below, drawing = (set(turns.of(part)) for part in ("layout", "below", "drawing"))
        assert layout
        assert below
        assert drawing
        assert not layout & below
        assert not layout & drawing
        assert not below & drawing


async def test_another_layout_is_drawn_in_a_turn_of_its_own(
    feed: Any, open_desks: Callable[..., Workspace], turns: Turns
) -> None:
    async with driven(open_desks(feed), (140, 40)) as it:
        turns.done.clear()
        await it.press("g", "v")
        assert turns.of("layout")
        assert turns.of("drawing")
        assert not set(turns.of("layout")) & set(turns.of("drawing"))


async def test_a_theme_is_drawn_a_widget_at_a_time(
    feed: Any, open_desks: Callable[..., Workspace], turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driven(open_desks(feed)) as it:
        drawn: list[int] = []
        for kind in (type(it.screen.sidebar), type(it.screen.page)):
            really = kind.draw

            def noted(widget: Widget, rows: range, really: Any = really) -> Any:
                if len(rows) >= LONG:
                    drawn.append(turns._turn)
                return really(widget, rows)

            monkeypatch.setattr(kind, "draw", noted)
        it.app.use_theme("nord")
        await it.settle()
        assert it.app.theme == "nord"
        assert drawn
        assert len(set(drawn)) == len(drawn), "list and page, each in its turn, and once"
