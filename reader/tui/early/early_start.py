"""Begins a session before Textual is loaded: the list of the index, drawn and moved through, where it will look so."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from reader.actions.finding.watching import Watcher, watches
from reader.text import clean
from reader.text.cells import use_widths, widths_in_use
from reader.text.plain_lines import plain_lines
from reader.tui.early.begun_list import begin_list, restore_list
from reader.tui.early.early_frame import UNSEEN, EarlyFrame
from reader.tui.early.kept_frame import KeptFrame, load_frame, situation_of
from reader.tui.list.first_group import BARS, opened_first
from reader.tui.list.known_rows import KnownRows
from reader.tui.list.row_painter import RowPainter
from reader.tui.list.rows_in_window import WindowRows, first_with_cursor
from reader.tui.list.spans import Span
from reader.tui.terminal.frame import Run, run_of
from reader.tui.widgets.plain_symbols import replaced
from reader.tui.widgets.replacements import replacement_for
from reader.tui.widgets.symbols import symbols_for

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.terminal.ground import Asked

LEAST = (20, 6)
"""Columns and rows of a window below which there is no early frame."""


@contextmanager
def early_start(workspace: "Workspace", asked: "Asked") -> "Iterator[EarlyFrame | None]":
    """Draw the early frame, where that is as the screen will be; else None. Its keys are answered inside."""
    early = _drawn(workspace, asked)
    if early is None:
        yield None
        return
    from reader.tui.early.early_keys import (
        EarlyKeys,  # with the table of commands 4 ms: once the list is seen
    )

    with EarlyKeys(early, workspace):
        yield early


def _drawn(workspace: "Workspace", asked: "Asked") -> EarlyFrame | None:
    if not _may_begin(workspace):
        return None
    try:
        columns, rows = os.get_terminal_size(asked.screen)
    except OSError:
        return None
    kept = load_frame(workspace.paths.first_frames, situation_of(workspace), (columns, rows))
    if kept is None or not kept.rows or (columns, rows) < LEAST:
        return None
    before = widths_in_use()
    use_widths(kept.widths)
    early = _made(workspace, asked, kept)
    try:
        if early is not None and early.show():
            return early
    except LookupError:  # a look that the last session did not know
        pass
    use_widths(before)
    return None


def _may_begin(workspace: "Workspace") -> bool:
    """Whether the first frame will be the list beside an empty page, as it was."""
    settings = workspace.settings
    is_plain = not (settings.screen_reader or workspace.session.sidebar_hidden)
    is_usual = workspace.is_lasting and not workspace.welcome and not workspace.warnings
    return settings.fast_start and is_plain and is_usual and sys.platform != "win32"


def _made(workspace: "Workspace", asked: "Asked", kept: KeptFrame) -> EarlyFrame | None:
    begun, settings, place = begin_list(workspace), workspace.settings, kept.place
    model = begun.model
    model.opens = lambda groups: opened_first(begun.lists.key, groups, kept.size[1] - BARS)
    restore_list(begun, workspace)
    if model.is_empty:
        return None
    model.resize_rows(place.row_height)
    if place.is_split:
        model.split(on=True)
    begun.first = first_with_cursor(model, 0, place.height)

    stand_in = replacement_for(settings.icons, kept.widths)

    def finish(spans: Sequence[Span], width: int) -> list[Run]:
        del width
        return [run_of(_seen(text, kept, stand_in), kept.looks[ink]) for text, ink in spans if text]

    painter = RowPainter(model, KnownRows(model), symbols_for(settings.icons), finish)
    painter.watcher = Watcher(watches(settings, workspace.paths.watch_words))
    now = lambda: datetime.now(workspace.zone)  # noqa: E731
    return EarlyFrame(asked, begun, kept, WindowRows(model, painter, now, lambda *_: ""))


def _seen(text: str, kept: KeptFrame, stand_in: Callable[[str], str] | None) -> str:
    """Return a text as it reaches the terminal: with the signs that are drawn, through the second wall."""
    text = replaced(text, stand_in) if stand_in else text
    text = clean(text).translate(UNSEEN) if not (text.isascii() and text.isprintable()) else text
    return text if kept.widths.lines == 1 else plain_lines(text)
