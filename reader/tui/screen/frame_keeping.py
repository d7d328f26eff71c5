"""Keeps what the first frame looks like, so that the next session can draw it before Textual is loaded."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from rich.segment import Segment
from textual.strip import Strip

from reader.setting_tables import WATCH_COLOURS
from reader.text.cells import widths_in_use
from reader.tui.early.kept_frame import KeptFrame, Place, keep_frame
from reader.tui.list.spans import Ink
from reader.tui.terminal.frame import Drawn, Frame, Run
from reader.tui.terminal.looks import PLAIN
from reader.tui.terminal.updates import runs_of

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.early.early_frame import EarlyFrame
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.terminal.looks import Look
    from reader.tui.widgets.themed_app import ThemedApp

PARTS = ("mark", "group", "count", "dot", "unread", "read", "star", "meta", "day", "rule")
"""The parts of the rows of the list but watch words."""

BARS = ("", "cursor", "left", "groups")


InWorker = Callable[[Callable[[], object], Callable[[object], None]], object]
"""Does something in a thread, then something with its result on the loop."""


class Drawing(Protocol):
    """An app that knows what the terminal shows."""

    frame: "Frame"
    """Its cells."""
    situation: str
    """On what the first frame depends."""
    early: "EarlyFrame | None"
    """What was drawn before the app."""


class FrameKeeping:
    """Takes note of the first frame, and keeps it once there is time."""

    def __init__(self, workspace: "Workspace", sidebar: "Sidebar") -> None:
        self._workspace, self._sidebar = workspace, sidebar
        self._rows: Sequence[Sequence[Run]] = ()
        self._is_light = False

    def take(self) -> None:
        """Take note of what was drawn: it is the first frame."""
        app = self._app
        if not app.is_headless:
            self._rows, self._is_light = cast("Drawing", app).frame.rows, app.is_light

    def keep(self, in_worker: InWorker) -> None:
        """Keep it, if it is another than the last time, in a worker; no more than the background if that was not known yet."""
        app, drawing = self._app, cast("Drawing", self._app)
        if not self._rows or drawing.frame.size[1] != len(self._rows):
            return
        place = self._place()
        if (
            app.is_light != self._is_light
        ):  # the terminal's background is another: what was drawn for it is not
            self._rows = ()
        former = drawing.early.kept if drawing.early else None
        if (
            former
            and self._rows
            and former.place == place
            and _around(former.rows, place) == _around(self._rows, place)
        ):
            return
        kept = KeptFrame(
            drawing.frame.size, widths_in_use(), app.is_light, place, dict(self._looks()), self._beside(place)
        )
        folder = self._workspace.paths.first_frames
        in_worker(partial(keep_frame, folder, drawing.situation, kept), lambda _: None)

    def follow_background(self, in_worker: InWorker) -> None:
        """Keep which background the terminal has, where what was drawn is for another."""
        if self._rows and self._app.is_light != self._is_light:
            self.keep(in_worker)

    @property
    def _app(self) -> "ThemedApp":
        return cast("ThemedApp", self._sidebar.app)

    def _place(self) -> Place:
        sidebar, window = self._sidebar, self._sidebar.window()
        x, y = sidebar.region.offset
        return Place(
            x, y, window.width, window.height, window.has_rule, window.has_focus,
            sidebar.model.row_height, sidebar.model.is_split,
        )  # fmt: skip

    def _beside(self, place: Place) -> Sequence[Sequence[Run]]:
        """Return the rows with nothing where the list stands: titles are kept nowhere but in the index."""
        if not self._rows:
            return ()
        frame, cells = Frame(erases_in_colour=True), place.width + place.has_rule
        blank = Run(" " * cells, cells, PLAIN)
        rows = [Drawn(0, y, row) for y, row in enumerate(self._rows)]
        listed = [Drawn(place.x, place.y + y, [blank]) for y in range(place.height)]
        frame.changes([*rows, *listed], (sum(run.cells for run in self._rows[0]), len(rows)))
        return frame.rows

    def _looks(self) -> "Iterator[tuple[Ink, Look]]":
        """Yield how each part of a row looks, as the filters of the app leave it."""
        sidebar, console = self._sidebar, self._sidebar.app.console
        watches = [f"watch-{colour}" for colour in WATCH_COLOURS]
        inks = [Ink(part, bar) for bar in BARS for part in (*PARTS, *watches)]
        inks += [Ink(part, bar, of) for bar in BARS for part in watches for of in ("unread", "read")]
        inks += [ink._replace(is_underlined=True) for ink in inks]
        background = sidebar.background_colors[1]
        for ink in inks:
            strip = Strip([Segment("x", sidebar.style_of(ink))])
            for each in sidebar.get_line_filters():
                strip = strip.apply_filter(each, background)
            look = next(runs_of(strip, console)).look
            if look is not None:
                yield ink, look


def _around(rows: "Sequence[Sequence[Run]]", place: Place) -> "list[tuple[Run, ...]]":
    """Return the rows beside which no list stands: what stands beside it is drawn as it is."""
    return [tuple(row) for y, row in enumerate(rows) if not place.y <= y < place.y + place.height]
