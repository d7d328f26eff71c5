"""Shows a notice on the desktop by the program that the system has for it. Never a shell, never markup of an article."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import escape

from reader.i18n import tr
from reader.refusal import reason_of

NOTIFY_SEND, OSASCRIPT = "notify-send", "osascript"
"""The program of free desktops, and that of macOS."""

SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")
"""What ``osascript`` does; the texts are arguments, so that nothing in them is a command."""

PATIENCE_S = 10
"""How long the program may take."""


def program(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> str:
    """Return the program that shows notices on this system; empty: there is none."""
    name = OSASCRIPT if system == "darwin" else NOTIFY_SEND
    return shutil.which(name, path=environ.get("PATH", os.defpath)) or ""


def command(found: str, title: str, text: str) -> list[str]:
    """Return the command that shows a notice: clean lines, of which none is an option, an escape or markup."""
    if os.path.basename(found) == OSASCRIPT:  # noqa: PTH119 - a text
        lines = (word for line in SCRIPT for word in ("-e", line))
        return [found, *lines, "--", title, text]
    # Its text may have elements, and backslashes that stand for other characters.
    plain = escape(text, quote=False).replace("\\", "\\\\")
    return [found, "--app-name=newsreader", "--", title, plain]


def show_on_desktop(title: str, text: str, environ: Mapping[str, str] = os.environ) -> str:
    """Show a notice; return what went wrong as a sentence, or nothing. Waits for the program: in a thread."""
    found = program(environ)
    if not found:
        return tr("No program shows notices here: install notify-send, or set notices to osc9 or osc777")
    try:
        done = subprocess.run(  # noqa: S603 - found by its name, with texts as arguments
            command(found, title, text), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return tr("{program} did not end in time", program=os.path.basename(found))  # noqa: PTH119 - a text
    except OSError as problem:
        return tr("{program} cannot be started: {problem}", program=found, problem=reason_of(problem))
    if done.returncode:
        return tr("{program} ended with exit code {code}", program=found, code=done.returncode)
    return ""
