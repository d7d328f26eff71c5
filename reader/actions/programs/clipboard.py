"""The clipboard of the system the program runs on, beside what the terminal is asked for (OSC 52), which not all terminals do.

Starts processes. Over ssh there is none of the user's here: then the terminal's way is the only one.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress

from reader.actions.browser.launch import program_at

LIMIT_S = 2.0
"""Seconds that a program may take; those that hold a clipboard go on in the background."""


def clipboard_command(environ: Mapping[str, str], platform: str = sys.platform) -> list[str]:
    """Return the command that fills the clipboard with what it reads; empty: there is none."""
    for words in _commands(environ, platform):
        if program := program_at(words[0], environ):
            return [program, *words[1:]]
    return []


def _commands(environ: Mapping[str, str], platform: str) -> Iterator[tuple[str, ...]]:
    if environ.get("TERMUX_VERSION"):
        yield ("termux-clipboard-set",)
    if any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")):
        return
    if platform == "darwin":
        yield ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield from (("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))


def fill_clipboard(text: str, environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Put a text on the system's clipboard; False: there is none, or it did not take it. In a thread."""
    command = clipboard_command(environ, platform)
    if not command:
        return False
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603  (a fixed command; the text is its input)
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
            timeout=LIMIT_S,
            env=dict(environ),
        )
        return done.returncode == 0
    return False
