"""The newsreader of one viewer: ``python -m reader.cli.serving.viewer [FOLDER …]``, started by the server alone.

Its stdin and stdout are the connection to the page. It is the screen as in a terminal, but for what starts programs, fetches,
or goes beyond the open folders (``reader.tui.keys.page_commands``).
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from reader.cli.language import choose_language
from reader.cli.opening import opened
from reader.log import attach, begin

FLAGS = {"browser": "", "player": (), "refresh_every_min": 0, "window_title": False}
"""Settings that are otherwise in a page, whatever the user has set: no program, no feed."""


LIGHT = "--light"
"""The first argument where the page is light."""


def view(arguments: Sequence[str]) -> int:
    """Show the screen on the page until the viewer leaves; return the exit code."""
    is_light = list(arguments[:1]) == [LIGHT]
    folders = arguments[is_light:]
    choose_language([])
    begin("serve")
    with opened(folders, FLAGS, is_strict=False, with_feeds=True) as workspace:
        workspace.is_in_page = True
        attach()
        from reader.tui.app import run_app  # 280 ms
        from reader.tui.terminal.page_driver import AskedPage

        try:
            return run_app(workspace, AskedPage(is_light=is_light))
        finally:
            workspace.journal.close()


def _without_stderr() -> None:
    """Let nothing that goes wrong reach the terminal of the server: it may hold what articles hold."""
    handle = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):
        os.dup2(handle, 2)


if __name__ == "__main__":
    _without_stderr()
    sys.exit(view(sys.argv[1:]))
