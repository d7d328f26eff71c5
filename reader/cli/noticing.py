"""Notices of the command line: on the desktop, or by the terminal that stderr is."""

import os
import sys
from typing import TYPE_CHECKING

from reader.cli.output import complain
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.feeds.noticing import Notice


def give_notice(notice: "Notice", kind: str) -> None:
    """Show a notice as the setting ``notices`` says, on the desktop if that is ``off``; complain if it cannot be shown."""
    from reader.tui.terminal.notice import OSC9, OSC777, notice_sequence

    if kind not in {OSC9, OSC777}:
        from reader.actions.browser.desktop_notice import show_on_desktop

        if problem := show_on_desktop(notice.title, notice.text):
            complain(problem)
    elif sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(notice_sequence(kind, notice.title, notice.text, os.environ))
        sys.stderr.flush()
    else:
        complain(tr("No notice: {kind} needs a terminal, and stderr is none", kind=kind))
